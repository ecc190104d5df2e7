/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-place-set.h"

struct _AtlasPlaceSet
{
  GObject    parent_instance;

  GPtrArray *places; /* (element-type AtlasPlace) */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasPlaceSet, atlas_place_set, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* A catalogue that was loaded anew has other objects for the same places. */
static gboolean
is_same_place (gconstpointer a,
               gconstpointer b)
{
  AtlasPlace *place = (AtlasPlace *) a;
  AtlasPlace *other = (AtlasPlace *) b;

  return atlas_place_get_kind (place) == atlas_place_get_kind (other) &&
         g_strcmp0 (atlas_place_get_id (place), atlas_place_get_id (other)) == 0;
}

static gboolean
find_place (AtlasPlaceSet *self,
            AtlasPlace    *place,
            guint         *position)
{
  return g_ptr_array_find_with_equal_func (self->places, place, is_same_place, position);
}

static gboolean
joins_others (AtlasPlace *place)
{
  return atlas_place_get_kind (place) == ATLAS_PLACE_COUNTRY || atlas_place_get_kind (place) == ATLAS_PLACE_CITY;
}

static gboolean
stands_alone (AtlasPlaceSet *self)
{
  return self->places->len == 1 && !joins_others (g_ptr_array_index (self->places, 0));
}

/* Takes one word out of a list; whether it was there. */
static gboolean
take_out (GStrv      *list,
          const char *word)
{
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();
  gboolean found = FALSE;

  for (guint i = 0; *list != NULL && (*list)[i] != NULL; i++)
    if (g_ascii_strcasecmp ((*list)[i], word) == 0)
      found = TRUE;
    else
      g_strv_builder_add (others, (*list)[i]);
  if (!found)
    return FALSE;

  g_strfreev (*list);
  *list = g_strv_builder_end (others);
  return TRUE;
}

static gboolean
take_place_out (AtlasQuery *query,
                AtlasPlace *place)
{
  gboolean found;

  switch (atlas_place_get_kind (place))
    {
    case ATLAS_PLACE_COUNTRY:
      return take_out (&query->country_codes, atlas_place_get_id (place));
    case ATLAS_PLACE_CITY:
      return take_out (&query->city_ids, atlas_place_get_id (place));
    case ATLAS_PLACE_STARRED:
      found = query->starred_only;
      query->starred_only = FALSE;
      return found;
    case ATLAS_PLACE_ALL:
    default:
      return FALSE;
    }
}

static GType
atlas_place_set_get_item_type (GListModel *model)
{
  return ATLAS_TYPE_PLACE;
}

static guint
atlas_place_set_get_n_items (GListModel *model)
{
  return ATLAS_PLACE_SET (model)->places->len;
}

static gpointer
atlas_place_set_get_item (GListModel *model,
                          guint       position)
{
  AtlasPlaceSet *self = ATLAS_PLACE_SET (model);

  return position < self->places->len ? g_object_ref (g_ptr_array_index (self->places, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = atlas_place_set_get_item_type;
  iface->get_n_items = atlas_place_set_get_n_items;
  iface->get_item = atlas_place_set_get_item;
}

static void
atlas_place_set_finalize (GObject *object)
{
  g_clear_pointer (&ATLAS_PLACE_SET (object)->places, g_ptr_array_unref);

  G_OBJECT_CLASS (atlas_place_set_parent_class)->finalize (object);
}

static void
atlas_place_set_class_init (AtlasPlaceSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_place_set_finalize;
}

static void
atlas_place_set_init (AtlasPlaceSet *self)
{
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * atlas_place_set_new:
 *
 * Returns: (transfer full): a set without a place
 */
AtlasPlaceSet *
atlas_place_set_new (void)
{
  return g_object_new (ATLAS_TYPE_PLACE_SET, NULL);
}

/**
 * atlas_place_set_contains:
 * @self: a set of places
 * @place: a place
 *
 * Returns: whether the place is chosen; all banks are when nothing else is
 */
gboolean
atlas_place_set_contains (AtlasPlaceSet *self,
                          AtlasPlace    *place)
{
  g_return_val_if_fail (ATLAS_IS_PLACE_SET (self), FALSE);
  g_return_val_if_fail (ATLAS_IS_PLACE (place), FALSE);

  if (atlas_place_get_kind (place) == ATLAS_PLACE_ALL)
    return self->places->len == 0;

  return find_place (self, place, NULL);
}

/**
 * atlas_place_set_choose:
 * @self: a set of places
 * @place: a place
 *
 * Chooses that place and no other.
 */
void
atlas_place_set_choose (AtlasPlaceSet *self,
                        AtlasPlace    *place)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (ATLAS_IS_PLACE_SET (self));
  g_return_if_fail (ATLAS_IS_PLACE (place));

  if (atlas_place_get_kind (place) != ATLAS_PLACE_ALL)
    g_ptr_array_add (places, g_object_ref (place));

  atlas_place_set_replace (self, places);
}

/**
 * atlas_place_set_add:
 * @self: a set of places
 * @place: a place
 *
 * Chooses a country or city beside those that are chosen; any other place replaces them.
 */
void
atlas_place_set_add (AtlasPlaceSet *self,
                     AtlasPlace    *place)
{
  g_return_if_fail (ATLAS_IS_PLACE_SET (self));
  g_return_if_fail (ATLAS_IS_PLACE (place));

  if (!joins_others (place) || stands_alone (self))
    {
      atlas_place_set_choose (self, place);
      return;
    }
  if (find_place (self, place, NULL))
    return;

  g_ptr_array_add (self->places, g_object_ref (place));
  g_list_model_items_changed (G_LIST_MODEL (self), self->places->len - 1, 0, 1);
}

/**
 * atlas_place_set_remove:
 * @self: a set of places
 * @place: a place
 */
void
atlas_place_set_remove (AtlasPlaceSet *self,
                        AtlasPlace    *place)
{
  guint position;

  g_return_if_fail (ATLAS_IS_PLACE_SET (self));
  g_return_if_fail (ATLAS_IS_PLACE (place));

  if (!find_place (self, place, &position))
    return;

  g_ptr_array_remove_index (self->places, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * atlas_place_set_replace:
 * @self: a set of places
 * @places: (element-type AtlasPlace): the places to choose instead, each of them once
 */
void
atlas_place_set_replace (AtlasPlaceSet *self,
                         GPtrArray     *places)
{
  g_autoptr (GPtrArray) old = NULL;

  g_return_if_fail (ATLAS_IS_PLACE_SET (self));

  if (places->len == 0 && self->places->len == 0)
    return;

  old = g_steal_pointer (&self->places);
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (self->places, g_object_ref (g_ptr_array_index (places, i)));

  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->places->len);
}

/**
 * atlas_place_set_fill_query:
 * @self: a set of places
 * @query: a query without any place
 *
 * Puts the chosen places into a query.
 */
void
atlas_place_set_fill_query (AtlasPlaceSet *self,
                            AtlasQuery    *query)
{
  g_autoptr (GStrvBuilder) countries = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) cities = g_strv_builder_new ();

  g_return_if_fail (ATLAS_IS_PLACE_SET (self));

  for (guint i = 0; i < self->places->len; i++)
    {
      AtlasPlace *place = g_ptr_array_index (self->places, i);
      const AtlasPlaceKind kind = atlas_place_get_kind (place);

      if (kind == ATLAS_PLACE_STARRED)
        query->starred_only = TRUE;
      else
        g_strv_builder_add (kind == ATLAS_PLACE_CITY ? cities : countries, atlas_place_get_id (place));
    }

  query->country_codes = g_strv_builder_end (countries);
  query->city_ids = g_strv_builder_end (cities);
}

/**
 * atlas_place_set_take_query:
 * @self: a set of places
 * @query: a query; what the places that stay ask for is taken out of it
 *
 * Lets go of the places that a query does not ask for.
 */
void
atlas_place_set_take_query (AtlasPlaceSet *self,
                            AtlasQuery    *query)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (ATLAS_IS_PLACE_SET (self));
  g_return_if_fail (query != NULL);

  for (guint i = 0; i < self->places->len; i++)
    if (take_place_out (query, g_ptr_array_index (self->places, i)))
      g_ptr_array_add (kept, g_object_ref (g_ptr_array_index (self->places, i)));
  if (kept->len < self->places->len)
    atlas_place_set_replace (self, kept);
}
