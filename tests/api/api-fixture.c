/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api-fixture.h"
#include "atlas-test-await.h"

AtlasApiClient *
api_fixture_make_client (ApiFixture        *self,
                         AtlasListEncoding  encoding)
{
  const AtlasApiClientConfig config = {
    .auth_url = atlas_test_server_get_url (self->server),
    .api_url = atlas_test_server_get_url (self->server),
    .client_id = "the client",
    .scope = "aspspinformation private",
    .list_encoding = encoding,
  };
  AtlasApiClient *client = atlas_api_client_new (self->session, &config, ATLAS_CREDENTIALS (self->credentials), self->log);

  atlas_api_client_get_limits (client)->retry_base_ms = 1;

  return client;
}

ApiFixture *
api_fixture_new (AtlasListEncoding encoding)
{
  ApiFixture *self = g_new0 (ApiFixture, 1);

  self->server = atlas_test_server_new ();
  self->credentials = atlas_test_credentials_new (API_TEST_SECRET);
  self->session = atlas_api_session_new ();
  self->log = atlas_request_log_new (100);
  self->client = api_fixture_make_client (self, encoding);

  return self;
}

ApiFixture *
api_fixture_new_signed_in (void)
{
  ApiFixture *self = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);

  atlas_test_credentials_set_token (self->credentials, API_TEST_TOKEN, g_get_real_time () / G_USEC_PER_SEC + 1000);
  atlas_test_server_add_token (self->server, "another-token");

  return self;
}

static void
assert_finalized (GObject **object)
{
  gpointer pointer = *object;

  g_object_add_weak_pointer (*object, &pointer);
  g_object_unref (*object);
  /* What was cancelled ends in the main loop. */
  for (guint i = 0; pointer != NULL && i < 2000; i++)
    atlas_test_spin (1);
  g_assert_null (pointer);
  *object = NULL;
}

void
api_fixture_free (ApiFixture *self)
{
  /* Lets go of the last future that was awaited, and of what it holds. */
  atlas_test_await (dex_future_new_for_boolean (TRUE), NULL);
  assert_finalized ((GObject **) &self->client);
  soup_session_abort (self->session);
  atlas_test_spin (1);
  g_object_unref (self->session);
  g_object_unref (self->log);
  assert_finalized ((GObject **) &self->credentials);
  atlas_test_server_free (self->server);
  g_free (self);
}

AtlasApiAnswer *
api_fixture_await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  AtlasApiAnswer *answer = atlas_test_await_object (future, &error);

  g_assert_no_error (error);
  g_assert_true (ATLAS_IS_API_ANSWER (answer));

  return answer;
}

GError *
api_fixture_await_error (DexFuture *future,
                         int        code)
{
  GError *error = NULL;

  g_assert_null (atlas_test_await (future, &error));
  g_assert_error (error, ATLAS_API_ERROR, code);
  g_assert_nonnull (atlas_api_error_get_details (error));

  return error;
}

char *
api_fixture_load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "contract", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
assert_clean (const char *text)
{
  g_assert_true (text == NULL || strstr (text, API_TEST_SECRET) == NULL);
  g_assert_true (text == NULL || strstr (text, API_TEST_TOKEN) == NULL);
  g_assert_true (text == NULL || strstr (text, "another-token") == NULL);
}

void
api_fixture_assert_no_secret (ApiFixture   *self,
                              const GError *error)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (error);

  if (error != NULL)
    assert_clean (error->message);
  if (details != NULL)
    {
      assert_clean (details->code);
      assert_clean (details->text);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->log)); i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->log), i);

      assert_clean (atlas_request_entry_get_url (entry));
      assert_clean (atlas_request_entry_get_error (entry));
    }
}
