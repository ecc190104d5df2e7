/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-clipboard.h"
#include "atlas-product-row.h"
#include "atlas-vocabulary.h"

struct _AtlasProductRow
{
  AdwActionRow parent_instance;

  char *identifier;

  GtkWidget *unknown_mark;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (AtlasProductRow, atlas_product_row, ADW_TYPE_ACTION_ROW)

static void
copy_clicked_cb (AtlasProductRow *self)
{
  atlas_clipboard_copy_value (GTK_WIDGET (self), self->identifier);
}

static void
name_copy_button (AtlasProductRow *self,
                  const char      *name)
{
  g_autofree char *label = g_strdup_printf (_("Copy %s"), name);

  gtk_widget_set_tooltip_text (self->copy_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
atlas_product_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_PRODUCT_ROW);

  G_OBJECT_CLASS (atlas_product_row_parent_class)->dispose (object);
}

static void
atlas_product_row_finalize (GObject *object)
{
  g_clear_pointer (&ATLAS_PRODUCT_ROW (object)->identifier, g_free);

  G_OBJECT_CLASS (atlas_product_row_parent_class)->finalize (object);
}

static void
atlas_product_row_class_init (AtlasProductRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_product_row_dispose;
  object_class->finalize = atlas_product_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-product-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasProductRow, unknown_mark);
  gtk_widget_class_bind_template_child (widget_class, AtlasProductRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
atlas_product_row_init (AtlasProductRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_product_row_new:
 * @identifier: a payment product's identifier, as the platform states it
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
atlas_product_row_new (const char *identifier)
{
  AtlasProductRow *self = g_object_new (ATLAS_TYPE_PRODUCT_ROW, NULL);
  g_autofree char *label = atlas_payment_product_dup_label (identifier);
  gboolean known = atlas_payment_product_is_known (identifier);

  self->identifier = g_strdup (identifier);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
  if (known)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), identifier);
  gtk_widget_set_visible (self->unknown_mark, !known);
  name_copy_button (self, known ? identifier : label);

  return GTK_WIDGET (self);
}
