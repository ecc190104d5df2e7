/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-bic.h"
#include "atlas-filter-private.h"

/* A query made ready for one table: which of the table's words are wanted, and which are not. */
typedef struct
{
  const AtlasQuery         *query;
  const AtlasSearchContext *context;
  gboolean                 *wanted[ATLAS_N_WORD_KINDS];     /* NULL: any */
  gboolean                 *unwanted[ATLAS_N_WORD_KINDS];   /* NULL: none */
} Filter;

static void
filter_clear (Filter *filter)
{
  for (guint kind = 0; kind < ATLAS_N_WORD_KINDS; kind++)
    {
      g_clear_pointer (&filter->wanted[kind], g_free);
      g_clear_pointer (&filter->unwanted[kind], g_free);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static gboolean
is_empty (GStrv strv)
{
  return strv == NULL || strv[0] == NULL;
}

/* Codes and identifiers are compared without case, as the platform does ("/countries/se"). */
static gboolean
contains (GStrv       strv,
          const char *word)
{
  for (guint i = 0; strv[i] != NULL; i++)
    if (g_ascii_strcasecmp (strv[i], word) == 0)
      return TRUE;

  return FALSE;
}

static gboolean *
mark_words (AtlasAspspTable *table,
            AtlasWordKind    kind,
            GStrv            words)
{
  guint n = atlas_aspsp_table_get_n_words (table, kind);
  gboolean *marked;

  if (is_empty (words))
    return NULL;

  marked = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    marked[i] = contains (words, atlas_aspsp_table_get_word (table, kind, i));

  return marked;
}

static void
filter_init (Filter          *filter,
             AtlasAspspTable *table)
{
  const AtlasQuery *query = filter->query;

  filter->wanted[ATLAS_WORD_COUNTRY] = mark_words (table, ATLAS_WORD_COUNTRY, query->country_codes);
  filter->wanted[ATLAS_WORD_CITY] = mark_words (table, ATLAS_WORD_CITY, query->city_ids);
  filter->wanted[ATLAS_WORD_PRODUCT] = mark_words (table, ATLAS_WORD_PRODUCT, query->products);
  filter->wanted[ATLAS_WORD_METHOD] = mark_words (table, ATLAS_WORD_METHOD, query->methods);
  filter->unwanted[ATLAS_WORD_COUNTRY] = mark_words (table, ATLAS_WORD_COUNTRY, query->without_country_codes);
  filter->unwanted[ATLAS_WORD_CITY] = mark_words (table, ATLAS_WORD_CITY, query->without_city_ids);
  filter->unwanted[ATLAS_WORD_PRODUCT] = mark_words (table, ATLAS_WORD_PRODUCT, query->without_products);
  filter->unwanted[ATLAS_WORD_METHOD] = mark_words (table, ATLAS_WORD_METHOD, query->without_methods);
}

static gboolean
passes_all (const Filter *filter)
{
  const AtlasQuery *query = filter->query;

  for (guint kind = 0; kind < ATLAS_N_WORD_KINDS; kind++)
    if (filter->wanted[kind] != NULL || filter->unwanted[kind] != NULL)
      return FALSE;

  return !query->finds_nothing &&
         is_empty (query->bic_starts) && is_empty (query->without_bic_starts) &&
         !query->starred_only && !query->without_starred &&
         query->newness == ATLAS_CHOICE_ANY && query->affiliates == ATLAS_CHOICE_ANY;
}

static gboolean
has_any (const gboolean *marked,
         const guint16  *words,
         guint           n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (marked[words[i]])
      return TRUE;

  return FALSE;
}

/* Countries and cities are a union, as in the platform's own queries. */
static gboolean
is_in_place (const Filter        *filter,
             const AtlasAspspRow *row)
{
  const gboolean *countries = filter->wanted[ATLAS_WORD_COUNTRY];
  const gboolean *cities = filter->wanted[ATLAS_WORD_CITY];
  const gboolean *no_countries = filter->unwanted[ATLAS_WORD_COUNTRY];
  const gboolean *no_cities = filter->unwanted[ATLAS_WORD_CITY];

  if (no_countries != NULL && has_any (no_countries, row->countries, row->n_countries))
    return FALSE;
  if (no_cities != NULL && has_any (no_cities, row->cities, row->n_cities))
    return FALSE;
  if (countries == NULL && cities == NULL)
    return TRUE;

  return (countries != NULL && has_any (countries, row->countries, row->n_countries)) ||
         (cities != NULL && has_any (cities, row->cities, row->n_cities));
}

static gboolean
offers (const Filter        *filter,
        AtlasWordKind        kind,
        const guint16       *words,
        guint                n_words)
{
  if (filter->wanted[kind] != NULL && !has_any (filter->wanted[kind], words, n_words))
    return FALSE;

  return filter->unwanted[kind] == NULL || !has_any (filter->unwanted[kind], words, n_words);
}

static gboolean
begins_with_any (const char *bic_fi,
                 GStrv       starts)
{
  for (guint i = 0; starts[i] != NULL; i++)
    if (atlas_bic_begins_with (bic_fi, starts[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_choice (AtlasChoice choice,
           gboolean    value)
{
  return choice == ATLAS_CHOICE_ANY || (choice == ATLAS_CHOICE_YES) == !!value;
}

static gboolean
is_starred_as_wanted (const Filter *filter,
                      const char   *bic_fi)
{
  const AtlasQuery *query = filter->query;
  const AtlasSearchContext *context = filter->context;
  gboolean starred;

  if (!query->starred_only && !query->without_starred)
    return TRUE;
  if (context == NULL || context->is_starred == NULL)
    return TRUE;
  starred = context->is_starred (bic_fi, context->data);

  return (!query->starred_only || starred) && (!query->without_starred || !starred);
}

static gboolean
passes (const Filter        *filter,
        const AtlasAspspRow *row)
{
  const AtlasQuery *query = filter->query;
  const gint64 new_since = filter->context ? filter->context->new_since : 0;

  return !query->finds_nothing &&
         is_in_place (filter, row) &&
         offers (filter, ATLAS_WORD_PRODUCT, row->products, row->n_products) &&
         offers (filter, ATLAS_WORD_METHOD, row->methods, row->n_methods) &&
         is_choice (query->newness, new_since > 0 && row->first_seen > new_since) &&
         is_choice (query->affiliates, row->affiliates != NULL) &&
         (is_empty (query->bic_starts) || begins_with_any (row->bic_fi, query->bic_starts)) &&
         (is_empty (query->without_bic_starts) || !begins_with_any (row->bic_fi, query->without_bic_starts)) &&
         is_starred_as_wanted (filter, row->bic_fi);
}

guint8 *
atlas_filter_run (AtlasAspspTable          *table,
                  const AtlasQuery         *query,
                  const AtlasSearchContext *context)
{
  g_auto (Filter) filter = { .query = query, .context = context };
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);
  guint8 *passing;

  filter_init (&filter, table);
  if (passes_all (&filter))
    return NULL;

  passing = g_malloc (n_rows + 1);
  for (guint i = 0; i < n_rows; i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, i, &row);
      passing[i] = passes (&filter, &row);
    }

  return passing;
}
