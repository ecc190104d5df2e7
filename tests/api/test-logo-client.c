/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-error.h"
#include "atlas-logo-client.h"
#include "atlas-test-await.h"
#include "atlas-test-server.h"

typedef struct
{
  AtlasTestServer *server;
  SoupSession     *session;
  AtlasLogoClient *client;
} Fixture;

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->server = atlas_test_server_new ();
  self->session = atlas_logo_session_new ();
  self->client = atlas_logo_client_new (self->session);

  return self;
}

static void
fixture_free (Fixture *self)
{
  gpointer client = self->client;

  atlas_test_await (dex_future_new_for_boolean (TRUE), NULL);
  g_object_add_weak_pointer (G_OBJECT (self->client), &client);
  g_object_unref (self->client);
  /* What was cancelled ends in the main loop. */
  while (client != NULL)
    g_main_context_iteration (NULL, TRUE);
  soup_session_abort (self->session);
  g_object_unref (self->session);
  atlas_test_server_free (self->server);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static DexFuture *
fetch (Fixture    *self,
       const char *path,
       const char *validator)
{
  g_autofree char *url = g_strconcat (atlas_test_server_get_url (self->server), path, NULL);

  return atlas_logo_client_fetch (self->client, url, validator);
}

static void
assert_fails (DexFuture *future,
              int        code,
              guint      status)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (atlas_test_await (future, &error));
  g_assert_error (error, ATLAS_API_ERROR, code);
  g_assert_cmpuint (atlas_api_error_get_details (error)->status, ==, status);
}

static void
test_fetch (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (AtlasLogoAnswer) answer = NULL;
  g_autoptr (AtlasLogoAnswer) unchanged = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  atlas_test_server_add (fixture->server, "/images/A.png", 1, ATLAS_TEST_KEEP, "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 4\r\n\r\nlogo");
  atlas_test_server_add (fixture->server, "/images/A.png", 1, ATLAS_TEST_KEEP, "HTTP/1.1 304 Same\r\nETag: \"v1\"\r\n\r\n");

  answer = atlas_test_await_boxed (fetch (fixture, "/images/A.png", NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (answer->bytes, NULL), g_bytes_get_size (answer->bytes), "logo", 4);
  g_assert_cmpstr (answer->validator, ==, "\"v1\"");

  unchanged = atlas_test_await_boxed (fetch (fixture, "/images/A.png", answer->validator), &error);
  g_assert_no_error (error);
  g_assert_null (unchanged->bytes);
  g_assert_cmpstr (unchanged->validator, ==, "\"v1\"");

  requests = atlas_test_server_take_requests (fixture->server, "*");
  g_assert_cmpuint (requests->len, ==, 2);
  for (guint i = 0; i < requests->len; i++)
    {
      g_autofree char *authorization = atlas_test_request_dup_header (requests->pdata[i], "Authorization");
      g_autofree char *validator = atlas_test_request_dup_header (requests->pdata[i], "If-None-Match");

      g_assert_null (authorization);
      g_assert_cmpstr (validator, ==, i == 0 ? NULL : "\"v1\"");
    }
}

static void
test_dead (void)
{
  static const struct
  {
    guint status;
    int   code;
  } cases[] = {
    { 404, ATLAS_API_ERROR_LOGO_REFUSED },
    { 410, ATLAS_API_ERROR_LOGO_REFUSED },
    { 401, ATLAS_API_ERROR_LOGO_REFUSED },
    { 403, ATLAS_API_ERROR_LOGO_REFUSED },
    { 429, ATLAS_API_ERROR_RATE_LIMITED },
    { 503, ATLAS_API_ERROR_SERVER },
    { 204, ATLAS_API_ERROR_MALFORMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();

      atlas_test_server_add_json (fixture->server, "*", 0, cases[i].status, "");
      assert_fails (fetch (fixture, "/x.png", NULL), cases[i].code, cases[i].status);
    }
}

/* Drawings as programs save them; what they write beside the drawing is in many of them. */
static void
test_drawings (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "logo", NULL);
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  guint n_drawings = 0;
  const char *name;

  g_assert_nonnull (directory);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (GByteArray) sent = g_byte_array_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *head = NULL;
      g_autofree char *drawing = NULL;
      g_autoptr (AtlasLogoAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      if (!g_str_has_prefix (name, "svg"))
        continue;
      g_test_message ("%s", name);
      g_assert_true (g_file_get_contents (file, &drawing, &length, NULL));
      head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", length);
      g_byte_array_append (sent, (const guint8 *) head, (guint) strlen (head));
      g_byte_array_append (sent, (const guint8 *) drawing, (guint) length);
      bytes = g_byte_array_free_to_bytes (g_steal_pointer (&sent));
      atlas_test_server_add_bytes (fixture->server, "*", 1, ATLAS_TEST_KEEP, bytes);

      answer = atlas_test_await_boxed (fetch (fixture, "/x.svg", NULL), &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (answer->bytes, NULL), g_bytes_get_size (answer->bytes), drawing, length);
      n_drawings++;
    }
  g_assert_cmpuint (n_drawings, >, 20);
}

/* From a network that wants a person to sign in. */
static void
test_page (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  atlas_test_server_add_json (fixture->server, "*", 0, 200, "<!-- Welcome --><html><head><title>Sign in</title></head></html>");
  assert_fails (fetch (fixture, "/x.svg", NULL), ATLAS_API_ERROR_PAGE, 200);
}

static void
test_addresses (void)
{
  static const char *const urls[] = {
    "http://logos.example/a.png", "http://10.0.0.1/a.png", "file:///etc/passwd", "data:image/png;base64,AA", "ftp://h/x", "a.png", "", "https://",
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_test_message ("%s", urls[i]);
      assert_fails (atlas_logo_client_fetch (fixture->client, urls[i], NULL), ATLAS_API_ERROR_BAD_REQUEST, 0);
    }
}

static void
test_too_large (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  atlas_test_server_add (fixture->server, "*", 0, ATLAS_TEST_STALL, "HTTP/1.1 200 OK\r\nContent-Length: 2097153\r\n\r\n");
  assert_fails (fetch (fixture, "/x.png", NULL), ATLAS_API_ERROR_TOO_LARGE, 0);
}

#define FLOOD_BYTES (50 * 1000 * 1000)

typedef struct
{
  int n_bytes;
  int ended;
} Flood;

/* A host that sends and sends, as long as anybody reads. */
static void
write_flood (GOutputStream *stream,
             gconstpointer  data)
{
  static const char head[] = "HTTP/1.1 200 OK\r\n\r\n";
  g_autofree char *part = g_malloc0 (64 * 1024);
  Flood *flood = (Flood *) data;

  g_output_stream_write_all (stream, head, sizeof head - 1, NULL, NULL, NULL);
  while (g_atomic_int_get (&flood->n_bytes) < FLOOD_BYTES && g_output_stream_write_all (stream, part, 64 * 1024, NULL, NULL, NULL))
    g_atomic_int_add (&flood->n_bytes, 64 * 1024);
  g_atomic_int_set (&flood->ended, TRUE);
}

/* The size is not stated. What lies ready in the sockets is little beside what would come. */
static void
test_flood (void)
{
  Flood flood = { 0 };
  g_autoptr (Fixture) fixture = fixture_new ();

  atlas_test_server_add_func (fixture->server, "*", ATLAS_TEST_CLOSE, write_flood, &flood);
  assert_fails (fetch (fixture, "/x.png", NULL), ATLAS_API_ERROR_TOO_LARGE, 0);
  while (!g_atomic_int_get (&flood.ended))
    atlas_test_spin (10);
  g_test_message ("%d bytes were sent", flood.n_bytes);
  g_assert_cmpint (flood.n_bytes, <, FLOOD_BYTES / 2);
}

static void
test_redirects (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (AtlasLogoAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  atlas_test_server_add (fixture->server, "/a", 0, ATLAS_TEST_KEEP, "HTTP/1.1 302 There\r\nLocation: /b?x=1\r\nContent-Length: 0\r\n\r\n");
  atlas_test_server_add (fixture->server, "/b*", 0, ATLAS_TEST_KEEP, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
  atlas_test_server_add (fixture->server, "/out", 0, ATLAS_TEST_KEEP, "HTTP/1.1 302 There\r\nLocation: http://logos.example/\r\nContent-Length: 0\r\n\r\n");
  atlas_test_server_add (fixture->server, "/round", 0, ATLAS_TEST_KEEP, "HTTP/1.1 302 There\r\nLocation: /round\r\nContent-Length: 0\r\n\r\n");

  answer = atlas_test_await_boxed (fetch (fixture, "/a", NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (answer->bytes), ==, 1);
  assert_fails (fetch (fixture, "/out", NULL), ATLAS_API_ERROR_REDIRECTED, 0);
  assert_fails (fetch (fixture, "/round", NULL), ATLAS_API_ERROR_REDIRECTED, 0);
}

static void
test_cancellation (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  DexFuture *future;

  atlas_test_server_add (fixture->server, "*", 0, ATLAS_TEST_STALL, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
  future = fetch (fixture, "/x.png", NULL);
  atlas_test_server_await_requests (fixture->server, 1);
  dex_unref (future);
}

/* Whether the answer is still to come, is just there, or is being read. */
static void
test_cancelled_at_any_moment (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  atlas_test_server_add (fixture->server, "*", 0, ATLAS_TEST_KEEP, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123456789");
  for (guint i = 0; i < 300; i++)
    {
      DexFuture *future = fetch (fixture, "/x.png", NULL);
      guint n_seen = 0;

      while (n_seen == 0)
        {
          g_autoptr (GPtrArray) requests = NULL;

          g_main_context_iteration (NULL, FALSE);
          requests = atlas_test_server_take_requests (fixture->server, "*");
          n_seen = requests->len;
        }
      for (guint n = 0; n < i % 4; n++)
        g_main_context_iteration (NULL, FALSE);
      dex_unref (future);
    }
  atlas_test_spin (20);
}

/* The way to a logo is noted, without what may grant access to it. */
static void
test_noted (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (AtlasRequestLog) log = atlas_request_log_new (5);
  g_autoptr (AtlasRequestEntry) redirect = NULL;
  g_autoptr (AtlasRequestEntry) missing = NULL;
  g_autoptr (GError) error = NULL;

  atlas_logo_client_set_request_log (fixture->client, log);
  atlas_test_server_add (fixture->server, "/here.png*", 0, ATLAS_TEST_KEEP,
                         "%s", "HTTP/1.1 302 Found\r\nLocation: /there.png\r\nContent-Length: 0\r\n\r\n");
  atlas_test_server_add_json (fixture->server, "/there.png", 0, 404, "");
  g_assert_null (atlas_test_await (fetch (fixture, "/here.png?sig=s3cret", NULL), &error));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 2);
  redirect = g_list_model_get_item (G_LIST_MODEL (log), 0);
  missing = g_list_model_get_item (G_LIST_MODEL (log), 1);
  g_assert_true (g_str_has_suffix (atlas_request_entry_get_url (redirect), "/here.png"));
  g_assert_cmpuint (atlas_request_entry_get_status (redirect), ==, 302);
  g_assert_cmpint (atlas_request_entry_get_call (redirect), ==, ATLAS_REQUEST_CALL_LOGO);
  g_assert_false (atlas_request_entry_has_failed (redirect));
  g_assert_true (g_uuid_string_is_valid (atlas_request_entry_get_request_id (redirect)));
  g_assert_cmpstr (atlas_request_entry_get_error (missing), ==, "HTTP 404");
  g_assert_cmpstr (atlas_request_entry_get_request_id (redirect), !=, atlas_request_entry_get_request_id (missing));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/api/logo-client/fetch", test_fetch);
  g_test_add_func ("/api/logo-client/dead", test_dead);
  g_test_add_func ("/api/logo-client/drawings", test_drawings);
  g_test_add_func ("/api/logo-client/page", test_page);
  g_test_add_func ("/api/logo-client/addresses", test_addresses);
  g_test_add_func ("/api/logo-client/too-large", test_too_large);
  g_test_add_func ("/api/logo-client/flood", test_flood);
  g_test_add_func ("/api/logo-client/redirects", test_redirects);
  g_test_add_func ("/api/logo-client/cancellation", test_cancellation);
  g_test_add_func ("/api/logo-client/cancelled-at-any-moment", test_cancelled_at_any_moment);
  g_test_add_func ("/api/logo-client/noted", test_noted);

  return g_test_run ();
}
