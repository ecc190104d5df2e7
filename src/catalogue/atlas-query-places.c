/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-places-private.h"

#include "atlas-text.h"

static void
place_free (gpointer data)
{
  AtlasQueryPlace *place = data;

  g_free (place->id);
  g_free (place->name);
  g_free (place->folded);
  g_free (place->country);
  g_free (place->sort_key);
  g_free (place);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  return strcmp (((const AtlasQueryPlace *) a)->sort_key, ((const AtlasQueryPlace *) b)->sort_key);
}

void
atlas_query_places_init (AtlasQueryPlaces *self)
{
  self->list = g_ptr_array_new_with_free_func (place_free);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_named = g_hash_table_new (g_str_hash, g_str_equal);
}

void
atlas_query_places_clear (AtlasQueryPlaces *self)
{
  g_hash_table_unref (self->n_named);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->list);
}

static guint
count_named (const AtlasQueryPlaces *self,
             const char             *folded)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->n_named, folded));
}

/* A place that is there already stays as it is. */
void
atlas_query_places_add (AtlasQueryPlaces *self,
                        const char       *id,
                        const char       *name,
                        const char       *country)
{
  AtlasQueryPlace *place;

  if (id == NULL || atlas_query_places_find (self, id) != NULL)
    return;

  place = g_new0 (AtlasQueryPlace, 1);
  place->id = g_strdup (id);
  place->name = atlas_text_dup_shown (name);
  if (place->name == NULL)
    place->name = g_strdup (id);
  place->folded = atlas_text_fold (place->name);
  place->country = g_strdup (country);
  g_ptr_array_add (self->list, place);
  g_hash_table_insert (self->by_id, g_ascii_strdown (id, -1), place);
  g_hash_table_insert (self->n_named, place->folded, GUINT_TO_POINTER (count_named (self, place->folded) + 1));
}

/* (nullable): ids are compared without case. */
AtlasQueryPlace *
atlas_query_places_find (const AtlasQueryPlaces *self,
                         const char             *id)
{
  g_autofree char *key = g_ascii_strdown (id, -1);

  return g_hash_table_lookup (self->by_id, key);
}

/* Whether the place's name leads to it alone. */
gboolean
atlas_query_places_is_name_of_one (const AtlasQueryPlaces *self,
                                   const AtlasQueryPlace  *place)
{
  const AtlasQueryPlace *other = atlas_query_places_find (self, place->name);

  return count_named (self, place->folded) == 1 && (other == NULL || other == place);
}

/* As the user's language sorts their names. */
void
atlas_query_places_sort (AtlasQueryPlaces *self)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      AtlasQueryPlace *place = g_ptr_array_index (self->list, i);

      if (place->sort_key == NULL)
        place->sort_key = atlas_text_collate_key (place->name);
    }
  g_ptr_array_sort_values (self->list, compare_places);
}
