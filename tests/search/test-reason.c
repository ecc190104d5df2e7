/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-reason.h"

static AtlasAspspTable *
make_table (void)
{
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (1);
  g_autoptr (GString) folded = g_string_new (NULL);

  atlas_aspsp_table_builder_begin_row (builder, "SWEDSESS", "Swedbank Åland", NULL, "Sundbyberg", 1000);
  atlas_aspsp_fold (folded, "SWEDSESS", "Swedbank Åland");
  atlas_aspsp_fold_affiliate (folded, "08999", "Södra Dalarnas Sparbank");
  atlas_aspsp_fold_detail (folded, ATLAS_FOLDED_STREET, "Landsvägen 40");
  atlas_aspsp_fold_detail (folded, ATLAS_FOLDED_COMPANY_NUMBER, "502017-7753");
  atlas_aspsp_fold_detail (folded, ATLAS_FOLDED_PHONE, "+46 8 585 900 00");
  atlas_aspsp_fold_detail (folded, ATLAS_FOLDED_HOST, "https://www.swedbank.example/privat");
  atlas_aspsp_table_builder_set_derived (builder, "Södra Dalarnas Sparbank", folded->str);
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_COUNTRY, "SE");
  atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_PRODUCT, "swedish-giro");

  return atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
}

/* The name with what was typed in brackets, and what else led to the bank. */
static char *
explain (const char *text)
{
  g_autoptr (AtlasAspspTable) table = make_table ();
  g_autoptr (AtlasIndex) index = atlas_index_new (table);
  AtlasQuery query = { .text = (char *) text };
  g_autoptr (AtlasSearchResult) result = atlas_search_run (index, &query, NULL);
  g_autoptr (AtlasReason) reason = atlas_reason_new (table, 0, result);
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autofree char *through = atlas_reason_dup_text (reason);
  AtlasAspspRow row;
  guint end = 0;

  g_assert_cmpuint (result->positions->len, ==, 1);
  atlas_aspsp_table_get_row (table, 0, &row);
  for (guint i = 0; i < reason->name_ranges->len; i++)
    {
      const AtlasReasonRange *range = &g_array_index (reason->name_ranges, AtlasReasonRange, i);

      g_string_append_len (answer, row.name + end, range->start - end);
      g_string_append_printf (answer, "[%.*s]", (int) (range->end - range->start), row.name + range->start);
      end = range->end;
    }
  g_string_append (answer, row.name + end);
  if (reason->bic_ranges->len > 0)
    g_string_append (answer, " (BIC)");
  if (through != NULL)
    g_string_append_printf (answer, " – %s", through);

  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static void
assert_explained (const char *text,
                  const char *expected)
{
  g_autofree char *answer = explain (text);

  g_assert_cmpstr (answer, ==, expected);
}

static void
test_in_sight (void)
{
  assert_explained ("swed", "[Swed]bank Åland (BIC)");
  assert_explained ("aland", "Swedbank [Åland]");
  assert_explained ("ÅLA", "Swedbank [Åla]nd");
  assert_explained ("bank", "Swed[bank] Åland");
  assert_explained ("aland swedbank", "[Swedbank] [Åland]");
  assert_explained ("swedse", "Swedbank Åland (BIC)");
}

static void
test_through (void)
{
  assert_explained ("dalarnas", "Swedbank Åland – affiliate: Södra Dalarnas Sparbank");
  assert_explained ("08999", "Swedbank Åland – affiliate: Södra Dalarnas Sparbank");
  assert_explained ("sundby", "Swedbank Åland – city: Sundbyberg");
  assert_explained ("landsvagen", "Swedbank Åland – street address");
  assert_explained ("5020177753", "Swedbank Åland – company number: 5020177753");
  assert_explained ("046858590000", "Swedbank Åland – phone: 46858590000");
  assert_explained ("https://internetbanken.swedbank.example/login", "Swedbank Åland – website: swedbank.example");
  assert_explained ("giro", "Swedbank Åland – product: swedish-giro");
  assert_explained ("swedbank sundbyberg", "[Swedbank] Åland – city: Sundbyberg");
}

static void
test_typos (void)
{
  assert_explained ("svedbank", "[Swedbank] Åland");
  assert_explained ("swedbakn", "[Swedbank] Åland");
  assert_explained ("dalarans", "Swedbank Åland – affiliate: Södra Dalarnas Sparbank");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/reason/in-sight", test_in_sight);
  g_test_add_func ("/search/reason/through", test_through);
  g_test_add_func ("/search/reason/typos", test_typos);

  return g_test_run ();
}
