/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-bank-row.h"
#include "atlas-banks-pane.h"
#include "atlas-logo.h"

struct _AtlasBankRow
{
  GtkWidget       parent_instance;

  AtlasAspspItem *item;
  GSignalGroup   *item_signals;
  GBindingGroup  *item_bindings;

  AtlasLogo      *logo;
  GtkWidget      *star;
  GtkWidget      *text;
};

G_DEFINE_FINAL_TYPE (AtlasBankRow, atlas_bank_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ITEM = 1,
} AtlasBankRowProperty;

static GParamSpec *properties[PROP_ITEM + 1];

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
star_icon (AtlasBankRow *self,
           gboolean      starred)
{
  return g_strdup (starred ? "starred-symbolic" : "non-starred-symbolic");
}

static char *
star_text (AtlasBankRow *self,
           gboolean      starred)
{
  return g_strdup (starred ? _("Remove Star") : _("Add Star"));
}

static void
update_logo (AtlasBankRow *self)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (self), ATLAS_TYPE_BANKS_PANE);

  if (self->item == NULL || pane == NULL)
    return;

  atlas_logo_set_source (self->logo,
                         atlas_banks_pane_get_catalogue (ATLAS_BANKS_PANE (pane)),
                         atlas_aspsp_item_get_logo_url (self->item),
                         atlas_aspsp_item_get_name (self->item));
}

static void
released_cb (AtlasBankRow    *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (n_press == 1 && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    g_signal_emit (self, signals[CHOSEN], 0);
}

/* What a click does, for whoever has no pointer: screen readers offer it. */
static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "listitem.select", "(bb)", FALSE, FALSE);
  g_signal_emit (widget, signals[CHOSEN], 0);
}

static void
atlas_bank_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (atlas_bank_row_parent_class)->root (widget);

  update_logo (ATLAS_BANK_ROW (widget));
}

static void
atlas_bank_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AtlasBankRow *self = ATLAS_BANK_ROW (object);

  switch ((AtlasBankRowProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_bank_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AtlasBankRow *self = ATLAS_BANK_ROW (object);

  switch ((AtlasBankRowProperty) prop_id)
    {
    case PROP_ITEM:
      atlas_bank_row_set_item (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_bank_row_dispose (GObject *object)
{
  AtlasBankRow *self = ATLAS_BANK_ROW (object);

  g_clear_object (&self->item_signals);
  g_clear_object (&self->item_bindings);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_BANK_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (atlas_bank_row_parent_class)->dispose (object);
}

static void
atlas_bank_row_class_init (AtlasBankRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = atlas_bank_row_get_property;
  object_class->set_property = atlas_bank_row_set_property;
  object_class->dispose = atlas_bank_row_dispose;

  widget_class->root = atlas_bank_row_root;

  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL,
                         ATLAS_TYPE_ASPSP_ITEM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHOSEN] = g_signal_new ("chosen", ATLAS_TYPE_BANK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "bank-row.open", NULL, open_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-bank-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasBankRow, logo);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankRow, star);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankRow, text);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, star_icon);
  gtk_widget_class_bind_template_callback (widget_class, star_text);
  gtk_widget_class_set_css_name (widget_class, "bank");
}

static void
atlas_bank_row_init (AtlasBankRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->item_signals = g_signal_group_new (ATLAS_TYPE_ASPSP_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify::logo-url", G_CALLBACK (update_logo), self);
  g_signal_group_connect_swapped (self->item_signals, "notify::name", G_CALLBACK (update_logo), self);

  self->item_bindings = g_binding_group_new ();
  g_binding_group_bind (self->item_bindings, "starred", self->star, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

/**
 * atlas_bank_row_set_item:
 * @self: a row
 * @item: (nullable): the bank to show
 */
void
atlas_bank_row_set_item (AtlasBankRow   *self,
                         AtlasAspspItem *item)
{
  g_return_if_fail (ATLAS_IS_BANK_ROW (self));

  if (!g_set_object (&self->item, item))
    return;

  g_signal_group_set_target (self->item_signals, item);
  g_binding_group_set_source (self->item_bindings, item);
  update_logo (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
