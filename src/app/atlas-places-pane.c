/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-gradual-list.h"
#include "atlas-place-row.h"
#include "atlas-place-selection.h"
#include "atlas-places-pane.h"

/* What stands before the countries: those come in right after a window's first frame, which is the banks'. */
#define ROWS_OF_FIRST_FRAME 2

struct _AtlasPlacesPane
{
  AdwNavigationPage    parent_instance;

  AtlasCatalogue      *catalogue;
  AtlasPlaceSet       *places;
  GtkTreeListModel    *tree;
  AtlasPlaceSelection *selection;

  GtkListView         *list;
  GMenuModel          *main_menu;
  GtkMenuButton       *menu_button;
};

G_DEFINE_FINAL_TYPE (AtlasPlacesPane, atlas_places_pane, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_CATALOGUE = 1,
  PROP_PLACES,
} AtlasPlacesPaneProperty;

static GParamSpec *properties[PROP_PLACES + 1];

enum
{
  PLACE_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A tree asks only once, and the cities may come after their country: the model follows them. */
static GListModel *
make_children (gpointer item,
               gpointer user_data)
{
  GtkSliceListModel *children;

  if (!ATLAS_IS_PLACE (item) || atlas_place_get_kind (item) != ATLAS_PLACE_COUNTRY)
    return NULL;

  children = gtk_slice_list_model_new (NULL, 0, G_MAXUINT);
  g_object_bind_property (item, "children", children, "model", G_BINDING_SYNC_CREATE);

  return G_LIST_MODEL (children);
}

/* All banks and the starred ones, a heading, the countries. */
static GListModel *
make_roots (AtlasCatalogue *catalogue)
{
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkStringList) heading = gtk_string_list_new ((const char *[]) { _("Countries"), NULL });

  g_list_store_append (models, atlas_catalogue_get_fixed_places (catalogue));
  g_list_store_append (models, heading);
  g_list_store_append (models, atlas_catalogue_get_countries (catalogue));

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models)));
}

static void
update_model (AtlasPlacesPane *self)
{
  const guint n_first = gtk_widget_get_mapped (GTK_WIDGET (self->list)) ? G_MAXUINT : ROWS_OF_FIRST_FRAME;
  g_autoptr (AtlasGradualList) shown = NULL;

  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  if (self->catalogue == NULL || self->places == NULL)
    return;

  self->tree = gtk_tree_list_model_new (make_roots (self->catalogue), FALSE, FALSE, make_children, NULL, NULL);
  shown = atlas_gradual_list_new (G_LIST_MODEL (self->tree), GTK_WIDGET (self->list), n_first);
  self->selection = atlas_place_selection_new (G_LIST_MODEL (shown), self->places);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static gboolean
is_place (GtkListItem *list_item,
          GObject     *item)
{
  return ATLAS_IS_PLACE (item);
}

static AtlasPlacesPane *
find_pane (gpointer row)
{
  return ATLAS_PLACES_PANE (gtk_widget_get_ancestor (row, ATLAS_TYPE_PLACES_PANE));
}

/* A popover is made with the model, and most visits never open it. */
static void
ensure_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, ATLAS_PLACES_PANE (user_data)->main_menu);
}

static void
chosen_cb (gpointer row)
{
  g_signal_emit (find_pane (row), signals[PLACE_OPENED], 0);
}

static void
activate_cb (AtlasPlacesPane *self,
             guint            position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  g_signal_emit (self, signals[PLACE_OPENED], 0);
}

static AtlasPlaceRow *
find_row_in (GtkWidget *widget)
{
  return widget && ATLAS_IS_PLACE_ROW (gtk_widget_get_first_child (widget))
           ? ATLAS_PLACE_ROW (gtk_widget_get_first_child (widget))
           : NULL;
}

/* The row that has the focus, itself or in its button. */
static GtkTreeListRow *
get_focused_row (AtlasPlacesPane *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  AtlasPlaceRow *row = find_row_in (focus);

  if (row == NULL && focus != NULL)
    row = ATLAS_PLACE_ROW (gtk_widget_get_ancestor (focus, ATLAS_TYPE_PLACE_ROW));

  return row ? atlas_place_row_get_row (row) : NULL;
}

static void
open_row (AtlasPlacesPane *self)
{
  GtkTreeListRow *row = get_focused_row (self);

  if (row != NULL)
    gtk_tree_list_row_set_expanded (row, TRUE);
}

/* Closes a country; from a city, goes up to its country. */
static void
close_row (AtlasPlacesPane *self)
{
  GtkTreeListRow *row = get_focused_row (self);
  g_autoptr (GtkTreeListRow) parent = row ? gtk_tree_list_row_get_parent (row) : NULL;

  if (parent != NULL)
    gtk_list_view_scroll_to (self->list, gtk_tree_list_row_get_position (parent), GTK_LIST_SCROLL_FOCUS, NULL);
  else if (row != NULL)
    gtk_tree_list_row_set_expanded (row, FALSE);
}

static gboolean
is_rtl (gpointer widget)
{
  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  if (is_rtl (widget))
    close_row (ATLAS_PLACES_PANE (widget));
  else
    open_row (ATLAS_PLACES_PANE (widget));
}

static void
close_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  if (is_rtl (widget))
    open_row (ATLAS_PLACES_PANE (widget));
  else
    close_row (ATLAS_PLACES_PANE (widget));
}

static gboolean
atlas_places_pane_grab_focus (GtkWidget *widget)
{
  AtlasPlacesPane *self = ATLAS_PLACES_PANE (widget);
  const guint n_items = self->selection ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;

  for (guint i = 0; i < n_items; i++)
    /* Scrolling only says which row the focus would go to. */
    if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
      {
        gtk_list_view_scroll_to (self->list, i, GTK_LIST_SCROLL_FOCUS, NULL);
        break;
      }

  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
atlas_places_pane_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AtlasPlacesPane *self = ATLAS_PLACES_PANE (object);

  switch ((AtlasPlacesPaneProperty) prop_id)
    {
    case PROP_CATALOGUE:
      g_value_set_object (value, self->catalogue);
      break;
    case PROP_PLACES:
      g_value_set_object (value, self->places);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_places_pane_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AtlasPlacesPane *self = ATLAS_PLACES_PANE (object);

  switch ((AtlasPlacesPaneProperty) prop_id)
    {
    case PROP_CATALOGUE:
      atlas_places_pane_set_catalogue (self, g_value_get_object (value));
      break;
    case PROP_PLACES:
      atlas_places_pane_set_places (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_places_pane_dispose (GObject *object)
{
  AtlasPlacesPane *self = ATLAS_PLACES_PANE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_PLACES_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  g_clear_object (&self->places);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (atlas_places_pane_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_CATALOGUE] = g_param_spec_object ("catalogue", NULL, NULL, ATLAS_TYPE_CATALOGUE, flags);
  properties[PROP_PLACES] = g_param_spec_object ("places", NULL, NULL, ATLAS_TYPE_PLACE_SET, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_places_pane_class_init (AtlasPlacesPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = atlas_places_pane_get_property;
  object_class->set_property = atlas_places_pane_set_property;
  object_class->dispose = atlas_places_pane_dispose;

  widget_class->grab_focus = atlas_places_pane_grab_focus;

  install_properties (object_class);
  signals[PLACE_OPENED] = g_signal_new ("place-opened", ATLAS_TYPE_PLACES_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "places.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "places.close", NULL, close_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-places-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasPlacesPane, list);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlacesPane, main_menu);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlacesPane, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_place);
}

static void
atlas_places_pane_init (AtlasPlacesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, ensure_menu_cb, self, NULL);
}

/**
 * atlas_places_pane_set_catalogue:
 * @self: the places' pane
 * @catalogue: (nullable): whose places to show
 */
void
atlas_places_pane_set_catalogue (AtlasPlacesPane *self,
                                 AtlasCatalogue  *catalogue)
{
  g_return_if_fail (ATLAS_IS_PLACES_PANE (self));

  if (!g_set_object (&self->catalogue, catalogue))
    return;

  update_model (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATALOGUE]);
}

/**
 * atlas_places_pane_set_places:
 * @self: the places' pane
 * @places: (nullable): where the chosen places are kept
 */
void
atlas_places_pane_set_places (AtlasPlacesPane *self,
                              AtlasPlaceSet   *places)
{
  g_return_if_fail (ATLAS_IS_PLACES_PANE (self));

  if (!g_set_object (&self->places, places))
    return;

  update_model (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACES]);
}

/**
 * atlas_places_pane_reveal:
 * @self: the places' pane
 * @place: a city
 *
 * Opens the country of a city, so that the city can be seen.
 */
void
atlas_places_pane_reveal (AtlasPlacesPane *self,
                          AtlasPlace      *place)
{
  g_return_if_fail (ATLAS_IS_PLACES_PANE (self));

  for (guint i = 0; self->tree != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
      g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);
      GListModel *children = ATLAS_IS_PLACE (item) ? atlas_place_get_children (ATLAS_PLACE (item)) : NULL;
      guint n_children = children ? g_list_model_get_n_items (children) : 0;

      for (guint j = 0; j < n_children; j++)
        {
          g_autoptr (AtlasPlace) child = g_list_model_get_item (children, j);

          if (g_strcmp0 (atlas_place_get_id (child), atlas_place_get_id (place)) == 0)
            {
              gtk_tree_list_row_set_expanded (row, TRUE);
              return;
            }
        }
    }
}
