/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-search.h"
#include "atlas-text.h"

static GPtrArray *
read_cities (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "search", "data", "city-names.tsv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *cities = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (content, -1, NULL));
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] != '#' && lines[i][0] != '\0')
        g_ptr_array_add (cities, g_strsplit (lines[i], "\t", -1));
    }

  return cities;
}

/* A name says which city is meant: no two names are one when they are searched for. */
static void
test_distinct (void)
{
  g_autoptr (GPtrArray) cities = read_cities ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpint (cities->len, >, 0);
  for (guint i = 0; i < cities->len; i++)
    {
      char **names = g_ptr_array_index (cities, i);

      g_test_message ("%s", names[0]);
      g_assert_cmpint (g_strv_length (names), >=, 2);
      for (guint j = 0; names[j] != NULL; j++)
        {
          g_autofree char *folded = atlas_text_fold (names[j]);
          g_autofree char *trimmed = atlas_text_dup_trimmed (names[j]);

          g_assert_cmpstr (names[j], ==, trimmed);
          g_assert_cmpint (strlen (folded), >=, 2);
          g_assert_true (g_hash_table_add (seen, g_steal_pointer (&folded)));
        }
    }
}

static void
test_known (void)
{
  static const char * const pairs[][2] = {
    { "Göteborg", "Gothenburg" }, { "Helsinki", "Helsingfors" }, { "Turku", "Åbo" }, { "Tampere", "Tammerfors" },
    { "Vaasa", "Vasa" }, { "Espoo", "Esbo" }, { "Kauniainen", "Grankulla" }, { "København", "Copenhagen" },
    { "København", "Köpenhamn" }, { "München", "Munich" }, { "Köln", "Cologne" }, { "Wien", "Vienna" },
    { "Warszawa", "Warsaw" }, { "Praha", "Prague" }, { "Bruxelles", "Brussel" }, { "Bruxelles", "Brussels" },
    { "Milano", "Milan" }, { "Roma", "Rome" }, { "Lisboa", "Lisbon" }, { "Genève", "Geneva" }, { "Gent", "Ghent" },
    { "Αθήνα", "Athens" }, { "София", "Sofia" }, { "Tallinn", "Reval" }, { "Gdańsk", "Danzig" },
  };
  g_autoptr (GPtrArray) cities = read_cities ();

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gboolean found = FALSE;

      g_test_message ("%s, %s", pairs[i][0], pairs[i][1]);
      for (guint j = 0; j < cities->len; j++)
        {
          char **names = g_ptr_array_index (cities, j);

          if (strcmp (names[0], pairs[i][0]) == 0)
            found = g_strv_contains ((const char * const *) names, pairs[i][1]);
        }
      g_assert_true (found);
    }
}

/* A name is found however the directory writes the city. */
static void
test_found (void)
{
  static const char *const cases[][2] = {
    { "Sint-Niklaas", "saint nicolas" }, { "Sint Niklaas", "Saint-Nicolas" }, { "St. Gallen", "sankt gallen" }, { "St Gallen", "Saint-Gall" },
    { "Göteborg", "gothenburg" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (1);
      g_autoptr (AtlasAspspTable) table = NULL;
      g_autoptr (AtlasIndex) index = NULL;
      g_autoptr (AtlasSearchResult) result = NULL;
      const AtlasQuery query = { .text = (char *) cases[i][1] };

      g_test_message ("%s, %s", cases[i][0], cases[i][1]);
      atlas_aspsp_table_builder_begin_row (builder, "QXQXBEBB", "Bank", NULL, cases[i][0], 1000);
      table = atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
      index = atlas_index_new (table);
      result = atlas_search_run (index, &query, NULL);
      g_assert_cmpuint (result->positions->len, ==, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/city-names/distinct", test_distinct);
  g_test_add_func ("/search/city-names/known", test_known);
  g_test_add_func ("/search/city-names/found", test_found);

  return g_test_run ();
}
