/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api-fixture.h"
#include "atlas-api-answer.h"
#include "atlas-country.h"
#include "atlas-test-await.h"

#define EMPTY_LIST "{\"countries\": []}"
#define OK_HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

static DexFuture *
list (ApiFixture *fixture)
{
  return atlas_api_client_list_countries (fixture->client, NULL, NULL);
}

static guint
count_requests (ApiFixture *fixture)
{
  g_autoptr (GPtrArray) requests = atlas_test_server_take_requests (fixture->server, "/psd2/*");

  return requests->len;
}

static void
test_statuses (void)
{
  static const struct
  {
    guint       status;
    const char *body;
    int         code;
    guint       attempts;
    const char *text;
  } cases[] = {
    { 400, "{\"tppMessages\": [{\"code\": \"SERVICE_INVALID\", \"text\": \"No\"}]}", ATLAS_API_ERROR_BAD_REQUEST, 1, "No" },
    { 400, "{\"tppMessages\": [{\"code\": \"PARAMETER_NOT_SUPPORTED\"}]}", ATLAS_API_ERROR_NOT_SUPPORTED, 1, NULL },
    { 403, "{\"tppMessages\": [{\"code\": \"SERVICE_BLOCKED\"}]}", ATLAS_API_ERROR_FORBIDDEN, 1, NULL },
    { 403, "{\"title\": \"Forbidden\", \"detail\": \"Not for you\"}", ATLAS_API_ERROR_FORBIDDEN, 1, "Not for you" },
    { 405, "", ATLAS_API_ERROR_BAD_REQUEST, 1, NULL },
    { 408, "", ATLAS_API_ERROR_TIMED_OUT, 4, NULL },
    { 415, "\"unsupported\"", ATLAS_API_ERROR_BAD_REQUEST, 1, "unsupported" },
    { 429, "{\"tppMessages\": [{\"code\": \"ACCESS_EXCEEDED\"}]}", ATLAS_API_ERROR_RATE_LIMITED, 4, NULL },
    { 500, "Oops", ATLAS_API_ERROR_SERVER, 4, "Oops" },
    { 501, "", ATLAS_API_ERROR_SERVER, 1, NULL },
    { 502, "<html><title>Bad Gateway</title></html>", ATLAS_API_ERROR_SERVER, 4, "Bad Gateway" },
    { 503, "", ATLAS_API_ERROR_SERVER, 4, NULL },
    { 504, "{}", ATLAS_API_ERROR_SERVER, 4, NULL },
    { 204, "", ATLAS_API_ERROR_MALFORMED, 1, NULL },
    { 200, "", ATLAS_API_ERROR_MALFORMED, 1, NULL },
    { 200, "<html></html>", ATLAS_API_ERROR_PAGE, 1, NULL },
    { 200, "{\"countries\":", ATLAS_API_ERROR_MALFORMED, 1, NULL },
    { 200, "{}", ATLAS_API_ERROR_MALFORMED, 1, NULL },
    { 400, "\"The token " API_TEST_TOKEN " is bad\"", ATLAS_API_ERROR_BAD_REQUEST, 1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
      g_autoptr (GError) error = NULL;
      const AtlasApiErrorDetails *details;

      g_test_message ("%u: %u", i, cases[i].status);
      atlas_test_server_add_json (fixture->server, "/psd2/*", 0, cases[i].status, cases[i].body);
      error = api_fixture_await_error (list (fixture), cases[i].code);
      details = atlas_api_error_get_details (error);
      g_assert_cmpuint (details->status, ==, cases[i].status);
      g_assert_cmpuint (details->attempts, ==, cases[i].attempts);
      g_assert_cmpstr (details->text, ==, cases[i].text);
      g_assert_cmpuint (count_requests (fixture), ==, cases[i].attempts);
      api_fixture_assert_no_secret (fixture, error);
    }
}

static void
test_recovers (void)
{
  static const struct
  {
    const char     *answer;
    AtlasTestAfter  after;
  } faults[] = {
    { "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", ATLAS_TEST_KEEP },
    { "HTTP/1.1 429 Slow\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n", ATLAS_TEST_KEEP },
    { "HTTP/1.1 429 Slow\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 0\r\n\r\n", ATLAS_TEST_KEEP },
    { OK_HEAD "Content-Length: 100\r\n\r\n{\"countr", ATLAS_TEST_CLOSE },
    { OK_HEAD "Connection: close\r\nContent-Length: 100\r\n\r\n{\"countries\":[]}", ATLAS_TEST_CLOSE },
    { OK_HEAD "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"cou", ATLAS_TEST_CLOSE },
    { OK_HEAD "Content-", ATLAS_TEST_CLOSE },
    { "", ATLAS_TEST_CLOSE },
    { "", ATLAS_TEST_RESET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();

      g_test_message ("%u", i);
      atlas_test_server_add (fixture->server, "/psd2/*", 3, faults[i].after, "%s", faults[i].answer);
      atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
      g_object_unref (api_fixture_await (list (fixture)));
      g_assert_cmpuint (count_requests (fixture), ==, 4);
    }
}

static void
test_dropped_for_good (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (GError) error = NULL;

  atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_CLOSE, "%s", "");
  error = api_fixture_await_error (list (fixture), ATLAS_API_ERROR_CUT_OFF);
  g_assert_cmpuint (atlas_api_error_get_details (error)->attempts, ==, 4);
  g_assert_cmpuint (atlas_api_error_get_details (error)->status, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (G_LIST_MODEL (fixture->log), i);

      g_assert_cmpuint (atlas_request_entry_get_attempt (entry), ==, i + 1);
      g_assert_cmpint (atlas_request_entry_get_call (entry), ==, ATLAS_REQUEST_CALL_COUNTRIES);
      g_assert_true (atlas_request_entry_has_failed (entry));
      g_assert_true ((atlas_request_entry_get_retry_cause (entry) == NULL) == (i == 0));
      g_assert_null (atlas_request_entry_get_http_version (entry));
    }
}

static void
test_closed_while_kept (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) requests = NULL;

  /* The second request meets a connection that is closed under it, and libsoup sends it again by itself. */
  atlas_test_server_add_json (fixture->server, "/psd2/*", 1, 200, EMPTY_LIST);
  atlas_test_server_add (fixture->server, "/psd2/*", 1, ATLAS_TEST_CLOSE, "%s", "");
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  g_object_unref (api_fixture_await (list (fixture)));
  g_object_unref (api_fixture_await (list (fixture)));

  requests = atlas_test_server_take_requests (fixture->server, "/psd2/*");
  g_assert_cmpuint (requests->len, ==, 3);
  for (guint i = 0; i < requests->len; i++)
    g_assert_true (g_hash_table_add (seen, atlas_test_request_dup_header (requests->pdata[i], "X-Request-ID")));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 3);
}

static void
test_retry_after_is_honoured (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  gint64 begin = g_get_monotonic_time ();

  atlas_test_server_add (fixture->server, "/psd2/*", 1, ATLAS_TEST_KEEP,
                         "HTTP/1.1 429 Slow\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  g_object_unref (api_fixture_await (list (fixture)));
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, G_USEC_PER_SEC);
}

static void
test_retry_after_too_long (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (GError) error = NULL;

  atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_KEEP,
                         "HTTP/1.1 429 Slow\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n");
  error = api_fixture_await_error (list (fixture), ATLAS_API_ERROR_RATE_LIMITED);
  g_assert_cmpint (atlas_api_error_get_details (error)->retry_after, ==, 3600);
  g_assert_cmpuint (count_requests (fixture), ==, 1);
}

static void
test_stalls (void)
{
  static const char *const answers[] = {
    "",
    "HTTP/1.1 200",
    OK_HEAD "Content-Length: 100\r\n\r\n",
    OK_HEAD "Content-Length: 100\r\n\r\n{\"cou",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
      g_autoptr (GError) error = NULL;

      atlas_api_client_get_limits (fixture->client)->headers_ms = 50;
      atlas_api_client_get_limits (fixture->client)->idle_ms = 50;
      atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_STALL, "%s", answers[i]);
      error = api_fixture_await_error (list (fixture), ATLAS_API_ERROR_TIMED_OUT);
      g_assert_cmpuint (atlas_api_error_get_details (error)->attempts, ==, 1);
    }
}

static void
test_total_time (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (GError) error = NULL;

  atlas_api_client_get_limits (fixture->client)->total_ms = 50;
  atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_STALL, OK_HEAD "Content-Length: 9\r\n\r\n");
  error = api_fixture_await_error (list (fixture), ATLAS_API_ERROR_TIMED_OUT);
}

static GBytes *
make_zeros_gzipped (gsize n_bytes)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autofree char *zeros = g_malloc0 (n_bytes);
  g_autoptr (GBytes) plain = g_bytes_new_static (zeros, n_bytes);
  g_autoptr (GBytes) packed = g_converter_convert_bytes (G_CONVERTER (compressor), plain, NULL);
  GByteArray *answer = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf (OK_HEAD "Content-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n", g_bytes_get_size (packed));

  g_byte_array_append (answer, (const guint8 *) head, strlen (head));
  g_byte_array_append (answer, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));

  return g_byte_array_free_to_bytes (answer);
}

static void
test_oversized (void)
{
  g_autofree char *blanks = g_strnfill (5000, ' ');

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bomb = make_zeros_gzipped (1024 * 1024);

      atlas_api_client_get_limits (fixture->client)->max_list_bytes = 4096;
      if (i == 0)
        atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_STALL, OK_HEAD "Content-Length: 99999999999\r\n\r\n");
      else if (i == 1)
        atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_STALL, OK_HEAD "Transfer-Encoding: chunked\r\n\r\n1388\r\n%s\r\n", blanks);
      else if (i == 2)
        atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_STALL, OK_HEAD "Connection: close\r\n\r\n%s", blanks);
      else
        atlas_test_server_add_bytes (fixture->server, "/psd2/*", 0, ATLAS_TEST_KEEP, bomb);
      error = api_fixture_await_error (list (fixture), ATLAS_API_ERROR_TOO_LARGE);
      g_assert_cmpuint (atlas_api_error_get_details (error)->status, ==, 200);
      g_assert_cmpuint (count_requests (fixture), ==, 1);
    }
}

static void
test_long_error_page (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autofree char *blanks = g_strnfill (200 * 1000, ' ');
  g_autoptr (GError) error = NULL;

  atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_KEEP,
                         "HTTP/1.1 501 No\r\nContent-Length: 200019\r\n\r\n<title>Long</title>%s", blanks);
  error = api_fixture_await_error (list (fixture), ATLAS_API_ERROR_SERVER);
  g_assert_cmpstr (atlas_api_error_get_details (error)->text, ==, "Long");
}

static void
test_gzip (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GBytes) plain = g_bytes_new_static ("[{\"isoCountryCode\": \"SE\", \"name\": \"Sweden\"}]", 44);
  g_autoptr (GBytes) packed = g_converter_convert_bytes (G_CONVERTER (compressor), plain, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf (OK_HEAD "Content-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n", g_bytes_get_size (packed));
  g_autoptr (GBytes) answer_bytes = NULL;
  g_autoptr (AtlasApiAnswer) answer = NULL;

  g_byte_array_append (bytes, (const guint8 *) head, strlen (head));
  g_byte_array_append (bytes, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  answer_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  atlas_test_server_add_bytes (fixture->server, "/psd2/*", 0, ATLAS_TEST_KEEP, answer_bytes);
  answer = api_fixture_await (list (fixture));
  g_assert_cmpstr (atlas_country_get_name (atlas_api_answer_get_item (answer)), ==, "Sweden");
}

static void
test_no_http (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (GError) error = NULL;

  atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_CLOSE, "SSH-2.0-OpenSSH_9.9\r\n\r\n");
  error = api_fixture_await_error (list (fixture), ATLAS_API_ERROR_MALFORMED);
}

static void
test_redirect_gets_no_token (void)
{
  static const char *const ids[] = { "301", "302", "307", "308" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
      g_autoptr (AtlasTestServer) elsewhere = atlas_test_server_new ();
      g_autoptr (GPtrArray) requests = NULL;
      g_autoptr (GError) error = NULL;

      atlas_test_server_add_json (elsewhere, "*", 0, 200, EMPTY_LIST);
      atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_KEEP,
                             "HTTP/1.1 %s Over There\r\nLocation: %s/psd2/aspspinformation/v1/countries\r\nContent-Length: 0\r\n\r\n",
                             ids[i], atlas_test_server_get_url (elsewhere));
      error = api_fixture_await_error (list (fixture), ATLAS_API_ERROR_REDIRECTED);
      requests = atlas_test_server_take_requests (elsewhere, "*");
      g_assert_cmpuint (requests->len, ==, 0);
    }
}

static void
test_cancellation (void)
{
  static const char *const answers[] = { "", OK_HEAD "Content-Length: 100\r\n\r\n{\"cou" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
      DexFuture *futures[10];

      atlas_test_server_add (fixture->server, "/psd2/*", 6, ATLAS_TEST_STALL, "%s", answers[i]);
      atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
      for (guint n = 0; n < G_N_ELEMENTS (futures); n++)
        futures[n] = list (fixture);
      atlas_test_server_await_requests (fixture->server, 6);
      for (guint n = 0; n < G_N_ELEMENTS (futures); n++)
        dex_unref (futures[n]);

      /* Six places were taken; they are free again, and those who waited for one have gone. */
      g_object_unref (api_fixture_await (list (fixture)));
      g_assert_cmpuint (count_requests (fixture), ==, 7);
    }
}

static void
test_cancelled_between_attempts (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  DexFuture *future;

  atlas_api_client_get_limits (fixture->client)->retry_base_ms = 60 * 1000;
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 503, "");
  future = list (fixture);
  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dex_future_is_pending (future));
  dex_unref (future);
  g_assert_cmpuint (count_requests (fixture), ==, 1);
}

static void
test_probe (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *authorization = NULL;
  g_autofree char *request_id = NULL;
  static const guint statuses[] = { 200, 302, 404, 401, 500, 503 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;

      atlas_test_server_add_json (fixture->server, "/", 1, statuses[i], "x");
      g_assert_true (atlas_test_await_boolean (atlas_api_client_probe_host (fixture->client, atlas_test_server_get_url (fixture->server)), &error));
      g_assert_no_error (error);
    }
  requests = atlas_test_server_take_requests (fixture->server, "*");
  g_assert_cmpuint (requests->len, ==, G_N_ELEMENTS (statuses));
  authorization = atlas_test_request_dup_header (requests->pdata[0], "Authorization");
  request_id = atlas_test_request_dup_header (requests->pdata[0], "X-Request-ID");
  g_assert_null (authorization);
  g_assert_true (g_uuid_string_is_valid (request_id));
}

static void
test_probe_failures (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autofree char *tls_url = g_strdup_printf ("https://127.0.0.1%s", strrchr (atlas_test_server_get_url (fixture->server), ':'));
  struct
  {
    const char *url;
    int         code;
  } cases[] = {
    { "http://127.0.0.1:9", ATLAS_API_ERROR_UNREACHABLE },
    { "https://no-such-host.invalid", ATLAS_API_ERROR_NAME_NOT_FOUND },
    { "http://api.example", ATLAS_API_ERROR_BAD_REQUEST },
    { "nonsense url", ATLAS_API_ERROR_BAD_REQUEST },
    { tls_url, ATLAS_API_ERROR_TIMED_OUT },
  };

  atlas_api_client_get_limits (fixture->client)->connect_ms = 500;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].url);
      error = api_fixture_await_error (atlas_api_client_probe_host (fixture->client, cases[i].url), cases[i].code);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/api/transport/statuses", test_statuses);
  g_test_add_func ("/api/transport/recovers", test_recovers);
  g_test_add_func ("/api/transport/dropped-for-good", test_dropped_for_good);
  g_test_add_func ("/api/transport/closed-while-kept", test_closed_while_kept);
  g_test_add_func ("/api/transport/retry-after-is-honoured", test_retry_after_is_honoured);
  g_test_add_func ("/api/transport/retry-after-too-long", test_retry_after_too_long);
  g_test_add_func ("/api/transport/stalls", test_stalls);
  g_test_add_func ("/api/transport/total-time", test_total_time);
  g_test_add_func ("/api/transport/oversized", test_oversized);
  g_test_add_func ("/api/transport/long-error-page", test_long_error_page);
  g_test_add_func ("/api/transport/gzip", test_gzip);
  g_test_add_func ("/api/transport/no-http", test_no_http);
  g_test_add_func ("/api/transport/redirect-gets-no-token", test_redirect_gets_no_token);
  g_test_add_func ("/api/transport/cancellation", test_cancellation);
  g_test_add_func ("/api/transport/cancelled-between-attempts", test_cancelled_between_attempts);
  g_test_add_func ("/api/transport/probe", test_probe);
  g_test_add_func ("/api/transport/probe-failures", test_probe_failures);

  return g_test_run ();
}
