/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-table-compare.h"
#include "atlas-worker.h"

typedef struct
{
  AtlasAspspTable *a;
  AtlasAspspTable *b;
} Pair;

static void
pair_free (Pair *pair)
{
  atlas_aspsp_table_unref (pair->a);
  atlas_aspsp_table_unref (pair->b);
  g_free (pair);
}

static gboolean
words_equal (const Pair    *pair,
             AtlasWordKind  kind,
             const guint16 *a,
             guint          n_a,
             const guint16 *b,
             guint          n_b)
{
  if (n_a != n_b)
    return FALSE;

  for (guint i = 0; i < n_a; i++)
    if (g_strcmp0 (atlas_aspsp_table_get_word (pair->a, kind, a[i]), atlas_aspsp_table_get_word (pair->b, kind, b[i])) != 0)
      return FALSE;

  return TRUE;
}

/* What is searched is more than what is shown. */
static gboolean
folded_equal (const Pair *pair,
              guint       position)
{
  AtlasAspspFolded a;
  AtlasAspspFolded b;

  atlas_aspsp_table_get_folded (pair->a, position, &a);
  atlas_aspsp_table_get_folded (pair->b, position, &b);

  return a.rest_length == b.rest_length && memcmp (a.rest, b.rest, a.rest_length) == 0;
}

static gboolean
rows_equal (const Pair *pair,
            guint       position)
{
  AtlasAspspRow a;
  AtlasAspspRow b;

  atlas_aspsp_table_get_row (pair->a, position, &a);
  atlas_aspsp_table_get_row (pair->b, position, &b);

  return a.id == b.id &&
         a.first_seen == b.first_seen &&
         g_strcmp0 (a.bic_fi, b.bic_fi) == 0 &&
         g_strcmp0 (a.name, b.name) == 0 &&
         g_strcmp0 (a.logo_folder, b.logo_folder) == 0 &&
         g_strcmp0 (a.logo_name, b.logo_name) == 0 &&
         g_strcmp0 (a.city, b.city) == 0 &&
         g_strcmp0 (a.affiliates, b.affiliates) == 0 &&
         folded_equal (pair, position) &&
         words_equal (pair, ATLAS_WORD_COUNTRY, a.countries, a.n_countries, b.countries, b.n_countries) &&
         words_equal (pair, ATLAS_WORD_CITY, a.cities, a.n_cities, b.cities, b.n_cities) &&
         words_equal (pair, ATLAS_WORD_PRODUCT, a.products, a.n_products, b.products, b.n_products) &&
         words_equal (pair, ATLAS_WORD_METHOD, a.methods, a.n_methods, b.methods, b.n_methods);
}

static DexFuture *
compare_worker (gpointer data)
{
  const Pair *pair = data;
  guint n_rows = atlas_aspsp_table_get_n_rows (pair->a);

  if (n_rows != atlas_aspsp_table_get_n_rows (pair->b))
    return dex_future_new_for_boolean (FALSE);

  for (guint i = 0; i < n_rows; i++)
    if (!rows_equal (pair, i))
      return dex_future_new_for_boolean (FALSE);

  return dex_future_new_for_boolean (TRUE);
}

/**
 * atlas_table_compare:
 * @a: a table
 * @b: another
 *
 * Returns: (transfer full): a future for whether both show the same; compared on a worker
 */
DexFuture *
atlas_table_compare (AtlasAspspTable *a,
                     AtlasAspspTable *b)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->a = atlas_aspsp_table_ref (a);
  pair->b = atlas_aspsp_table_ref (b);

  return atlas_worker_run (compare_worker, pair, (GDestroyNotify) pair_free);
}
