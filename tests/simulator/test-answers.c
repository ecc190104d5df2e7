/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "simulator-client.h"

#define SWEDEN "{\"isoCountryCode\": \"SE\", \"name\": \"Sweden\"}"
#define FINLAND "{\"isoCountryCode\": \"FI\", \"name\": \"Finland\"}"
#define GERMANY "{\"isoCountryCode\": \"DE\", \"name\": \"Germany\"}"
#define DENMARK "{\"isoCountryCode\": \"DK\", \"name\": \"Denmark\"}"

#define STOCKHOLM "{\"cityId\": \"37efa883-c8ad-4ff7-927b-b11b02beb923\", \"name\": \"Stockholm\", \"isoCountryCode\": \"SE\"}"
#define HELSINKI "{\"cityId\": \"ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c\", \"name\": \"Helsinki\", \"isoCountryCode\": \"FI\"}"
#define FRANKFURT "{\"cityId\": \"bb97dd78-835c-9922-e700-a8b5b3f5cbba\", \"name\": \"Frankfurt\", \"isoCountryCode\": \"DE\"}"
#define COPENHAGEN "{\"cityId\": \"8f64d9db-7f38-e13e-cbf8-809e6bc6175c\", \"name\": \"Copenhagen\", \"isoCountryCode\": \"DK\"}"

#define STOCKHOLM_ID "37efa883-c8ad-4ff7-927b-b11b02beb923"
#define HELSINKI_ID "ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c"

static void
assert_answer (Client     *client,
               const char *path,
               const char *expected)
{
  g_autoptr (Answer) answer = client_get (client, path);

  assert_json (answer, expected);
  g_assert_true (g_str_has_prefix (answer_get_header (answer, "Content-Type"), "application/json"));
}

static void
assert_banks (Client     *client,
              const char *query,
              const char *bics)
{
  g_autofree char *path = g_strconcat (API "/aspsps", query, NULL);
  g_autoptr (Answer) answer = client_get (client, path);
  g_autofree char *found = dup_members (answer, "aspsps", "bicFi");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (found, ==, bics);
}

static void
test_countries (void)
{
  g_autoptr (Client) client = client_new_samples ();

  assert_answer (client, API "/countries", "{\"countries\": [" SWEDEN "," FINLAND "," GERMANY "," DENMARK "]}");
  assert_answer (client, API "/countries?isoCountryCodes=DK,SE", "{\"countries\": [" SWEDEN "," DENMARK "]}");
  assert_answer (client, API "/countries?isoCountryCodes=dk%2C%20se", "{\"countries\": [" SWEDEN "," DENMARK "]}");
  assert_answer (client, API "/countries?isoCountryCodes=DK&isoCountryCodes=SE", "{\"countries\": [" SWEDEN "," DENMARK "]}");
  assert_answer (client, API "/countries?isoCountryCodes=NO", "{\"countries\": []}");
  assert_answer (client, API "/countries/SE", SWEDEN);
  assert_answer (client, API "/countries/se", SWEDEN);
}

static void
test_cities (void)
{
  g_autoptr (Client) client = client_new_samples ();

  assert_answer (client, API "/cities", "{\"cities\": [" STOCKHOLM "," HELSINKI "," FRANKFURT "," COPENHAGEN "]}");
  assert_answer (client, API "/cities?isoCountryCodes=SE&cityIds=" HELSINKI_ID, "{\"cities\": [" STOCKHOLM "," HELSINKI "]}");
  assert_answer (client, API "/cities?cityIds=" STOCKHOLM_ID "," HELSINKI_ID, "{\"cities\": [" STOCKHOLM "," HELSINKI "]}");
  assert_answer (client, API "/cities?cityIds=" STOCKHOLM_ID "&cityIds=BA9DD929-1408-33A6-3CE2-BC45FCFAAA5C", "{\"cities\": [" STOCKHOLM "," HELSINKI "]}");
  assert_answer (client, API "/cities/" STOCKHOLM_ID, STOCKHOLM);
  assert_answer (client, API "/cities/37EFA883-c8ad-4ff7-927b-b11b02beb923", STOCKHOLM);
}

static void
test_aspsps (void)
{
  g_autoptr (Client) client = client_new_samples ();

  atlas_simulator_set_literal_logo_urls (client->simulator, TRUE);
  assert_answer (client,
                 API "/aspsps",
                 "{\"aspsps\": ["
                 "{\"bicFi\": \"ESSESESS\", \"name\": \"Skandinaviska Enskilda Banken AB \","
                 " \"logoUrl\": \"https://openbankingplatform.blob.core.windows.net/image/ESSESESS.png\"},"
                 "{\"bicFi\": \"NDEASESS\", \"name\": \"Nordea Bank AB\","
                 " \"logoUrl\": \"https://openbankingplatform.blob.core.windows.net/image/NDEASESS.png\"},"
                 "{\"bicFi\": \"HANDSESS\", \"name\": \"Handelsbanken\","
                 " \"logoUrl\": \"https://openbankingplatform.blob.core.windows.net/image/HANDSESS.png\"}]}");
}

static void
test_details (void)
{
  static const char expected[] =
    "{\"city\": \"Stockholm\", \"country\": \"Sweden\", \"postalCode\": \"106 40\", \"streetAddress\": \"Kungsträdgårdsgatan 8\","
    " \"companyNumber\": \"502032-9081\", \"phone\": \"+46-771 365 365\", \"websiteUrl\": \"https://seb.se/\","
    " \"globalPaymentProducts\": [\"sepa-credit-transfers\", \"domestic\"],"
    " \"paymentProducts\": [\"swedish-domestic-private-credit-transfers\", \"swedish-domestic-private-own-accounts-transfers\","
    " \"swedish-domestic-private-bankgiros\", \"swedish-domestic-private-plusgiros\", \"sepa-credit-transfers\","
    " \"cross-border-credit-transfers\", \"high-value-credit-transfers\", \"dk-domestic-credit-transfers\","
    " \"intra-company-credit-transfers\", \"no-domestic-credit-transfers\", \"pl-domestic-credit-transfers\","
    " \"se-domestic-credit-transfers\", \"uk-domestic-credit-transfers\"],"
    " \"supportedAuthorizationMethods\": [{\"name\": \"OAuth2\","
    " \"uri\": \"https://auth.dev.openbankingplatform.com/.well-known/openid-configuration\"}],"
    " \"bicFi\": \"ESSESESS\", \"name\": \"Skandinaviska Enskilda Banken AB \","
    " \"logoUrl\": \"https://opeopenbanking.blob.core.windows.net/images/ESSESESS.jpg\"}";
  g_autoptr (Client) client = client_new_samples ();

  atlas_simulator_set_literal_logo_urls (client->simulator, TRUE);
  assert_answer (client, API "/aspsps/ESSESESS", expected);
  assert_answer (client, API "/aspsps/essesess", expected);
}

static void
test_union (void)
{
  g_autoptr (Client) client = client_new_samples ();

  assert_banks (client, "", "ESSESESS NDEASESS HANDSESS");
  assert_banks (client, "?isoCountryCodes=SE", "ESSESESS NDEASESS HANDSESS");
  assert_banks (client, "?isoCountryCodes=", "ESSESESS NDEASESS HANDSESS");
  assert_banks (client, "?isoCountryCodes=FI", "");
  assert_banks (client, "?cityIds=" STOCKHOLM_ID, "ESSESESS");
  assert_banks (client, "?isoCountryCodes=FI&cityIds=" STOCKHOLM_ID, "ESSESESS");
  assert_banks (client, "?isoCountryCodes=SE&cityIds=" STOCKHOLM_ID, "ESSESESS NDEASESS HANDSESS");
  assert_banks (client, "?cityIds=" STOCKHOLM_ID "%2C" HELSINKI_ID, "ESSESESS");
  assert_banks (client, "?cityIds=no-such-city", "");
}

static void
test_logo_urls (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) list = client_get (client, API "/aspsps");
  g_autoptr (Answer) details = client_get (client, API "/aspsps/ESSESESS");
  g_autoptr (JsonNode) root = answer_parse (details);
  g_autofree char *found = dup_members (list, "aspsps", "logoUrl");
  g_autofree char *in_list = g_strconcat (atlas_simulator_get_url (client->simulator), "/image/ESSESESS.png ", NULL);
  g_autofree char *in_details = g_strconcat (atlas_simulator_get_url (client->simulator), "/images/ESSESESS.jpg", NULL);

  g_assert_true (g_str_has_prefix (found, in_list));
  g_assert_true (g_str_has_suffix (found, " https://openbankingplatform.blob.core.windows.net/image/HANDSESS.png"));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "logoUrl"), ==, in_details);
}

static void
test_logos (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = client_send (client, "GET", "/images/ESSESESS.jpg", NULL, NULL);
  g_autoptr (Answer) missing = client_send (client, "GET", "/image/NDEASESS.png", NULL, NULL);
  g_autoptr (Answer) outside = client_send (client, "GET", "/image/..%2Ftest-answers.c", NULL, NULL);
  g_autoptr (Answer) tell_tale = client_get (client, "/image/ESSESESS.png");
  g_autoptr (GPtrArray) requests = atlas_simulator_take_requests (client->simulator);
  const AtlasSimulatorRequest *first = g_ptr_array_index (requests, 0);
  const AtlasSimulatorRequest *last = g_ptr_array_index (requests, requests->len - 1);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer_get_header (answer, "Content-Type"), ==, "image/jpeg");
  g_assert_nonnull (answer_get_header (answer, "ETag"));
  g_assert_cmpuint (missing->status, ==, 404);
  g_assert_cmpuint (outside->status, ==, 404);
  g_assert_cmpstr (answer_get_header (tell_tale, "Content-Type"), ==, "image/png");
  g_assert_false (first->leaked_token);
  g_assert_true (last->leaked_token);
}

static void
test_logo_unchanged (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) first = client_send (client, "GET", "/image/ESSESESS.png", NULL, NULL);
  g_autofree char *url = g_strconcat (atlas_simulator_get_url (client->simulator), "/image/ESSESESS.png", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) body = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "If-None-Match", answer_get_header (first, "ETag"));
  body = soup_session_send_and_read (client->session, message, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, 304);
  g_assert_cmpuint (g_bytes_get_size (body), ==, 0);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint       status;
    const char *code;
  } cases[] = {
    { "GET", API "/countries/XX", 404, "RESOURCE_UNKNOWN" },
    { "GET", API "/cities/00000000-0000-4000-8000-000000000000", 404, "RESOURCE_UNKNOWN" },
    { "GET", API "/aspsps/ABCDSE22", 404, "RESOURCE_UNKNOWN" },
    { "GET", API "/aspsps/ABCDSE2", 400, "FORMAT_ERROR" },
    { "GET", API "/aspsps/ABCDSE1X", 400, "FORMAT_ERROR" },
    { "GET", API "/aspsps/ABCDSE2O", 400, "FORMAT_ERROR" },
    { "GET", API "/aspsps/ABC%20SE22", 400, "FORMAT_ERROR" },
    { "GET", API "/aspsps/%FF", 400, "FORMAT_ERROR" },
    { "GET", API "/aspsps?isoCountryCodes=%FF", 400, "FORMAT_ERROR" },
    { "GET", API "/aspsps/ESSESESS/more", 404, "RESOURCE_UNKNOWN" },
    { "GET", API "/branches", 404, "RESOURCE_UNKNOWN" },
    { "GET", "/", 404, "RESOURCE_UNKNOWN" },
    { "DELETE", API "/aspsps", 405, "SERVICE_INVALID" },
    { "PUT", API "/aspsps/ESSESESS", 405, "SERVICE_INVALID" },
    { "GET", "/connect/token", 405, "SERVICE_INVALID" },
    { "POST", "/image/ESSESESS.png", 405, "SERVICE_INVALID" },
  };
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) any = client_get (client, API "/countries");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer = client_send (client, cases[i].method, cases[i].path, NULL, NULL);

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      assert_tpp_error (answer, cases[i].status, cases[i].code);
      if (cases[i].status == 405)
        g_assert_nonnull (answer_get_header (answer, "Allow"));
    }
}

static void
test_request_id (void)
{
  static const char * const paths[] = { API "/countries", API "/aspsps/nonsense", "/connect/token", "/nowhere", "/image/ESSESESS.png" };
  static const char id[] = "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c";
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) without = client_get (client, API "/countries");
  g_autoptr (GPtrArray) ignored = atlas_simulator_take_requests (client->simulator);
  g_autoptr (GPtrArray) requests = NULL;

  g_assert_cmpuint (without->status, ==, 200);
  g_assert_null (answer_get_header (without, "X-Request-ID"));
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Answer) answer = client_send (client, "GET", paths[i], NULL, id);

      g_assert_cmpstr (answer_get_header (answer, "X-Request-ID"), ==, id);
    }

  requests = atlas_simulator_take_requests (client->simulator);
  g_assert_cmpuint (requests->len, ==, G_N_ELEMENTS (paths));
  for (guint i = 0; i < requests->len; i++)
    {
      const AtlasSimulatorRequest *request = g_ptr_array_index (requests, i);

      g_assert_cmpstr (request->path, ==, paths[i]);
      g_assert_cmpstr (request->request_id, ==, id);
    }
}

static void
test_requests (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = client_get (client, API "/cities?isoCountryCodes=SE%2CFI");
  g_autoptr (GPtrArray) requests = atlas_simulator_take_requests (client->simulator);
  g_autoptr (GPtrArray) again = atlas_simulator_take_requests (client->simulator);
  const AtlasSimulatorRequest *token = g_ptr_array_index (requests, 0);
  const AtlasSimulatorRequest *list = g_ptr_array_index (requests, 1);
  g_autofree char *authorization = g_strconcat ("Bearer ", client->token, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (requests->len, ==, 2);
  g_assert_cmpuint (again->len, ==, 0);
  g_assert_cmpstr (token->method, ==, "POST");
  g_assert_nonnull (strstr (token->body, "grant_type=client_credentials"));
  g_assert_cmpstr (list->path, ==, API "/cities?isoCountryCodes=SE%2CFI");
  g_assert_cmpstr (list->authorization, ==, authorization);
  g_assert_cmpuint (list->status, ==, 200);
  g_assert_null (list->body);
}

static void
test_restart (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (GError) error = NULL;
  guint port = atlas_simulator_get_port (client->simulator);
  g_autoptr (Answer) before = client_get (client, API "/countries");
  g_autoptr (Answer) between = NULL;
  g_autoptr (Answer) after = NULL;

  atlas_simulator_stop (client->simulator);
  between = client_get (client, API "/countries");
  g_assert_nonnull (between->error);

  atlas_simulator_start (client->simulator, port, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (atlas_simulator_get_port (client->simulator), ==, port);
  after = client_get (client, API "/countries");
  g_assert_cmpuint (after->status, ==, 200);
}

static void
test_port_in_use (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_generate (1, 1);
  g_autoptr (AtlasSimulator) second = atlas_simulator_new (directory);
  g_autoptr (GError) error = NULL;

  g_assert_false (atlas_simulator_start (second, atlas_simulator_get_port (client->simulator), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
}

static void
test_start_stop (void)
{
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_generate (1, 1);

  for (guint i = 0; i < 20; i++)
    {
      AtlasSimulator *simulator = atlas_simulator_new (directory);

      g_assert_null (atlas_simulator_get_url (simulator));
      g_assert_true (atlas_simulator_start (simulator, 0, NULL));
      g_assert_finalize_object (simulator);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/simulator/answers/countries", test_countries);
  g_test_add_func ("/simulator/answers/cities", test_cities);
  g_test_add_func ("/simulator/answers/aspsps", test_aspsps);
  g_test_add_func ("/simulator/answers/details", test_details);
  g_test_add_func ("/simulator/answers/union", test_union);
  g_test_add_func ("/simulator/answers/logo-urls", test_logo_urls);
  g_test_add_func ("/simulator/answers/logos", test_logos);
  g_test_add_func ("/simulator/answers/logo-unchanged", test_logo_unchanged);
  g_test_add_func ("/simulator/answers/errors", test_errors);
  g_test_add_func ("/simulator/answers/request-id", test_request_id);
  g_test_add_func ("/simulator/answers/requests", test_requests);
  g_test_add_func ("/simulator/answers/restart", test_restart);
  g_test_add_func ("/simulator/answers/port-in-use", test_port_in_use);
  g_test_add_func ("/simulator/answers/start-stop", test_start_stop);

  return g_test_run ();
}
