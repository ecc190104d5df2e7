/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-place-selection.h"

struct _AtlasPlaceSelection
{
  GObject        parent_instance;

  GListModel    *model;
  AtlasPlaceSet *places;
};

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasPlaceSelection, atlas_place_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_iface_init))

static void
places_changed_cb (AtlasPlaceSelection *self)
{
  const guint n_items = g_list_model_get_n_items (self->model);

  if (n_items > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items);
}

static void
items_changed_cb (AtlasPlaceSelection *self,
                  guint                position,
                  guint                removed,
                  guint                added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
atlas_place_selection_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (ATLAS_PLACE_SELECTION (model)->model);
}

static guint
atlas_place_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (ATLAS_PLACE_SELECTION (model)->model);
}

static gpointer
atlas_place_selection_get_item (GListModel *model,
                                guint       position)
{
  return g_list_model_get_item (ATLAS_PLACE_SELECTION (model)->model, position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = atlas_place_selection_get_item_type;
  iface->get_n_items = atlas_place_selection_get_n_items;
  iface->get_item = atlas_place_selection_get_item;
}

static gboolean
atlas_place_selection_is_selected (GtkSelectionModel *model,
                                   guint              position)
{
  AtlasPlaceSelection *self = ATLAS_PLACE_SELECTION (model);
  g_autoptr (AtlasPlace) place = atlas_place_selection_dup_place (self, position);

  return place != NULL && atlas_place_set_contains (self->places, place);
}

static GtkBitset *
atlas_place_selection_get_selection_in_range (GtkSelectionModel *model,
                                              guint              position,
                                              guint              n_items)
{
  GtkBitset *selection = gtk_bitset_new_empty ();

  for (guint i = position; i < position + n_items; i++)
    if (atlas_place_selection_is_selected (model, i))
      gtk_bitset_add (selection, i);

  return selection;
}

static gboolean
atlas_place_selection_select_item (GtkSelectionModel *model,
                                   guint              position,
                                   gboolean           unselect_rest)
{
  AtlasPlaceSelection *self = ATLAS_PLACE_SELECTION (model);
  g_autoptr (AtlasPlace) place = atlas_place_selection_dup_place (self, position);

  if (place == NULL)
    return FALSE;

  if (unselect_rest)
    atlas_place_set_choose (self->places, place);
  else
    atlas_place_set_add (self->places, place);

  return TRUE;
}

static gboolean
atlas_place_selection_unselect_item (GtkSelectionModel *model,
                                     guint              position)
{
  AtlasPlaceSelection *self = ATLAS_PLACE_SELECTION (model);
  g_autoptr (AtlasPlace) place = atlas_place_selection_dup_place (self, position);

  if (place == NULL)
    return FALSE;

  atlas_place_set_remove (self->places, place);
  return TRUE;
}

/* A list view asks for this when a range is chosen with Shift. */
static gboolean
atlas_place_selection_set_selection (GtkSelectionModel *model,
                                     GtkBitset         *selected,
                                     GtkBitset         *mask)
{
  AtlasPlaceSelection *self = ATLAS_PLACE_SELECTION (model);
  GtkBitsetIter iter;
  guint position;

  if (!gtk_bitset_iter_init_first (&iter, mask, &position))
    return TRUE;

  do
    {
      if (gtk_bitset_contains (selected, position))
        atlas_place_selection_select_item (model, position, FALSE);
      else if (position < g_list_model_get_n_items (self->model))
        atlas_place_selection_unselect_item (model, position);
    }
  while (gtk_bitset_iter_next (&iter, &position));

  return TRUE;
}

static gboolean
atlas_place_selection_select_all (GtkSelectionModel *model)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  atlas_place_set_replace (ATLAS_PLACE_SELECTION (model)->places, none);
  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = atlas_place_selection_is_selected;
  iface->get_selection_in_range = atlas_place_selection_get_selection_in_range;
  iface->select_item = atlas_place_selection_select_item;
  iface->unselect_item = atlas_place_selection_unselect_item;
  iface->set_selection = atlas_place_selection_set_selection;
  iface->select_all = atlas_place_selection_select_all;
  iface->unselect_all = atlas_place_selection_select_all;
}

static void
atlas_place_selection_dispose (GObject *object)
{
  AtlasPlaceSelection *self = ATLAS_PLACE_SELECTION (object);

  g_clear_object (&self->model);
  g_clear_object (&self->places);

  G_OBJECT_CLASS (atlas_place_selection_parent_class)->dispose (object);
}

static void
atlas_place_selection_class_init (AtlasPlaceSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_place_selection_dispose;
}

static void
atlas_place_selection_init (AtlasPlaceSelection *self)
{
}

/**
 * atlas_place_selection_new:
 * @model: a model of #AtlasPlace, or of #GtkTreeListRow with such items; other items are never selected
 * @places: the chosen places
 *
 * Returns: (transfer full): a selection that reads and writes @places
 */
AtlasPlaceSelection *
atlas_place_selection_new (GListModel    *model,
                           AtlasPlaceSet *places)
{
  AtlasPlaceSelection *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);
  g_return_val_if_fail (ATLAS_IS_PLACE_SET (places), NULL);

  self = g_object_new (ATLAS_TYPE_PLACE_SELECTION, NULL);
  self->model = g_object_ref (model);
  self->places = g_object_ref (places);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (places, "items-changed", G_CALLBACK (places_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * atlas_place_selection_dup_place:
 * @self: a selection of places
 * @position: a position in it
 *
 * Returns: (transfer full) (nullable): the place there, or %NULL where the item is none
 */
AtlasPlace *
atlas_place_selection_dup_place (AtlasPlaceSelection *self,
                                 guint                position)
{
  g_autoptr (GObject) item = NULL;
  g_autoptr (GObject) inner = NULL;

  g_return_val_if_fail (ATLAS_IS_PLACE_SELECTION (self), NULL);

  item = g_list_model_get_item (self->model, position);
  if (GTK_IS_TREE_LIST_ROW (item))
    inner = gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (item));
  else
    inner = g_steal_pointer (&item);

  return ATLAS_IS_PLACE (inner) ? ATLAS_PLACE (g_steal_pointer (&inner)) : NULL;
}
