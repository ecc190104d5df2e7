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
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = atlas_text_dup_single_line (cases[i].text, 12);

      g_assert_cmpstr (line, ==, cases[i].expected);
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

  return g_test_run ();
}
