/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-application.h"
#include "atlas-profile-label.h"
#include "atlas-profile-choice.h"
#include "atlas-profile-switcher.h"

struct _AtlasProfileSwitcher
{
  AdwBin             parent_instance;

  AtlasCatalogue    *catalogue;
  GSignalGroup      *profile_signals;

  GtkWidget         *button;
  GtkWidget         *edit;
  AtlasProfileLabel *environment;
  GtkListBox        *list;
  GtkLabel          *name;
  GtkPopover        *popover;
};

G_DEFINE_FINAL_TYPE (AtlasProfileSwitcher, atlas_profile_switcher, ADW_TYPE_BIN)

typedef enum
{
  PROP_CATALOGUE = 1,
} AtlasProfileSwitcherProperty;

static GParamSpec *properties[PROP_CATALOGUE + 1];

static AtlasProfile *
get_profile (AtlasProfileSwitcher *self)
{
  return self->catalogue ? atlas_catalogue_get_profile (self->catalogue) : NULL;
}

/* The demo, and a profile that is called what its environment is called, need no second word. */
static void
update_button (AtlasProfileSwitcher *self)
{
  AtlasProfile *profile = get_profile (self);
  const char *environment;
  g_autofree char *label = NULL;

  if (profile == NULL)
    return;

  environment = atlas_profile_label_get_text (atlas_profile_get_environment (profile));
  atlas_profile_label_set_environment (self->environment, atlas_profile_get_environment (profile));
  gtk_label_set_label (self->name, atlas_profile_get_name (profile));
  gtk_widget_set_visible (GTK_WIDGET (self->name),
                          !atlas_profile_is_demo (profile) && g_strcmp0 (atlas_profile_get_name (profile), environment) != 0);
  gtk_widget_set_visible (self->edit, !atlas_profile_is_demo (profile));

  /* Translators: the name of a connection, then its environment, as "My Client (Production)" */
  label = g_strdup_printf (_("Connection: %s (%s)"), atlas_profile_get_name (profile), environment);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  AtlasProfileSwitcher *self = user_data;
  AtlasProfile *shown = get_profile (self);
  gboolean is_shown = shown && g_strcmp0 (atlas_profile_get_id (shown), atlas_profile_get_id (item)) == 0;

  return atlas_profile_choice_new (item, is_shown);
}

/* The rows are made when they are looked at. */
static void
popover_mapped_cb (AtlasProfileSwitcher *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkApplication *application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  if (!ATLAS_IS_APPLICATION (application))
    return;

  gtk_list_box_bind_model (self->list,
                           G_LIST_MODEL (atlas_application_get_profiles (ATLAS_APPLICATION (application))),
                           make_row,
                           self,
                           NULL);
}

static void
popdown_cb (AtlasProfileSwitcher *self)
{
  gtk_popover_popdown (self->popover);
}

static void
row_activated_cb (AtlasProfileSwitcher *self,
                  AtlasProfileChoice      *row)
{
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.switch-profile", "s", atlas_profile_get_id (atlas_profile_choice_get_profile (row)));
}

static void
atlas_profile_switcher_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  AtlasProfileSwitcher *self = ATLAS_PROFILE_SWITCHER (object);

  switch ((AtlasProfileSwitcherProperty) prop_id)
    {
    case PROP_CATALOGUE:
      g_value_set_object (value, self->catalogue);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_profile_switcher_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  AtlasProfileSwitcher *self = ATLAS_PROFILE_SWITCHER (object);

  switch ((AtlasProfileSwitcherProperty) prop_id)
    {
    case PROP_CATALOGUE:
      atlas_profile_switcher_set_catalogue (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_profile_switcher_dispose (GObject *object)
{
  AtlasProfileSwitcher *self = ATLAS_PROFILE_SWITCHER (object);

  /* Or the template would free it below the parent class. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_PROFILE_SWITCHER);
  g_clear_object (&self->profile_signals);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (atlas_profile_switcher_parent_class)->dispose (object);
}

static void
atlas_profile_switcher_class_init (AtlasProfileSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = atlas_profile_switcher_get_property;
  object_class->set_property = atlas_profile_switcher_set_property;
  object_class->dispose = atlas_profile_switcher_dispose;

  properties[PROP_CATALOGUE] =
    g_param_spec_object ("catalogue", NULL, NULL,
                         ATLAS_TYPE_CATALOGUE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-profile-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileSwitcher, edit);
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileSwitcher, environment);
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileSwitcher, list);
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileSwitcher, name);
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileSwitcher, popover);
  gtk_widget_class_bind_template_callback (widget_class, popdown_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
atlas_profile_switcher_init (AtlasProfileSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->profile_signals = g_signal_group_new (ATLAS_TYPE_PROFILE);
  g_signal_group_connect_swapped (self->profile_signals, "notify", G_CALLBACK (update_button), self);
}

/**
 * atlas_profile_switcher_set_catalogue:
 * @self: a switcher
 * @catalogue: (nullable): whose profile to name
 */
void
atlas_profile_switcher_set_catalogue (AtlasProfileSwitcher *self,
                                      AtlasCatalogue       *catalogue)
{
  g_return_if_fail (ATLAS_IS_PROFILE_SWITCHER (self));

  if (!g_set_object (&self->catalogue, catalogue))
    return;

  g_signal_group_set_target (self->profile_signals, get_profile (self));
  update_button (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATALOGUE]);
}
