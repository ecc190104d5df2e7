/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-ellipsis.h"
#include "atlas-place-row.h"
#include "atlas-row-choice.h"

#define CITY_INDENT_PIXELS 28
#define EXPANDER_PIXELS 32

struct _AtlasPlaceRow
{
  GtkWidget       parent_instance;

  GtkTreeListRow *row;
  AtlasPlace     *place;
  GSignalGroup   *place_signals;
  GBindingGroup  *row_bindings;

  GtkWidget      *count;
  GtkWidget      *expander;
  GtkWidget      *flag;
  GtkWidget      *icon;
  GtkWidget      *name;
};

G_DEFINE_FINAL_TYPE (AtlasPlaceRow, atlas_place_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ROW = 1,
  PROP_PLACE,
  PROP_LABEL,
} AtlasPlaceRowProperty;

static GParamSpec *properties[PROP_LABEL + 1];

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
name_text (AtlasPlaceRow *self,
           GObject       *item)
{
  if (ATLAS_IS_PLACE (item))
    return g_strdup (atlas_place_get_name (ATLAS_PLACE (item)));
  if (GTK_IS_STRING_OBJECT (item))
    return g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (item)));

  return NULL;
}

static char *
dup_label (AtlasPlaceRow *self)
{
  g_autoptr (GObject) item = self->row ? gtk_tree_list_row_get_item (self->row) : NULL;
  guint n_banks;

  if (self->place == NULL)
    return name_text (self, item);

  n_banks = atlas_place_get_n_banks (self->place);
  /* Translators: a place and how many banks are there, as "Sweden, 23 banks"; read by screen readers */
  return g_strdup_printf (ngettext ("%s, %u bank", "%s, %u banks", n_banks), atlas_place_get_name (self->place), n_banks);
}

static void
n_banks_cb (AtlasPlaceRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

static char *
icon_name (AtlasPlaceRow *self,
           guint          kind)
{
  return g_strdup (kind == ATLAS_PLACE_STARRED ? "starred-symbolic" : "view-list-symbolic");
}

static char *
count_text (AtlasPlaceRow *self,
            guint          n_banks)
{
  return g_strdup_printf ("%'u", n_banks);
}

static char *
expander_icon (AtlasPlaceRow *self,
               gboolean       expanded)
{
  return g_strdup (expanded ? "pan-down-symbolic" : "pan-end-symbolic");
}

static const char *
get_expander_text (GtkWidget *expander)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (expander)) ? _("Hide Cities") : _("Show Cities");
}

static void
update_expander_label (AtlasPlaceRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, get_expander_text (self->expander),
                                  -1);
}

static gboolean
query_expander_tooltip_cb (GtkWidget  *expander,
                           int         x,
                           int         y,
                           gboolean    keyboard_mode,
                           GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, get_expander_text (expander));

  return TRUE;
}

static gboolean
has_children (AtlasPlaceRow *self,
              GListModel    *children)
{
  const gboolean has_some = children != NULL;

  /* The numbers stand under one another, with and without a button after them. */
  gtk_widget_set_margin_end (self->count, has_some ? 0 : EXPANDER_PIXELS);
  return has_some;
}

static void
released_cb (AtlasPlaceRow   *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *gesture)
{
  if (self->place != NULL && atlas_row_choice_is_click (gesture, n_press))
    g_signal_emit (self, signals[CHOSEN], 0);
}

/* A binding keeps its last value while there is no place, so what a heading lacks is hidden here. */
static void
update_place (AtlasPlaceRow *self)
{
  g_autoptr (GObject) item = self->row ? gtk_tree_list_row_get_item (self->row) : NULL;
  AtlasPlace *place = ATLAS_IS_PLACE (item) ? ATLAS_PLACE (item) : NULL;
  const gboolean is_country = place != NULL && atlas_place_get_kind (place) == ATLAS_PLACE_COUNTRY;
  const gboolean is_city = place != NULL && atlas_place_get_kind (place) == ATLAS_PLACE_CITY;

  gtk_widget_set_margin_start (GTK_WIDGET (self), is_city ? CITY_INDENT_PIXELS : 0);
  gtk_widget_set_visible (self->flag, is_country && atlas_place_get_flag (place) != NULL);
  gtk_widget_set_visible (self->icon, place != NULL && !is_country && !is_city);
  gtk_widget_set_visible (self->count, place != NULL);
  gtk_widget_set_visible (self->expander, FALSE);
  gtk_widget_set_margin_end (self->count, EXPANDER_PIXELS);
  if (GTK_IS_STRING_OBJECT (item))
    gtk_widget_add_css_class (self->name, "heading");
  else
    gtk_widget_remove_css_class (self->name, "heading");

  if (g_set_object (&self->place, place))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
  g_signal_group_set_target (self->place_signals, place);
}

static void
atlas_place_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AtlasPlaceRow *self = ATLAS_PLACE_ROW (object);

  switch ((AtlasPlaceRowProperty) prop_id)
    {
    case PROP_ROW:
      g_value_set_object (value, self->row);
      break;
    case PROP_PLACE:
      g_value_set_object (value, self->place);
      break;
    case PROP_LABEL:
      g_value_take_string (value, dup_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_place_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AtlasPlaceRow *self = ATLAS_PLACE_ROW (object);

  switch ((AtlasPlaceRowProperty) prop_id)
    {
    case PROP_ROW:
      atlas_place_row_set_row (self, g_value_get_object (value));
      break;
    case PROP_PLACE:
    case PROP_LABEL:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_place_row_dispose (GObject *object)
{
  AtlasPlaceRow *self = ATLAS_PLACE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_PLACE_ROW);
  g_clear_object (&self->row_bindings);
  g_clear_object (&self->place_signals);
  g_clear_object (&self->row);
  g_clear_object (&self->place);

  G_OBJECT_CLASS (atlas_place_row_parent_class)->dispose (object);
}

static void
atlas_place_row_class_init (AtlasPlaceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = atlas_place_row_get_property;
  object_class->set_property = atlas_place_row_set_property;
  object_class->dispose = atlas_place_row_dispose;

  properties[PROP_ROW] =
    g_param_spec_object ("row", NULL, NULL,
                         GTK_TYPE_TREE_LIST_ROW,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLACE] =
    g_param_spec_object ("place", NULL, NULL,
                         ATLAS_TYPE_PLACE,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHOSEN] = g_signal_new ("chosen", ATLAS_TYPE_PLACE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "place-row.open", NULL, atlas_row_choice_open);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-place-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasPlaceRow, count);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlaceRow, expander);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlaceRow, flag);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlaceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlaceRow, name);
  gtk_widget_class_bind_template_callback (widget_class, atlas_ellipsis_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, count_text);
  gtk_widget_class_bind_template_callback (widget_class, expander_icon);
  gtk_widget_class_bind_template_callback (widget_class, has_children);
  gtk_widget_class_bind_template_callback (widget_class, icon_name);
  gtk_widget_class_bind_template_callback (widget_class, name_text);
  gtk_widget_class_bind_template_callback (widget_class, query_expander_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_expander_label);
  gtk_widget_class_set_css_name (widget_class, "place");
}

static void
atlas_place_row_init (AtlasPlaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_expander_label (self);

  self->place_signals = g_signal_group_new (ATLAS_TYPE_PLACE);
  g_signal_group_connect_swapped (self->place_signals, "notify::n-banks", G_CALLBACK (n_banks_cb), self);

  self->row_bindings = g_binding_group_new ();
  g_binding_group_bind (self->row_bindings, "expanded", self->expander, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

/**
 * atlas_place_row_get_row:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GtkTreeListRow *
atlas_place_row_get_row (AtlasPlaceRow *self)
{
  g_return_val_if_fail (ATLAS_IS_PLACE_ROW (self), NULL);

  return self->row;
}

/**
 * atlas_place_row_set_row:
 * @self: a row
 * @row: (nullable): a tree's row with an #AtlasPlace, or with a #GtkStringObject for a heading
 */
void
atlas_place_row_set_row (AtlasPlaceRow  *self,
                         GtkTreeListRow *row)
{
  g_return_if_fail (ATLAS_IS_PLACE_ROW (self));

  if (!g_set_object (&self->row, row))
    return;

  g_binding_group_set_source (self->row_bindings, row);
  update_place (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}
