/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-term-chip.h"

struct _AtlasTermChip
{
  GtkWidget  parent_instance;

  GtkImage  *mark;
  GtkLabel  *name;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (AtlasTermChip, atlas_term_chip, GTK_TYPE_WIDGET)

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
remove_cb (AtlasTermChip *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  remove_cb (ATLAS_TERM_CHIP (widget));
}

/* What is excluded, or finds nothing, is told by a sign as well, not by its colour alone. */
static void
set_mark (AtlasTermChip *self,
          const char    *icon_name,
          const char    *css_class)
{
  gtk_image_set_from_icon_name (self->mark, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
}

static void
atlas_term_chip_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_TERM_CHIP);

  G_OBJECT_CLASS (atlas_term_chip_parent_class)->dispose (object);
}

static void
atlas_term_chip_class_init (AtlasTermChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_term_chip_dispose;

  signals[REMOVED] = g_signal_new ("removed", ATLAS_TYPE_TERM_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-term-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasTermChip, mark);
  gtk_widget_class_bind_template_child (widget_class, AtlasTermChip, name);
  gtk_widget_class_bind_template_child (widget_class, AtlasTermChip, remove);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_install_action (widget_class, "chip.remove", NULL, remove_action);
  gtk_widget_class_set_css_name (widget_class, "chip");
}

static void
atlas_term_chip_init (AtlasTermChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_term_chip_new:
 * @reading: what a qualifier's value means
 *
 * Returns: (transfer floating): its chip
 */
GtkWidget *
atlas_term_chip_new (const AtlasQueryReading *reading)
{
  AtlasTermChip *self = g_object_new (ATLAS_TYPE_TERM_CHIP, NULL);
  /* Translators: what a search is limited to, as "Remove Country: Sweden" or "Remove Starred" */
  g_autofree char *text = g_strdup_printf (_("Remove %s"), reading->label);

  gtk_label_set_label (self->name, reading->label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), reading->problem ? reading->problem : reading->note ? reading->note : reading->label);
  gtk_widget_set_tooltip_text (self->remove, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (reading->problem != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reading->problem, -1);

  if (reading->problem != NULL)
    set_mark (self, "dialog-warning-symbolic", "problem");
  else if (reading->negated)
    set_mark (self, "action-unavailable-symbolic", "excluded");

  return GTK_WIDGET (self);
}
