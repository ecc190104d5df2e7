/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-completion.h"
#include "atlas-query-text.h"

/* Takes the "|" out of a text, which stands for the cursor. */
static char *
dup_with_cursor (const char *marked,
                 gsize      *cursor)
{
  const char *mark = strchr (marked, '|');

  *cursor = mark - marked;

  return g_strdup_printf ("%.*s%s", (int) *cursor, marked, mark + 1);
}

static void
test_found (void)
{
  static const struct
  {
    const char      *text;
    AtlasQueryField  field;
    const char      *typed;
    const char      *chosen;
    const char      *completed;
  } cases[] = {
    { "country:|", ATLAS_QUERY_FIELD_COUNTRY, "", "SE", "country:SE |" },
    { "country:S|", ATLAS_QUERY_FIELD_COUNTRY, "S", "SE", "country:SE |" },
    { "country:S|E", ATLAS_QUERY_FIELD_COUNTRY, "S", "FI", "country:FI |" },
    { "country:|SE", ATLAS_QUERY_FIELD_COUNTRY, "", "FI", "country:FI |" },
    { "country:SE,|", ATLAS_QUERY_FIELD_COUNTRY, "", "FI", "country:SE,FI |" },
    { "country:SE,f|,DK seb", ATLAS_QUERY_FIELD_COUNTRY, "f", "FI", "country:SE,FI|,DK seb" },
    { "country:SE|,FI", ATLAS_QUERY_FIELD_COUNTRY, "SE", "NO", "country:NO|,FI" },
    { "-country:d| bank", ATLAS_QUERY_FIELD_COUNTRY, "d", "DE", "-country:DE| bank" },
    { "seb city:gö| bank", ATLAS_QUERY_FIELD_CITY, "gö", "Göteborg", "seb city:Göteborg| bank" },
    { "city:new|", ATLAS_QUERY_FIELD_CITY, "new", "New York", "city:\"New York\" |" },
    { "city:\"new y|", ATLAS_QUERY_FIELD_CITY, "new y", "New York", "city:\"New York\" |" },
    { "city:\"new y| seb bank", ATLAS_QUERY_FIELD_CITY, "new y", "New York", "city:\"New York\"| seb bank" },
    { "city:\"new| york\" seb", ATLAS_QUERY_FIELD_CITY, "new", "Newark", "city:Newark| seb" },
    { "city:\"|", ATLAS_QUERY_FIELD_CITY, "", "Oslo", "city:Oslo |" },
    { "is:st|", ATLAS_QUERY_FIELD_IS, "st", "starred", "is:starred |" },
    { "co|", ATLAS_QUERY_FIELD_NONE, "co", "country", "country:|" },
    { "seb -co| x", ATLAS_QUERY_FIELD_NONE, "co", "country", "seb -country:| x" },
    { "c|o", ATLAS_QUERY_FIELD_NONE, "c", "city", "city:|" },
    { "PRO|", ATLAS_QUERY_FIELD_NONE, "PRO", "product", "product:|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (AtlasQueryCompletion) completion = { 0 };
      gsize cursor;
      gsize expected_cursor;
      g_autofree char *text = dup_with_cursor (cases[i].text, &cursor);
      g_autofree char *expected = dup_with_cursor (cases[i].completed, &expected_cursor);
      g_autofree char *completed = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_true (atlas_query_completion_find (text, cursor, &completion));
      g_assert_cmpint (completion.field, ==, cases[i].field);
      g_assert_cmpstr (completion.typed, ==, cases[i].typed);
      completed = atlas_query_completion_dup_text (&completion, text, cases[i].chosen, &cursor);
      g_assert_cmpstr (completed, ==, expected);
      g_assert_cmpint (cursor, ==, expected_cursor);
    }
}

static void
test_not_found (void)
{
  static const char * const texts[] = {
    "|", "seb|", "seb |", "|country:SE", "coun|try:SE", "country:SE |", "country:SE x|", "co1|", "-|", "\"co|", "\"co\"|", "place:S|",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (AtlasQueryCompletion) completion = { 0 };
      gsize cursor;
      g_autofree char *text = dup_with_cursor (texts[i], &cursor);

      g_test_message ("%s", texts[i]);
      g_assert_false (atlas_query_completion_find (text, cursor, &completion));
    }
}

static void
assert_matches (AtlasQueryCandidates *candidates,
                const char           *typed,
                guint                 max,
                const char           *expected)
{
  g_autoptr (GArray) positions = atlas_query_candidates_match (candidates, typed, max);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < positions->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "",
                            atlas_query_candidates_get_value (candidates, g_array_index (positions, guint, i)));
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_candidates (void)
{
  g_autoptr (AtlasQueryCandidates) candidates = atlas_query_candidates_new ();

  atlas_query_candidates_add (candidates, "AE", "United Arab Emirates");
  atlas_query_candidates_add (candidates, "AX", "Åland Islands");
  atlas_query_candidates_add (candidates, "CI", "Côte d'Ivoire");
  atlas_query_candidates_add (candidates, "FI", "Finland");
  atlas_query_candidates_add (candidates, "IE", "Ireland");
  atlas_query_candidates_add (candidates, "IS", "Iceland");
  atlas_query_candidates_add (candidates, "XX", NULL);

  assert_matches (candidates, "", 3, "AE AX CI");
  assert_matches (candidates, NULL, 1, "AE");
  assert_matches (candidates, "i", 10, "IE IS AX CI");
  assert_matches (candidates, "i", 3, "IE IS AX");
  assert_matches (candidates, "is", 10, "IS AX");
  assert_matches (candidates, "ala", 10, "AX");
  assert_matches (candidates, "ÅLAND  is", 10, "AX");
  assert_matches (candidates, "cote", 10, "CI");
  assert_matches (candidates, "land", 10, "");
  assert_matches (candidates, "xx", 10, "XX");
  assert_matches (candidates, "i", 0, "");
  g_assert_cmpstr (atlas_query_candidates_get_label (candidates, 6), ==, "XX");
}

static void
test_fixed (void)
{
  g_autoptr (AtlasQueryCandidates) names = atlas_query_candidates_new_fixed (ATLAS_QUERY_FIELD_NONE);
  g_autoptr (AtlasQueryCandidates) is = atlas_query_candidates_new_fixed (ATLAS_QUERY_FIELD_IS);
  g_autoptr (AtlasQueryCandidates) has = atlas_query_candidates_new_fixed (ATLAS_QUERY_FIELD_HAS);
  g_autoptr (AtlasQueryCandidates) cities = atlas_query_candidates_new_fixed (ATLAS_QUERY_FIELD_CITY);

  assert_matches (names, "c", 10, "country city");
  assert_matches (is, "", 10, "starred new");
  assert_matches (has, "aff", 10, "affiliates");
  g_assert_cmpint (atlas_query_candidates_get_size (cities), ==, 0);
}

/* Wherever the cursor is, what is completed can be read, and the value that was chosen is in it. (One that needs
 * quotes may find a lone quote before it, and close that.) */
static void
test_random (void)
{
  static const char * const pieces[] = {
    "country:", "city:\"", "is:", "-", ":", ",", "\"", "\\", " ", "co", "New", "ö", "\xd7\x90",
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (AtlasQueryCompletion) completion = { 0 };
      guint n = g_test_rand_int_range (0, 10);
      gsize cursor = 0;

      for (guint i = 0; i < n; i++)
        {
          g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          if (g_test_rand_bit ())
            cursor = text->len;
        }
      if (!atlas_query_completion_find (text->str, cursor, &completion))
        continue;

      g_assert_cmpint (completion.start, <=, cursor);
      g_assert_cmpint (completion.end, >=, cursor);
      if (completion.field != ATLAS_QUERY_FIELD_NONE)
        {
          g_autofree char *completed = atlas_query_completion_dup_text (&completion, text->str, "Chosen", &cursor);
          g_autoptr (AtlasQueryText) query = atlas_query_text_new (completed);
          g_auto (GStrv) wanted = atlas_query_text_dup_values (query, completion.field, FALSE);
          g_auto (GStrv) unwanted = atlas_query_text_dup_values (query, completion.field, TRUE);

          g_test_message ("%s, %" G_GSIZE_FORMAT ": %s", text->str, completion.start, completed);
          g_assert_true (g_strv_contains ((const char * const *) wanted, "Chosen") ||
                         g_strv_contains ((const char * const *) unwanted, "Chosen"));
          g_assert_cmpint (cursor, <=, strlen (completed));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/query-completion/found", test_found);
  g_test_add_func ("/search/query-completion/not-found", test_not_found);
  g_test_add_func ("/search/query-completion/candidates", test_candidates);
  g_test_add_func ("/search/query-completion/fixed", test_fixed);
  g_test_add_func ("/search/query-completion/random", test_random);

  return g_test_run ();
}
