/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api-fixture.h"
#include "atlas-test-await.h"

#define EMPTY_LIST "{\"countries\": []}"
#define N_PARALLEL 20

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static guint
count_token_requests (ApiFixture *fixture)
{
  g_autoptr (GPtrArray) requests = atlas_test_server_take_requests (fixture->server, "/connect/token");

  return requests->len;
}

static void
call_once (AtlasApiClient *client)
{
  g_object_unref (api_fixture_await (atlas_api_client_list_countries (client, NULL, NULL)));
}

/* Waits for many calls, and says how many of them failed with @code. */
static guint
call_in_parallel (AtlasApiClient *client,
                  int             code)
{
  DexFuture *futures[N_PARALLEL];
  guint n_failed = 0;

  for (guint i = 0; i < N_PARALLEL; i++)
    futures[i] = atlas_api_client_list_countries (client, NULL, NULL);
  for (guint i = 0; i < N_PARALLEL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (atlas_test_await (futures[i], &error) == NULL)
        {
          g_assert_error (error, ATLAS_API_ERROR, code);
          n_failed++;
        }
    }

  return n_failed;
}

static void
test_request (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *type = NULL;
  g_autofree char *authorization = NULL;
  g_autofree char *kept = NULL;
  const AtlasTestRequest *request;

  atlas_test_server_add_token (fixture->server, API_TEST_TOKEN);
  g_assert_true (atlas_test_await_boolean (atlas_api_client_ensure_token (fixture->client), &error));
  g_assert_no_error (error);

  requests = atlas_test_server_take_requests (fixture->server, "*");
  g_assert_cmpuint (requests->len, ==, 1);
  request = requests->pdata[0];
  type = atlas_test_request_dup_header (request, "Content-Type");
  authorization = atlas_test_request_dup_header (request, "Authorization");
  g_assert_true (g_str_has_prefix (request->head, "POST /connect/token HTTP/1.1\r\n"));
  g_assert_cmpstr (type, ==, "application/x-www-form-urlencoded");
  g_assert_null (authorization);
  g_assert_cmpstr (request->body, ==,
                   "client_id=the%20client&client_secret=s3cret%20%26%20%2B%3D%25%C3%A4%20of%20the%20test"
                   "&scope=aspspinformation%20private&grant_type=client_credentials");
  kept = atlas_test_credentials_dup_token (fixture->credentials);
  g_assert_cmpstr (kept, ==, API_TEST_TOKEN);
  g_assert_cmpstr (atlas_test_credentials_get_scope (fixture->credentials), ==, "aspspinformation private");
}

static void
test_fetched_once (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);

  atlas_test_server_add_token (fixture->server, API_TEST_TOKEN);
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  g_assert_cmpuint (call_in_parallel (fixture->client, 0), ==, 0);
  call_once (fixture->client);
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
  g_assert_cmpuint (atlas_test_credentials_get_n_saved (fixture->credentials), ==, 1);
}

static void
test_kept_over_restarts (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (AtlasApiClient) next_run = NULL;

  atlas_test_server_add_token (fixture->server, API_TEST_TOKEN);
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  call_once (fixture->client);
  next_run = api_fixture_make_client (fixture, ATLAS_LIST_ENCODING_COMMA);
  call_once (next_run);
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
}

static void
test_two_programs (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (AtlasApiClient) other = api_fixture_make_client (fixture, ATLAS_LIST_ENCODING_COMMA);
  DexFuture *first;
  DexFuture *second;

  atlas_test_server_add_token (fixture->server, API_TEST_TOKEN);
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  first = atlas_api_client_list_countries (fixture->client, NULL, NULL);
  second = atlas_api_client_list_countries (other, NULL, NULL);
  g_object_unref (api_fixture_await (first));
  g_object_unref (api_fixture_await (second));
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
}

static void
test_expired_is_not_used (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);

  atlas_test_credentials_set_token (fixture->credentials, "expired", get_now () - 1);
  atlas_test_server_add_token (fixture->server, API_TEST_TOKEN);
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  call_once (fixture->client);
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
}

static void
test_broken_store (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);

  atlas_test_credentials_break_store (fixture->credentials);
  atlas_test_server_add_token (fixture->server, API_TEST_TOKEN);
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  call_once (fixture->client);
  call_once (fixture->client);
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
}

static void
test_refreshed_once (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (AtlasRequestEntry) again = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  atlas_test_server_add_json (fixture->server, "/psd2/*", 1, 401, "{\"tppMessages\": [{\"code\": \"TOKEN_EXPIRED\"}]}");
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  call_once (fixture->client);

  requests = atlas_test_server_take_requests (fixture->server, "/psd2/*");
  g_assert_cmpuint (requests->len, ==, 2);
  first = atlas_test_request_dup_header (requests->pdata[0], "Authorization");
  second = atlas_test_request_dup_header (requests->pdata[1], "Authorization");
  g_assert_cmpstr (first, ==, "Bearer " API_TEST_TOKEN);
  g_assert_cmpstr (second, ==, "Bearer another-token");
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
  kept = atlas_test_credentials_dup_token (fixture->credentials);
  g_assert_cmpstr (kept, ==, "another-token");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 3);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->log), 2);
  g_assert_cmpuint (atlas_request_entry_get_attempt (again), ==, 2);
  g_assert_cmpstr (atlas_request_entry_get_retry_cause (again), ==, "HTTP 401 TOKEN_EXPIRED");
}

/* A host that repeats the token where its id belongs does not get it into the log. */
static void
test_echoed_token (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (AtlasRequestEntry) entry = NULL;

  atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_KEEP,
                         "HTTP/1.1 200 OK\r\nX-Request-ID: Bearer %s\r\nContent-Length: 16\r\n\r\n{\"countries\":[]}", API_TEST_TOKEN);
  call_once (fixture->client);
  entry = g_list_model_get_item (G_LIST_MODEL (fixture->log), 0);
  g_assert_cmpuint (atlas_request_entry_get_status (entry), ==, 200);
  g_assert_null (atlas_request_entry_get_echoed_id (entry));
}

static void
test_refused_for_good (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 401, "{\"tppMessages\": [{\"code\": \"TOKEN_UNKNOWN\"}]}");
  error = api_fixture_await_error (atlas_api_client_list_countries (fixture->client, NULL, NULL), ATLAS_API_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (atlas_api_error_get_details (error)->code, ==, "TOKEN_UNKNOWN");
  g_assert_cmpuint (atlas_api_error_get_details (error)->attempts, ==, 2);
  requests = atlas_test_server_take_requests (fixture->server, "/psd2/*");
  g_assert_cmpuint (requests->len, ==, 2);
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
  api_fixture_assert_no_secret (fixture, error);
}

static void
test_no_storm (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();

  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 401, "");
  g_assert_cmpuint (call_in_parallel (fixture->client, ATLAS_API_ERROR_UNAUTHORIZED), ==, N_PARALLEL);
  g_assert_cmpuint (call_in_parallel (fixture->client, ATLAS_API_ERROR_UNAUTHORIZED), ==, N_PARALLEL);
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
}

static void
test_one_refresh_for_many (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();

  /* As many as are under way at a time are refused before the token is renewed. */
  atlas_test_server_add_json (fixture->server, "/psd2/*", 6, 401, "");
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  g_assert_cmpuint (call_in_parallel (fixture->client, 0), ==, 0);
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
}

static void
test_a_proven_token_is_renewed_again (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"access_token\": \"token-%u\", \"expires_in\": 3600}", i);

      atlas_test_server_add_json (fixture->server, "/connect/token", 1, 200, body);
      atlas_test_server_add_json (fixture->server, "/psd2/*", 2, 200, EMPTY_LIST);
      atlas_test_server_add_json (fixture->server, "/psd2/*", 1, 401, "");
    }
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  for (guint i = 0; i < 6; i++)
    call_once (fixture->client);
  g_assert_cmpuint (count_token_requests (fixture), ==, 3);
}

/* Reads one thing that is always accepted, and two that never are, some times. */
static guint
count_tokens_of_refusals (guint pause_ms)
{
  static const char *const bics[] = { "AAAASESS", "BBBBSESS" };
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);

  atlas_api_client_get_limits (fixture->client)->replacement_pause_ms = pause_ms;
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"access_token\": \"token-%u\", \"expires_in\": 3600}", i);

      atlas_test_server_add_json (fixture->server, "/connect/token", 1, 200, body);
    }
  atlas_test_server_add_json (fixture->server, API_BASE "/aspsps/*", 0, 401, "");
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  for (guint i = 0; i < 10; i++)
    {
      call_once (fixture->client);
      g_error_free (api_fixture_await_error (atlas_api_client_get_aspsp (fixture->client, bics[i % 2], NULL), ATLAS_API_ERROR_UNAUTHORIZED));
    }

  return count_token_requests (fixture);
}

/* What is refused whatever the token, while the rest is accepted, costs one token, and not one for each refresh. */
static void
test_always_refused (void)
{
  const guint one_to_begin_with = 1;

  g_assert_cmpuint (count_tokens_of_refusals (60 * 60 * 1000), ==, one_to_begin_with + 1);
  /* Where all pauses are over, each costs one. */
  g_assert_cmpuint (count_tokens_of_refusals (0), ==, one_to_begin_with + 2);
}

/* Once it has been accepted again, a later refusal may be a matter of the token. */
static void
test_no_longer_refused (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();

  atlas_api_client_get_limits (fixture->client)->replacement_pause_ms = 0;
  atlas_test_server_add_json (fixture->server, "/psd2/*", 2, 401, "");
  atlas_test_server_add_json (fixture->server, "/psd2/*", 1, 200, EMPTY_LIST);
  atlas_test_server_add_json (fixture->server, "/psd2/*", 1, 401, "");
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  g_error_free (api_fixture_await_error (atlas_api_client_list_countries (fixture->client, NULL, NULL), ATLAS_API_ERROR_UNAUTHORIZED));
  call_once (fixture->client);
  call_once (fixture->client);
  g_assert_cmpuint (count_token_requests (fixture), ==, 2);
}

static void
test_taken_over_from_another_program (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();

  atlas_test_server_add_json (fixture->server, "/psd2/*", 1, 200, EMPTY_LIST);
  atlas_test_server_add_json (fixture->server, "/psd2/*", 1, 401, "");
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  call_once (fixture->client);
  atlas_test_credentials_set_token (fixture->credentials, "from-another-program", get_now () + 1000);
  call_once (fixture->client);
  g_assert_cmpuint (count_token_requests (fixture), ==, 0);
}

static void
test_certificate_is_no_matter_of_the_token (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (GError) error = NULL;

  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 401, "{\"tppMessages\": [{\"code\": \"CERTIFICATE_INVALID\"}]}");
  error = api_fixture_await_error (atlas_api_client_list_countries (fixture->client, NULL, NULL), ATLAS_API_ERROR_CERTIFICATE);
  g_assert_cmpuint (count_token_requests (fixture), ==, 0);
}

static void
test_refusals (void)
{
  static const struct
  {
    guint       status;
    const char *body;
    int         code;
    const char *text;
  } cases[] = {
    { 400, "{\"error\": \"invalid_client\"}", ATLAS_API_ERROR_INVALID_CLIENT, NULL },
    { 401, "{\"error\": \"invalid_client\", \"error_description\": \"Who?\"}", ATLAS_API_ERROR_INVALID_CLIENT, "Who?" },
    { 400, "{\"error\": \"invalid_scope\"}", ATLAS_API_ERROR_INVALID_SCOPE, NULL },
    { 400, "{\"error\": \"invalid_client\", \"error_description\": \"" API_TEST_SECRET "\"}", ATLAS_API_ERROR_INVALID_CLIENT, NULL },
    { 200, "<html></html>", ATLAS_API_ERROR_PAGE, NULL },
    { 302, "", ATLAS_API_ERROR_REDIRECTED, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
      g_autoptr (GError) error = NULL;

      atlas_test_server_add_json (fixture->server, "/connect/token", 0, cases[i].status, cases[i].body);
      error = api_fixture_await_error (atlas_api_client_list_countries (fixture->client, NULL, NULL), cases[i].code);
      g_assert_cmpstr (atlas_api_error_get_details (error)->text, ==, cases[i].text);
      g_assert_cmpuint (count_token_requests (fixture), ==, 1);
      api_fixture_assert_no_secret (fixture, error);
    }
}

static void
test_failure_is_shared_and_not_remembered (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);

  atlas_test_server_add_json (fixture->server, "/connect/token", 1, 400, "{\"error\": \"invalid_client\"}");
  atlas_test_server_add_token (fixture->server, API_TEST_TOKEN);
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  g_assert_cmpuint (call_in_parallel (fixture->client, ATLAS_API_ERROR_INVALID_CLIENT), ==, N_PARALLEL);
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
  call_once (fixture->client);
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
}

static void
test_no_secret (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (AtlasTestCredentials) none = atlas_test_credentials_new (NULL);
  const AtlasApiClientConfig config = { "http://127.0.0.1:9", "http://127.0.0.1:9", "c", "s", ATLAS_LIST_ENCODING_COMMA };
  g_autoptr (AtlasApiClient) client = atlas_api_client_new (fixture->session, &config, ATLAS_CREDENTIALS (none), NULL);
  g_autoptr (GError) error = api_fixture_await_error (atlas_api_client_ensure_token (client), ATLAS_API_ERROR_NO_CREDENTIALS);
}

static void
test_a_fetch_outlives_who_asked (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  DexFuture *dropped;

  atlas_test_server_add_token (fixture->server, API_TEST_TOKEN);
  atlas_test_server_add_json (fixture->server, "/psd2/*", 0, 200, EMPTY_LIST);
  dropped = atlas_api_client_list_countries (fixture->client, NULL, NULL);
  atlas_test_spin (5);
  dex_unref (dropped);
  call_once (fixture->client);
  g_assert_cmpuint (count_token_requests (fixture), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/api/token/request", test_request);
  g_test_add_func ("/api/token/fetched-once", test_fetched_once);
  g_test_add_func ("/api/token/kept-over-restarts", test_kept_over_restarts);
  g_test_add_func ("/api/token/two-programs", test_two_programs);
  g_test_add_func ("/api/token/expired-is-not-used", test_expired_is_not_used);
  g_test_add_func ("/api/token/broken-store", test_broken_store);
  g_test_add_func ("/api/token/refreshed-once", test_refreshed_once);
  g_test_add_func ("/api/token/echoed", test_echoed_token);
  g_test_add_func ("/api/token/refused-for-good", test_refused_for_good);
  g_test_add_func ("/api/token/no-storm", test_no_storm);
  g_test_add_func ("/api/token/one-refresh-for-many", test_one_refresh_for_many);
  g_test_add_func ("/api/token/a-proven-token-is-renewed-again", test_a_proven_token_is_renewed_again);
  g_test_add_func ("/api/token/always-refused", test_always_refused);
  g_test_add_func ("/api/token/no-longer-refused", test_no_longer_refused);
  g_test_add_func ("/api/token/taken-over-from-another-program", test_taken_over_from_another_program);
  g_test_add_func ("/api/token/certificate-is-no-matter-of-the-token", test_certificate_is_no_matter_of_the_token);
  g_test_add_func ("/api/token/refusals", test_refusals);
  g_test_add_func ("/api/token/failure-is-shared-and-not-remembered", test_failure_is_shared_and_not_remembered);
  g_test_add_func ("/api/token/no-secret", test_no_secret);
  g_test_add_func ("/api/token/a-fetch-outlives-who-asked", test_a_fetch_outlives_who_asked);

  return g_test_run ();
}
