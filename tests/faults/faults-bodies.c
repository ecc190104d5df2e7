/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "faults.h"

/* Answers that end too early or never, or that hold something else than they should. */

#define ALL(code) ((FaultsExpected) { code, code, code, code })
#define OK "HTTP/1.1 200 OK\r\n"

static char *
dup_head (FaultsCell *cell,
          const char *more)
{
  return g_strdup_printf (OK "Content-Type: %s\r\n%s\r\n", faults_row_get_type (cell->row), more);
}

static void
plant_raw (FaultsCell *cell)
{
  faults_cell_answer_text (cell, (AtlasTestAfter) cell->fault->number, "%s", cell->fault->text);
}

static void
plant_raw_stall (FaultsCell *cell)
{
  cell->impatient = TRUE;
  faults_cell_answer_text (cell, ATLAS_TEST_STALL, "%s", cell->fault->text);
}

/* The first half of the body behind a head of the fault's own. */
static void
plant_half (FaultsCell *cell)
{
  const char *good = faults_row_get_good (cell->row);
  g_autofree char *length = g_strdup_printf ("Content-Length: %zu\r\n", strlen (good));
  g_autofree char *head = dup_head (cell, cell->fault->text ? cell->fault->text : length);

  cell->impatient = cell->fault->number == ATLAS_TEST_STALL;
  faults_cell_answer_text (cell, (AtlasTestAfter) cell->fault->number, "%s%.*s", head, (int) strlen (good) / 2, good);
}

static void
plant_half_in_chunks (FaultsCell *cell)
{
  const char *good = faults_row_get_good (cell->row);
  g_autofree char *head = dup_head (cell, "Transfer-Encoding: chunked\r\n");
  int half = (int) strlen (good) / 2;

  cell->impatient = cell->fault->number == ATLAS_TEST_STALL;
  faults_cell_answer_text (cell, (AtlasTestAfter) cell->fault->number, "%s%x\r\n%.*s\r\n", head, (guint) half, half, good);
}

/* All of the body, and a length that is as much larger as the fault says. */
static void
plant_length (FaultsCell *cell)
{
  const char *good = faults_row_get_good (cell->row);
  gint64 length = (gint64) strlen (good) + cell->fault->number;
  g_autofree char *more = g_strdup_printf ("Content-Length: %" G_GINT64_FORMAT "\r\n", length);
  g_autofree char *head = dup_head (cell, more);
  gboolean stays = g_strcmp0 (cell->fault->text, "stays") == 0;

  cell->impatient = stays;
  faults_cell_answer_text (cell, stays ? ATLAS_TEST_STALL : ATLAS_TEST_CLOSE, "%s%s", head, good);
}

static void
plant_body (FaultsCell *cell)
{
  g_autoptr (GBytes) body = g_bytes_new_static (cell->fault->text, strlen (cell->fault->text));

  faults_cell_answer_body (cell, "", body);
}

static void
plant_mangled (FaultsCell *cell)
{
  g_autoptr (GBytes) body = faults_row_mangle (cell->row, (FaultsMangling) cell->fault->number);

  faults_cell_answer_body (cell, "", body);
}

static void
plant_nested (FaultsCell *cell)
{
  g_autoptr (GString) text = g_string_new ("{\"countries\": ");
  g_autoptr (GBytes) body = NULL;

  for (int i = 0; i < cell->fault->number; i++)
    g_string_append (text, cell->fault->text);
  body = g_bytes_new (text->str, text->len);
  faults_cell_answer_body (cell, "", body);
}

static void
plant_redirect (FaultsCell *cell)
{
  g_autofree char *location = NULL;

  if (g_str_equal (cell->fault->text, "other"))
    {
      cell->other = atlas_test_server_new ();
      faults_rows_serve (cell->other);
      atlas_test_server_add (cell->other, "*", 0, ATLAS_TEST_KEEP, OK "Content-Length: 2\r\n\r\n{}");
      location = g_strconcat (atlas_test_server_get_url (cell->other), "/image/b.svg", NULL);
    }
  else if (g_str_equal (cell->fault->text, "loop"))
    location = g_strdup ("");
  else
    location = g_strdup (cell->fault->text);

  atlas_test_server_add (cell->server, "/elsewhere/*", 0, ATLAS_TEST_KEEP, OK "Content-Length: %zu\r\n\r\n%s",
                         strlen (faults_row_get_good (cell->row)), faults_row_get_good (cell->row));
  faults_cell_answer_text (cell, ATLAS_TEST_KEEP, "HTTP/1.1 %d Elsewhere\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                           cell->fault->number, location);
}

static void
add_ends (GPtrArray *faults)
{
  const FaultsExpected cut = ALL (ATLAS_API_ERROR_CUT_OFF);
  const FaultsExpected late = ALL (ATLAS_API_ERROR_TIMED_OUT);
  /* Where nobody said how long the body is, its end is its end; a logo that is half there cannot be drawn. */
  const FaultsExpected half = ALL (ATLAS_API_ERROR_MALFORMED);

  faults_add (faults, "silence", g_strdup ("before the head"), plant_raw_stall, 0, "", late);
  faults_add (faults, "silence", g_strdup ("within the head"), plant_raw_stall, 0, OK "Content-Type: applic", late);
  faults_add (faults, "silence", g_strdup ("mid-body, with length"), plant_half, ATLAS_TEST_STALL, NULL, late);
  faults_add (faults, "silence", g_strdup ("mid-body, without length"), plant_half, ATLAS_TEST_STALL, "", late);
  faults_add (faults, "silence", g_strdup ("mid-body, in chunks"), plant_half_in_chunks, ATLAS_TEST_STALL, NULL, late);
  faults_add (faults, "cut", g_strdup ("before the head"), plant_raw, ATLAS_TEST_CLOSE, "", cut);
  faults_add (faults, "cut", g_strdup ("before the head, by reset"), plant_raw, ATLAS_TEST_RESET, "", cut);
  faults_add (faults, "cut", g_strdup ("within the head"), plant_raw, ATLAS_TEST_CLOSE, OK "Content-Type: applic", half);
  faults_add (faults, "cut", g_strdup ("mid-body, with length"), plant_half, ATLAS_TEST_CLOSE, NULL, cut);
  faults_add (faults, "cut", g_strdup ("mid-body, with length, by reset"), plant_half, ATLAS_TEST_RESET, NULL, cut);
  faults_add (faults, "cut", g_strdup ("mid-body, without length"), plant_half, ATLAS_TEST_CLOSE, "", half);
  faults_add (faults, "cut", g_strdup ("mid-body, in chunks"), plant_half_in_chunks, ATLAS_TEST_CLOSE, NULL, cut);
  faults_add (faults, "length", g_strdup ("too large, closed"), plant_length, 10, NULL, cut);
  faults_add (faults, "length", g_strdup ("too large, kept open"), plant_length, 10, "stays", late);
  faults_add (faults, "length", g_strdup ("too small"), plant_length, -10, NULL, half);
  faults_add (faults, "length", g_strdup ("1 GB announced"), plant_length, 1000 * 1000 * 1000, NULL, ALL (ATLAS_API_ERROR_TOO_LARGE));
  faults_add (faults, "length", g_strdup ("no number"), plant_half, ATLAS_TEST_CLOSE, "Content-Length: many\r\n", half);
}

static void
add_contents (GPtrArray *faults)
{
  const FaultsExpected malformed = ALL (ATLAS_API_ERROR_MALFORMED);
  const FaultsExpected empty = { ATLAS_API_ERROR_MALFORMED, ATLAS_API_ERROR_MALFORMED, ATLAS_API_ERROR_NOT_FOUND, ATLAS_API_ERROR_MALFORMED };
  const FaultsExpected empty_list = { ATLAS_API_ERROR_MALFORMED, FAULTS_WELL, ATLAS_API_ERROR_MALFORMED, ATLAS_API_ERROR_MALFORMED };
  /* A logo that is no picture is no picture, whatever is wrong with it. */
  const FaultsExpected well = { FAULTS_WELL, FAULTS_WELL, FAULTS_WELL, ATLAS_API_ERROR_MALFORMED };
  const FaultsExpected well_but_tokens = { ATLAS_API_ERROR_MALFORMED, FAULTS_WELL, FAULTS_WELL, ATLAS_API_ERROR_MALFORMED };

  faults_add (faults, "HTTP", g_strdup ("not HTTP at all"), plant_raw, ATLAS_TEST_CLOSE, "220 mail.test ESMTP\r\n", malformed);
  faults_add (faults, "HTTP", g_strdup ("204"), plant_raw, ATLAS_TEST_KEEP, "HTTP/1.1 204 No Content\r\n\r\n", malformed);
  faults_add (faults, "body", g_strdup ("empty"), plant_body, 0, "", malformed);
  faults_add (faults, "body", g_strdup ("white space"), plant_body, 0, " \r\n\t", malformed);
  faults_add (faults, "body", g_strdup ("HTML"), plant_body, 0,
              "<!DOCTYPE html><html><head><title>Welcome to the hotel</title></head><body>Room number?</body></html>",
              ALL (ATLAS_API_ERROR_PAGE));
  faults_add (faults, "body", g_strdup ("{}"), plant_body, 0, "{}", empty);
  faults_add (faults, "body", g_strdup ("null"), plant_body, 0, "null", empty);
  faults_add (faults, "body", g_strdup ("[]"), plant_body, 0, "[]", empty_list);
  faults_get_last (faults)->is_empty = TRUE;
  faults_add (faults, "body", g_strdup ("null in place of each list"), plant_body, 0,
              "{\"countries\": null, \"cities\": null, \"aspsps\": null}", empty_list);
  faults_get_last (faults)->is_empty = TRUE;
  faults_add (faults, "body", g_strdup ("a number"), plant_body, 0, "42", malformed);
  faults_add (faults, "body", g_strdup ("cut off"), plant_mangled, FAULTS_MANGLE_CUT, NULL, malformed);
  faults_add (faults, "body", g_strdup ("100,000 arrays deep"), plant_nested, 100000, "[", malformed);
  faults_add (faults, "body", g_strdup ("100,000 objects deep"), plant_nested, 100000, "{\"a\":", malformed);
  faults_add (faults, "fields", g_strdup ("wrong types in all"), plant_mangled, FAULTS_MANGLE_WRONG_TYPES, NULL, empty_list);
  faults_get_last (faults)->is_nameless = TRUE;
  faults_add (faults, "fields", g_strdup ("wrong types in one item"), plant_mangled, FAULTS_MANGLE_ONE_WRONG, NULL, well);
  faults_add (faults, "fields", g_strdup ("numbers as ids"), plant_mangled, FAULTS_MANGLE_NUMBER_IDS, NULL,
              well_but_tokens);
  faults_get_last (faults)->is_nameless = TRUE;
  faults_add (faults, "fields", g_strdup ("each key twice"), plant_mangled, FAULTS_MANGLE_DUPLICATE_KEYS, NULL, well);
  faults_add (faults, "fields", g_strdup ("invalid UTF-8"), plant_mangled, FAULTS_MANGLE_INVALID_UTF8, NULL, well_but_tokens);
  faults_add (faults, "fields", g_strdup ("NUL bytes"), plant_mangled, FAULTS_MANGLE_NUL_BYTES, NULL, well_but_tokens);
  faults_add (faults, "fields", g_strdup ("NUL escapes"), plant_mangled, FAULTS_MANGLE_NUL_ESCAPES, NULL, well_but_tokens);
  faults_add (faults, "fields", g_strdup ("lone surrogates"), plant_mangled, FAULTS_MANGLE_LONE_SURROGATES, NULL, well_but_tokens);
}

static void
add_redirects (GPtrArray *faults)
{
  static const int statuses[] = { 301, 302, 303, 307, 308 };
  const FaultsExpected followed = { ATLAS_API_ERROR_REDIRECTED, ATLAS_API_ERROR_REDIRECTED, ATLAS_API_ERROR_REDIRECTED, FAULTS_WELL };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      int status = statuses[i];

      faults_add (faults, "redirect", g_strdup_printf ("%d on the same host", status), plant_redirect, status, "/elsewhere/a.svg", followed);
      faults_add (faults, "redirect", g_strdup_printf ("%d to another host", status), plant_redirect, status, "other", followed);
      faults_add (faults, "redirect", g_strdup_printf ("%d in a loop", status), plant_redirect, status, "loop", ALL (ATLAS_API_ERROR_REDIRECTED));
    }
  faults_add (faults, "redirect", g_strdup ("302 to a file"), plant_redirect, 302, "file:///etc/passwd", ALL (ATLAS_API_ERROR_REDIRECTED));
}

void
faults_add_bodies (GPtrArray *faults)
{
  add_ends (faults);
  add_contents (faults);
  add_redirects (faults);
}
