/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-ellipsis.h"
#include "atlas-place-chip.h"

struct _AtlasPlaceChip
{
  GtkWidget   parent_instance;

  AtlasPlace *place;

  GtkLabel   *flag;
  GtkLabel   *name;
  GtkWidget  *remove;
};

G_DEFINE_FINAL_TYPE (AtlasPlaceChip, atlas_place_chip, GTK_TYPE_WIDGET)

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
remove_cb (AtlasPlaceChip *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
atlas_place_chip_dispose (GObject *object)
{
  AtlasPlaceChip *self = ATLAS_PLACE_CHIP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_PLACE_CHIP);
  g_clear_object (&self->place);

  G_OBJECT_CLASS (atlas_place_chip_parent_class)->dispose (object);
}

static void
atlas_place_chip_class_init (AtlasPlaceChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_place_chip_dispose;

  signals[REMOVED] = g_signal_new ("removed", ATLAS_TYPE_PLACE_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-place-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasPlaceChip, flag);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlaceChip, name);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlaceChip, remove);
  gtk_widget_class_bind_template_callback (widget_class, atlas_ellipsis_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_set_css_name (widget_class, "chip");
}

static void
atlas_place_chip_init (AtlasPlaceChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_place_chip_new:
 * @place: a chosen place
 *
 * Returns: (transfer floating): its chip
 */
GtkWidget *
atlas_place_chip_new (AtlasPlace *place)
{
  AtlasPlaceChip *self = g_object_new (ATLAS_TYPE_PLACE_CHIP, NULL);
  /* Translators: a place that the list of banks is limited to, as "Remove Sweden" */
  g_autofree char *text = g_strdup_printf (_("Remove %s"), atlas_place_get_name (place));

  self->place = g_object_ref (place);
  gtk_label_set_label (self->name, atlas_place_get_name (place));
  gtk_label_set_label (self->flag, atlas_place_get_flag (place));
  gtk_widget_set_visible (GTK_WIDGET (self->flag), atlas_place_get_flag (place) != NULL);
  gtk_widget_set_tooltip_text (self->remove, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  return GTK_WIDGET (self);
}

/**
 * atlas_place_chip_get_place:
 * @self: a chip
 *
 * Returns: (transfer none): its place
 */
AtlasPlace *
atlas_place_chip_get_place (AtlasPlaceChip *self)
{
  g_return_val_if_fail (ATLAS_IS_PLACE_CHIP (self), NULL);

  return self->place;
}
