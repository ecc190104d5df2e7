/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-terms.h"
#include "atlas-reason.h"
#include "atlas-search.h"
#include "atlas-test-banks.h"
#include "fuzz.h"

static const char *const banks[] = {
  "AABASE22|Ålandsbanken|Mariehamn|FI,SE|mar|sepa-credit-transfers|OAuth2|",
  "DABASESX|Danske Bank|Stockholm|SE|sto|sepa-credit-transfers,domestic|OAuth2,Decoupled|",
  "HANDSESS|Handelsbanken|Stockholm|SE|sto|se-domestic-credit-transfers,swedish-giro|OAuth2|",
  "NDEAFIHH|Nordea Bank Abp|Helsinki|FI|hel|sepa-credit-transfers|Decoupled|",
  "SWEDSESS|Swedbank|Stockholm|SE|sto|domestic|OAuth2|Södra Dalarnas Sparbank",
  "WESTDE33|Straße & Söhne|Köln|DE|fra1|x-unknown|Redirect|",
  "INGBNL2A|ING|Amsterdam|NL|ams|sepa-credit-transfers|Redirect|",
  NULL,
};

static void
search (AtlasIndex *index,
        AtlasQuery *query)
{
  static const AtlasSearchContext context = { .new_since = 1000 };
  g_autoptr (AtlasSearchResult) result = atlas_search_run (index, query, &context);
  g_autofree char *sentence = atlas_search_result_dup_sentence (result);
  AtlasAspspTable *table = atlas_index_get_table (index);

  g_assert_cmpuint (result->positions->len, ==, result->scores->len);
  g_assert_cmpuint (result->positions->len, <=, atlas_aspsp_table_get_n_rows (table));
  for (guint i = 0; i < result->positions->len; i++)
    {
      const guint position = g_array_index (result->positions, guint, i);
      g_autoptr (AtlasReason) reason = NULL;

      g_assert_cmpuint (position, <, atlas_aspsp_table_get_n_rows (table));
      reason = atlas_reason_new (table, position, result);
    }
}

static void
check_findings (AtlasAspspTable *table,
                const char      *text)
{
  g_autoptr (AtlasRecognition) recognition = atlas_search_recognize (table, text);
  gsize length = strlen (text);

  g_assert_cmpuint (strlen (recognition->rest), ==, length);

  for (guint i = 0; i < recognition->n_findings; i++)
    {
      const AtlasFinding *finding = &recognition->findings[i];

      g_assert_true (finding->start < finding->end && finding->end <= length);
      g_assert_true (g_utf8_validate (finding->value, -1, NULL));
    }
}

/* Anything typed or pasted: what is recognized in it, what its qualifiers mean, and what it finds. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static AtlasIndex *index;
  static AtlasQueryNames *names;
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr (AtlasQueryText) parts = atlas_query_text_new (text);
  g_autoptr (AtlasQuery) query = atlas_query_new ();
  g_autoptr (GPtrArray) readings = NULL;

  if (index == NULL)
    {
      g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (banks);

      index = atlas_index_new (table);
      names = atlas_query_names_new (table);
    }

  check_findings (atlas_index_get_table (index), text);
  readings = atlas_query_terms_read (names, parts);
  query->text = atlas_query_text_dup_words (parts);
  for (guint i = 0; i < readings->len; i++)
    atlas_query_reading_apply (g_ptr_array_index (readings, i), query);
  search (index, query);

  return 0;
}
