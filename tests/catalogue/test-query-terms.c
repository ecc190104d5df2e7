/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-query-terms.h"
#include "atlas-search.h"
#include "atlas-test-banks.h"

static const char *const banks[] = {
  "AABASE22|Alandsbanken|Mariehamn|FI,SE|mar|sepa-credit-transfers|OAuth2|",
  "DABASESX|Danske Bank|Stockholm|SE|sto|sepa-credit-transfers,domestic|OAuth2,Decoupled|",
  "HANDSESS|Handelsbanken|Stockholm|SE|sto|se-domestic-credit-transfers,swedish-giro|OAuth2|",
  "NDEAFIHH|Nordea Bank Abp|Helsinki|FI|hel|sepa-credit-transfers|Decoupled|",
  "SWEDSESS|Swedbank|Stockholm|SE|sto|domestic,swedish-domestic-private-bankgiros|OAuth2|Södra Dalarnas Sparbank",
  "WESTDE33|Westnordbank|Köln|DE|fra1|x-unknown|Redirect|",
  "OSTBDE44|Ostnordbank|Frankfurt|DE|fra2|x-unknown|Redirect|",
  NULL,
};

static AtlasQueryNames *
make_names (void)
{
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (banks);
  AtlasQueryNames *names = atlas_query_names_new (table);

  atlas_query_names_add_country (names, "JP", "Japan");
  atlas_query_names_add_city (names, "sto", "Stockholm", "SE");
  atlas_query_names_add_city (names, "hel", "Helsinki", "FI");
  atlas_query_names_add_city (names, "mar", "Mariehamn", "FI");
  atlas_query_names_add_city (names, "fra1", "Frankfurt", "DE");
  atlas_query_names_add_city (names, "fra2", "Frankfurt", "DE");
  atlas_query_names_add_city (names, "new", "Nya Köping", "SE");

  return names;
}

static AtlasQuery *
compile (AtlasQueryNames *names,
         const char      *typed)
{
  g_autoptr (AtlasQueryText) text = atlas_query_text_new (typed);
  g_autoptr (GPtrArray) readings = atlas_query_terms_read (names, text);
  AtlasQuery *query = atlas_query_new ();

  query->text = atlas_query_text_dup_words (text);
  for (guint i = 0; i < readings->len; i++)
    atlas_query_reading_apply (g_ptr_array_index (readings, i), query);

  return query;
}

static gboolean
is_starred_cb (const char *bic_fi,
               gpointer    data)
{
  return g_str_equal (bic_fi, "HANDSESS");
}

/* What a text finds, as the BICs' first four letters in the table's order. */
static char *
run (const char *typed)
{
  g_autoptr (AtlasQueryNames) names = make_names ();
  g_autoptr (AtlasQuery) query = compile (names, typed);
  const AtlasSearchContext context = { .is_starred = is_starred_cb, .new_since = 1003 };
  g_autoptr (AtlasSearchResult) result = atlas_search_filter (atlas_query_names_get_table (names), query, &context);
  g_autoptr (GString) answer = g_string_new (NULL);

  for (guint i = 0; i < result->positions->len; i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (atlas_query_names_get_table (names), g_array_index (result->positions, guint, i), &row);
      g_string_append_printf (answer, "%s%.4s", i > 0 ? " " : "", row.bic_fi);
    }

  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static void
test_finds (void)
{
  static const struct
  {
    const char *typed;
    const char *found;
  } cases[] = {
    { "country:de", "WEST OSTB" },
    { "country:Germany", "WEST OSTB" },
    { "country:deutschland", "WEST OSTB" },
    { "country:sverige,FINLAND", "AABA DABA HAND NDEA SWED" },
    { "country:de city:helsinki", "NDEA WEST OSTB" },
    { "-country:se", "NDEA WEST OSTB" },
    { "country:se -country:fi", "DABA HAND SWED" },
    { "city:HEL", "NDEA" },
    { "city:frankfurt", "WEST OSTB" },
    { "city:fra2", "OSTB" },
    { "city:\"nya koping\"", "" },
    { "-city:stockholm", "AABA NDEA WEST OSTB" },
    { "product:domestic", "DABA SWED" },
    { "product:giro", "HAND" },
    { "product:credit-transfers", "AABA DABA HAND NDEA" },
    { "product:credit", "AABA DABA HAND NDEA" },
    { "product:redit", "" },
    { "product:X-Unknown", "WEST OSTB" },
    { "auth:decoupled", "DABA NDEA" },
    { "auth:oa", "AABA DABA HAND SWED" },
    { "-auth:oauth2", "NDEA WEST OSTB" },
    { "bic:nd", "NDEA" },
    { "bic:ndea,swed", "NDEA SWED" },
    { "-bic:ndea -country:de", "AABA DABA HAND SWED" },
    { "is:starred", "HAND" },
    { "-is:starred country:se", "AABA DABA SWED" },
    { "is:new", "SWED WEST OSTB" },
    { "-is:new", "AABA DABA HAND NDEA" },
    { "is:new -is:new", "" },
    { "is:starred -is:starred", "" },
    { "has:affiliates", "SWED" },
    { "-has:affiliates country:se", "AABA DABA HAND" },
    /* What nothing has finds nothing, but does not take away what else is asked for. */
    { "country:zz", "" },
    { "country:zz,de", "WEST OSTB" },
    { "country:JP", "" },
    { "city:nowhere", "" },
    { "product:nothing", "" },
    { "auth:nothing", "" },
    { "bic:zzzz", "" },
    { "is:nothing", "" },
    { "has:nothing", "" },
    { "-is:nothing country:de", "WEST OSTB" },
    { "-country:zz country:de", "WEST OSTB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = run (cases[i].typed);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_labels (void)
{
  static const struct
  {
    const char *typed;
    const char *label;
    const char *problem;
  } cases[] = {
    { "country:se", "Country: Sweden", NULL },
    { "-country:SVERIGE", "Not: Sweden", NULL },
    { "country:jp", "Country: Japan", NULL },
    { "country:zz", "Country: zz", "The directory has no country “zz”" },
    { "city:STO", "City: Stockholm", NULL },
    { "city:fra1", "City: Frankfurt", NULL },
    { "city:x", "City: x", "The directory has no city “x”" },
    { "product:swedish-giro", "Product: Swedish giro payments", NULL },
    { "product:credit", "Product: credit", NULL },
    { "product:zz", "Product: zz", "No bank offers the payment product “zz”" },
    { "auth:oauth", "Sign-in: OAuth2", NULL },
    { "auth:zz", "Sign-in: zz", "No bank has the authorization method “zz”" },
    { "bic:swed", "BIC: SWED…", NULL },
    { "bic:zz", "BIC: ZZ…", "No BIC begins with “zz”" },
    { "is:starred", "Starred", NULL },
    { "-is:new", "Not: New", NULL },
    { "has:affiliates", "Has affiliates", NULL },
    { "is:zz", "is:zz", "After “is:” comes “starred” or “new”" },
    { "-has:zz", "Not: has:zz", "After “has:” comes “affiliates”" },
  };
  g_autoptr (AtlasQueryNames) names = make_names ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasQueryText) text = atlas_query_text_new (cases[i].typed);
      g_autoptr (GPtrArray) readings = atlas_query_terms_read (names, text);
      const AtlasQueryReading *reading;

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpuint (readings->len, ==, 1);
      reading = g_ptr_array_index (readings, 0);
      g_assert_cmpstr (reading->label, ==, cases[i].label);
      g_assert_cmpstr (reading->problem, ==, cases[i].problem);
    }
}

static void
test_writes (void)
{
  static const struct
  {
    const char *old;
    const char *typed;
    const char *written;
  } cases[] = {
    { NULL, "nordea country:sweden,FI", "country:SE,FI nordea" },
    { NULL, "city:sto,fra1", "city:Stockholm,fra1" },
    { NULL, "city:new", "city:\"Nya Köping\"" },
    { NULL, "product:giro auth:dec -bic:swed", "product:swedish-giro auth:Decoupled -bic:SWED" },
    { NULL, "has:affiliates -is:new is:starred", "is:starred -is:new has:affiliates" },
    { NULL, "-has:affiliates -is:starred is:new", "is:new -is:starred -has:affiliates" },
    { NULL, "country:zz", "country:zz" },
    /* What is still asked for stays as it was typed; what is not goes. */
    { "country:sverige product:giro", "product:giro ab", "product:giro ab" },
    { "country:sverige product:giro", "country:se", "country:sverige" },
    { "product:credit", "product:credit,domestic", "product:credit,domestic" },
    { "is:starred has:zz", "is:starred", "is:starred" },
    { "country:sverige,finland", "country:finland", "country:finland" },
  };
  g_autoptr (AtlasQueryNames) names = make_names ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasQueryText) old = cases[i].old ? atlas_query_text_new (cases[i].old) : NULL;
      g_autoptr (AtlasQuery) query = compile (names, cases[i].typed);
      g_autofree char *written = atlas_query_terms_dup_text (names, query, old);
      g_autoptr (AtlasQuery) again = compile (names, written);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (written, ==, cases[i].written);
      g_assert_true (atlas_query_equal (query, again));
    }
}

static void
test_repeated (void)
{
  static const struct
  {
    const char *typed;
    guint       repeated;
  } cases[] = {
    { "country:se,fi is:new has:affiliates", G_MAXUINT },
    { "country:se,sweden", 1 },
    { "country:fi -country:fi auth:dec country:finland", 3 },
    { "product:giro auth:dec product:swedish-giro", 2 },
  };
  g_autoptr (AtlasQueryNames) names = make_names ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasQueryText) text = atlas_query_text_new (cases[i].typed);
      g_autoptr (GPtrArray) readings = atlas_query_terms_read (names, text);

      g_assert_cmpuint (atlas_query_terms_find_repeated (readings), ==, cases[i].repeated);
    }
}

static void
test_candidates (void)
{
  static const struct
  {
    AtlasQueryField  field;
    const char      *typed;
    const char      *value;
    const char      *label;
    const char      *description;
    guint            n_banks;
  } cases[] = {
    { ATLAS_QUERY_FIELD_NONE, "pro", "product", "With a payment product", "product", 0 },
    { ATLAS_QUERY_FIELD_COUNTRY, "swe", "SE", "Sweden", "SE", 4 },
    { ATLAS_QUERY_FIELD_COUNTRY, "jap", "JP", "Japan", "JP", 0 },
    { ATLAS_QUERY_FIELD_CITY, "hels", "Helsinki", "Helsinki", "Finland", 1 },
    { ATLAS_QUERY_FIELD_CITY, "fra2", "fra2", "Frankfurt", "Germany", 1 },
    { ATLAS_QUERY_FIELD_PRODUCT, "giro", "swedish-giro", "Swedish giro payments", "swedish-giro", 1 },
    { ATLAS_QUERY_FIELD_AUTH, "dec", "Decoupled", "Decoupled (in the bank’s app)", "Decoupled", 2 },
    { ATLAS_QUERY_FIELD_IS, "st", "starred", "Starred banks", "starred", 0 },
  };
  g_autoptr (AtlasQueryNames) names = make_names ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasQueryCandidates) candidates = atlas_query_names_list_candidates (names, cases[i].field);
      g_autoptr (GArray) positions = atlas_query_candidates_match (candidates, cases[i].typed, 8);
      g_autofree char *description = NULL;
      const char *value;
      guint position;

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpuint (positions->len, ==, 1);
      position = g_array_index (positions, guint, 0);
      value = atlas_query_candidates_get_value (candidates, position);
      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_cmpstr (atlas_query_candidates_get_label (candidates, position), ==, cases[i].label);
      description = atlas_query_names_dup_description (names, cases[i].field, value);
      g_assert_cmpstr (description, ==, cases[i].description);
      g_assert_cmpuint (atlas_query_names_count_banks (names, cases[i].field, value), ==, cases[i].n_banks);
    }
}

static void
assert_bics (const char *typed,
             guint       max,
             const char *expected)
{
  g_autoptr (AtlasQueryNames) names = make_names ();
  g_autoptr (AtlasQueryCandidates) candidates = atlas_query_names_list_bics (names, typed, max);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < atlas_query_candidates_get_size (candidates); i++)
    g_string_append_printf (found, "%s%s %s", i > 0 ? ", " : "",
                            atlas_query_candidates_get_value (candidates, i), atlas_query_candidates_get_label (candidates, i));
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_bics (void)
{
  assert_bics ("nde", 8, "NDEAFIHH Nordea Bank Abp");
  assert_bics ("NDEAFIHH", 8, "NDEAFIHH Nordea Bank Abp");
  assert_bics ("dea", 8, "");
  assert_bics ("", 8, "");
  assert_bics ("nde", 0, "");
}

/* Whatever order the directory lists its banks in, the first of the BICs are offered. */
static void
test_bics_in_order (void)
{
  const char *const lines[] = { "ESSESESS|SEB", "ESSEFIHH|SEB Helsinki", "ESSEDEFF|SEB Frankfurt", "ESSENOKX|SEB Oslo", NULL };
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (lines);
  g_autoptr (AtlasQueryNames) names = atlas_query_names_new (table);
  g_autoptr (AtlasQueryCandidates) candidates = atlas_query_names_list_bics (names, "esse", 2);

  g_assert_cmpuint (atlas_query_candidates_get_size (candidates), ==, 2);
  g_assert_cmpstr (atlas_query_candidates_get_value (candidates, 0), ==, "ESSEDEFF");
  g_assert_cmpstr (atlas_query_candidates_get_value (candidates, 1), ==, "ESSEFIHH");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalogue/query-terms/finds", test_finds);
  g_test_add_func ("/catalogue/query-terms/labels", test_labels);
  g_test_add_func ("/catalogue/query-terms/writes", test_writes);
  g_test_add_func ("/catalogue/query-terms/repeated", test_repeated);
  g_test_add_func ("/catalogue/query-terms/candidates", test_candidates);
  g_test_add_func ("/catalogue/query-terms/bics", test_bics);
  g_test_add_func ("/catalogue/query-terms/bics-in-order", test_bics_in_order);

  return g_test_run ();
}
