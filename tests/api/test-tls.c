/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "api-fixture.h"
#include "atlas-test-await.h"

#define CERTIFICATE_LIFETIME "2"

/* A server that asks for a client certificate. One is made for the test, and serves for both sides. */
typedef struct
{
  ApiFixture      *api;
  SoupServer      *server;
  GTlsCertificate *certificate;
  GTlsDatabase    *database;
  AtlasApiClient  *client;
  char            *directory;
  char            *path;
  char            *url;
  GPtrArray       *peers;
} Fixture;

static GTlsCertificate *
make_certificate (const char *path)
{
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;
  const char *const command[] = {
    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", CERTIFICATE_LIFETIME,
    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", path, NULL,
  };
  g_autoptr (GSubprocess) process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);

  if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
    return NULL;

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);

  return certificate;
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           data)
{
  Fixture *self = data;
  GTlsCertificate *peer = soup_server_message_get_tls_peer_certificate (message);
  const char *body = strstr (path, "token") ? "{\"access_token\": \"t\", \"expires_in\": 99}" : "{\"countries\": []}";

  if (peer != NULL)
    g_ptr_array_add (self->peers, g_object_ref (peer));
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

static gboolean
accept_cb (SoupServerMessage    *message,
           GTlsCertificate      *certificate,
           GTlsCertificateFlags  errors)
{
  return TRUE;
}

static void
started_cb (SoupServer        *server,
            SoupServerMessage *message)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_cb), NULL);
}

static Fixture *
fixture_new (GTlsAuthenticationMode mode)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->directory = g_dir_make_tmp ("atlas-tls-XXXXXX", NULL);
  self->path = g_build_filename (self->directory, "certificate.pem", NULL);
  self->api = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  self->peers = g_ptr_array_new_with_free_func (g_object_unref);
  self->certificate = make_certificate (self->path);
  if (self->certificate == NULL)
    return self;

  self->database = g_tls_file_database_new (self->path, &error);
  g_assert_no_error (error);
  self->server = soup_server_new ("tls-certificate", self->certificate, "tls-auth-mode", mode, NULL);
  soup_server_add_handler (self->server, NULL, answer_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (started_cb), NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

static void
fixture_free (Fixture *self)
{
  g_clear_object (&self->client);
  api_fixture_free (self->api);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->certificate);
  g_clear_object (&self->database);
  g_ptr_array_unref (self->peers);
  g_remove (self->path);
  g_rmdir (self->directory);
  g_free (self->directory);
  g_free (self->path);
  g_free (self->url);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static DexFuture *
call (Fixture *self)
{
  const AtlasApiClientConfig config = { self->url, self->url, "c", "s", ATLAS_LIST_ENCODING_COMMA };

  self->client = atlas_api_client_new (self->api->session, &config, ATLAS_CREDENTIALS (self->api->credentials), NULL);

  return atlas_api_client_list_countries (self->client, NULL, NULL);
}

static void
test_untrusted_host (void)
{
  g_autoptr (Fixture) fixture = fixture_new (G_TLS_AUTHENTICATION_NONE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) probe_error = NULL;

  if (fixture->server == NULL)
    return g_test_skip ("openssl makes no certificate");

  error = api_fixture_await_error (call (fixture), ATLAS_API_ERROR_TLS);
  probe_error = api_fixture_await_error (atlas_api_client_probe_host (fixture->client, fixture->url), ATLAS_API_ERROR_TLS);
}

static void
test_certificate_is_sent (void)
{
  g_autoptr (Fixture) fixture = fixture_new (G_TLS_AUTHENTICATION_REQUIRED);

  if (fixture->server == NULL)
    return g_test_skip ("openssl makes no certificate");

  soup_session_set_tls_database (fixture->api->session, fixture->database);
  atlas_test_credentials_set_certificate (fixture->api->credentials, fixture->certificate);
  g_object_unref (api_fixture_await (call (fixture)));
  g_assert_cmpuint (fixture->peers->len, >=, 1);
  g_assert_true (g_tls_certificate_is_same (fixture->peers->pdata[0], fixture->certificate));
}

static void
test_certificate_is_missing (void)
{
  g_autoptr (Fixture) fixture = fixture_new (G_TLS_AUTHENTICATION_REQUIRED);
  g_autoptr (GError) error = NULL;

  if (fixture->server == NULL)
    return g_test_skip ("openssl makes no certificate");

  soup_session_set_tls_database (fixture->api->session, fixture->database);
  error = api_fixture_await_error (call (fixture), ATLAS_API_ERROR_CERTIFICATE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/api/tls/untrusted-host", test_untrusted_host);
  g_test_add_func ("/api/tls/certificate-is-sent", test_certificate_is_sent);
  g_test_add_func ("/api/tls/certificate-is-missing", test_certificate_is_missing);

  return g_test_run ();
}
