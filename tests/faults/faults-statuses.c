/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "faults.h"

/* Every status that is an error, with each body that an error may have. */

static const char *const bodies[] = {
  "",
  "{\"tppMessages\": [{\"category\": \"ERROR\", \"code\": \"FORMAT_ERROR\", \"text\": \"" FAULTS_SECRET " " FAULTS_TOKEN " is wrong\"}]}",
  "{\"type\": \"about:blank\", \"title\": \"Odd\", \"detail\": \"Odd in detail\", \"code\": \"ODD\"}",
  "\"a bare string\"",
  "{\"error\": \"invalid_client\", \"error_description\": \"Not known here\"}",
  "<html><head><title>Gateway</title></head><body>Nothing here</body></html>",
};

static const char *const body_names[] = { "no body", "tppMessages", "RFC 7807", "a string", "OAuth", "HTML" };

#define BODY_OF_TPP 1
#define BODY_OF_OAUTH 4
#define BODY_OF_PAGE 5

void
faults_plant_status (FaultsCell *cell)
{
  faults_cell_answer_text (cell, ATLAS_TEST_KEEP, "HTTP/1.1 %d Status\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                           cell->fault->number, strlen (cell->fault->text), cell->fault->text);
}

/* A status with a header. */
static void
plant_header (FaultsCell *cell)
{
  faults_cell_answer_text (cell, ATLAS_TEST_KEEP, "HTTP/1.1 %d Status\r\n%s\r\nContent-Length: 0\r\n\r\n",
                           cell->fault->number, cell->fault->text);
}

static void
plant_date (FaultsCell *cell)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_seconds (now, 3600);
  g_autofree char *date = g_date_time_format (later, "%a, %d %b %Y %H:%M:%S GMT");

  faults_cell_answer_text (cell, ATLAS_TEST_KEEP, "HTTP/1.1 %d Status\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n",
                           cell->fault->number, date);
}

static int
expect_of_token (int      status,
                 gboolean is_oauth)
{
  if (status == 403)
    return ATLAS_API_ERROR_FORBIDDEN;

  return is_oauth || status == 401 ? ATLAS_API_ERROR_INVALID_CLIENT : ATLAS_API_ERROR_BAD_REQUEST;
}

static int
expect_of_read (int       status,
                gboolean  is_format_error,
                FaultsRow row)
{
  gboolean is_item = row == FAULTS_ROW_COUNTRY || row == FAULTS_ROW_CITY || row == FAULTS_ROW_ASPSP;
  gboolean is_filtered = row == FAULTS_ROW_ASPSPS_OF_COUNTRY || row == FAULTS_ROW_ASPSPS_OF_CITY;

  if (faults_row_is_logo (row))
    return ATLAS_API_ERROR_LOGO_REFUSED;

  switch (status)
    {
    case 400:
      if (row == FAULTS_ROW_ASPSPS_OF_CITY)
        return ATLAS_API_ERROR_NOT_SUPPORTED;
      return is_item && is_format_error ? ATLAS_API_ERROR_NOT_FOUND : ATLAS_API_ERROR_BAD_REQUEST;
    case 401:
      return ATLAS_API_ERROR_UNAUTHORIZED;
    case 403:
      return ATLAS_API_ERROR_FORBIDDEN;
    case 404:
    case 410:
      return is_item || is_filtered ? ATLAS_API_ERROR_NOT_FOUND : ATLAS_API_ERROR_BAD_REQUEST;
    default:
      return ATLAS_API_ERROR_BAD_REQUEST;
    }
}

/* What neither host answers, but for an id that it may not know. */
static gboolean
is_page (int       status,
         FaultsRow row)
{
  gboolean is_item = row == FAULTS_ROW_COUNTRY || row == FAULTS_ROW_CITY || row == FAULTS_ROW_ASPSP;

  return !faults_row_is_logo (row) && !(is_item && (status == 404 || status == 410));
}

static int
expect_of_status (const Fault *fault,
                  FaultsRow    row)
{
  int status = fault->number;

  if (status == 407)
    return ATLAS_API_ERROR_PROXY_SIGN_IN;
  if (status == 511)
    return ATLAS_API_ERROR_NETWORK_SIGN_IN;
  if (status == 408)
    return ATLAS_API_ERROR_TIMED_OUT;
  if (status == 429)
    return ATLAS_API_ERROR_RATE_LIMITED;
  if (status >= 500)
    return ATLAS_API_ERROR_SERVER;

  if (g_strcmp0 (fault->text, bodies[BODY_OF_PAGE]) == 0 && is_page (status, row))
    return ATLAS_API_ERROR_PAGE;

  return row == FAULTS_ROW_TOKEN ? expect_of_token (status, g_strcmp0 (fault->text, bodies[BODY_OF_OAUTH]) == 0)
                                 : expect_of_read (status, g_strcmp0 (fault->text, bodies[BODY_OF_TPP]) == 0, row);
}

/* What the call itself comes to. */
int
faults_get_expected (const Fault *fault,
                     FaultsRow    row)
{
  if (fault->of_status)
    return expect_of_status (fault, row);
  if (row == FAULTS_ROW_TOKEN)
    return fault->expected.token;
  if (faults_row_is_logo (row))
    return fault->expected.logo;

  return row == FAULTS_ROW_COUNTRY || row == FAULTS_ROW_CITY || row == FAULTS_ROW_ASPSP ? fault->expected.item : fault->expected.list;
}

/* What it comes to in the catalogue, which goes without the lists of cities, and without a country that is not known,
 * and shows the logo that it has; but no text as a logo. */
int
faults_get_shown (const Fault *fault,
                  FaultsRow    row)
{
  int expected = faults_get_expected (fault, row);

  if (row == FAULTS_ROW_OLD_LOGO)
    return FAULTS_WELL;
  if (fault->is_empty && (row == FAULTS_ROW_COUNTRIES || row == FAULTS_ROW_ASPSPS))
    return ATLAS_API_ERROR_MALFORMED;
  if (fault->is_nameless && (row == FAULTS_ROW_COUNTRIES || row == FAULTS_ROW_CITIES || row == FAULTS_ROW_ASPSPS))
    return ATLAS_API_ERROR_MALFORMED;
  if (row == FAULTS_ROW_ASPSPS_OF_COUNTRY && expected == ATLAS_API_ERROR_NOT_FOUND)
    return FAULTS_WELL;
  if (row == FAULTS_ROW_ASPSPS_OF_CITY &&
      (expected == ATLAS_API_ERROR_NOT_FOUND || expected == ATLAS_API_ERROR_NOT_SUPPORTED || expected == ATLAS_API_ERROR_BAD_REQUEST))
    return FAULTS_WELL;

  return expected;
}

static void
add_status (GPtrArray *faults,
            int        status,
            guint      body)
{
  static const FaultsExpected none = { 0 };
  faults_add (faults, "status", g_strdup_printf ("%d, %s", status, body_names[body]), faults_plant_status, status, bodies[body], none);
  faults_get_last (faults)->of_status = TRUE;
}

static void
add_header (GPtrArray  *faults,
            int         status,
            const char *header)
{
  static const FaultsExpected none = { 0 };
  faults_add (faults, "status", g_strdup_printf ("%d, %s", status, header), plant_header, status, header, none);
  faults_get_last (faults)->of_status = TRUE;
}

static void
add_headers (GPtrArray *faults)
{
  static const FaultsExpected none = { 0 };

  add_header (faults, 401, "WWW-Authenticate: Basic realm=\"x\"");
  add_header (faults, 401, "WWW-Authenticate: Bearer error=\"invalid_token\"");
  add_header (faults, 407, "Proxy-Authenticate: Basic realm=\"x\"");
  add_header (faults, 429, "Retry-After: 120");
  add_header (faults, 429, "Retry-After: 0");
  add_header (faults, 429, "Retry-After: -5");
  add_header (faults, 429, "Retry-After: soon");
  add_header (faults, 429, "Retry-After: 2147483647");
  add_header (faults, 429, "Retry-After: 99999999999999999999");
  add_header (faults, 429, "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT");
  add_header (faults, 429, "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT");
  add_header (faults, 503, "Retry-After: 86400");
  faults_add (faults, "status", g_strdup ("429, Retry-After: a date"), plant_date, 429, "", none);
  faults_get_last (faults)->of_status = TRUE;
}

void
faults_add_statuses (GPtrArray *faults)
{
  static const int sample[] = { 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 412, 413, 415, 421, 422, 425, 426, 429, 431, 451, 499,
                                500, 501, 502, 503, 504, 505, 507, 511, 520, 599 };

  add_headers (faults);
  if (faults_are_long ())
    {
      for (int status = 400; status < 600; status++)
        for (guint body = 0; body < G_N_ELEMENTS (bodies); body++)
          add_status (faults, status, body);
      return;
    }

  for (guint body = 0; body < G_N_ELEMENTS (bodies); body++)
    add_status (faults, 400, body);
  for (guint i = 1; i < G_N_ELEMENTS (sample); i++)
    add_status (faults, sample[i], i % G_N_ELEMENTS (bodies));
}
