/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api-fixture.h"
#include "atlas-aspsp-details.h"
#include "atlas-aspsp.h"
#include "atlas-city.h"
#include "atlas-country.h"
#include "atlas-test-await.h"

#define HELSINKI "ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c"
#define CALLERS_ID "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c"

static gboolean
is_uuid_v4 (const char *id)
{
  return id != NULL && g_uuid_string_is_valid (id) && id[14] == '4' && strchr ("89ab", id[19]) != NULL;
}

static void
serve_contract (ApiFixture *fixture)
{
  static const char *const files[][2] = {
    { "/connect/token", "token.json" },
    { API_BASE "/countries/*", "country.json" },
    { API_BASE "/countries*", "countries.json" },
    { API_BASE "/cities/*", "city.json" },
    { API_BASE "/cities*", "cities.json" },
    { API_BASE "/aspsps/*", "aspsp.json" },
    { API_BASE "/aspsps*", "aspsps.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = api_fixture_load (files[i][1]);

      atlas_test_server_add_json (fixture->server, files[i][0], 0, 200, text);
    }
}

static AtlasTestRequest *
take_one (ApiFixture  *fixture,
          GPtrArray  **requests)
{
  g_clear_pointer (requests, g_ptr_array_unref);
  *requests = atlas_test_server_take_requests (fixture->server, "/psd2/*");
  g_assert_cmpuint ((*requests)->len, ==, 1);

  return g_ptr_array_index (*requests, 0);
}

static void
assert_asked (ApiFixture *fixture,
              const char *expected)
{
  g_autoptr (GPtrArray) requests = NULL;
  AtlasTestRequest *request = take_one (fixture, &requests);
  g_autofree char *target = atlas_test_request_dup_target (request);
  g_autofree char *authorization = atlas_test_request_dup_header (request, "Authorization");
  g_autofree char *request_id = atlas_test_request_dup_header (request, "X-Request-ID");

  g_assert_true (g_str_has_prefix (request->head, "GET "));
  g_assert_cmpstr (target, ==, expected);
  g_assert_cmpstr (authorization, ==, "Bearer [ACCESS_TOKEN]");
  g_assert_true (is_uuid_v4 (request_id));
}

static void
test_contract (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autofree char *aspsp_text = api_fixture_load ("aspsp.json");
  g_autoptr (AtlasApiAnswer) answer = NULL;
  AtlasAspspDetails *details;

  serve_contract (fixture);

  answer = api_fixture_await (atlas_api_client_list_countries (fixture->client, NULL, NULL));
  g_assert_cmpuint (atlas_api_answer_get_items (answer)->len, ==, 4);
  g_assert_cmpstr (atlas_country_get_name (atlas_api_answer_get_item (answer)), ==, "Sweden");
  assert_asked (fixture, API_BASE "/countries");
  g_clear_object (&answer);

  answer = api_fixture_await (atlas_api_client_get_country (fixture->client, "SE", NULL));
  g_assert_cmpstr (atlas_country_get_iso_country_code (atlas_api_answer_get_item (answer)), ==, "SE");
  assert_asked (fixture, API_BASE "/countries/SE");
  g_clear_object (&answer);

  answer = api_fixture_await (atlas_api_client_list_cities (fixture->client, NULL, NULL, NULL));
  g_assert_cmpuint (atlas_api_answer_get_items (answer)->len, ==, 4);
  assert_asked (fixture, API_BASE "/cities");
  g_clear_object (&answer);

  answer = api_fixture_await (atlas_api_client_get_city (fixture->client, HELSINKI, NULL));
  g_assert_cmpstr (atlas_city_get_name (atlas_api_answer_get_item (answer)), ==, "Stockholm");
  assert_asked (fixture, API_BASE "/cities/" HELSINKI);
  g_clear_object (&answer);

  answer = api_fixture_await (atlas_api_client_list_aspsps (fixture->client, NULL, NULL, NULL));
  g_assert_cmpuint (atlas_api_answer_get_items (answer)->len, ==, 3);
  g_assert_cmpstr (atlas_aspsp_get_bic_fi (atlas_api_answer_get_item (answer)), ==, "ESSESESS");
  assert_asked (fixture, API_BASE "/aspsps");
  g_clear_object (&answer);

  answer = api_fixture_await (atlas_api_client_get_aspsp (fixture->client, "ESSESESS", NULL));
  details = atlas_api_answer_get_item (answer);
  g_assert_true (ATLAS_IS_ASPSP_DETAILS (details));
  g_assert_cmpstr (atlas_aspsp_details_get_raw_json (details), ==, aspsp_text);
  g_assert_cmpstr (atlas_api_answer_get_body (answer), ==, aspsp_text);
  g_assert_cmpstr (atlas_aspsp_details_get_request_id (details), ==, atlas_api_answer_get_request_id (answer));
  g_assert_cmpint (atlas_aspsp_details_get_received_at (details), ==, atlas_api_answer_get_received_at (answer));
  g_assert_cmpuint (g_strv_length ((GStrv) atlas_api_answer_get_notes (answer)), ==, 0);
  assert_asked (fixture, API_BASE "/aspsps/ESSESESS");
}

static void
test_queries (void)
{
  static const char *const codes[] = { "SE", "dk", NULL };
  static const char *const ids[] = { HELSINKI, "8f64d9db-7f38-e13e-cbf8-809e6bc6175c", NULL };
  static const char *const expected[] = {
    "?isoCountryCodes=SE,dk&cityIds=" HELSINKI ",8f64d9db-7f38-e13e-cbf8-809e6bc6175c",
    "?isoCountryCodes=SE&isoCountryCodes=dk&cityIds=" HELSINKI "&cityIds=8f64d9db-7f38-e13e-cbf8-809e6bc6175c",
  };

  for (AtlasListEncoding encoding = ATLAS_LIST_ENCODING_COMMA; encoding <= ATLAS_LIST_ENCODING_REPEAT; encoding++)
    {
      g_autoptr (ApiFixture) fixture = api_fixture_new (encoding);
      g_autofree char *aspsps = g_strconcat (API_BASE "/aspsps", expected[encoding], NULL);
      g_autofree char *cities = g_strconcat (API_BASE "/cities", expected[encoding], NULL);

      serve_contract (fixture);
      g_object_unref (api_fixture_await (atlas_api_client_list_aspsps (fixture->client, codes, ids, NULL)));
      assert_asked (fixture, aspsps);
      g_object_unref (api_fixture_await (atlas_api_client_list_cities (fixture->client, codes, ids, NULL)));
      assert_asked (fixture, cities);
      g_object_unref (api_fixture_await (atlas_api_client_list_countries (fixture->client, codes + 1, NULL)));
      assert_asked (fixture, API_BASE "/countries?isoCountryCodes=dk");
      g_object_unref (api_fixture_await (atlas_api_client_list_aspsps (fixture->client, NULL, ids + 1, NULL)));
      assert_asked (fixture, API_BASE "/aspsps?cityIds=8f64d9db-7f38-e13e-cbf8-809e6bc6175c");
    }
}

static void
test_ids (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (GPtrArray) requests = NULL;

  serve_contract (fixture);
  g_object_unref (api_fixture_await (atlas_api_client_get_country (fixture->client, "se", NULL)));
  assert_asked (fixture, API_BASE "/countries/se");
  g_object_unref (api_fixture_await (atlas_api_client_get_aspsp (fixture->client, "a/b?c å", NULL)));
  assert_asked (fixture, API_BASE "/aspsps/a%2Fb%3Fc%20%C3%A5");

  for (guint i = 0; i < 3; i++)
    {
      const char *const unusable[] = { "", ".", ".." };
      g_autoptr (GError) error = api_fixture_await_error (atlas_api_client_get_aspsp (fixture->client, unusable[i], NULL),
                                                          ATLAS_API_ERROR_NOT_FOUND);
    }
  requests = atlas_test_server_take_requests (fixture->server, "/psd2/*");
  g_assert_cmpuint (requests->len, ==, 0);
}

static void
test_request_ids (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (AtlasApiAnswer) answer = NULL;

  atlas_test_server_add_json (fixture->server, "/connect/token", 1, 503, "");
  atlas_test_server_add_json (fixture->server, "/psd2/*", 2, 503, "");
  serve_contract (fixture);

  answer = api_fixture_await (atlas_api_client_list_countries (fixture->client, NULL, NULL));
  g_object_unref (api_fixture_await (atlas_api_client_list_countries (fixture->client, NULL, NULL)));

  requests = atlas_test_server_take_requests (fixture->server, "*");
  g_assert_cmpuint (requests->len, ==, 6);
  for (guint i = 0; i < requests->len; i++)
    {
      g_autofree char *id = atlas_test_request_dup_header (requests->pdata[i], "X-Request-ID");

      g_assert_true (is_uuid_v4 (id));
      if (i == 4)
        g_assert_cmpstr (id, ==, atlas_api_answer_get_request_id (answer));
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&id)));
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 6);
}

static void
test_callers_id (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (GPtrArray) token_requests = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (AtlasApiAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *token_id = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  atlas_test_server_add_json (fixture->server, "/psd2/*", 1, 503, "");
  serve_contract (fixture);
  answer = api_fixture_await (atlas_api_client_list_countries (fixture->client, NULL, CALLERS_ID));

  token_requests = atlas_test_server_take_requests (fixture->server, "/connect/token");
  requests = atlas_test_server_take_requests (fixture->server, "/psd2/*");
  token_id = atlas_test_request_dup_header (token_requests->pdata[0], "X-Request-ID");
  first = atlas_test_request_dup_header (requests->pdata[0], "X-Request-ID");
  second = atlas_test_request_dup_header (requests->pdata[1], "X-Request-ID");
  g_assert_cmpstr (token_id, !=, CALLERS_ID);
  g_assert_cmpstr (first, ==, CALLERS_ID);
  g_assert_cmpstr (second, !=, CALLERS_ID);
  g_assert_cmpstr (atlas_api_answer_get_request_id (answer), ==, second);

  error = api_fixture_await_error (atlas_api_client_list_countries (fixture->client, NULL, "x\r\nX-Evil: 1"), ATLAS_API_ERROR_BAD_REQUEST);
}

static void
test_not_known_there (void)
{
  static const struct
  {
    guint       status;
    const char *body;
  } cases[] = {
    { 404, "" },
    { 404, "<html><title>Not here</title></html>" },
    { 400, "{\"tppMessages\": [{\"category\": \"ERROR\", \"code\": \"FORMAT_ERROR\", \"text\": \"No bank\"}]}" },
    { 200, "{}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
      g_autoptr (GError) error = NULL;
      const AtlasApiErrorDetails *details;

      atlas_test_server_add_json (fixture->server, "/psd2/*", 0, cases[i].status, cases[i].body);
      error = api_fixture_await_error (atlas_api_client_get_aspsp (fixture->client, "AAAASEAA", NULL), ATLAS_API_ERROR_NOT_FOUND);
      details = atlas_api_error_get_details (error);
      g_assert_cmpuint (details->status, ==, cases[i].status);
      g_assert_cmpuint (details->attempts, ==, 1);
      g_assert_cmpstr (details->host, ==, atlas_test_server_get_url (fixture->server));
      g_assert_true (is_uuid_v4 (details->request_id));
    }
}

static void
test_cities_not_supported (void)
{
  static const char *const ids[] = { HELSINKI, NULL };
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  g_autoptr (GError) error = NULL;

  atlas_test_server_add_json (fixture->server, "*cityIds*", 0, 400, "{\"tppMessages\": [{\"code\": \"FORMAT_ERROR\"}]}");
  error = api_fixture_await_error (atlas_api_client_list_aspsps (fixture->client, NULL, ids, NULL), ATLAS_API_ERROR_NOT_SUPPORTED);
  g_assert_cmpstr (atlas_api_error_get_details (error)->code, ==, "FORMAT_ERROR");
}

static void
test_at_most_six (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  DexFuture *futures[30];
  g_autoptr (DexFuture) all = NULL;
  g_autoptr (GError) error = NULL;

  serve_contract (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    futures[i] = atlas_api_client_list_countries (fixture->client, NULL, NULL);
  all = dex_future_allv (futures, G_N_ELEMENTS (futures));
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    dex_unref (futures[i]);

  g_assert_nonnull (atlas_test_await (g_steal_pointer (&all), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (atlas_test_server_get_max_under_way (fixture->server), <=, 6);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 30);
}

static void
test_log (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new (ATLAS_LIST_ENCODING_COMMA);
  g_autoptr (AtlasRequestEntry) token = NULL;
  g_autoptr (AtlasRequestEntry) call = NULL;

  atlas_test_server_add (fixture->server, "/psd2/*", 0, ATLAS_TEST_KEEP,
                         "HTTP/1.1 200 OK\r\nX-Request-ID: echoed\r\nContent-Length: 16\r\n\r\n{\"countries\":[]}");
  serve_contract (fixture);
  g_object_unref (api_fixture_await (atlas_api_client_list_countries (fixture->client, NULL, CALLERS_ID)));

  token = g_list_model_get_item (G_LIST_MODEL (fixture->log), 0);
  call = g_list_model_get_item (G_LIST_MODEL (fixture->log), 1);
  g_assert_cmpstr (atlas_request_entry_get_method (token), ==, "POST");
  g_assert_true (g_str_has_suffix (atlas_request_entry_get_url (token), "/connect/token"));
  g_assert_cmpstr (atlas_request_entry_get_request_id (call), ==, CALLERS_ID);
  g_assert_cmpstr (atlas_request_entry_get_echoed_id (call), ==, "echoed");
  g_assert_cmpuint (atlas_request_entry_get_status (call), ==, 200);
  g_assert_cmpuint (atlas_request_entry_get_bytes (call), ==, 16);
  g_assert_cmpuint (atlas_request_entry_get_attempt (call), ==, 1);
  g_assert_cmpint (atlas_request_entry_get_duration (call), >, 0);
  g_assert_null (atlas_request_entry_get_error (call));
}

static void
test_unsafe_host (void)
{
  g_autoptr (ApiFixture) fixture = api_fixture_new_signed_in ();
  const AtlasApiClientConfig config = { "http://auth.example", "http://api.example", "c", "s", ATLAS_LIST_ENCODING_COMMA };
  g_autoptr (AtlasApiClient) client = atlas_api_client_new (fixture->session, &config, ATLAS_CREDENTIALS (fixture->credentials), NULL);
  g_autoptr (GError) token_error = api_fixture_await_error (atlas_api_client_ensure_token (client), ATLAS_API_ERROR_BAD_REQUEST);
  g_autoptr (GError) call_error = api_fixture_await_error (atlas_api_client_list_countries (client, NULL, NULL), ATLAS_API_ERROR_BAD_REQUEST);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/api/calls/contract", test_contract);
  g_test_add_func ("/api/calls/queries", test_queries);
  g_test_add_func ("/api/calls/ids", test_ids);
  g_test_add_func ("/api/calls/request-ids", test_request_ids);
  g_test_add_func ("/api/calls/callers-id", test_callers_id);
  g_test_add_func ("/api/calls/not-known-there", test_not_known_there);
  g_test_add_func ("/api/calls/cities-not-supported", test_cities_not_supported);
  g_test_add_func ("/api/calls/at-most-six", test_at_most_six);
  g_test_add_func ("/api/calls/log", test_log);
  g_test_add_func ("/api/calls/unsafe-host", test_unsafe_host);

  return g_test_run ();
}
