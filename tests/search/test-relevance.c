/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-search.h"
#include "relevance-banks.h"

#define N_INVENTED 50000

/* What the list of queries must reach, in thousandths: raise it when a change makes more of them right. */
#define LEAST_TOP_1 997
#define LEAST_TOP_3 997

typedef struct
{
  guint n;
  guint top_1;
  guint top_3;
} Tally;

static gboolean
is_expected (AtlasIndex *index,
             guint       position,
             GStrv       expected)
{
  AtlasAspspRow row;

  atlas_aspsp_table_get_row (atlas_index_get_table (index), position, &row);

  return g_strv_contains ((const char *const *) expected, row.bic_fi);
}

static void
print_miss (AtlasIndex              *index,
            const char              *text,
            const char              *expected,
            const AtlasSearchResult *result)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "“%s” is not first %s but", text, expected);
  for (guint i = 0; i < MIN (result->positions->len, 4); i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (atlas_index_get_table (index), g_array_index (result->positions, guint, i), &row);
      g_string_append_printf (line, "%s %s %s (%u)", i > 0 ? "," : "", row.bic_fi, row.name, g_array_index (result->scores, guint16, i));
    }
  g_test_message ("%s; how %d, %u banks", line->str, result->how, result->positions->len);
}

static void
try_query (AtlasIndex *index,
           GStrv       fields,
           Tally      *tally)
{
  AtlasQuery query = { .text = fields[0] };
  g_autoptr (AtlasSearchResult) result = atlas_search_run (index, &query, NULL);
  g_auto (GStrv) expected = g_strsplit (fields[1], "|", -1);
  gboolean in_top_3 = FALSE;

  for (guint i = 0; i < MIN (result->positions->len, 3); i++)
    in_top_3 = in_top_3 || is_expected (index, g_array_index (result->positions, guint, i), expected);

  tally->n++;
  tally->top_3 += in_top_3;
  if (result->positions->len > 0 && is_expected (index, g_array_index (result->positions, guint, 0), expected))
    tally->top_1++;
  else
    print_miss (index, fields[0], fields[1], result);
}

static void
test_relevance (void)
{
  g_autoptr (AtlasAspspTable) table = relevance_banks_new (TRUE, N_INVENTED);
  g_autoptr (AtlasIndex) index = atlas_index_new (table);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "relevance.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  Tally tally = { 0 };

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 3);

      try_query (index, fields, &tally);
    }

  g_test_message ("%u queries: top 1 %.1f %%, top 3 %.1f %%", tally.n, 100.0 * tally.top_1 / tally.n, 100.0 * tally.top_3 / tally.n);
  g_assert_cmpuint (tally.n, >=, 150);
  g_assert_cmpuint (tally.top_1 * 1000 / tally.n, >=, LEAST_TOP_1);
  g_assert_cmpuint (tally.top_3 * 1000 / tally.n, >=, LEAST_TOP_3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/relevance", test_relevance);

  return g_test_run ();
}
