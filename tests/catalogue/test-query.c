/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-search.h"
#include "atlas-test-banks.h"

static const char *const banks[] = {
  "AABASE22|Alandsbanken|Mariehamn|FI,SE|mar|sepa-credit-transfers|OAuth2|",
  "DABASESX|Danske Bank|Stockholm|SE|sto|sepa-credit-transfers,domestic|OAuth2,Decoupled|",
  "HANDSESS|Handelsbanken|Stockholm|SE|sto|domestic,swedish-giro|OAuth2|",
  "NDEAFIHH|Nordea Bank Abp|Helsinki|FI|hel|sepa-credit-transfers|Decoupled|",
  "NDEASESS|Nordea Bank AB|Stockholm|SE|sto|sepa-credit-transfers,domestic|OAuth2|",
  "ESSESESS|Skandinaviska Enskilda Banken AB|Stockholm|SE|sto|domestic|OAuth2|",
  "SWEDSESS|Swedbank|Stockholm|SE|sto|domestic|OAuth2|Södra Dalarnas Sparbank,Sparbanken Nord",
  "WESTDE33|Westnordbank|Köln|DE|kol|x-unknown|Redirect|",
  NULL,
};

static gboolean
is_starred_cb (const char *bic_fi,
               gpointer    data)
{
  return g_strv_contains (data, bic_fi);
}

/* What a query answers, as the BICs' first four letters. */
static char *
run (AtlasQuery *query)
{
  static const char *const starred[] = { "HANDSESS", "WESTDE33", NULL };
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (banks);
  g_autoptr (AtlasIndex) index = atlas_index_new (table);
  const AtlasSearchContext context = { .is_starred = is_starred_cb, .data = (gpointer) starred };
  g_autoptr (AtlasSearchResult) result = atlas_search_run (index, query, &context);
  GArray *positions = result->positions;
  g_autoptr (GString) answer = g_string_new (NULL);

  for (guint i = 0; i < positions->len; i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, g_array_index (positions, guint, i), &row);
      g_string_append_printf (answer, "%s%.6s", i > 0 ? " " : "", row.bic_fi);
    }

  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static char *
run_text (const char *text)
{
  AtlasQuery query = { .text = (char *) text };

  return run (&query);
}

#define assert_text(text, expected)          \
  G_STMT_START                               \
  {                                          \
    g_autofree char *answer = run_text (text); \
    g_assert_cmpstr (answer, ==, expected);  \
  }                                          \
  G_STMT_END

#define assert_query(expected, ...)                \
  G_STMT_START                                     \
  {                                                \
    AtlasQuery asked = { __VA_ARGS__ };            \
    g_autofree char *answer = run (&asked);        \
    g_assert_cmpstr (answer, ==, expected);        \
  }                                                \
  G_STMT_END

#define LIST(...) ((GStrv) (const char *[]) { __VA_ARGS__, NULL })
#define ALL "AABASE DABASE HANDSE NDEAFI NDEASE ESSESE SWEDSE WESTDE"

static void
test_everything (void)
{
  assert_text (NULL, ALL);
  assert_text ("", ALL);
  assert_text ("  ", ALL);
  assert_query (ALL, .country_codes = (GStrv) (const char *[]) { NULL });
}

static void
test_places (void)
{
  assert_query ("AABASE NDEAFI", .country_codes = LIST ("FI"));
  assert_query ("AABASE NDEAFI", .country_codes = LIST ("fi"));
  assert_query ("NDEAFI", .city_ids = LIST ("hel"));
  /* The platform's own union: everything in Germany, and Helsinki. */
  assert_query ("NDEAFI WESTDE", .country_codes = LIST ("DE"), .city_ids = LIST ("hel"));
  assert_query ("AABASE NDEAFI WESTDE", .country_codes = LIST ("DE", "FI"));
  assert_query ("", .country_codes = LIST ("XX"));
}

static void
test_filters (void)
{
  assert_query ("HANDSE", .products = LIST ("swedish-giro"));
  assert_query ("HANDSE WESTDE", .products = LIST ("swedish-giro", "x-unknown"));
  assert_query ("DABASE NDEAFI", .methods = LIST ("Decoupled"));
  assert_query ("DABASE", .methods = LIST ("Decoupled"), .country_codes = LIST ("SE"));
  assert_query ("DABASE NDEASE", .products = LIST ("sepa-credit-transfers"), .city_ids = LIST ("sto"));
  assert_query ("HANDSE WESTDE", .starred_only = TRUE);
  assert_query ("HANDSE", .starred_only = TRUE, .country_codes = LIST ("SE"));
  assert_query ("WESTDE", .starred_only = TRUE, .text = (char *) "nord");
}

static void
test_text (void)
{
  assert_text ("handels", "HANDSE");
  assert_text ("HANDELS", "HANDSE");
  assert_text ("koln", "WESTDE");
  assert_text ("  bank   nordea  ", "NDEAFI NDEASE");
  assert_text ("nordea stockholm", "NDEASE");
  assert_text ("nowhere", "");
  assert_text ("dalarnas", "SWEDSE");
  assert_text ("södra sparbank", "SWEDSE");
}

static void
test_text_names_products (void)
{
  assert_text ("giro", "HANDSE");
  assert_text ("sepa nordea", "NDEAFI NDEASE");
  assert_text ("swedish-giro stockholm", "HANDSE");
  /* Part of a product's word is none. */
  assert_text ("gir", "");
}

static void
test_ranking (void)
{
  assert_text ("NDEASESS", "NDEASE");
  assert_text ("ndea", "NDEAFI NDEASE");
  assert_text ("nord", "NDEAFI NDEASE WESTDE SWEDSE");
  assert_text ("bank", "DABASE NDEAFI NDEASE ESSESE AABASE HANDSE SWEDSE WESTDE");
}

static void
test_ranking_classes (void)
{
  static const char *const lines[] = {
    "AAAASE22|Alpha|Sparta|SE",
    "BBBBSE22|Beta Bank||||||Sparbanken",
    "CCCCSE22|Krediterspar",
    "DDDDSE22|Första Sparbanken",
    "EEEESE22|Sparbanken",
    "SPARSE22|Zeta",
    "FFFFSE22|Spar",
    NULL,
  };
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (lines);
  AtlasQuery query = { .text = (char *) "spar" };
  g_autoptr (AtlasIndex) index = atlas_index_new (table);
  g_autoptr (AtlasSearchResult) result = atlas_search_run (index, &query, NULL);
  GArray *positions = result->positions;
  const guint expected[] = { 6, 5, 4, 3, 2, 1, 0 };

  g_assert_cmpmem (positions->data, positions->len * sizeof (guint), expected, sizeof expected);
}

static void
test_head_office (void)
{
  assert_text ("NDEASESSXXX", "NDEASE");
  assert_text ("ndeasessxxx", "NDEASE");
  /* A branch that is not listed by itself is of the bank that is. */
  assert_text ("NDEASESS123", "NDEASE");
  assert_text ("NDEAXXSS123", "");
}

static void
test_copy (void)
{
  AtlasQuery query = {
    .text = (char *) "text",
    .country_codes = LIST ("SE", "FI"),
    .city_ids = LIST ("hel"),
    .products = LIST ("domestic"),
    .methods = LIST ("OAuth2"),
    .starred_only = TRUE,
  };
  g_autoptr (AtlasQuery) copy = atlas_query_copy (&query);
  g_autoptr (AtlasQuery) empty = atlas_query_new ();

  g_assert_true (atlas_query_equal (&query, copy));
  g_assert_true (atlas_query_has_place (copy));
  g_assert_true (atlas_query_has_filter (copy));
  g_assert_false (atlas_query_has_place (empty));
  g_assert_false (atlas_query_has_filter (empty));
  g_assert_false (atlas_query_equal (copy, empty));
  copy->starred_only = FALSE;
  g_assert_false (atlas_query_equal (&query, copy));
}

static void
test_empty_is_none (void)
{
  AtlasQuery query = { .text = (char *) "", .products = (GStrv) (const char *[]) { NULL } };
  g_autoptr (AtlasQuery) empty = atlas_query_new ();

  g_assert_true (atlas_query_equal (&query, empty));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalogue/query/everything", test_everything);
  g_test_add_func ("/catalogue/query/places-are-a-union", test_places);
  g_test_add_func ("/catalogue/query/filters-narrow", test_filters);
  g_test_add_func ("/catalogue/query/text", test_text);
  g_test_add_func ("/catalogue/query/text-names-products", test_text_names_products);
  g_test_add_func ("/catalogue/query/ranking", test_ranking);
  g_test_add_func ("/catalogue/query/ranking-classes", test_ranking_classes);
  g_test_add_func ("/catalogue/query/head-office", test_head_office);
  g_test_add_func ("/catalogue/query/copy", test_copy);
  g_test_add_func ("/catalogue/query/empty-is-none", test_empty_is_none);

  return g_test_run ();
}
