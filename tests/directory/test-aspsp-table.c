/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-aspsp-table.h"

static AtlasAspspTableBuilder *
add_three_banks (void)
{
  AtlasAspspTableBuilder *builder = atlas_aspsp_table_builder_new (3);

  atlas_aspsp_table_builder_begin_row (builder, "ESSESESS", "Skandinaviska Enskilda Banken AB ", "https://logo.example/seb.png", "Stockholm", 0);
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_COUNTRY, "SE");
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_PRODUCT, "sepa-credit-transfers");
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_PRODUCT, "domestic");
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_PRODUCT, "sepa-credit-transfers");
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_METHOD, "OAuth2");

  atlas_aspsp_table_builder_begin_row (builder, "SWEDSESS", "Swedbank", NULL, " Stockholm", 17);
  atlas_aspsp_table_builder_add_affiliate (builder, "08999", "Södra Dalarnas Sparbank");
  atlas_aspsp_table_builder_add_affiliate (builder, NULL, "Ölands Bank");
  atlas_aspsp_table_builder_add_affiliate (builder, "08000", NULL);
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_CITY, "37efa883");
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_COUNTRY, "SE");
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_COUNTRY, "EE");

  atlas_aspsp_table_builder_begin_row (builder, NULL, NULL, NULL, NULL, 0);

  return builder;
}

static void
test_rows (void)
{
  g_autoptr (AtlasAspspTable) table = atlas_aspsp_table_builder_finish (add_three_banks ());
  g_autofree char *logo_url = NULL;
  AtlasAspspRow row;

  g_assert_cmpuint (atlas_aspsp_table_get_n_rows (table), ==, 3);

  atlas_aspsp_table_get_row (table, 0, &row);
  g_assert_cmpstr (row.bic_fi, ==, "ESSESESS");
  g_assert_cmpstr (row.name, ==, "Skandinaviska Enskilda Banken AB");
  logo_url = atlas_aspsp_row_dup_logo_url (&row);
  g_assert_cmpstr (logo_url, ==, "https://logo.example/seb.png");
  g_assert_cmpstr (row.city, ==, "Stockholm");
  g_assert_null (row.affiliates);
  g_assert_cmpuint (row.n_products, ==, 2);
  g_assert_cmpstr (atlas_aspsp_table_get_word (table, ATLAS_WORD_PRODUCT, row.products[1]), ==, "domestic");
  g_assert_cmpuint (row.n_methods, ==, 1);
  g_assert_cmpuint (row.n_cities, ==, 0);

  atlas_aspsp_table_get_row (table, 1, &row);
  g_assert_null (atlas_aspsp_row_dup_logo_url (&row));
  g_assert_cmpstr (row.city, ==, "Stockholm");
  g_assert_cmpstr (row.affiliates, ==, "Södra Dalarnas Sparbank\nÖlands Bank");
  g_assert_cmpint (row.first_seen, ==, 17);
  g_assert_cmpuint (row.n_countries, ==, 2);
  g_assert_cmpstr (atlas_aspsp_table_get_word (table, ATLAS_WORD_COUNTRY, row.countries[1]), ==, "EE");
  g_assert_cmpstr (atlas_aspsp_table_get_word (table, ATLAS_WORD_CITY, row.cities[0]), ==, "37efa883");

  atlas_aspsp_table_get_row (table, 2, &row);
  g_assert_cmpstr (row.bic_fi, ==, "");
  g_assert_cmpstr (row.name, ==, "");
  g_assert_null (row.city);
}

static void
test_words (void)
{
  g_autoptr (AtlasAspspTable) table = atlas_aspsp_table_builder_finish (add_three_banks ());
  guint sweden = atlas_aspsp_table_find_word (table, ATLAS_WORD_COUNTRY, "SE");

  g_assert_cmpuint (atlas_aspsp_table_get_n_words (table, ATLAS_WORD_COUNTRY), ==, 2);
  g_assert_cmpuint (atlas_aspsp_table_get_word_count (table, ATLAS_WORD_COUNTRY, sweden), ==, 2);
  g_assert_cmpuint (atlas_aspsp_table_get_word_count (table, ATLAS_WORD_PRODUCT, 0), ==, 1);
  g_assert_cmpuint (atlas_aspsp_table_find_word (table, ATLAS_WORD_COUNTRY, "FI"), ==, ATLAS_ASPSP_TABLE_NOT_FOUND);
}

static void
test_find (void)
{
  g_autoptr (AtlasAspspTable) table = atlas_aspsp_table_builder_finish (add_three_banks ());

  g_assert_cmpuint (atlas_aspsp_table_find (table, "SWEDSESS"), ==, 1);
  g_assert_cmpuint (atlas_aspsp_table_find (table, "swedsess"), ==, 1);
  g_assert_cmpuint (atlas_aspsp_table_find (table, "SWEDSESSXXX"), ==, 1);
  g_assert_cmpuint (atlas_aspsp_table_find (table, "SWEDSESSGOT"), ==, ATLAS_ASPSP_TABLE_NOT_FOUND);
}

static void
test_find_head_office (void)
{
  static const char *const bics[] = { "HANDSESSXXX", "NDEASESS", "NDEASESSXXX", "NDEASESSGOT" };
  static const struct
  {
    const char *typed;
    guint       position;
    gboolean    is_branch;
  } cases[] = {
    { "HANDSESS", 0, FALSE }, { "handsessxxx", 0, FALSE }, { "HANDSESSLUN", 0, TRUE },
    { "NDEASESS", 1, FALSE }, { "NDEASESSXXX", 2, FALSE }, { "NDEASESSGOT", 3, FALSE }, { "NDEASESSUME", 2, TRUE },
    { "SWEDSESSLUN", ATLAS_ASPSP_TABLE_NOT_FOUND, FALSE },
  };
  AtlasAspspTableBuilder *builder = atlas_aspsp_table_builder_new (4);
  g_autoptr (AtlasAspspTable) table = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bics); i++)
    atlas_aspsp_table_builder_begin_row (builder, bics[i], NULL, NULL, NULL, 0);
  table = atlas_aspsp_table_builder_finish (builder);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_branch;

      g_assert_cmpuint (atlas_aspsp_table_look_up (table, cases[i].typed, &is_branch), ==, cases[i].position);
      g_assert_cmpint (is_branch, ==, cases[i].is_branch);
    }
}

static void
test_order (void)
{
  static const guint32 order[] = { 2, 1, 0 };
  g_autoptr (AtlasAspspTable) table = atlas_aspsp_table_builder_finish_ordered (add_three_banks (), order);
  AtlasAspspRow row;

  atlas_aspsp_table_get_row (table, 1, &row);
  g_assert_cmpstr (row.bic_fi, ==, "SWEDSESS");
  g_assert_cmpint (row.first_seen, ==, 17);
  g_assert_cmpuint (atlas_aspsp_table_find (table, "ESSESESS"), ==, 2);
  g_assert_true (atlas_aspsp_table_row_matches (table, 2, "enskilda", -1));
  g_assert_cmpuint (atlas_aspsp_table_next_match (table, 0, "sparbank", -1), ==, 1);
}

typedef struct
{
  const char *word;
  AtlasMatch  first;
  AtlasMatch  second;
} RankCase;

static void
test_rank (void)
{
  static const RankCase cases[] = {
    { "essesess", ATLAS_MATCH_BIC, ATLAS_MATCH_NONE },
    { "esse", ATLAS_MATCH_BIC_START, ATLAS_MATCH_NONE },
    { "skand", ATLAS_MATCH_NAME_START, ATLAS_MATCH_NONE },
    { "enskil", ATLAS_MATCH_NAME_WORD, ATLAS_MATCH_NONE },
    { "bank", ATLAS_MATCH_NAME_WORD, ATLAS_MATCH_OTHER_WORD },
    { "stock", ATLAS_MATCH_OTHER_WORD, ATLAS_MATCH_OTHER_WORD },
    { "08999", ATLAS_MATCH_NONE, ATLAS_MATCH_OTHER_WORD },
    { "sodra", ATLAS_MATCH_NONE, ATLAS_MATCH_OTHER_WORD },
    { "08999 sodra", ATLAS_MATCH_NONE, ATLAS_MATCH_OTHER_WORD },
    { "olands", ATLAS_MATCH_NONE, ATLAS_MATCH_OTHER_WORD },
    { "sess", ATLAS_MATCH_INSIDE, ATLAS_MATCH_INSIDE },
    { "ockholm", ATLAS_MATCH_INSIDE, ATLAS_MATCH_INSIDE },
    { "xyz", ATLAS_MATCH_NONE, ATLAS_MATCH_NONE },
  };
  g_autoptr (AtlasAspspTable) table = atlas_aspsp_table_builder_finish (add_three_banks ());

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (atlas_aspsp_table_rank_row (table, 0, cases[i].word, -1), ==, cases[i].first);
      g_assert_cmpint (atlas_aspsp_table_rank_row (table, 1, cases[i].word, strlen (cases[i].word)), ==, cases[i].second);
      g_assert_cmpint (atlas_aspsp_table_rank_row (table, 2, cases[i].word, -1), ==, ATLAS_MATCH_NONE);
      g_assert_cmpint (atlas_aspsp_table_row_matches (table, 0, cases[i].word, -1), ==, cases[i].first != ATLAS_MATCH_NONE);
      g_assert_cmpint (atlas_aspsp_table_row_matches (table, 1, cases[i].word, -1), ==, cases[i].second != ATLAS_MATCH_NONE);
    }
}

static void
test_next_match (void)
{
  g_autoptr (AtlasAspspTable) table = atlas_aspsp_table_builder_finish (add_three_banks ());

  g_assert_cmpuint (atlas_aspsp_table_next_match (table, 0, "stockholm", -1), ==, 0);
  g_assert_cmpuint (atlas_aspsp_table_next_match (table, 1, "stockholm", -1), ==, 1);
  g_assert_cmpuint (atlas_aspsp_table_next_match (table, 2, "stockholm", -1), ==, ATLAS_ASPSP_TABLE_NOT_FOUND);
  g_assert_cmpuint (atlas_aspsp_table_next_match (table, 3, "stockholm", -1), ==, ATLAS_ASPSP_TABLE_NOT_FOUND);
}

static void
test_folded (void)
{
  g_autoptr (AtlasAspspTable) table = atlas_aspsp_table_builder_finish (add_three_banks ());
  AtlasAspspFolded folded;

  atlas_aspsp_table_get_folded (table, 1, &folded);
  g_assert_cmpmem (folded.name, folded.name_length, "swedbank", 8);
  g_assert_cmpmem (folded.bic_fi, folded.bic_fi_length, "swedsess", 8);
  g_assert_cmpstr (folded.rest, ==, "08999 sodra dalarnas sparbank\n olands bank\n08000 \nstockholm");
  g_assert_cmpuint (folded.rest_length, ==, strlen (folded.rest));

  atlas_aspsp_table_get_folded (table, 2, &folded);
  g_assert_cmpuint (folded.name_length, ==, 0);
  g_assert_cmpuint (folded.bic_fi_length, ==, 0);
  g_assert_cmpuint (folded.rest_length, ==, 0);
}

/* What a store kept gives the same table as adding it all again. */
static void
test_derived (void)
{
  AtlasAspspTableBuilder *builder = atlas_aspsp_table_builder_new (1);
  g_autoptr (AtlasAspspTable) table = NULL;
  g_autoptr (GString) kept = g_string_new (NULL);
  AtlasAspspFolded folded;
  AtlasAspspRow row;

  atlas_aspsp_fold (kept, "SWEDSESS", "Swedbank");
  atlas_aspsp_fold_affiliate (kept, "08999", "Södra Dalarnas Sparbank");

  atlas_aspsp_table_builder_begin_row (builder, "SWEDSESS", "Swedbank", NULL, "Åmål", 0);
  atlas_aspsp_table_builder_set_derived (builder, "Södra Dalarnas Sparbank", kept->str);
  table = atlas_aspsp_table_builder_finish (builder);

  atlas_aspsp_table_get_row (table, 0, &row);
  g_assert_cmpstr (row.affiliates, ==, "Södra Dalarnas Sparbank");
  atlas_aspsp_table_get_folded (table, 0, &folded);
  g_assert_cmpstr (folded.name, ==, "swedbank\nswedsess\n08999 sodra dalarnas sparbank\namal");
}

static void
test_empty (void)
{
  g_autoptr (AtlasAspspTable) table = atlas_aspsp_table_builder_finish (atlas_aspsp_table_builder_new (0));

  g_assert_cmpuint (atlas_aspsp_table_get_n_rows (table), ==, 0);
  g_assert_cmpuint (atlas_aspsp_table_find (table, "ESSESESS"), ==, ATLAS_ASPSP_TABLE_NOT_FOUND);
  g_assert_cmpuint (atlas_aspsp_table_next_match (table, 0, "a", -1), ==, ATLAS_ASPSP_TABLE_NOT_FOUND);
}

static void
test_too_many_words (void)
{
  AtlasAspspTableBuilder *builder = atlas_aspsp_table_builder_new (1);
  g_autoptr (AtlasAspspTable) table = NULL;
  AtlasAspspRow row;

  atlas_aspsp_table_builder_begin_row (builder, "A", NULL, NULL, NULL, 0);
  for (guint i = 0; i < G_MAXUINT16 + 2u; i++)
    {
      char word[16];

      g_snprintf (word, sizeof word, "w%u", i);
      atlas_aspsp_table_builder_intern (builder, ATLAS_WORD_PRODUCT, word);
    }
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_PRODUCT, "w65534");
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_PRODUCT, "w65535");
  table = atlas_aspsp_table_builder_finish (builder);

  atlas_aspsp_table_get_row (table, 0, &row);
  g_assert_cmpuint (row.n_products, ==, 1);
  g_assert_cmpstr (atlas_aspsp_table_get_word (table, ATLAS_WORD_PRODUCT, row.products[0]), ==, "w65534");
}

static void
test_unfinished (void)
{
  atlas_aspsp_table_builder_free (add_three_banks ());
}

/* Of several rows with one BIC, each leads to the next, and can be told by its number. */
static void
test_same_bic (void)
{
  static const char *const bics[] = { "ESSESESS", "HANDSESS", "essesess", "ESSESESSXXX", "ESSESESS" };
  static const guint next[] = { 2, ATLAS_ASPSP_TABLE_NOT_FOUND, 4, ATLAS_ASPSP_TABLE_NOT_FOUND, ATLAS_ASPSP_TABLE_NOT_FOUND };
  AtlasAspspTableBuilder *builder = atlas_aspsp_table_builder_new (5);
  g_autoptr (AtlasAspspTable) table = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bics); i++)
    {
      atlas_aspsp_table_builder_begin_row (builder, bics[i], NULL, NULL, NULL, 0);
      atlas_aspsp_table_builder_set_id (builder, 10 + i);
    }
  table = atlas_aspsp_table_builder_finish (builder);

  for (guint i = 0; i < G_N_ELEMENTS (bics); i++)
    {
      g_assert_cmpuint (atlas_aspsp_table_find_next (table, i), ==, next[i]);
      g_assert_cmpuint (atlas_aspsp_table_find_row (table, bics[i], 10 + i), ==, i);
    }
  g_assert_cmpuint (atlas_aspsp_table_find (table, "ESSESESS"), ==, 0);
  g_assert_cmpuint (atlas_aspsp_table_find (table, "ESSESESSXXX"), ==, 3);
  g_assert_cmpuint (atlas_aspsp_table_find_row (table, "ESSESESS", 11), ==, ATLAS_ASPSP_TABLE_NOT_FOUND);
  g_assert_cmpuint (atlas_aspsp_table_find_row (table, "HANDSESS", 10), ==, ATLAS_ASPSP_TABLE_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/directory/aspsp-table/rows", test_rows);
  g_test_add_func ("/directory/aspsp-table/words", test_words);
  g_test_add_func ("/directory/aspsp-table/find", test_find);
  g_test_add_func ("/directory/aspsp-table/find-head-office", test_find_head_office);
  g_test_add_func ("/directory/aspsp-table/same-bic", test_same_bic);
  g_test_add_func ("/directory/aspsp-table/order", test_order);
  g_test_add_func ("/directory/aspsp-table/rank", test_rank);
  g_test_add_func ("/directory/aspsp-table/next-match", test_next_match);
  g_test_add_func ("/directory/aspsp-table/folded", test_folded);
  g_test_add_func ("/directory/aspsp-table/derived", test_derived);
  g_test_add_func ("/directory/aspsp-table/empty", test_empty);
  g_test_add_func ("/directory/aspsp-table/too-many-words", test_too_many_words);
  g_test_add_func ("/directory/aspsp-table/unfinished", test_unfinished);

  return g_test_run ();
}
