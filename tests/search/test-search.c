/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-lexicon.h"
#include "atlas-search.h"

static const char *const syllables[] = { "nor", "dal", "spar", "ban", "ken", "hav", "å", "ö", "st", "bro", "lin" };

static char *
make_word (void)
{
  GString *word = g_string_new (NULL);

  for (gint32 i = g_test_rand_int_range (1, 4); i > 0; i--)
    g_string_append (word, syllables[g_test_rand_int_range (0, G_N_ELEMENTS (syllables))]);

  return g_string_free (word, FALSE);
}

static char *
make_name (void)
{
  static const char *const signs[] = { " ", "-", " & ", "/", " (" };
  GString *name = g_string_new (NULL);

  for (gint32 i = g_test_rand_int_range (1, 5); i > 0; i--)
    {
      g_autofree char *word = make_word ();

      g_string_append_printf (name, "%s%s", name->len > 0 ? signs[g_test_rand_int_range (0, G_N_ELEMENTS (signs))] : "", word);
    }

  return g_string_free (name, FALSE);
}

static AtlasAspspTable *
make_table (guint n_rows)
{
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = make_name ();
      g_autofree char *city = make_word ();
      g_autofree char *bic_fi = g_strdup_printf ("QX%c%cSE%02u", 'A' + i / 26 % 26, 'A' + i % 26, i % 100);

      atlas_aspsp_table_builder_begin_row (builder, bic_fi, name, NULL, city, 1000 + i);
      atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_COUNTRY, "SE");
      if (i % 5 == 0)
        {
          g_autofree char *affiliate = make_name ();

          atlas_aspsp_table_builder_add_affiliate (builder, "12345", affiliate);
        }
    }

  return atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
}

/* Whether a bank's folded text has the word, found without any index. The words are too long to be a country's code. */
static gboolean
has_word (AtlasAspspTable *table,
          guint            row,
          const char      *word)
{
  AtlasAspspFolded folded;
  g_autofree char *name = NULL;

  atlas_aspsp_table_get_folded (table, row, &folded);
  name = g_strndup (folded.name, folded.name_length);

  return strstr (name, word) != NULL || strstr (folded.rest, word) != NULL;
}

static void
assert_same_rows (AtlasIndex *index,
                  GStrv       words)
{
  AtlasAspspTable *table = atlas_index_get_table (index);
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);
  g_autofree char *text = g_strjoinv (" ", words);
  AtlasQuery query = { .text = text };
  g_autoptr (AtlasSearchResult) result = atlas_search_run (index, &query, NULL);
  g_autofree gboolean *found = g_new0 (gboolean, n_rows);
  guint n_expected = 0;

  for (guint i = 0; i < result->positions->len; i++)
    {
      const guint row = g_array_index (result->positions, guint, i);

      g_assert_false (found[row]);
      found[row] = TRUE;
      if (i > 0)
        g_assert_cmpuint (g_array_index (result->scores, guint16, i), <=, g_array_index (result->scores, guint16, i - 1));
    }
  for (guint row = 0; row < n_rows; row++)
    {
      gboolean expected = TRUE;

      for (guint i = 0; words[i] != NULL; i++)
        expected = expected && has_word (table, row, words[i]);
      n_expected += expected;
      if (result->how == ATLAS_SEARCH_AS_TYPED)
        g_assert_cmpint (found[row], ==, expected);
    }
  g_assert_cmpint (result->how == ATLAS_SEARCH_AS_TYPED, ==, n_expected > 0);
}

/* The index finds exactly what a look at every bank finds. */
static void
test_same_as_looking (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (AtlasAspspTable) table = make_table (200);
      g_autoptr (AtlasIndex) index = atlas_index_new (table);

      for (guint i = 0; i < 100; i++)
        {
          g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
          g_auto (GStrv) words = NULL;

          for (gint32 n = g_test_rand_int_range (1, 4); n > 0; n--)
            g_strv_builder_add (builder, ((const char *[]) { "nor", "dal", "spar", "banken", "havlin", "arb", "nda", "broa" })[g_test_rand_int_range (0, 8)]);
          words = g_strv_builder_end (builder);
          assert_same_rows (index, words);
        }
    }
}

static char *
run (const char               *text,
     const AtlasSearchContext *context)
{
  static const char *const names[] = { "Alfa Bank", "Beta Bank", "Gamma Bank" };
  static const char *const bics[] = { "ALFASE22", "BETASE22", "GAMMSE22" };
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (3);
  g_autoptr (AtlasAspspTable) table = NULL;
  g_autoptr (AtlasIndex) index = NULL;
  g_autoptr (AtlasSearchResult) result = NULL;
  g_autoptr (GString) answer = g_string_new (NULL);
  AtlasQuery query = { .text = (char *) text };

  for (guint i = 0; i < 3; i++)
    atlas_aspsp_table_builder_begin_row (builder, bics[i], names[i], NULL, NULL, 1000 + i);
  table = atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
  index = atlas_index_new (table);
  result = atlas_search_run (index, &query, context);
  for (guint i = 0; i < result->positions->len; i++)
    g_string_append_c (answer, *names[g_array_index (result->positions, guint, i)]);

  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static void
assert_found (const char               *text,
              const AtlasSearchContext *context,
              const char               *expected)
{
  g_autofree char *answer = run (text, context);

  g_assert_cmpstr (answer, ==, expected);
}

static void
test_preferred (void)
{
  const char *const preferred[] = { "GAMMSE22", "GONESE22", NULL };
  const AtlasSearchContext context = { .preferred = preferred };

  assert_found ("bank", NULL, "ABG");
  assert_found ("bank", &context, "GAB");
  /* What fits better goes before what is preferred. */
  assert_found ("beta bank", &context, "B");
}

static void
test_readings (void)
{
  assert_found ("gamma", NULL, "G");
  assert_found ("gammabank", NULL, "G");
  assert_found ("gam ma", NULL, "G");
  assert_found ("gamam", NULL, "G");
  assert_found ("zzzzzz", NULL, "");
  assert_found ("Hello, the customer says that his bank is Gamma Bank, please check it", NULL, "G");
  assert_found ("Please pay to BETASE22XXX before noon on Friday, thank you", NULL, "B");
  assert_found ("", NULL, "ABG");
  assert_found ("  ,;- ", NULL, "ABG");
}

static void
test_alias (void)
{
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (2);
  g_autoptr (AtlasAspspTable) table = NULL;
  g_autoptr (AtlasIndex) index = NULL;
  g_autoptr (AtlasSearchResult) result = NULL;
  AtlasQuery query = { .text = (char *) "seb" };

  atlas_aspsp_table_builder_begin_row (builder, "ABLEDKKK", "Æbleblomst Bank", NULL, NULL, 1000);
  atlas_aspsp_table_builder_begin_row (builder, "ESSESESS", "Skandinaviska Enskilda Banken AB ", NULL, NULL, 1000);
  table = atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
  index = atlas_index_new (table);
  result = atlas_search_run (index, &query, NULL);
  g_assert_cmpuint (result->positions->len, ==, 1);
  g_assert_cmpuint (g_array_index (result->positions, guint, 0), ==, 1);
}

/* Whatever is pasted: it ends, and soon. */
static void
test_hostile (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 20000; i++)
    g_string_append_unichar (text, (gunichar[]) { 'a', ' ', 0x0301, 0x202e, 0x1f600, '0', '-', '"', 0xe5 }[g_test_rand_int_range (0, 9)]);
  g_free (run (text->str, NULL));
  g_string_assign (text, "");
  for (guint i = 0; i < 20000; i++)
    g_string_append_c (text, 'a');
  g_free (run (text->str, NULL));
}

/* A word with hyphens is one name: a bank that is called so comes first, then one whose affiliate is, and only then
 * those that have the parts of it somewhere. */
static void
test_hyphens (void)
{
  static const char *const expected[] = { "GENODEF1", "GENODEF2", "GENODED1", "VRAADEFF", NULL };
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (4);
  g_autoptr (AtlasAspspTable) table = NULL;
  g_autoptr (AtlasIndex) index = NULL;
  const AtlasQuery query = { .text = (char *) "VR-Bank" };
  g_autoptr (AtlasSearchResult) result = NULL;

  atlas_aspsp_table_builder_begin_row (builder, "VRAADEFF", "Bank Alpha", NULL, NULL, 1000);
  atlas_aspsp_table_builder_begin_row (builder, "GENODED1", "Volksbank Bonn", NULL, NULL, 1000);
  atlas_aspsp_table_builder_add_affiliate (builder, "12345", "Kleine VR-Bank Rhein");
  atlas_aspsp_table_builder_begin_row (builder, "GENODEF2", "Erste VR-Bank", NULL, NULL, 1000);
  atlas_aspsp_table_builder_begin_row (builder, "GENODEF1", "VR-Bank Neckar", NULL, NULL, 1000);
  table = atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
  index = atlas_index_new (table);
  result = atlas_search_run (index, &query, NULL);

  g_assert_cmpuint (result->positions->len, ==, 4);
  for (guint i = 0; expected[i] != NULL; i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, g_array_index (result->positions, guint, i), &row);
      g_assert_cmpstr (row.bic_fi, ==, expected[i]);
    }
}

static void
count_cb (const char *word,
          gsize       length,
          guint       index,
          gpointer    data)
{
  (*(guint *) data)++;
}

static void
test_count_words (void)
{
  const char *const texts[] = { "", " ", "seb", "-seb-", "nordea bank abp", "a.b,c d", "å é", "1822direkt (frankfurt) ", "a" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const gsize length = strlen (texts[i]);
      guint n_words = 0;

      atlas_lexicon_split (texts[i], length, count_cb, &n_words);
      for (guint most = 0; most < 7; most++)
        g_assert_cmpuint (atlas_lexicon_count_words (texts[i], length, most), ==, MIN (n_words, most));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/search/same-as-looking", test_same_as_looking);
  g_test_add_func ("/search/search/preferred", test_preferred);
  g_test_add_func ("/search/search/readings", test_readings);
  g_test_add_func ("/search/search/alias", test_alias);
  g_test_add_func ("/search/search/hostile", test_hostile);
  g_test_add_func ("/search/search/hyphens", test_hyphens);
  g_test_add_func ("/search/search/count-words", test_count_words);

  return g_test_run ();
}
