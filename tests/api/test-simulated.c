/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-client-private.h"
#include "atlas-aspsp-details.h"
#include "atlas-aspsp.h"
#include "atlas-logo-client.h"
#include "atlas-simulator.h"
#include "atlas-test-await.h"
#include "atlas-test-credentials.h"

#define HELSINKI "ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c"
#define API_BASE "/psd2/aspspinformation/v1"

/* The client against the simulator, which shares none of its code. */
typedef struct
{
  AtlasSimulator       *simulator;
  AtlasTestCredentials *credentials;
  SoupSession          *session;
  AtlasApiClient       *client;
} Fixture;

static Fixture *
fixture_new (AtlasListEncoding encoding)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_load_demo (&error);
  AtlasApiClientConfig config = { .client_id = ATLAS_SIMULATOR_DEFAULT_CLIENT_ID, .scope = "aspspinformation", .list_encoding = encoding };

  g_assert_no_error (error);
  self->simulator = atlas_simulator_new (directory);
  g_assert_true (atlas_simulator_start (self->simulator, 0, &error));
  g_assert_no_error (error);
  self->credentials = atlas_test_credentials_new (ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET);
  self->session = atlas_api_session_new ();
  config.auth_url = atlas_simulator_get_url (self->simulator);
  config.api_url = atlas_simulator_get_url (self->simulator);
  self->client = atlas_api_client_new (self->session, &config, ATLAS_CREDENTIALS (self->credentials), NULL);
  atlas_api_client_get_limits (self->client)->retry_base_ms = 1;

  return self;
}

static void
fixture_free (Fixture *self)
{
  atlas_test_await (dex_future_new_for_boolean (TRUE), NULL);
  atlas_test_spin (5);
  g_object_unref (self->client);
  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_object_unref (self->credentials);
  atlas_simulator_stop (self->simulator);
  g_object_unref (self->simulator);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static AtlasApiAnswer *
await_answer (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  AtlasApiAnswer *answer = atlas_test_await_object (future, &error);

  g_assert_no_error (error);

  return answer;
}

static GHashTable *
list_bics (Fixture           *self,
           const char *const *codes,
           const char *const *city_ids)
{
  g_autoptr (AtlasApiAnswer) answer = await_answer (atlas_api_client_list_aspsps (self->client, codes, city_ids, NULL));
  GPtrArray *items = atlas_api_answer_get_items (answer);
  GHashTable *bics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    g_assert_true (g_hash_table_add (bics, g_strdup (atlas_aspsp_get_bic_fi (g_ptr_array_index (items, i)))));

  return bics;
}

static void
test_union (void)
{
  static const char *const sweden[] = { "SE", NULL };
  static const char *const both[] = { "SE", "DK", NULL };
  static const char *const helsinki[] = { HELSINKI, NULL };

  for (AtlasListEncoding encoding = ATLAS_LIST_ENCODING_COMMA; encoding <= ATLAS_LIST_ENCODING_REPEAT; encoding++)
    {
      g_autoptr (Fixture) fixture = fixture_new (encoding);
      g_autoptr (GHashTable) in_sweden = list_bics (fixture, sweden, NULL);
      g_autoptr (GHashTable) in_helsinki = list_bics (fixture, NULL, helsinki);
      g_autoptr (GHashTable) in_either = list_bics (fixture, sweden, helsinki);
      g_autoptr (GHashTable) in_both = list_bics (fixture, both, NULL);
      GHashTableIter iter;
      gpointer bic;

      g_assert_cmpuint (g_hash_table_size (in_sweden), >, 0);
      g_assert_cmpuint (g_hash_table_size (in_helsinki), >, 0);
      g_assert_cmpuint (g_hash_table_size (in_both), >, g_hash_table_size (in_sweden));
      g_hash_table_iter_init (&iter, in_either);
      while (g_hash_table_iter_next (&iter, &bic, NULL))
        g_assert_true (g_hash_table_contains (in_sweden, bic) || g_hash_table_contains (in_helsinki, bic));
      g_hash_table_iter_init (&iter, in_helsinki);
      while (g_hash_table_iter_next (&iter, &bic, NULL))
        g_assert_true (g_hash_table_contains (in_either, bic));
      g_assert_cmpuint (g_hash_table_size (in_either), >=, g_hash_table_size (in_sweden));
    }
}

static void
test_every_bank (void)
{
  g_autoptr (Fixture) fixture = fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (AtlasApiAnswer) list = await_answer (atlas_api_client_list_aspsps (fixture->client, NULL, NULL, NULL));
  GPtrArray *items = atlas_api_answer_get_items (list);

  g_assert_cmpuint (items->len, >=, 110);
  for (guint i = 0; i < items->len; i++)
    {
      AtlasAspsp *aspsp = g_ptr_array_index (items, i);
      g_autoptr (AtlasApiAnswer) answer = await_answer (atlas_api_client_get_aspsp (fixture->client, atlas_aspsp_get_bic_fi (aspsp), NULL));
      AtlasAspspDetails *details = atlas_api_answer_get_item (answer);

      g_assert_cmpstr (atlas_aspsp_details_get_fields (details)->bic_fi, ==, atlas_aspsp_get_bic_fi (aspsp));
      g_assert_cmpstr (atlas_aspsp_details_get_display_name (details), ==, atlas_aspsp_get_display_name (aspsp));
    }
}

static void
test_revoked (void)
{
  g_autoptr (Fixture) fixture = fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (GPtrArray) requests = NULL;
  guint n_tokens = 0;

  g_object_unref (await_answer (atlas_api_client_list_countries (fixture->client, NULL, NULL)));
  atlas_simulator_revoke_tokens (fixture->simulator);
  g_object_unref (await_answer (atlas_api_client_list_countries (fixture->client, NULL, NULL)));

  requests = atlas_simulator_take_requests (fixture->simulator);
  for (guint i = 0; i < requests->len; i++)
    n_tokens += strcmp (((AtlasSimulatorRequest *) requests->pdata[i])->path, "/connect/token") == 0;
  g_assert_cmpuint (n_tokens, ==, 2);
  g_assert_cmpuint (requests->len, ==, 5);
}

static void
test_faults (void)
{
  static const AtlasFault faults[] = {
    { .kind = ATLAS_FAULT_STATUS, .path = API_BASE "/*", .count = 2, .status = 503 },
    { .kind = ATLAS_FAULT_STATUS, .path = API_BASE "/*", .count = 2, .status = 429, .retry_after = "0" },
    { .kind = ATLAS_FAULT_CUT_OFF, .path = API_BASE "/*", .count = 2 },
    { .kind = ATLAS_FAULT_DROP, .path = API_BASE "/*", .count = 2 },
    { .kind = ATLAS_FAULT_DELAY, .path = API_BASE "/*", .count = 1, .delay_ms = 20 },
  };
  static const struct
  {
    AtlasFault fault;
    int        code;
  } failures[] = {
    { { .kind = ATLAS_FAULT_BODY, .path = API_BASE "/*", .body = "{\"countries\": [" }, ATLAS_API_ERROR_MALFORMED },
    { { .kind = ATLAS_FAULT_OVERSIZED, .path = API_BASE "/*", .size = 2 * 1024 * 1024 }, ATLAS_API_ERROR_TOO_LARGE },
    { { .kind = ATLAS_FAULT_REDIRECT, .path = API_BASE "/*", .location = "https://elsewhere.example/" }, ATLAS_API_ERROR_REDIRECTED },
    { { .kind = ATLAS_FAULT_STALL, .path = API_BASE "/*" }, ATLAS_API_ERROR_TIMED_OUT },
  };
  g_autoptr (Fixture) fixture = fixture_new (ATLAS_LIST_ENCODING_COMMA);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      atlas_simulator_add_fault (fixture->simulator, &faults[i]);
      g_object_unref (await_answer (atlas_api_client_list_countries (fixture->client, NULL, NULL)));
      atlas_simulator_clear_faults (fixture->simulator);
    }

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (GError) error = NULL;

      /* A machine that is busy may be slow with the others. */
      if (failures[i].code == ATLAS_API_ERROR_TIMED_OUT)
        atlas_api_client_get_limits (fixture->client)->idle_ms = 100;
      if (failures[i].code == ATLAS_API_ERROR_TOO_LARGE)
        atlas_api_client_get_limits (fixture->client)->max_list_bytes = 1024 * 1024;
      atlas_simulator_add_fault (fixture->simulator, &failures[i].fault);
      g_assert_null (atlas_test_await (atlas_api_client_list_countries (fixture->client, NULL, NULL), &error));
      g_assert_error (error, ATLAS_API_ERROR, failures[i].code);
      atlas_simulator_clear_faults (fixture->simulator);
    }
}

static void
test_logo_host_sees_no_token (void)
{
  g_autoptr (Fixture) fixture = fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (SoupSession) session = atlas_logo_session_new ();
  g_autoptr (AtlasLogoClient) logos = atlas_logo_client_new (session);
  g_autoptr (AtlasApiAnswer) answer = await_answer (atlas_api_client_get_aspsp (fixture->client, "ESSESESS", NULL));
  AtlasAspspDetails *details = atlas_api_answer_get_item (answer);
  g_autoptr (AtlasLogoAnswer) logo = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;
  const AtlasSimulatorRequest *request;

  logo = atlas_test_await_boxed (atlas_logo_client_fetch (logos, atlas_aspsp_details_get_fields (details)->logo_url, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (logo->bytes), >, 0);
  requests = atlas_simulator_take_requests (fixture->simulator);
  request = requests->pdata[requests->len - 1];
  g_assert_null (request->authorization);
  g_assert_false (request->leaked_token);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/api/simulated/union", test_union);
  g_test_add_func ("/api/simulated/every-bank", test_every_bank);
  g_test_add_func ("/api/simulated/revoked", test_revoked);
  g_test_add_func ("/api/simulated/faults", test_faults);
  g_test_add_func ("/api/simulated/logo-host-sees-no-token", test_logo_host_sees_no_token);

  return g_test_run ();
}
