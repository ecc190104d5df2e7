/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-clipboard.h"
#include "atlas-link.h"
#include "atlas-method-row.h"
#include "atlas-text.h"
#include "atlas-vocabulary.h"
#include "atlas-web-address.h"

#define DECOUPLED "Decoupled"

struct _AtlasMethodRow
{
  AdwActionRow parent_instance;

  char *copy_text;
  char *uri;

  GtkWidget *unknown_mark;
  GtkWidget *open_button;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (AtlasMethodRow, atlas_method_row, ADW_TYPE_ACTION_ROW)

static void
name_button (GtkWidget  *button,
             char       *label,
             const char *uri)
{
  g_autofree char *tooltip = atlas_link_dup_tooltip (label, uri);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (label);
}

static void
copy_clicked_cb (AtlasMethodRow *self)
{
  atlas_clipboard_copy_value (GTK_WIDGET (self), self->copy_text);
}

static void
open_clicked_cb (AtlasMethodRow *self)
{
  atlas_link_open (GTK_WIDGET (self), self->uri);
}

static void
atlas_method_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_METHOD_ROW);

  G_OBJECT_CLASS (atlas_method_row_parent_class)->dispose (object);
}

static void
atlas_method_row_finalize (GObject *object)
{
  AtlasMethodRow *self = ATLAS_METHOD_ROW (object);

  g_clear_pointer (&self->copy_text, g_free);
  g_clear_pointer (&self->uri, g_free);

  G_OBJECT_CLASS (atlas_method_row_parent_class)->finalize (object);
}

static void
atlas_method_row_class_init (AtlasMethodRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_method_row_dispose;
  object_class->finalize = atlas_method_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-method-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasMethodRow, unknown_mark);
  gtk_widget_class_bind_template_child (widget_class, AtlasMethodRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasMethodRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
atlas_method_row_init (AtlasMethodRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* An empty address is right for a method that signs in elsewhere, and no broken link. */
static char *
dup_explanation (const char *name,
                 const char *uri)
{
  char *shown = atlas_web_address_dup_full (uri);

  if (shown != NULL)
    return shown;
  if (g_strcmp0 (name, DECOUPLED) == 0)
    return g_strdup (_("Sign-in happens in the bank’s app"));

  return g_strdup (_("No configuration address is stated"));
}

static void
show (AtlasMethodRow *self,
      const char     *name,
      const char     *uri)
{
  g_autofree char *label = atlas_authorization_method_dup_label (name);
  g_autofree char *shown_name = atlas_text_dup_single_line (name, ATLAS_TEXT_MAX_SHOWN);
  g_autofree char *explanation = dup_explanation (name, uri);
  gboolean known = atlas_authorization_method_is_known (name);
  gboolean has_address = !atlas_text_is_blank (uri);

  self->copy_text = g_strdup (has_address ? uri : name);
  self->uri = atlas_web_address_dup_uri (uri);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), explanation);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (self), has_address);
  gtk_widget_set_visible (self->unknown_mark, !known);
  gtk_widget_set_visible (self->open_button, self->uri != NULL);
  name_button (self->open_button, g_strdup_printf (_("Open the Configuration of %s"), shown_name), self->uri);
  name_button (self->copy_button,
               g_strdup_printf (has_address ? _("Copy the Configuration Address of %s") : _("Copy %s"), shown_name), NULL);
}

/**
 * atlas_method_row_new:
 * @method: an authorization method, as the platform states it
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
atlas_method_row_new (const AtlasAuthorizationMethod *method)
{
  AtlasMethodRow *self = g_object_new (ATLAS_TYPE_METHOD_ROW, NULL);

  show (self, method->name ? method->name : _("Unnamed method"), method->uri);

  return GTK_WIDGET (self);
}
