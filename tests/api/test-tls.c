/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "api-fixture.h"
#include "atlas-host-report.h"
#include "atlas-test-await.h"
#include "atlas-test-files.h"

#define NAME "IP:127.0.0.1"
#define VALID "-days 2"

/* A server with a certificate that is made for the test, and serves for the client, too. */
typedef struct
{
  ApiFixture      *api;
  GTlsCertificate *certificate;
  GTlsDatabase    *database;
  AtlasApiClient  *client;
  char            *directory;
  char            *path;
} Fixture;

/* Skips the test, and has no certificate, where there is no openssl. */
static Fixture *
fixture_new_for (const char             *name,
                 const char             *validity,
                 GTlsAuthenticationMode  mode)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;

  self->api = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  self->directory = g_dir_make_tmp ("atlas-tls-XXXXXX", NULL);
  self->path = g_build_filename (self->directory, "certificate.pem", NULL);
  if (!atlas_test_openssl ("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=test"
                           " -addext subjectAltName=%s %s -keyout %s -out %s", name, validity, self->path, self->path))
    return self;

  self->certificate = g_tls_certificate_new_from_file (self->path, &error);
  g_assert_no_error (error);
  self->database = g_tls_file_database_new (self->path, &error);
  g_assert_no_error (error);
  atlas_test_server_use_tls (self->api->server, self->certificate, mode);
  atlas_test_server_add_token (self->api->server, "t");
  atlas_test_server_add_json (self->api->server, "*", 0, 200, "{\"countries\": []}");

  return self;
}

static Fixture *
fixture_new (void)
{
  return fixture_new_for (NAME, VALID, G_TLS_AUTHENTICATION_REQUIRED);
}

static void
fixture_free (Fixture *self)
{
  g_clear_object (&self->client);
  api_fixture_free (self->api);
  g_clear_object (&self->certificate);
  g_clear_object (&self->database);
  atlas_test_remove_directory (self->directory);
  g_free (self->directory);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
make_client (Fixture    *self,
             const char *url)
{
  const AtlasApiClientConfig config = { url, url, "c", "s", ATLAS_LIST_ENCODING_COMMA };

  self->client = atlas_api_client_new (self->api->session, &config, ATLAS_CREDENTIALS (self->api->credentials), NULL);
}

static DexFuture *
call (Fixture    *self,
      const char *url)
{
  make_client (self, url);

  return atlas_api_client_list_countries (self->client, NULL, NULL);
}

static void
test_untrusted_host (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) probe_error = NULL;
  const char *url = atlas_test_server_get_url (fixture->api->server);

  if (fixture->certificate == NULL)
    return;

  error = api_fixture_await_error (call (fixture, url), ATLAS_API_ERROR_TLS);
  probe_error = api_fixture_await_error (atlas_api_client_probe_host (fixture->client, url), ATLAS_API_ERROR_TLS);
}

/* The file of authorities is read at the first connection that needs it, and not again. */
static void
test_own_authorities (void)
{
  g_autoptr (Fixture) fixture = fixture_new_for (NAME, VALID, G_TLS_AUTHENTICATION_NONE);
  const char *url = atlas_test_server_get_url (fixture->api->server);

  if (fixture->certificate == NULL)
    return;

  g_setenv ("SSL_CERT_FILE", fixture->path, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      g_object_unref (api_fixture_await (call (fixture, url)));
      g_clear_object (&fixture->client);
      soup_session_abort (fixture->api->session);
      g_remove (fixture->path);
    }
  g_unsetenv ("SSL_CERT_FILE");
}

static void
test_certificate_is_sent (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GTlsCertificate) peer = NULL;

  if (fixture->certificate == NULL)
    return;

  soup_session_set_tls_database (fixture->api->session, fixture->database);
  atlas_test_credentials_set_certificate (fixture->api->credentials, fixture->certificate);
  g_object_unref (api_fixture_await (call (fixture, atlas_test_server_get_url (fixture->api->server))));
  peer = atlas_test_server_dup_peer (fixture->api->server);
  g_assert_true (g_tls_certificate_is_same (peer, fixture->certificate));
}

static void
test_certificate_is_missing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  if (fixture->certificate == NULL)
    return;

  soup_session_set_tls_database (fixture->api->session, fixture->database);
  error = api_fixture_await_error (call (fixture, atlas_test_server_get_url (fixture->api->server)), ATLAS_API_ERROR_CERTIFICATE);
}

/* What a host that shows its certificate is found to be. */
static void
test_examined (void)
{
  static const struct
  {
    const char           *name;
    const char           *validity;
    gboolean              trusted;
    GTlsCertificateFlags  errors;
  } cases[] = {
    { NAME, VALID, TRUE, G_TLS_CERTIFICATE_NO_FLAGS },
    { NAME, VALID, FALSE, G_TLS_CERTIFICATE_UNKNOWN_CA },
    { NAME, "-not_before 20200101000000Z -not_after 20200201000000Z", TRUE, G_TLS_CERTIFICATE_EXPIRED },
    { "DNS:other.example", VALID, TRUE, G_TLS_CERTIFICATE_BAD_IDENTITY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new_for (cases[i].name, cases[i].validity, G_TLS_AUTHENTICATION_NONE);
      const char *url = atlas_test_server_get_url (fixture->api->server);
      g_autoptr (AtlasHostReport) report = NULL;
      g_autoptr (GError) error = NULL;

      if (fixture->certificate == NULL)
        return;

      g_test_message ("%s %s", cases[i].name, cases[i].validity);
      if (cases[i].trusted)
        soup_session_set_tls_database (fixture->api->session, fixture->database);
      make_client (fixture, url);
      report = atlas_test_await_boxed (atlas_api_client_examine_host (fixture->client, url), &error);
      g_assert_no_error (error);
      g_assert_true (report->encrypted);
      g_assert_true (report->has_certificate);
      g_assert_cmpuint (report->tls_errors, ==, cases[i].errors);
      g_assert_cmpstr (report->issuer, ==, "CN=test");
      g_assert_cmpint (report->not_before, >, 0);
      g_assert_true ((report->not_after < g_get_real_time () / G_USEC_PER_SEC) == (cases[i].errors == G_TLS_CERTIFICATE_EXPIRED));
      if (cases[i].errors == G_TLS_CERTIFICATE_NO_FLAGS)
        g_assert_no_error (report->error);
      else
        g_assert_error (report->error, ATLAS_API_ERROR, ATLAS_API_ERROR_TLS);
    }
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           data)
{
  guint *n_http2 = data;
  const char *body = strstr (path, "token") ? "{\"access_token\": \"t\", \"expires_in\": 99}" : "{\"countries\": []}";

  *n_http2 += soup_server_message_get_http_version (message) == SOUP_HTTP_2_0;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

static void
test_http2 (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  guint n_http2 = 0;
  GSList *uris;

  if (fixture->certificate == NULL)
    return;

  /* So far the server's side of it is for tests only. */
  g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
  server = soup_server_new ("tls-certificate", fixture->certificate, NULL);
  soup_server_add_handler (server, NULL, answer_cb, &n_http2, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  soup_session_set_tls_database (fixture->api->session, fixture->database);
  g_object_unref (api_fixture_await (call (fixture, url)));
  g_assert_cmpuint (n_http2, ==, 2);
  soup_server_disconnect (server);
}

int
main (int   argc,
      char *argv[])
{
  /* It is read once. */
  g_unsetenv ("SSL_CERT_FILE");
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/api/tls/untrusted-host", test_untrusted_host);
  g_test_add_func ("/api/tls/own-authorities", test_own_authorities);
  g_test_add_func ("/api/tls/examined", test_examined);
  g_test_add_func ("/api/tls/certificate-is-sent", test_certificate_is_sent);
  g_test_add_func ("/api/tls/certificate-is-missing", test_certificate_is_missing);
  g_test_add_func ("/api/tls/http2", test_http2);

  return g_test_run ();
}
