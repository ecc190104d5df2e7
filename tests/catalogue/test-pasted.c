/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-error.h"
#include "atlas-explain.h"
#include "atlas-pasted-scan.h"
#include "atlas-pasted.h"
#include "atlas-test-await.h"
#include "atlas-test-sentence.h"

#define ID "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c"
#define OTHER_ID "0d3b7a5c-90ff-4c0e-8f6e-5a5a5a5a5a5a"

#define TPP(code) "{\"tppMessages\": [{\"category\": \"ERROR\", \"code\": \"" code "\", \"text\": \"In words\"}]}"

static AtlasPasted *
read_text (const char *text)
{
  g_autoptr (GListStore) requests = g_list_store_new (ATLAS_TYPE_REQUEST_ENTRY);
  g_autoptr (AtlasRequestEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  AtlasPasted *pasted;

  entry = atlas_request_entry_new (&(AtlasRequestRecord) { .call = ATLAS_REQUEST_CALL_TOKEN, .method = "POST", .url = "https://auth.example/", .request_id = ID });
  g_list_store_append (requests, entry);
  pasted = atlas_test_await_boxed (atlas_pasted_read (text, G_LIST_MODEL (requests), NULL), &error);
  g_assert_no_error (error);

  return pasted;
}

static void
test_errors (void)
{
  static const struct
  {
    const char    *text;
    AtlasApiError  code;
    guint          status;
    const char    *said;   /* (nullable): the platform's code */
  } cases[] = {
    { TPP ("FORMAT_ERROR"), ATLAS_API_ERROR_BAD_REQUEST, 400, "FORMAT_ERROR" },
    { TPP ("TOKEN_EXPIRED"), ATLAS_API_ERROR_UNAUTHORIZED, 401, "TOKEN_EXPIRED" },
    { TPP ("CERTIFICATE_INVALID"), ATLAS_API_ERROR_CERTIFICATE, 401, "CERTIFICATE_INVALID" },
    { TPP ("SERVICE_BLOCKED"), ATLAS_API_ERROR_FORBIDDEN, 403, "SERVICE_BLOCKED" },
    { TPP ("RESOURCE_UNKNOWN"), ATLAS_API_ERROR_NOT_FOUND, 404, "RESOURCE_UNKNOWN" },
    { TPP ("PARAMETER_NOT_SUPPORTED"), ATLAS_API_ERROR_NOT_SUPPORTED, 400, "PARAMETER_NOT_SUPPORTED" },
    { TPP ("ACCESS_EXCEEDED"), ATLAS_API_ERROR_RATE_LIMITED, 429, "ACCESS_EXCEEDED" },
    { "{\"error\": \"invalid_client\"}", ATLAS_API_ERROR_INVALID_CLIENT, 400, "invalid_client" },
    { "{\"error\": \"invalid_scope\", \"error_description\": \"No\"}", ATLAS_API_ERROR_INVALID_SCOPE, 400, "invalid_scope" },
    { "{\"type\": \"about:blank\", \"title\": \"Busy\", \"status\": 503}", ATLAS_API_ERROR_SERVER, 503, NULL },
    { "{\"title\": \"No\", \"detail\": \"No bank\", \"code\": \"RESOURCE_NOT_FOUND\"}", ATLAS_API_ERROR_NOT_FOUND, 404, "RESOURCE_NOT_FOUND" },
    { "HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\n\r\n" TPP ("RESOURCE_UNKNOWN"), ATLAS_API_ERROR_FORBIDDEN, 403, "RESOURCE_UNKNOWN" },
    { "< HTTP/2 429 \r\n< retry-after: 5\r\n", ATLAS_API_ERROR_RATE_LIMITED, 429, NULL },
    { "HTTP/1.1 100 Continue\n\nHTTP/1.1 401 Unauthorized\n\n{\"error\":\"invalid_client\"}", ATLAS_API_ERROR_INVALID_CLIENT, 401, "invalid_client" },
    { "HTTP/1.1 302 Found\nLocation: http://portal.invalid/\n", ATLAS_API_ERROR_REDIRECTED, 302, NULL },
    { "Since today we get {this} and {\"error\": \"invalid_client\"} – what now? {}", ATLAS_API_ERROR_INVALID_CLIENT, 400, "invalid_client" },
    { "{\"level\": 3, \"code\": 7}\n{\"level\": 3, \"body\": " TPP ("TOKEN_INVALID") "}", ATLAS_API_ERROR_UNAUTHORIZED, 401, "TOKEN_INVALID" },
    { "<html><head><title>Welcome</title></head><body>Sign in</body></html>", ATLAS_API_ERROR_PAGE, 200, NULL },
    { "This came back:\n<!DOCTYPE html><title>407 Proxy Authentication Required</title>", ATLAS_API_ERROR_PROXY_SIGN_IN, 407, NULL },
    { "<html><title>511 Network Authentication Required</title>", ATLAS_API_ERROR_NETWORK_SIGN_IN, 511, NULL },
    { "<html>\r\n<head><title>502 Bad Gateway</title></head>", ATLAS_API_ERROR_SERVER, 502, NULL },
    { "HTTP/1.0 200 OK\r\n\r\n<html>Welcome</html>", ATLAS_API_ERROR_PAGE, 200, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasPasted) pasted = read_text (cases[i].text);
      g_autofree char *sentence = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_error (pasted->error, ATLAS_API_ERROR, (int) cases[i].code);
      g_assert_cmpuint (atlas_api_error_get_details (pasted->error)->status, ==, cases[i].status);
      g_assert_cmpstr (atlas_api_error_get_details (pasted->error)->code, ==, cases[i].said);
      sentence = atlas_explain_error (pasted->error, NULL);
      g_assert_true (atlas_test_sentence_says_what_to_do (sentence));
    }
}

/* Texts with banks in them, and what only looks like an error. */
static void
test_others (void)
{
  static const char *const texts[] = {
    "", "nordea", "SE45 5000 0000 0583 9825 7466", "{", "{}", "{\"error\": 7}", "{\"name\": \"Nordea\", \"bicFi\": \"NDEASESS\", \"code\": \"X\"}",
    "{\"title\": \"An invoice\", \"iban\": \"SE4550000000058398257466\"}", "{\"error\": \"invalid_client\"", "<BICFI>HANDSESS</BICFI>", "a < b",
    "GET /psd2/aspspinformation/v1/aspsps/HANDSESS HTTP/1.1\nX-BicFi: HANDSESS", "HTTP/1.1 200 OK\r\n\r\n{\"aspsps\": []}", "error 404",
    "city:" ID, "/cities/" ID, OTHER_ID "a", "the bank of " OTHER_ID,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AtlasPasted) pasted = read_text (texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_no_error (pasted->error);
      g_assert_null (pasted->request);
      g_assert_null (pasted->missing_id);
    }
}

static void
test_requests (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_kept;
    const char *missing_id;
  } cases[] = {
    { ID, TRUE, NULL },
    { "  6FF9E7EE-2AC2-42D3-A188-C7314D434B9C\n", TRUE, NULL },
    { "X-Request-ID: " ID, TRUE, NULL },
    { "the platform asks about request " ID ", which was yesterday", TRUE, NULL },
    { "x-request-id=\"" ID "\"", TRUE, NULL },
    { OTHER_ID " " ID, FALSE, NULL },
    { OTHER_ID, FALSE, OTHER_ID },
    { "X-Request-ID: " OTHER_ID, FALSE, OTHER_ID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasPasted) pasted = read_text (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_true ((pasted->request != NULL) == cases[i].is_kept);
      g_assert_cmpstr (pasted->missing_id, ==, cases[i].missing_id);
    }
}

/* Both at once: the head names the request, the body says what it came to. */
static void
test_both (void)
{
  g_autoptr (AtlasPasted) pasted = read_text ("HTTP/1.1 401 Unauthorized\r\nX-Request-ID: " ID "\r\n\r\n" TPP ("TOKEN_INVALID"));

  g_assert_error (pasted->error, ATLAS_API_ERROR, ATLAS_API_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (atlas_api_error_get_details (pasted->error)->request_id, ==, ID);
  g_assert_nonnull (pasted->request);
}

/* What is nothing else need not be looked for among the banks. */
static void
test_whole (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_whole;
  } cases[] = {
    { ID, TRUE },
    { " \"" ID "\"\n", TRUE },
    { "X-Request-ID: " ID "\n", TRUE },
    { "Handelsbanken X-Request-ID: " ID, FALSE },
    { ID " Handelsbanken", FALSE },
    { ID " " OTHER_ID, FALSE },
    { TPP ("TOKEN_INVALID") "\n", TRUE },
    { "ESSESESS " TPP ("TOKEN_INVALID"), FALSE },
    { TPP ("TOKEN_INVALID") " ESSESESS", FALSE },
    { "HTTP/1.1 401 Unauthorized\r\nX-Request-ID: " ID "\r\n\r\n" TPP ("TOKEN_INVALID"), TRUE },
    { "HTTP/2 404\nserver: nginx\n\n<html>Not found</html>", TRUE },
    { "HTTP/1.1 200 OK\n\n<html>ESSESESS</html>", FALSE },
    { "HTTP 404 for ESSESESS", FALSE },
    { "<html>ESSESESS</html>", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtlasPastedScan scan;

      g_test_message ("%s", cases[i].text);
      g_assert_true (atlas_pasted_scan (cases[i].text, &scan));
      g_assert_true (scan.is_whole == cases[i].is_whole);
    }
}

/* It ends, whatever is pasted. */
static void
test_bounds (void)
{
  const gsize length = 1024 * 1024;
  g_autofree char *braces = g_strnfill (length, '{');
  g_autofree char *quotes = g_strnfill (length, '"');
  g_autofree char *angles = g_strnfill (length, '<');
  g_autofree char *head = g_strdup_printf ("HTTP/%0*d", (int) length, 1);
  const char *const texts[] = { braces, quotes, angles, head };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AtlasPasted) pasted = read_text (texts[i]);

      g_assert_no_error (pasted->error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/pasted/errors", test_errors);
  g_test_add_func ("/pasted/others", test_others);
  g_test_add_func ("/pasted/requests", test_requests);
  g_test_add_func ("/pasted/both", test_both);
  g_test_add_func ("/pasted/whole", test_whole);
  g_test_add_func ("/pasted/bounds", test_bounds);

  return g_test_run ();
}
