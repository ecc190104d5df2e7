/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-bank-row.h"
#include "atlas-banks-view.h"
#include "atlas-ellipsis.h"
#include "atlas-emphasis.h"
#include "atlas-logo.h"
#include "atlas-row-choice.h"

struct _AtlasBankRow
{
  GtkWidget       parent_instance;

  AtlasAspspItem *item;
  GSignalGroup   *item_signals;
  GBindingGroup  *item_bindings;
  AtlasReason    *reason;        /* (nullable) */
  guint           query_serial;  /* of the query that the reason is for; 0: of none yet */
  char           *subtitle;

  AtlasLogo      *logo;
  GtkLabel       *name;
  GtkWidget      *star;
  GtkLabel       *subtitle_label;
  GtkWidget      *text;
};

G_DEFINE_FINAL_TYPE (AtlasBankRow, atlas_bank_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ITEM = 1,
  PROP_SUBTITLE,
} AtlasBankRowProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

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

static gboolean
query_star_tooltip_cb (GtkToggleButton *star,
                       int              x,
                       int              y,
                       gboolean         keyboard_mode,
                       GtkTooltip      *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_toggle_button_get_active (star) ? _("Remove Star") : _("Add Star"));

  return TRUE;
}

static void
update_logo (AtlasBankRow *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ATLAS_TYPE_BANKS_VIEW);

  if (self->item == NULL || view == NULL)
    return;

  atlas_logo_set_source (self->logo,
                         atlas_banks_view_get_catalogue (ATLAS_BANKS_VIEW (view)),
                         atlas_aspsp_item_get_logo_url (self->item),
                         atlas_aspsp_item_get_name (self->item));
}

/* What else led to the bank is what the person wants to know: it is not cut for want of room. A label that may have
 * several lines has them even where it does not wrap, and is then drawn over its neighbours. */
static void
set_subtitle_wraps (AtlasBankRow *self,
                    gboolean      wraps)
{
  gtk_label_set_wrap (self->subtitle_label, wraps);
  gtk_label_set_lines (self->subtitle_label, wraps ? 3 : 1);
}

/* The name's own label follows the item; what is emphasized in it, and the second line, depend on what was typed. */
static void
update_text (AtlasBankRow *self)
{
  g_autoptr (PangoAttrList) name_attributes = NULL;
  g_autoptr (PangoAttrList) subtitle_attributes = NULL;
  g_autofree char *subtitle = NULL;

  if (self->item != NULL)
    subtitle = atlas_emphasis_dup_subtitle (self->item, self->reason, &subtitle_attributes);
  if (self->reason != NULL)
    name_attributes = atlas_emphasis_new (self->reason->name_ranges, 0);

  gtk_label_set_attributes (self->name, name_attributes);
  gtk_label_set_attributes (self->subtitle_label, subtitle_attributes);
  set_subtitle_wraps (self, self->reason != NULL && self->reason->through != ATLAS_REASON_NAME && self->reason->through != ATLAS_REASON_CITY);
  if (g_set_str (&self->subtitle, subtitle))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

/* A name that a refresh changed is not what the ranges are of. */
static void
forget_reason (AtlasBankRow *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ATLAS_TYPE_BANKS_VIEW);

  g_clear_pointer (&self->reason, atlas_reason_free);
  self->query_serial = 0;
  update_text (self);
  if (view != NULL && self->item != NULL)
    atlas_banks_view_explain_soon (ATLAS_BANKS_VIEW (view));
}

static void
released_cb (AtlasBankRow    *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *gesture)
{
  if (atlas_row_choice_is_click (gesture, n_press))
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
atlas_bank_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (atlas_bank_row_parent_class)->root (widget);

  update_logo (ATLAS_BANK_ROW (widget));
  forget_reason (ATLAS_BANK_ROW (widget));
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
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
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
    case PROP_SUBTITLE:
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
atlas_bank_row_finalize (GObject *object)
{
  AtlasBankRow *self = ATLAS_BANK_ROW (object);

  g_clear_pointer (&self->reason, atlas_reason_free);
  g_clear_pointer (&self->subtitle, g_free);

  G_OBJECT_CLASS (atlas_bank_row_parent_class)->finalize (object);
}

static void
atlas_bank_row_class_init (AtlasBankRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = atlas_bank_row_get_property;
  object_class->set_property = atlas_bank_row_set_property;
  object_class->dispose = atlas_bank_row_dispose;
  object_class->finalize = atlas_bank_row_finalize;

  widget_class->root = atlas_bank_row_root;

  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL,
                         ATLAS_TYPE_ASPSP_ITEM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] =
    g_param_spec_string ("subtitle", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHOSEN] = g_signal_new ("chosen", ATLAS_TYPE_BANK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "bank-row.open", NULL, atlas_row_choice_open);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-bank-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasBankRow, logo);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankRow, name);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankRow, star);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankRow, text);
  gtk_widget_class_bind_template_callback (widget_class, atlas_ellipsis_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, query_star_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, star_icon);
  gtk_widget_class_set_css_name (widget_class, "bank");
}

static void
atlas_bank_row_init (AtlasBankRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->item_signals = g_signal_group_new (ATLAS_TYPE_ASPSP_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify::logo-url", G_CALLBACK (update_logo), self);
  g_signal_group_connect_swapped (self->item_signals, "notify::name", G_CALLBACK (update_logo), self);
  g_signal_group_connect_swapped (self->item_signals, "notify::name", G_CALLBACK (forget_reason), self);
  g_signal_group_connect_swapped (self->item_signals, "notify::subtitle", G_CALLBACK (forget_reason), self);
  g_signal_group_connect_swapped (self->item_signals, "notify::affiliates", G_CALLBACK (forget_reason), self);

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
  forget_reason (self);
}

/**
 * atlas_bank_row_explain:
 * @self: a row
 * @list: the list that it is a row of
 * @query_serial: another number for each query; not 0
 *
 * Emphasizes what was typed, and says what else led to the bank; for rows that are in sight, or nearly.
 *
 * Returns: whether that was not done before for the same query
 */
gboolean
atlas_bank_row_explain (AtlasBankRow   *self,
                        AtlasAspspList *list,
                        guint           query_serial)
{
  AtlasReason *reason;

  g_return_val_if_fail (ATLAS_IS_BANK_ROW (self), FALSE);

  if (self->item == NULL || self->query_serial == query_serial)
    return FALSE;

  self->query_serial = query_serial;
  reason = atlas_aspsp_list_explain (list, atlas_aspsp_item_get_bic_fi (self->item));
  if (reason == NULL && self->reason == NULL)
    return FALSE;

  g_clear_pointer (&self->reason, atlas_reason_free);
  self->reason = reason;
  update_text (self);

  return TRUE;
}
