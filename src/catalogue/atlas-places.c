/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "atlas-places.h"

#include "atlas-city.h"
#include "atlas-country.h"
#include "atlas-place-private.h"
#include "atlas-text.h"

struct _AtlasPlaces
{
  GObject parent_instance;

  AtlasPlace *all;
  AtlasPlace *starred;
  GListStore *fixed;
  GListStore *countries;
};

G_DEFINE_FINAL_TYPE (AtlasPlaces, atlas_places, G_TYPE_OBJECT)

/* A place that a model is to hold, with the key that sorts it. */
typedef struct
{
  AtlasPlace *place;
  char       *sort_key;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_object_unref (wanted->place);
  g_free (wanted->sort_key);
  g_free (wanted);
}

static int
compare_wanted (gconstpointer a,
                gconstpointer b)
{
  const Wanted *wanted_a = *(const Wanted *const *) a;
  const Wanted *wanted_b = *(const Wanted *const *) b;
  int order = strcmp (wanted_a->sort_key, wanted_b->sort_key);

  return order != 0 ? order : g_strcmp0 (atlas_place_get_id (wanted_a->place), atlas_place_get_id (wanted_b->place));
}

/* Codes and ids are compared without case, as the platform does. */
static char *
make_key (AtlasPlaceKind  kind,
          const char     *id)
{
  g_autofree char *lower = g_ascii_strdown (id, -1);

  return g_strdup_printf ("%u %s", kind, lower);
}

/* (transfer full): the model's places by their keys. */
static GHashTable *
index_model (GListModel *model)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      AtlasPlace *place = g_list_model_get_item (model, i);

      g_hash_table_insert (index, make_key (atlas_place_get_kind (place), atlas_place_get_id (place)), place);
    }

  return index;
}

/* The place that shows the same already, else a new one. */
static AtlasPlace *
reuse_place (GHashTable     *shown,
             AtlasPlaceKind  kind,
             const char     *id,
             const char     *name,
             const char     *flag)
{
  g_autofree char *key = make_key (kind, id);
  AtlasPlace *place = g_hash_table_lookup (shown, key);

  if (place != NULL &&
      g_strcmp0 (atlas_place_get_name (place), name) == 0 &&
      g_strcmp0 (atlas_place_get_id (place), id) == 0)
    return g_object_ref (place);

  return atlas_place_new (kind, id, name, flag);
}

static void
add_wanted (GPtrArray  *wanted,
            AtlasPlace *place)
{
  Wanted *entry = g_new0 (Wanted, 1);

  entry->place = place;
  entry->sort_key = atlas_text_collate_key (atlas_place_get_name (place));
  g_ptr_array_add (wanted, entry);
}

static void
remove_unwanted (GListStore *store,
                 GHashTable *wanted)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (store)); i > 0; i--)
    {
      g_autoptr (AtlasPlace) place = g_list_model_get_item (G_LIST_MODEL (store), i - 1);

      if (!g_hash_table_contains (wanted, place))
        g_list_store_remove (store, i - 1);
    }
}

/* Makes @store hold @wanted, which is sorted, with one change for each run of places that are new or gone. */
static void
sync_store (GListStore *store,
            GPtrArray  *wanted)
{
  g_autoptr (GHashTable) wanted_set = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) run = g_ptr_array_new ();

  for (guint i = 0; i < wanted->len; i++)
    g_hash_table_add (wanted_set, ((Wanted *) g_ptr_array_index (wanted, i))->place);
  remove_unwanted (store, wanted_set);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (AtlasPlace) place = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_hash_table_add (kept, place);
    }

  /* What was kept is in order: the key of a place, its name, never changes. */
  for (guint i = 0; i <= wanted->len; i++)
    {
      AtlasPlace *place = i < wanted->len ? ((Wanted *) g_ptr_array_index (wanted, i))->place : NULL;

      if (place != NULL && !g_hash_table_contains (kept, place))
        {
          g_ptr_array_add (run, place);
          continue;
        }
      if (run->len > 0)
        g_list_store_splice (store, i - run->len, 0, run->pdata, run->len);
      g_ptr_array_set_size (run, 0);
    }
}

/* How many banks each word of a kind has, by the word in lower case. */
static GHashTable *
count_words (AtlasAspspTable *table,
             AtlasWordKind    kind)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < atlas_aspsp_table_get_n_words (table, kind); i++)
    {
      char *key = g_ascii_strdown (atlas_aspsp_table_get_word (table, kind, i), -1);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      g_hash_table_replace (counts, key, GUINT_TO_POINTER (before + atlas_aspsp_table_get_word_count (table, kind, i)));
    }

  return counts;
}

static guint
look_up_count (GHashTable *counts,
               const char *id)
{
  g_autofree char *key = g_ascii_strdown (id, -1);

  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
}

static AtlasPlace *
make_city (GHashTable *shown,
           GHashTable *counts,
           AtlasCity  *city)
{
  const char *id = atlas_city_get_city_id (city);
  g_autofree char *name = atlas_text_dup_shown (atlas_city_get_name (city));
  g_autofree char *shown_id = name ? NULL : atlas_text_dup_shown (id);
  AtlasPlace *place = reuse_place (shown, ATLAS_PLACE_CITY, id, name ? name : shown_id, NULL);

  atlas_place_set_n_banks (place, look_up_count (counts, id));

  return place;
}

/* Sorts the cities into their countries' groups. (transfer container): those whose country has none. */
static GPtrArray *
group_cities (GPtrArray  *cities,
              GHashTable *groups)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *homeless = g_ptr_array_new ();

  for (guint i = 0; i < cities->len; i++)
    {
      AtlasCity *city = g_ptr_array_index (cities, i);
      const char *id = atlas_city_get_city_id (city);
      const char *code = atlas_city_get_iso_country_code (city);
      g_autofree char *key = make_key (ATLAS_PLACE_COUNTRY, code ? code : "");
      GPtrArray *group = g_hash_table_lookup (groups, key);

      if (!atlas_text_is_blank (id) && g_hash_table_add (seen, make_key (ATLAS_PLACE_CITY, id)))
        g_ptr_array_add (group ? group : homeless, city);
    }

  return homeless;
}

/* A place without cities keeps no model for them. */
static void
update_children (AtlasPlace *country,
                 GPtrArray  *cities,
                 GHashTable *counts)
{
  GListModel *children = atlas_place_get_children (country);
  g_autoptr (GListStore) store = children != NULL ? g_object_ref (G_LIST_STORE (children)) : g_list_store_new (ATLAS_TYPE_PLACE);
  g_autoptr (GHashTable) shown = index_model (G_LIST_MODEL (store));
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) wanted_free);

  for (guint i = 0; i < cities->len; i++)
    add_wanted (wanted, make_city (shown, counts, g_ptr_array_index (cities, i)));
  g_ptr_array_sort (wanted, compare_wanted);
  sync_store (store, wanted);
  atlas_place_set_children (country, cities->len > 0 ? G_LIST_MODEL (store) : NULL);
}

/* Trees ask a row for its children once, so a country that gets its first city, or loses its last, is a row anew. */
static AtlasPlace *
make_country (GHashTable   *shown,
              GHashTable   *counts,
              AtlasCountry *country,
              gboolean      has_cities)
{
  const char *code = atlas_country_get_iso_country_code (country);
  g_autofree char *name = atlas_country_code_dup_display_name (code, atlas_country_get_name (country));
  g_autofree char *flag = atlas_country_code_dup_flag (code);
  g_autoptr (AtlasPlace) place = reuse_place (shown, ATLAS_PLACE_COUNTRY, code, name ? name : code, flag);

  if ((atlas_place_get_children (place) != NULL) != has_cities)
    {
      g_set_object (&place, NULL);
      place = atlas_place_new (ATLAS_PLACE_COUNTRY, code, name ? name : code, flag);
    }
  atlas_place_set_n_banks (place, look_up_count (counts, code));

  return g_steal_pointer (&place);
}

/* (transfer full): for every country its cities, to be filled. */
static GHashTable *
group_countries (GPtrArray *countries)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < countries->len; i++)
    {
      const char *code = atlas_country_get_iso_country_code (g_ptr_array_index (countries, i));

      if (!atlas_text_is_blank (code))
        g_hash_table_insert (groups, make_key (ATLAS_PLACE_COUNTRY, code), g_ptr_array_new ());
    }

  return groups;
}

static void
atlas_places_finalize (GObject *object)
{
  AtlasPlaces *self = ATLAS_PLACES (object);

  g_clear_object (&self->all);
  g_clear_object (&self->starred);
  g_clear_object (&self->fixed);
  g_clear_object (&self->countries);

  G_OBJECT_CLASS (atlas_places_parent_class)->finalize (object);
}

static void
atlas_places_class_init (AtlasPlacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = atlas_places_finalize;
}

static void
atlas_places_init (AtlasPlaces *self)
{
  self->all = atlas_place_new (ATLAS_PLACE_ALL, NULL, _("All banks"), NULL);
  self->starred = atlas_place_new (ATLAS_PLACE_STARRED, NULL, _("Starred"), NULL);
  self->fixed = g_list_store_new (ATLAS_TYPE_PLACE);
  g_list_store_append (self->fixed, self->all);
  g_list_store_append (self->fixed, self->starred);
  self->countries = g_list_store_new (ATLAS_TYPE_PLACE);
}

/**
 * atlas_places_new:
 *
 * Returns: (transfer full): places without any country
 */
AtlasPlaces *
atlas_places_new (void)
{
  return g_object_new (ATLAS_TYPE_PLACES, NULL);
}

/**
 * atlas_places_update:
 * @self: places
 * @countries: (element-type AtlasCountry): what the platform lists
 * @cities: (element-type AtlasCity): what the platform lists
 * @aspsps: the banks, for their numbers
 *
 * Brings the models up to date in place. A city of a country that is not listed stands among the countries,
 * so that it is not lost; what has no code or id cannot be asked for, and is left out.
 */
void
atlas_places_update (AtlasPlaces     *self,
                     GPtrArray       *countries,
                     GPtrArray       *cities,
                     AtlasAspspTable *aspsps)
{
  g_autoptr (GHashTable) groups = group_countries (countries);
  g_autoptr (GPtrArray) homeless = group_cities (cities, groups);
  g_autoptr (GHashTable) country_counts = count_words (aspsps, ATLAS_WORD_COUNTRY);
  g_autoptr (GHashTable) city_counts = count_words (aspsps, ATLAS_WORD_CITY);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) wanted_free);
  g_autoptr (GHashTable) shown = NULL;

  g_return_if_fail (ATLAS_IS_PLACES (self));

  shown = index_model (G_LIST_MODEL (self->countries));
  for (guint i = 0; i < countries->len; i++)
    {
      AtlasCountry *country = g_ptr_array_index (countries, i);
      const char *code = atlas_country_get_iso_country_code (country);
      g_autofree char *key = make_key (ATLAS_PLACE_COUNTRY, code ? code : "");
      GPtrArray *group = g_hash_table_lookup (groups, key);
      AtlasPlace *place;

      if (group == NULL)
        continue;
      place = make_country (shown, country_counts, country, group->len > 0);
      update_children (place, group, city_counts);
      add_wanted (wanted, place);
      g_hash_table_remove (groups, key);
    }
  for (guint i = 0; i < homeless->len; i++)
    add_wanted (wanted, make_city (shown, city_counts, g_ptr_array_index (homeless, i)));

  g_ptr_array_sort (wanted, compare_wanted);
  sync_store (self->countries, wanted);
  atlas_place_set_n_banks (self->all, atlas_aspsp_table_get_n_rows (aspsps));
}

/**
 * atlas_places_set_n_starred:
 * @self: places
 * @n_starred: how many of the banks are starred
 */
void
atlas_places_set_n_starred (AtlasPlaces *self,
                            guint        n_starred)
{
  g_return_if_fail (ATLAS_IS_PLACES (self));

  atlas_place_set_n_banks (self->starred, n_starred);
}

/**
 * atlas_places_get_fixed:
 * @self: places
 *
 * Returns: (transfer none): a model of #AtlasPlace: all banks, and the starred ones
 */
GListModel *
atlas_places_get_fixed (AtlasPlaces *self)
{
  g_return_val_if_fail (ATLAS_IS_PLACES (self), NULL);

  return G_LIST_MODEL (self->fixed);
}

/**
 * atlas_places_get_countries:
 * @self: places
 *
 * Returns: (transfer none): a model of #AtlasPlace: the countries, as the user's language sorts them
 */
GListModel *
atlas_places_get_countries (AtlasPlaces *self)
{
  g_return_val_if_fail (ATLAS_IS_PLACES (self), NULL);

  return G_LIST_MODEL (self->countries);
}

static AtlasPlace *
find_in_model (GListModel     *model,
               AtlasPlaceKind  kind,
               const char     *id)
{
  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (AtlasPlace) place = g_list_model_get_item (model, i);
      AtlasPlace *below;

      if (atlas_place_get_kind (place) == kind && g_ascii_strcasecmp (atlas_place_get_id (place), id) == 0)
        return place;
      below = kind == ATLAS_PLACE_CITY ? find_in_model (atlas_place_get_children (place), kind, id) : NULL;
      if (below != NULL)
        return below;
    }

  return NULL;
}

/**
 * atlas_places_find:
 * @self: places
 * @kind: what it is
 * @id: (nullable): a country code or a city id, in any case
 *
 * Returns: (transfer none) (nullable): the place; %NULL where there is no such
 */
AtlasPlace *
atlas_places_find (AtlasPlaces    *self,
                   AtlasPlaceKind  kind,
                   const char     *id)
{
  g_autofree char *code = NULL;

  g_return_val_if_fail (ATLAS_IS_PLACES (self), NULL);

  switch (kind)
    {
    case ATLAS_PLACE_ALL:
      return self->all;
    case ATLAS_PLACE_STARRED:
      return self->starred;
    case ATLAS_PLACE_COUNTRY:
      code = atlas_country_code_dup_canonical (id);
      return code != NULL ? find_in_model (G_LIST_MODEL (self->countries), kind, code) : NULL;
    case ATLAS_PLACE_CITY:
    default:
      return id != NULL ? find_in_model (G_LIST_MODEL (self->countries), kind, id) : NULL;
    }
}
