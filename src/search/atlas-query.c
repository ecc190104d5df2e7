/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-query.h"

G_DEFINE_BOXED_TYPE (AtlasQuery, atlas_query, atlas_query_copy, atlas_query_free)

/* Where the lists of words are in a query: all of them are copied, freed and compared alike. */
static const gsize lists[] = {
  G_STRUCT_OFFSET (AtlasQuery, country_codes),
  G_STRUCT_OFFSET (AtlasQuery, city_ids),
  G_STRUCT_OFFSET (AtlasQuery, products),
  G_STRUCT_OFFSET (AtlasQuery, methods),
  G_STRUCT_OFFSET (AtlasQuery, bic_starts),
  G_STRUCT_OFFSET (AtlasQuery, without_country_codes),
  G_STRUCT_OFFSET (AtlasQuery, without_city_ids),
  G_STRUCT_OFFSET (AtlasQuery, without_products),
  G_STRUCT_OFFSET (AtlasQuery, without_methods),
  G_STRUCT_OFFSET (AtlasQuery, without_bic_starts),
};

static GStrv
list_at (const AtlasQuery *self,
         gsize             offset)
{
  return G_STRUCT_MEMBER (GStrv, self, offset);
}

static gboolean
is_empty (GStrv strv)
{
  return strv == NULL || strv[0] == NULL;
}

static gboolean
strv_equal (GStrv a,
            GStrv b)
{
  if (is_empty (a) || is_empty (b))
    return is_empty (a) && is_empty (b);

  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/**
 * atlas_query_new:
 *
 * Returns: (transfer full): a query for every bank
 */
AtlasQuery *
atlas_query_new (void)
{
  return g_new0 (AtlasQuery, 1);
}

/**
 * atlas_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): another query that asks the same
 */
AtlasQuery *
atlas_query_copy (const AtlasQuery *self)
{
  AtlasQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->text = g_strdup (self->text);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    G_STRUCT_MEMBER (GStrv, copy, lists[i]) = g_strdupv (list_at (self, lists[i]));

  return copy;
}

/**
 * atlas_query_free:
 * @self: (transfer full): a query
 */
void
atlas_query_free (AtlasQuery *self)
{
  g_free (self->text);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_strfreev (list_at (self, lists[i]));
  g_free (self);
}

/**
 * atlas_query_equal:
 * @a: a query
 * @b: a query
 *
 * Returns: whether both ask the same; an empty restriction is none
 */
gboolean
atlas_query_equal (const AtlasQuery *a,
                   const AtlasQuery *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!strv_equal (list_at (a, lists[i]), list_at (b, lists[i])))
      return FALSE;

  return g_strcmp0 (a->text ? a->text : "", b->text ? b->text : "") == 0 &&
         !a->starred_only == !b->starred_only &&
         !a->without_starred == !b->without_starred &&
         !a->finds_nothing == !b->finds_nothing &&
         a->newness == b->newness &&
         a->affiliates == b->affiliates;
}

/**
 * atlas_query_has_place:
 * @self: a query
 *
 * Returns: whether it is restricted to countries or cities
 */
gboolean
atlas_query_has_place (const AtlasQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !is_empty (self->country_codes) || !is_empty (self->city_ids);
}

/**
 * atlas_query_has_filter:
 * @self: a query
 *
 * Returns: whether it is restricted to products or authorization methods
 */
gboolean
atlas_query_has_filter (const AtlasQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !is_empty (self->products) || !is_empty (self->methods);
}
