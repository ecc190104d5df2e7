/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-ellipsis.h"
#include "atlas-profile-choice.h"
#include "atlas-profile-label.h"

struct _AtlasProfileChoice
{
  GtkListBoxRow      parent_instance;

  AtlasProfile      *profile;

  GtkWidget         *check;
  AtlasProfileLabel *environment;
  GtkLabel          *name;
};

G_DEFINE_FINAL_TYPE (AtlasProfileChoice, atlas_profile_choice, GTK_TYPE_LIST_BOX_ROW)

static void
atlas_profile_choice_dispose (GObject *object)
{
  AtlasProfileChoice *self = ATLAS_PROFILE_CHOICE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_PROFILE_CHOICE);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (atlas_profile_choice_parent_class)->dispose (object);
}

static void
atlas_profile_choice_class_init (AtlasProfileChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_profile_choice_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-profile-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileChoice, check);
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileChoice, environment);
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileChoice, name);
  gtk_widget_class_bind_template_callback (widget_class, atlas_ellipsis_query_tooltip);
}

static void
atlas_profile_choice_init (AtlasProfileChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_profile_choice_new:
 * @profile: a profile
 * @is_shown: whether it is the one whose banks are shown
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
atlas_profile_choice_new (AtlasProfile *profile,
                          gboolean      is_shown)
{
  AtlasProfileChoice *self = g_object_new (ATLAS_TYPE_PROFILE_CHOICE, NULL);
  g_autofree char *label = g_strdup_printf ("%s, %s",
                                            atlas_profile_get_name (profile),
                                            atlas_profile_label_get_text (atlas_profile_get_environment (profile)));

  self->profile = g_object_ref (profile);
  gtk_label_set_label (self->name, atlas_profile_get_name (profile));
  atlas_profile_label_set_environment (self->environment, atlas_profile_get_environment (profile));
  gtk_widget_set_opacity (self->check, is_shown ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}

/**
 * atlas_profile_choice_get_profile:
 * @self: a row
 *
 * Returns: (transfer none): its profile
 */
AtlasProfile *
atlas_profile_choice_get_profile (AtlasProfileChoice *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE_CHOICE (self), NULL);

  return self->profile;
}
