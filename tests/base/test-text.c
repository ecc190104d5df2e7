/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-text.h"

typedef struct
{
  const char *text;
  const char *expected;
} TextCase;

static void
test_fold (void)
{
  static const TextCase cases[] = {
    { "Kungsträdgårdsgatan", "kungstradgardsgatan" },
    { "Kungstra\xcc\x88" "dga\xcc\x8a" "rdsgatan", "kungstradgardsgatan" },
    { "ÅLANDSBANKEN", "alandsbanken" },
    { "Straße", "strasse" },
    { "Ærø Sparekasse", "aero sparekasse" },
    { "Bank  Łódź\t", "bank lodz" },
    { "Εθνική", "εθνικη" },
    { "τρᾳπεζα", "τραπεζα" },
    { "", "" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = atlas_text_fold (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].expected);
    }
}

static void
test_trim (void)
{
  static const TextCase cases[] = {
    { "Skandinaviska Enskilda Banken AB ", "Skandinaviska Enskilda Banken AB" },
    { "\xc2\xa0\tNordea\n", "Nordea" },
    { " ", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *trimmed = atlas_text_dup_trimmed (cases[i].text);

      g_assert_cmpstr (trimmed, ==, cases[i].expected);
    }
}

static void
test_single_line (void)
{
  static const TextCase cases[] = {
    { "one\ntwo", "one two" },
    { "  many   spaces  ", "many spaces" },
    { "safe\xe2\x80\xae" "evil", "safeevil" },
    { "123456789012345", "123456789012…" },
    { "bad \xff byte", "bad \xef\xbf\xbd byte" },
    { "a\x1b[31mb\x07\xc2\x9b" "c", "a [31mb c" },
    { "\xe2\x80\x8f\xe2\x81\xa6N\xe2\x80\x8bo\xc2\xadr\xef\xbb\xbf" "d\xe2\x81\xa9", "Nord" },
    { "A\xe3\x85\xa4\xe2\xa0\x80" "B", "AB" },
    { "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81" "b", "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81" "b" },
    { "a\xcc\x81\xcc\x81\xcc\x81\xe2\x80\x8b\xcc\x81\xcc\x81" "b", "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81" "b" },
    { "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81 \xcc\x81" "b", "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81 \xcc\x81" "b" },
    { "<b>&amp;", "<b>&amp;" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = atlas_text_dup_single_line (cases[i].text, 12);

      g_assert_cmpstr (line, ==, cases[i].expected);
    }
}

static void
test_shown (void)
{
  static const TextCase cases[] = {
    { NULL, NULL },
    { "", NULL },
    { " \n", NULL },
    { "\xe2\x80\x8b\xe2\x80\xae", NULL },
    { "Nordea", "Nordea" },
    { "Nordea  Bank\n", "Nordea Bank" },
    { " Ålandsbanken", "Ålandsbanken" },
  };
  g_autofree char *letters = g_strnfill (10000, 'x');
  g_autofree char *shown = atlas_text_dup_shown (letters);

  g_assert_cmpint (g_utf8_strlen (shown, -1), ==, ATLAS_TEXT_MAX_SHOWN + 1);
  g_assert_true (g_str_has_suffix (shown, "…"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = atlas_text_dup_shown (cases[i].text);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* Whatever a name holds, it is found by what is shown of it. */
static void
test_shown_is_found (void)
{
  static const char *const names[] = {
    "Nor\xe2\x80\x8b" "dea", "SE\xe2\x80\xae" "B\xe2\x80\xac", "Handels\x1b" "banken", "A\xe3\x85\xa4" "B", "Bank\nAB", "S\xc2\xad" "EB",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *shown = atlas_text_dup_shown (names[i]);
      g_autofree char *folded_shown = atlas_text_fold (shown);
      g_autofree char *folded = atlas_text_fold (names[i]);

      g_assert_cmpstr (folded, ==, folded_shown);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/text/fold", test_fold);
  g_test_add_func ("/base/text/trim", test_trim);
  g_test_add_func ("/base/text/single-line", test_single_line);
  g_test_add_func ("/base/text/shown", test_shown);
  g_test_add_func ("/base/text/shown-is-found", test_shown_is_found);

  return g_test_run ();
}
