/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-error-private.h"
#include "atlas-retry.h"

#define NOW 784111777 /* Sun, 06 Nov 1994 08:49:37 GMT */

static void
test_retry_after (void)
{
  static const struct
  {
    const char *header;
    gint64      expected;
  } cases[] = {
    { "0", 0 },
    { "120", 120 },
    { "Sun, 06 Nov 1994 08:50:37 GMT", 60 },
    { "Sun, 06 Nov 1994 08:00:00 GMT", 0 },
    { "Sunday, 06-Nov-94 08:49:47 GMT", 10 },
    { "-5", -1 },
    { "99999999999999999999", -1 },
    { "soon", -1 },
    { "", -1 },
    { NULL, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].header);
      g_assert_cmpint (atlas_retry_parse_after (cases[i].header, NOW), ==, cases[i].expected);
    }
}

static void
test_delay (void)
{
  g_assert_cmpuint (atlas_retry_get_delay (500, 1, 0), ==, 500);
  g_assert_cmpuint (atlas_retry_get_delay (500, 1, 1), ==, 250);
  g_assert_cmpuint (atlas_retry_get_delay (500, 2, 0), ==, 1000);
  g_assert_cmpuint (atlas_retry_get_delay (500, 3, 0.5), ==, 1500);
  g_assert_cmpuint (atlas_retry_get_delay (500, 60, 0), ==, 30000);
}

static void
test_worthwhile (void)
{
  static const struct
  {
    AtlasApiError code;
    guint         status;
    gboolean      expected;
  } cases[] = {
    { ATLAS_API_ERROR_RATE_LIMITED, 429, TRUE },
    { ATLAS_API_ERROR_TIMED_OUT, 408, TRUE },
    { ATLAS_API_ERROR_SERVER, 500, TRUE },
    { ATLAS_API_ERROR_SERVER, 501, FALSE },
    { ATLAS_API_ERROR_SERVER, 502, TRUE },
    { ATLAS_API_ERROR_SERVER, 503, TRUE },
    { ATLAS_API_ERROR_SERVER, 504, TRUE },
    { ATLAS_API_ERROR_CUT_OFF, 0, TRUE },
    { ATLAS_API_ERROR_CUT_OFF, 200, TRUE },
    { ATLAS_API_ERROR_TIMED_OUT, 0, FALSE },
    { ATLAS_API_ERROR_UNREACHABLE, 0, FALSE },
    { ATLAS_API_ERROR_NAME_NOT_FOUND, 0, FALSE },
    { ATLAS_API_ERROR_UNAUTHORIZED, 401, FALSE },
    { ATLAS_API_ERROR_NOT_FOUND, 404, FALSE },
    { ATLAS_API_ERROR_MALFORMED, 200, FALSE },
    { ATLAS_API_ERROR_MALFORMED, 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtlasApiErrorDetails details = { .status = cases[i].status };
      g_autoptr (GError) error = atlas_api_error_new (cases[i].code, &details, "x");

      g_assert_cmpint (atlas_retry_is_worthwhile (error), ==, cases[i].expected);
    }
}

static void
test_details_are_copied (void)
{
  AtlasApiErrorDetails details = {
    .status = 429, .code = (char *) "CODE", .text = (char *) "text", .request_id = (char *) "id", .host = (char *) "h", .attempts = 2, .retry_after = 9
  };
  g_autoptr (GError) error = atlas_api_error_new (ATLAS_API_ERROR_RATE_LIMITED, &details, "%s", "message");
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) bare = g_error_new_literal (ATLAS_API_ERROR, ATLAS_API_ERROR_SERVER, "bare");
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_FAILED, "foreign");
  const AtlasApiErrorDetails *copied = atlas_api_error_get_details (copy);

  g_assert_cmpstr (copied->code, ==, "CODE");
  g_assert_cmpstr (copied->text, ==, "text");
  g_assert_cmpstr (copied->request_id, ==, "id");
  g_assert_cmpuint (copied->attempts, ==, 2);
  g_assert_cmpint (copied->retry_after, ==, 9);
  g_assert_cmpint (atlas_api_error_get_details (bare)->retry_after, ==, -1);
  g_assert_null (atlas_api_error_get_details (foreign));
  g_assert_true (atlas_api_error_is_transient (error));
  g_assert_false (atlas_api_error_is_transient (foreign));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/retry/retry-after", test_retry_after);
  g_test_add_func ("/api/retry/delay", test_delay);
  g_test_add_func ("/api/retry/worthwhile", test_worthwhile);
  g_test_add_func ("/api/error/details-are-copied", test_details_are_copied);

  return g_test_run ();
}
