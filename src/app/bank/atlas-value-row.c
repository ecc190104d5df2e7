/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-clipboard.h"
#include "atlas-link.h"
#include "atlas-value-row.h"

struct _AtlasValueRow
{
  AdwActionRow parent_instance;

  char *value;
  char *copy_text;
  char *uri;
  char *copy_label;
  char *open_label;
  char *open_icon;
  gboolean says_missing;

  GtkWidget *open_button;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (AtlasValueRow, atlas_value_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_VALUE = 1,
  PROP_COPY_TEXT,
  PROP_URI,
  PROP_COPY_LABEL,
  PROP_OPEN_LABEL,
  PROP_OPEN_ICON,
  PROP_SAYS_MISSING,
} AtlasValueRowProperty;

static GParamSpec *properties[PROP_SAYS_MISSING + 1];

static void
update (AtlasValueRow *self)
{
  gboolean stated = self->value != NULL;
  g_autofree char *tooltip = atlas_link_dup_tooltip (self->open_label ? self->open_label : "", self->uri);

  gtk_widget_set_tooltip_text (self->open_button, tooltip);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), stated ? self->value : _("Not stated"));
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (self), stated);
  if (stated)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "not-stated");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "not-stated");
  gtk_widget_set_visible (self->copy_button, stated);
  gtk_widget_set_visible (self->open_button, stated && self->uri != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), stated || self->says_missing);
}

static void
set_text (AtlasValueRow         *self,
          char                 **place,
          const char            *text,
          AtlasValueRowProperty  property)
{
  if (!g_set_str (place, text))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
name_button (GtkWidget  *button,
             const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label ? label : "", -1);
}

static void
copy_clicked_cb (AtlasValueRow *self)
{
  if (self->copy_text != NULL)
    atlas_clipboard_copy_value (GTK_WIDGET (self), self->copy_text);
  else
    atlas_clipboard_copy (GTK_WIDGET (self), self->value);
}

static void
open_clicked_cb (AtlasValueRow *self)
{
  atlas_link_open (GTK_WIDGET (self), self->uri);
}

static void
atlas_value_row_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AtlasValueRow *self = ATLAS_VALUE_ROW (object);

  switch ((AtlasValueRowProperty) property_id)
    {
    case PROP_VALUE: g_value_set_string (value, self->value); break;
    case PROP_COPY_TEXT: g_value_set_string (value, self->copy_text); break;
    case PROP_URI: g_value_set_string (value, self->uri); break;
    case PROP_COPY_LABEL: g_value_set_string (value, self->copy_label); break;
    case PROP_OPEN_LABEL: g_value_set_string (value, self->open_label); break;
    case PROP_OPEN_ICON: g_value_set_string (value, self->open_icon); break;
    case PROP_SAYS_MISSING: g_value_set_boolean (value, self->says_missing); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_value_row_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AtlasValueRow *self = ATLAS_VALUE_ROW (object);
  const char *text = G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value) : NULL;

  switch ((AtlasValueRowProperty) property_id)
    {
    case PROP_VALUE: set_text (self, &self->value, text, PROP_VALUE); break;
    case PROP_COPY_TEXT: set_text (self, &self->copy_text, text, PROP_COPY_TEXT); break;
    case PROP_URI: set_text (self, &self->uri, text, PROP_URI); break;
    case PROP_COPY_LABEL:
      set_text (self, &self->copy_label, text, PROP_COPY_LABEL);
      name_button (self->copy_button, text);
      break;
    case PROP_OPEN_LABEL:
      set_text (self, &self->open_label, text, PROP_OPEN_LABEL);
      name_button (self->open_button, text);
      break;
    case PROP_OPEN_ICON: set_text (self, &self->open_icon, text, PROP_OPEN_ICON); break;
    case PROP_SAYS_MISSING:
      if (self->says_missing == g_value_get_boolean (value))
        return;
      self->says_missing = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
  update (self);
}

static void
atlas_value_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_VALUE_ROW);

  G_OBJECT_CLASS (atlas_value_row_parent_class)->dispose (object);
}

static void
atlas_value_row_finalize (GObject *object)
{
  AtlasValueRow *self = ATLAS_VALUE_ROW (object);

  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->copy_text, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->copy_label, g_free);
  g_clear_pointer (&self->open_label, g_free);
  g_clear_pointer (&self->open_icon, g_free);

  G_OBJECT_CLASS (atlas_value_row_parent_class)->finalize (object);
}

static GParamSpec *
text_property (const char *name,
               const char *default_text)
{
  return g_param_spec_string (name, NULL, NULL, default_text,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
atlas_value_row_class_init (AtlasValueRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_value_row_dispose;
  object_class->finalize = atlas_value_row_finalize;
  object_class->get_property = atlas_value_row_get_property;
  object_class->set_property = atlas_value_row_set_property;

  properties[PROP_VALUE] = text_property ("value", NULL);
  properties[PROP_COPY_TEXT] = text_property ("copy-text", NULL);
  properties[PROP_URI] = text_property ("uri", NULL);
  properties[PROP_COPY_LABEL] = text_property ("copy-label", NULL);
  properties[PROP_OPEN_LABEL] = text_property ("open-label", NULL);
  properties[PROP_OPEN_ICON] = text_property ("open-icon", NULL);
  properties[PROP_SAYS_MISSING] =
    g_param_spec_boolean ("says-missing", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-value-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasValueRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasValueRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
atlas_value_row_init (AtlasValueRow *self)
{
  self->open_icon = g_strdup ("adw-external-link-symbolic");
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * atlas_value_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is shown, %NULL when it is not stated
 */
const char *
atlas_value_row_get_value (AtlasValueRow *self)
{
  g_return_val_if_fail (ATLAS_IS_VALUE_ROW (self), NULL);

  return self->value;
}

/**
 * atlas_value_row_set_value:
 * @self: a row
 * @value: (nullable): what is shown, %NULL when it is not stated
 * @copy_text: (nullable): what the button copies, %NULL for @value
 * @uri: (nullable): what the other button opens, %NULL for no such button
 *
 * Shows a value, with what belongs to it, in one go.
 */
void
atlas_value_row_set_value (AtlasValueRow *self,
                           const char    *value,
                           const char    *copy_text,
                           const char    *uri)
{
  g_return_if_fail (ATLAS_IS_VALUE_ROW (self));

  g_object_set (self,
                "value", value,
                "copy-text", copy_text,
                "uri", uri,
                NULL);
}
