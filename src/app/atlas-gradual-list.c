/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-gradual-list.h"

/* What each frame after the first adds, and how many rows a GtkListView keeps around the visible
 * ones: beyond that, another item costs nothing. */
#define ITEMS_A_FRAME 12
#define ENOUGH_ITEMS 240
#define ROWS_ON_A_SCREEN 24

/* The first frame is painted as it is. */
#define FRAMES_TO_WAIT 2

struct _AtlasGradualList
{
  GObject     parent_instance;

  GListModel *model;
  GtkWidget  *widget;   /* (unowned) (nullable): weak, whose frames are counted */
  guint       tick;
  guint       frames;
  guint       size;     /* how many items are shown at most */
};

static GType
atlas_gradual_list_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (ATLAS_GRADUAL_LIST (model)->model);
}

static guint
atlas_gradual_list_get_n_items (GListModel *model)
{
  AtlasGradualList *self = ATLAS_GRADUAL_LIST (model);

  return MIN (g_list_model_get_n_items (self->model), self->size);
}

static gpointer
atlas_gradual_list_get_item (GListModel *model,
                             guint       position)
{
  AtlasGradualList *self = ATLAS_GRADUAL_LIST (model);

  return position < self->size ? g_list_model_get_item (self->model, position) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = atlas_gradual_list_get_item_type;
  iface->get_n_items = atlas_gradual_list_get_n_items;
  iface->get_item = atlas_gradual_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasGradualList, atlas_gradual_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
set_size (AtlasGradualList *self,
          guint             size)
{
  guint n_items = g_list_model_get_n_items (self->model);
  guint n_before = MIN (n_items, self->size);
  guint n_after = MIN (n_items, size);

  self->size = size;
  if (n_after > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_after - n_before);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  AtlasGradualList *self = user_data;

  if (self->frames++ < FRAMES_TO_WAIT)
    return G_SOURCE_CONTINUE;

  if (self->size < ENOUGH_ITEMS && self->size < g_list_model_get_n_items (self->model))
    {
      set_size (self, self->size + ITEMS_A_FRAME);
      return G_SOURCE_CONTINUE;
    }

  self->tick = 0;
  set_size (self, G_MAXUINT);

  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (AtlasGradualList *self,
                  guint             position,
                  guint             removed,
                  guint             added)
{
  guint n_after = g_list_model_get_n_items (self->model);
  guint n_before = n_after - added + removed;

  if (position >= self->size)
    return;
  if (n_before <= self->size && n_after <= self->size)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
      return;
    }

  /* What is beyond the end moves in or out. */
  g_list_model_items_changed (G_LIST_MODEL (self),
                              position,
                              MIN (n_before, self->size) - position,
                              MIN (n_after, self->size) - position);
}

static void
stop_counting (AtlasGradualList *self)
{
  if (self->widget != NULL && self->tick != 0)
    gtk_widget_remove_tick_callback (self->widget, self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->widget);
}

static void
atlas_gradual_list_dispose (GObject *object)
{
  AtlasGradualList *self = ATLAS_GRADUAL_LIST (object);

  stop_counting (self);

  G_OBJECT_CLASS (atlas_gradual_list_parent_class)->dispose (object);
}

static void
atlas_gradual_list_finalize (GObject *object)
{
  AtlasGradualList *self = ATLAS_GRADUAL_LIST (object);

  g_clear_object (&self->model);

  G_OBJECT_CLASS (atlas_gradual_list_parent_class)->finalize (object);
}

static void
atlas_gradual_list_class_init (AtlasGradualListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = atlas_gradual_list_dispose;
  object_class->finalize = atlas_gradual_list_finalize;
}

static void
atlas_gradual_list_init (AtlasGradualList *self)
{
}

/**
 * atlas_gradual_list_new:
 * @model: a list
 * @widget: the view that is to show it
 * @n_first: how many items the first frame has room for
 *
 * A list view makes some two hundred rows at once, of which a screen shows a few. This list begins with
 * those and lets the others come in over the next frames, so that the first one is soon there and none takes long.
 * After that it passes on exactly what @model says.
 *
 * Returns: (transfer full): a list of the items of @model
 */
AtlasGradualList *
atlas_gradual_list_new (GListModel *model,
                        GtkWidget  *widget,
                        guint       n_first)
{
  AtlasGradualList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (ATLAS_TYPE_GRADUAL_LIST, NULL);
  self->model = g_object_ref (model);
  self->size = n_first;
  g_set_weak_pointer (&self->widget, widget);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  self->tick = gtk_widget_add_tick_callback (widget, tick_cb, self, NULL);

  return self;
}

/**
 * atlas_gradual_list_count_rows:
 * @view: the view that is to show a list
 * @row_pixels: the least height of a row
 *
 * Returns: how many rows have room in the view's window, or on most screens where its height is not known
 */
guint
atlas_gradual_list_count_rows (GtkWidget *view,
                               int        row_pixels)
{
  GtkRoot *root = gtk_widget_get_root (view);
  int height = -1;

  if (GTK_IS_WINDOW (root) && !gtk_window_is_maximized (GTK_WINDOW (root)))
    gtk_window_get_default_size (GTK_WINDOW (root), NULL, &height);

  return height > 0 ? height / row_pixels + 1 : ROWS_ON_A_SCREEN;
}
