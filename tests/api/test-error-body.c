/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-error-private.h"
#include "atlas-error-body.h"

static void
test_forms (void)
{
  static const struct
  {
    const char *body;
    const char *code;
    const char *text;
  } cases[] = {
    { "{\"tppMessages\": [{\"category\": \"ERROR\", \"code\": \"FORMAT_ERROR\", \"text\": \"Not\\na code\"}]}", "FORMAT_ERROR", "Not a code" },
    { "{\"tppMessages\": [{\"category\": \"WARNING\", \"code\": \"W\"}, {\"category\": \"ERROR\", \"code\": \"E\"}]}", "E", NULL },
    { "{\"tppMessages\": [7, {\"code\": \"X\"}]}", "X", NULL },
    { "{\"tppMessages\": []}", NULL, NULL },
    { "{\"error\": \"invalid_client\"}", "invalid_client", NULL },
    { "{\"error\": \"invalid_scope\", \"error_description\": \"No such scope\"}", "invalid_scope", "No such scope" },
    { "{\"type\": \"about:blank\", \"title\": \"Not Found\", \"detail\": \"No bank\", \"code\": \"RESOURCE_UNKNOWN\"}", "RESOURCE_UNKNOWN", "No bank" },
    { "{\"title\": \"Not Found\", \"status\": 404}", NULL, "Not Found" },
    { "\"Something is wrong\"", NULL, "Something is wrong" },
    { "Something is wrong", NULL, "Something is wrong" },
    { "<html><head><TITLE>502 Bad\nGateway</TITLE></head></html>", NULL, "502 Bad Gateway" },
    { "<html>no title", NULL, NULL },
    { "{}", NULL, NULL },
    { "[]", NULL, NULL },
    { "42", NULL, NULL },
    { "null", NULL, NULL },
    { "", NULL, NULL },
    { "  ", NULL, NULL },
    { "\xff\xfe", NULL, "\xef\xbf\xbd\xef\xbf\xbd" },
    { "{\"error\": 7, \"code\": {}, \"detail\": []}", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (AtlasApiErrorDetails) details = { .retry_after = -1 };

      g_test_message ("%u", i);
      atlas_error_body_read (cases[i].body, strlen (cases[i].body), &details);
      g_assert_cmpstr (details.code, ==, cases[i].code);
      g_assert_cmpstr (details.text, ==, cases[i].text);
    }
}

/* What is a page for browsers, and where it sends them. */
static void
test_pages (void)
{
  static const struct
  {
    const char *body;
    const char *page;
  } cases[] = {
    { "<!DOCTYPE html><html>Welcome</html>", "/" },
    { "\xef\xbb\xbf \r\n<HTML>", "/" },
    { "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"\"><html>", "/" },
    { "<html><head><meta http-equiv=\"refresh\" content=\"0; url=https://login.example.net/\"></head>", "https://login.example.net/" },
    { "<html><meta http-equiv=\"refresh\" content=\"0; url=/in?a=1&amp;b=2&c=3\">", "/in?a=1&b=2&c=3" },
    { "<html><META HTTP-EQUIV=\"Refresh\" CONTENT=\"0;URL='/Login?A=b'\">", "/Login?A=b" },
    { "<html><meta http-equiv=\"refresh\" content=\"30\"><a href=\"x?url=y\">", "/" },
    { "<html><meta http-equiv=\"refresh\" content=\"0; url=", "/" },
    { "<!-- Welcome --><html>", "/" },
    { "<meta charset=utf-8>", "/" },
    { "<script>location = '/in'</script>", "/" },
    { "<html", "/" },
    { "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", NULL },
    { "<svg><title>B</title><metadata/><style/><script/><foreignObject><body/></foreignObject></svg>", NULL },
    { "<!DOCTYPE svg PUBLIC \"html\" \"\" [<!ENTITY html \"<html>\">]><svg/>", NULL },
    { "<?xml version=\"1.0\"?>\n<!-- <html> -->\n<?app-packet begin=''?><svg/>", NULL },
    { "<!-- <html>", NULL },
    { "<? <html", NULL },
    { "<header/>", NULL },
    { "<metadata/>", NULL },
    { "<html:svg/>", NULL },
    { "<!doctype htmlish>", NULL },
    { "<!doctype", NULL },
    { "<?xml version=\"1.0\"?><Error><Code>BlobNotFound</Code></Error>", NULL },
    { "{\"text\": \"<html>\"}", NULL },
    { "Sorry, <html>", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *page = atlas_error_body_dup_page (cases[i].body, strlen (cases[i].body));

      g_test_message ("%u", i);
      g_assert_cmpstr (page, ==, cases[i].page);
    }
}

static void
test_classification (void)
{
  static const struct
  {
    AtlasCallKind  kind;
    guint          status;
    const char    *code;
    AtlasApiError  expected;
  } cases[] = {
    { ATLAS_CALL_ITEM, 400, "FORMAT_ERROR", ATLAS_API_ERROR_NOT_FOUND },
    { ATLAS_CALL_ITEM, 400, "RESOURCE_UNKNOWN", ATLAS_API_ERROR_NOT_FOUND },
    { ATLAS_CALL_ITEM, 400, "SERVICE_INVALID", ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_ITEM, 400, NULL, ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_FILTERED_LIST, 400, "FORMAT_ERROR", ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_FILTERED_LIST, 400, "PARAMETER_NOT_SUPPORTED", ATLAS_API_ERROR_NOT_SUPPORTED },
    { ATLAS_CALL_LIST_OF_CITIES, 400, "FORMAT_ERROR", ATLAS_API_ERROR_NOT_SUPPORTED },
    { ATLAS_CALL_LIST_OF_CITIES, 400, NULL, ATLAS_API_ERROR_NOT_SUPPORTED },
    { ATLAS_CALL_ITEM, 401, "TOKEN_EXPIRED", ATLAS_API_ERROR_UNAUTHORIZED },
    { ATLAS_CALL_ITEM, 401, "TOKEN_INVALID", ATLAS_API_ERROR_UNAUTHORIZED },
    { ATLAS_CALL_ITEM, 401, NULL, ATLAS_API_ERROR_UNAUTHORIZED },
    { ATLAS_CALL_ITEM, 401, "CERTIFICATE_INVALID", ATLAS_API_ERROR_CERTIFICATE },
    { ATLAS_CALL_TOKEN, 401, "CERTIFICATE_INVALID", ATLAS_API_ERROR_CERTIFICATE },
    { ATLAS_CALL_ITEM, 403, "SERVICE_BLOCKED", ATLAS_API_ERROR_FORBIDDEN },
    { ATLAS_CALL_ITEM, 403, "RESOURCE_UNKNOWN", ATLAS_API_ERROR_FORBIDDEN },
    { ATLAS_CALL_ITEM, 404, "PRODUCT_UNKNOWN", ATLAS_API_ERROR_NOT_FOUND },
    { ATLAS_CALL_ITEM, 404, NULL, ATLAS_API_ERROR_NOT_FOUND },
    { ATLAS_CALL_FILTERED_LIST, 404, NULL, ATLAS_API_ERROR_NOT_FOUND },
    { ATLAS_CALL_LIST, 404, NULL, ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_ITEM, 405, "SERVICE_INVALID", ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_ITEM, 406, "REQUESTED_FORMATS_INVALID", ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_ITEM, 408, NULL, ATLAS_API_ERROR_TIMED_OUT },
    { ATLAS_CALL_ITEM, 409, "CONFLICT", ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_ITEM, 412, NULL, ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_ITEM, 415, NULL, ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_ITEM, 429, "ACCESS_EXCEEDED", ATLAS_API_ERROR_RATE_LIMITED },
    { ATLAS_CALL_ITEM, 500, NULL, ATLAS_API_ERROR_SERVER },
    { ATLAS_CALL_ITEM, 502, NULL, ATLAS_API_ERROR_SERVER },
    { ATLAS_CALL_ITEM, 503, NULL, ATLAS_API_ERROR_SERVER },
    { ATLAS_CALL_ITEM, 504, NULL, ATLAS_API_ERROR_SERVER },
    { ATLAS_CALL_ITEM, 204, NULL, ATLAS_API_ERROR_MALFORMED },
    { ATLAS_CALL_ITEM, 302, NULL, ATLAS_API_ERROR_REDIRECTED },
    { ATLAS_CALL_TOKEN, 400, "invalid_client", ATLAS_API_ERROR_INVALID_CLIENT },
    { ATLAS_CALL_TOKEN, 401, "invalid_client", ATLAS_API_ERROR_INVALID_CLIENT },
    { ATLAS_CALL_TOKEN, 401, NULL, ATLAS_API_ERROR_INVALID_CLIENT },
    { ATLAS_CALL_TOKEN, 400, "unauthorized_client", ATLAS_API_ERROR_INVALID_CLIENT },
    { ATLAS_CALL_TOKEN, 400, "invalid_scope", ATLAS_API_ERROR_INVALID_SCOPE },
    { ATLAS_CALL_TOKEN, 401, "invalid_scope", ATLAS_API_ERROR_INVALID_SCOPE },
    { ATLAS_CALL_TOKEN, 400, "unsupported_grant_type", ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_TOKEN, 404, NULL, ATLAS_API_ERROR_BAD_REQUEST },
    { ATLAS_CALL_TOKEN, 503, NULL, ATLAS_API_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtlasApiErrorDetails details = { .status = cases[i].status, .code = (char *) cases[i].code };

      g_test_message ("%u: %d %u %s", i, cases[i].kind, cases[i].status, cases[i].code);
      g_assert_cmpint (atlas_error_classify (cases[i].kind, &details), ==, cases[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/error-body/forms", test_forms);
  g_test_add_func ("/api/error-body/classification", test_classification);
  g_test_add_func ("/api/error-body/pages", test_pages);

  return g_test_run ();
}
