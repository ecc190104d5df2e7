/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-profile-label.h"

struct _AtlasProfileLabel
{
  GtkWidget         parent_instance;

  AtlasEnvironment  environment;
  GtkWidget        *label;
};

G_DEFINE_FINAL_TYPE (AtlasProfileLabel, atlas_profile_label, GTK_TYPE_WIDGET)

static void
atlas_profile_label_dispose (GObject *object)
{
  g_clear_pointer (&ATLAS_PROFILE_LABEL (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (atlas_profile_label_parent_class)->dispose (object);
}

static void
atlas_profile_label_class_init (AtlasProfileLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_profile_label_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "environment");
}

static void
atlas_profile_label_init (AtlasProfileLabel *self)
{
  /* It is never cut, whatever else has to be. */
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  atlas_profile_label_set_environment (self, ATLAS_ENVIRONMENT_DEMO);
}

/**
 * atlas_profile_label_get_text:
 * @environment: an environment
 *
 * Returns: (transfer none): its name for people
 */
const char *
atlas_profile_label_get_text (AtlasEnvironment environment)
{
  switch (environment)
    {
    case ATLAS_ENVIRONMENT_SANDBOX:
      return _("Sandbox");
    case ATLAS_ENVIRONMENT_PRODUCTION:
      return _("Production");
    case ATLAS_ENVIRONMENT_CUSTOM:
      return _("Custom");
    case ATLAS_ENVIRONMENT_DEMO:
    default:
      return _("Demo");
    }
}

/**
 * atlas_profile_label_set_environment:
 * @self: a label
 * @environment: the environment to name
 */
void
atlas_profile_label_set_environment (AtlasProfileLabel *self,
                                     AtlasEnvironment   environment)
{
  g_return_if_fail (ATLAS_IS_PROFILE_LABEL (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self), atlas_environment_to_string (self->environment));
  self->environment = environment;
  gtk_widget_add_css_class (GTK_WIDGET (self), atlas_environment_to_string (environment));
  gtk_label_set_label (GTK_LABEL (self->label), atlas_profile_label_get_text (environment));
}
