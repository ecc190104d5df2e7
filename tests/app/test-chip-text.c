/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-chip-text.h"

static char *
without_ranges (const char *typed,
                GArray     *ranges)
{
  g_autoptr (GString) left = g_string_new (typed);

  for (guint i = ranges->len; i > 0; i--)
    {
      const AtlasTextRange *range = &g_array_index (ranges, AtlasTextRange, i - 1);

      g_string_erase (left, range->start, range->end - range->start);
    }

  return g_string_free (g_steal_pointer (&left), FALSE);
}

/* A "|" in what is typed is the cursor. */
static void
test_take (void)
{
  static const struct
  {
    const char *chips;
    const char *typed;
    gboolean    all;
    const char *taken;
    const char *left;
  } cases[] = {
    { "", "country:SE|", FALSE, "", "country:SE" },
    { "", "country:SE |", FALSE, "country:SE", "" },
    { "", "country:SE|", TRUE, "country:SE", "" },
    { "", "country:SE nordea|", FALSE, "country:SE", "nordea" },
    { "", "nordea country:SE  ab|", FALSE, "country:SE", "nordea ab" },
    { "", "country:S| nordea", FALSE, "", "country:S nordea" },
    { "", "country:S nordea|", FALSE, "country:S", "nordea" },
    { "", "|country:S nordea", FALSE, "", "country:S nordea" },
    { "", "country:SE,FI -city:\"New York\" |", FALSE, "country:SE,FI -city:\"New York\"", "" },
    { "", "city:\"New |", FALSE, "", "city:\"New " },
    { "", "country: |", FALSE, "", "country: " },
    { "", "http://x |", TRUE, "", "http://x " },
    { "country:SE", "country:FI |", FALSE, "country:SE,FI", "" },
    { "country:SE", "country:se |", FALSE, "country:SE", "" },
    { "country:SE", "-country:se is:new ä|", FALSE, "country:SE -country:se is:new", "ä" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasQueryText) chips = atlas_chip_text_read (cases[i].chips);
      g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (AtlasTextRange));
      const gsize cursor = strchr (cases[i].typed, '|') - cases[i].typed;
      g_autofree char *typed = g_strdup_printf ("%.*s%s", (int) cursor, cases[i].typed, cases[i].typed + cursor + 1);
      g_autoptr (AtlasQueryText) taken = atlas_chip_text_take (chips, typed, cursor, cases[i].all, ranges);
      g_autofree char *canonical = atlas_query_text_dup_canonical (taken);
      g_autofree char *left = without_ranges (typed, ranges);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (canonical, ==, cases[i].taken);
      g_assert_cmpstr (left, ==, cases[i].left);
    }
}

static void
test_take_back (void)
{
  g_autoptr (AtlasQueryText) chips = atlas_chip_text_read ("is:new country:SE -city:\"New York\"");
  g_autofree char *alone = atlas_chip_text_take_back (chips, " ");
  g_autofree char *behind = atlas_chip_text_take_back (chips, "nordea ");

  g_assert_cmpstr (alone, ==, "-city:\"New York\"");
  g_assert_cmpstr (behind, ==, "nordea -city:\"New York\"");
}

static void
test_words (void)
{
  static const struct
  {
    const char *typed;
    const char *words;
  } cases[] = {
    { "", NULL },
    { " ", NULL },
    { "nordea  ab", "nordea ab" },
    { "nordea country:", "nordea" },
    { "-is:", NULL },
    { "\"country:\"", "country:" },
    { "nothing: x", "nothing: x" },
    { "country:SE pro", "pro" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasQueryText) typed = atlas_query_text_new (cases[i].typed);
      g_autofree char *words = atlas_chip_text_dup_words (typed);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_rest (void)
{
  g_autofree char *rest = atlas_chip_text_dup_rest ("country:SE nordea \"is:new\" is:new");

  g_assert_cmpstr (rest, ==, "nordea");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/app/chip-text/take", test_take);
  g_test_add_func ("/app/chip-text/take-back", test_take_back);
  g_test_add_func ("/app/chip-text/words", test_words);
  g_test_add_func ("/app/chip-text/rest", test_rest);

  return g_test_run ();
}
