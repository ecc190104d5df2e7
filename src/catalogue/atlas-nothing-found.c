/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-nothing-found.h"

#include "atlas-text.h"

/* What is asked, and of whom: the same for every alternative that is tried. */
typedef struct
{
  const AtlasQuery         *query;
  AtlasIndex               *index;
  const AtlasSearchContext *context;
  GPtrArray                *found;
} Search;

static void
lift_place (AtlasQuery *query)
{
  g_clear_pointer (&query->country_codes, g_strfreev);
  g_clear_pointer (&query->city_ids, g_strfreev);
}

static void
lift_products (AtlasQuery *query)
{
  g_clear_pointer (&query->products, g_strfreev);
}

static void
lift_methods (AtlasQuery *query)
{
  g_clear_pointer (&query->methods, g_strfreev);
}

static void
lift_star (AtlasQuery *query)
{
  query->starred_only = FALSE;
}

static void
lift_conditions (AtlasQuery *query)
{
  query->newness = ATLAS_CHOICE_ANY;
  query->affiliates = ATLAS_CHOICE_ANY;
  query->without_starred = FALSE;
  g_clear_pointer (&query->bic_starts, g_strfreev);
  g_clear_pointer (&query->without_country_codes, g_strfreev);
  g_clear_pointer (&query->without_city_ids, g_strfreev);
  g_clear_pointer (&query->without_products, g_strfreev);
  g_clear_pointer (&query->without_methods, g_strfreev);
  g_clear_pointer (&query->without_bic_starts, g_strfreev);
}

static void
lift_text (AtlasQuery *query)
{
  g_clear_pointer (&query->text, g_free);
}

static void
lift_all (AtlasQuery *query)
{
  lift_place (query);
  lift_products (query);
  lift_methods (query);
  lift_star (query);
  lift_conditions (query);
}

static gboolean
is_affiliate_match (const AtlasAspspRow *row,
                    const char          *text)
{
  g_autofree char *affiliates = atlas_text_fold (row->affiliates);
  g_autofree char *name = atlas_text_fold (row->name);
  g_autofree char *folded = atlas_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  gboolean in_name = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (affiliates, words[i]) == NULL)
        return FALSE;
      in_name = in_name && strstr (name, words[i]) != NULL;
    }

  return !in_name;
}

static AtlasAlternative *
alternative_new (Search     *search,
                 AtlasQuery *query,
                 GArray     *positions)
{
  AtlasAlternative *alternative = g_new0 (AtlasAlternative, 1);
  AtlasAspspRow row;

  alternative->n_banks = positions->len;
  alternative->query = query;
  if (positions->len != 1)
    return alternative;

  atlas_aspsp_table_get_row (atlas_index_get_table (search->index), g_array_index (positions, guint, 0), &row);
  alternative->bic_fi = g_strdup (row.bic_fi);
  alternative->name = g_strdup (row.name);
  alternative->is_affiliate = !atlas_text_is_blank (search->query->text) && is_affiliate_match (&row, search->query->text);

  return alternative;
}

static AtlasAlternative *
alternative_copy (const AtlasAlternative *self)
{
  AtlasAlternative *copy = g_memdup2 (self, sizeof *self);

  copy->query = atlas_query_copy (self->query);
  copy->bic_fi = g_strdup (self->bic_fi);
  copy->name = g_strdup (self->name);

  return copy;
}

/* Tries the query without some of its restrictions; what finds anything is kept. */
static gboolean
try_without (Search               *search,
             AtlasAlternativeKind  kind,
             void (*lift) (AtlasQuery *query))
{
  g_autoptr (AtlasQuery) query = atlas_query_copy (search->query);
  g_autoptr (AtlasSearchResult) result = NULL;
  const AtlasAlternative *first = search->found->len > 0 ? g_ptr_array_index (search->found, 0) : NULL;
  AtlasAlternative *alternative;

  lift (query);
  if (atlas_query_equal (query, search->query))
    return FALSE;

  if (first != NULL && atlas_query_equal (query, first->query))
    {
      alternative = alternative_copy (first);
    }
  else
    {
      result = atlas_search_run (search->index, query, search->context);
      if (result->positions->len == 0)
        return FALSE;
      alternative = alternative_new (search, g_steal_pointer (&query), result->positions);
    }
  alternative->kind = kind == ATLAS_ALTERNATIVE_ELSEWHERE && alternative->is_affiliate ? ATLAS_ALTERNATIVE_AFFILIATE : kind;
  g_ptr_array_add (search->found, alternative);

  return TRUE;
}

/* An account number or a BIC names its country, even where its bank is not in the list: the banks of that country are offered. */
static void
try_country (Search *search)
{
  AtlasAspspTable *table = atlas_index_get_table (search->index);
  g_autoptr (AtlasRecognition) recognition = atlas_search_recognize (table, search->query->text);

  for (guint i = 0; i < recognition->n_findings; i++)
    {
      const AtlasFinding *finding = &recognition->findings[i];
      g_autoptr (AtlasQuery) query = atlas_query_new ();
      g_autoptr (AtlasSearchResult) result = NULL;
      AtlasAlternative *alternative;

      if (*finding->country == '\0')
        continue;
      query->country_codes = g_strdupv ((char *[]) { (char *) finding->country, NULL });
      result = atlas_search_filter (table, query, NULL);
      if (result->positions->len == 0)
        continue;
      alternative = alternative_new (search, g_steal_pointer (&query), result->positions);
      alternative->kind = ATLAS_ALTERNATIVE_COUNTRY;
      g_ptr_array_add (search->found, alternative);
      return;
    }
}

/**
 * atlas_alternative_free:
 * @self: (transfer full): an alternative
 */
void
atlas_alternative_free (AtlasAlternative *self)
{
  g_clear_pointer (&self->query, atlas_query_free);
  g_free (self->bic_fi);
  g_free (self->name);
  g_free (self);
}

/**
 * atlas_nothing_found_ask:
 * @query: a query that finds nothing
 * @index: the banks that were asked
 * @context: (nullable): about the person
 *
 * "Not offered" and "hidden by my filter" must not look the same: this finds out which it is. Each
 * restriction is lifted by itself; where no single one helps, all are; where even that does not,
 * nothing matches the text, and only then is the query without it offered.
 *
 * Returns: (transfer full) (element-type AtlasAlternative): what would find something, the nearest to
 *   the query first
 */
GPtrArray *
atlas_nothing_found_ask (const AtlasQuery         *query,
                         AtlasIndex               *index,
                         const AtlasSearchContext *context)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_alternative_free);
  Search search = { query, index, context, found };

  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (index != NULL, NULL);

  /* Where nothing has the text at all, no restriction is to blame; and that is what most keys that find nothing come to. */
  if (try_without (&search, ATLAS_ALTERNATIVE_ANYWHERE, lift_all))
    {
      try_without (&search, ATLAS_ALTERNATIVE_PRODUCTS, lift_products);
      try_without (&search, ATLAS_ALTERNATIVE_METHODS, lift_methods);
      try_without (&search, ATLAS_ALTERNATIVE_UNSTARRED, lift_star);
      try_without (&search, ATLAS_ALTERNATIVE_CONDITIONS, lift_conditions);
      try_without (&search, ATLAS_ALTERNATIVE_ELSEWHERE, lift_place);
      if (found->len > 1)
        g_ptr_array_remove_index (found, 0);
    }
  else
    {
      try_country (&search);
      try_without (&search, ATLAS_ALTERNATIVE_NO_TEXT, lift_text);
    }

  return g_steal_pointer (&found);
}
