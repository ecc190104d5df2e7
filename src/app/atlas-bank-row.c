/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-bank-row-layout.h"
#include "atlas-bank-row.h"
#include "atlas-banks-view.h"
#include "atlas-ellipsis.h"
#include "atlas-emphasis.h"
#include "atlas-flag.h"
#include "atlas-logo.h"
#include "atlas-row-choice.h"

struct _AtlasBankRow
{
  GtkWidget          parent_instance;

  AtlasAspspItem    *item;
  GSignalGroup      *item_signals;
  AtlasReason       *reason;        /* (nullable) */
  guint              query_serial;  /* of the query that the reason is for; 0: of none yet */

  AtlasBankRowParts  parts;
};

G_DEFINE_FINAL_TYPE (AtlasBankRow, atlas_bank_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ITEM = 1,
  PROP_NAME,
  PROP_SUBTITLE,
} AtlasBankRowProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---------------------------------------------------------------- the star */

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

/* Whoever clicks changes the item, and whatever else changes the item changes the button. */
static void
star_toggled_cb (AtlasBankRow    *self,
                 GParamSpec      *pspec,
                 GtkToggleButton *star)
{
  const gboolean starred = gtk_toggle_button_get_active (star);

  gtk_button_set_icon_name (GTK_BUTTON (star), starred ? "starred-symbolic" : "non-starred-symbolic");
  if (self->item != NULL)
    g_object_set (self->item, "starred", starred, NULL);
}

static void
update_star (AtlasBankRow *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->parts.star), atlas_aspsp_item_get_starred (self->item));
}

/* ---------------------------------------------------------------- what stands in the row */

static void
update_logo (AtlasBankRow *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ATLAS_TYPE_BANKS_VIEW);

  if (self->item == NULL || view == NULL)
    return;

  atlas_logo_set_source (ATLAS_LOGO (self->parts.logo),
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
  gtk_label_set_wrap (GTK_LABEL (self->parts.subtitle), wraps);
  gtk_label_set_lines (GTK_LABEL (self->parts.subtitle), wraps ? 3 : 1);
}

static void
update_new_badge (AtlasBankRow *self)
{
  const gboolean is_new = atlas_aspsp_item_get_is_new (self->item);

  if (self->parts.new_badge == NULL && !is_new)
    return;

  if (self->parts.new_badge == NULL)
    {
      self->parts.new_badge = gtk_label_new (_("New"));
      gtk_widget_set_valign (self->parts.new_badge, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (self->parts.new_badge, "new-badge");
      gtk_widget_insert_after (self->parts.new_badge, GTK_WIDGET (self), self->parts.name);
    }
  gtk_widget_set_visible (self->parts.new_badge, is_new);
}

static void
set_label (AtlasBankRow         *self,
           GtkLabel             *label,
           const char           *text,
           AtlasBankRowProperty  property)
{
  if (g_str_equal (gtk_label_get_label (label), text))
    return;

  gtk_label_set_label (label, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* What is emphasized in the name, and the second line, depend on what was typed. */
static void
update_text (AtlasBankRow *self)
{
  g_autoptr (PangoAttrList) name_attributes = NULL;
  g_autoptr (PangoAttrList) subtitle_attributes = NULL;
  g_autofree char *subtitle = NULL;

  /* A row without an item is soon given another one, and its text is changed once. */
  if (self->item == NULL)
    return;

  subtitle = atlas_emphasis_dup_subtitle (self->item, self->reason, &subtitle_attributes);
  if (self->reason != NULL)
    name_attributes = atlas_emphasis_new (self->reason->name_ranges, 0);

  gtk_label_set_attributes (GTK_LABEL (self->parts.name), name_attributes);
  gtk_label_set_attributes (GTK_LABEL (self->parts.subtitle), subtitle_attributes);
  set_subtitle_wraps (self, self->reason != NULL && self->reason->through != ATLAS_REASON_NAME && self->reason->through != ATLAS_REASON_CITY);
  set_label (self, GTK_LABEL (self->parts.subtitle), subtitle, PROP_SUBTITLE);
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
update_item (AtlasBankRow *self)
{
  set_label (self, GTK_LABEL (self->parts.name), atlas_aspsp_item_get_name (self->item), PROP_NAME);
  atlas_flag_set_text (ATLAS_FLAG (self->parts.flag), atlas_aspsp_item_get_flags (self->item));
  update_new_badge (self);
  update_logo (self);
}

static void
item_changed_cb (AtlasBankRow *self,
                 GParamSpec   *pspec)
{
  static const char *const searched[] = { "name", "subtitle", "affiliates", NULL };

  if (g_str_equal (pspec->name, "starred"))
    update_star (self);
  else
    update_item (self);
  if (g_strv_contains (searched, pspec->name))
    forget_reason (self);
}

/* ---------------------------------------------------------------- the object */

static GtkSizeRequestMode
atlas_bank_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
atlas_bank_row_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  const AtlasBankRowParts *parts = &ATLAS_BANK_ROW (widget)->parts;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    atlas_bank_row_layout_measure_width (parts, minimum, natural);
  else
    *minimum = *natural = atlas_bank_row_layout_get_height (parts, for_size);
}

static void
atlas_bank_row_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  atlas_bank_row_layout_allocate (&ATLAS_BANK_ROW (widget)->parts, width, height);
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
    case PROP_NAME:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->parts.name)));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->parts.subtitle)));
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
    case PROP_NAME:
    case PROP_SUBTITLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_bank_row_dispose (GObject *object)
{
  AtlasBankRow *self = ATLAS_BANK_ROW (object);
  GtkWidget *child;

  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->parts = (AtlasBankRowParts) { 0 };

  G_OBJECT_CLASS (atlas_bank_row_parent_class)->dispose (object);
}

static void
atlas_bank_row_finalize (GObject *object)
{
  AtlasBankRow *self = ATLAS_BANK_ROW (object);

  g_clear_pointer (&self->reason, atlas_reason_free);

  G_OBJECT_CLASS (atlas_bank_row_parent_class)->finalize (object);
}

static void
atlas_bank_row_class_init (AtlasBankRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags text_flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = atlas_bank_row_get_property;
  object_class->set_property = atlas_bank_row_set_property;
  object_class->dispose = atlas_bank_row_dispose;
  object_class->finalize = atlas_bank_row_finalize;

  widget_class->get_request_mode = atlas_bank_row_get_request_mode;
  widget_class->measure = atlas_bank_row_measure;
  widget_class->root = atlas_bank_row_root;
  widget_class->size_allocate = atlas_bank_row_size_allocate;

  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL,
                         ATLAS_TYPE_ASPSP_ITEM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, text_flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, text_flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHOSEN] = g_signal_new ("chosen", ATLAS_TYPE_BANK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "bank-row.open", NULL, atlas_row_choice_open);

  gtk_widget_class_set_css_name (widget_class, "bank");
}

static GtkWidget *
make_label (void)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "has-tooltip", TRUE, "xalign", 0.0f, NULL);

  g_signal_connect (label, "query-tooltip", G_CALLBACK (atlas_ellipsis_query_tooltip), NULL);

  return label;
}

static void
make_text (AtlasBankRow *self)
{
  self->parts.name = make_label ();
  gtk_widget_set_parent (self->parts.name, GTK_WIDGET (self));

  self->parts.flag = g_object_new (ATLAS_TYPE_FLAG, NULL);
  gtk_widget_set_parent (self->parts.flag, GTK_WIDGET (self));

  self->parts.subtitle = make_label ();
  gtk_label_set_wrap_mode (GTK_LABEL (self->parts.subtitle), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->parts.subtitle), 1);
  gtk_widget_add_css_class (self->parts.subtitle, "caption");
  gtk_widget_add_css_class (self->parts.subtitle, "dimmed");
  gtk_widget_set_parent (self->parts.subtitle, GTK_WIDGET (self));
}

static void
make_star (AtlasBankRow *self)
{
  static const char *const classes[] = { "flat", "circular", "star", NULL };

  self->parts.star = g_object_new (GTK_TYPE_TOGGLE_BUTTON,
                                   "icon-name", "non-starred-symbolic",
                                   "has-tooltip", TRUE,
                                   "valign", GTK_ALIGN_CENTER,
                                   NULL);
  for (gsize i = 0; classes[i] != NULL; i++)
    gtk_widget_add_css_class (self->parts.star, classes[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->parts.star), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Star"), -1);
  g_signal_connect (self->parts.star, "query-tooltip", G_CALLBACK (query_star_tooltip_cb), NULL);
  g_signal_connect_object (self->parts.star, "notify::active", G_CALLBACK (star_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->parts.star, GTK_WIDGET (self));
}

/* Made without a template and without boxes: a window makes some two hundred of these, the first ones before it can be
 * seen. */
static void
atlas_bank_row_init (AtlasBankRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  self->parts.logo = atlas_logo_new ();
  gtk_widget_set_parent (self->parts.logo, GTK_WIDGET (self));
  make_text (self);
  make_star (self);

  self->item_signals = g_signal_group_new (ATLAS_TYPE_ASPSP_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify", G_CALLBACK (item_changed_cb), self);
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
  if (item != NULL)
    {
      update_star (self);
      update_item (self);
    }
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
  reason = atlas_aspsp_list_explain (list, atlas_aspsp_item_get_bic_fi (self->item), atlas_aspsp_item_get_id (self->item));
  if (reason == NULL && self->reason == NULL)
    return FALSE;

  g_clear_pointer (&self->reason, atlas_reason_free);
  self->reason = reason;
  update_text (self);

  return TRUE;
}
