/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-application.h"
#include "atlas-profile-label.h"
#include "atlas-profile-choice.h"
#include "atlas-profile-switcher.h"

struct _AtlasProfileSwitcher
{
  AtlasCatalogueBin  parent_instance;

  GSignalGroup      *profile_signals;

  GtkWidget         *button;
  AtlasProfileLabel *environment;
  GtkLabel          *name;

  /* In the popover, once it has been opened. */
  GtkWidget         *edit;
  GtkListBox        *list;
};

G_DEFINE_FINAL_TYPE (AtlasProfileSwitcher, atlas_profile_switcher, ATLAS_TYPE_CATALOGUE_BIN)

static AtlasProfile *
get_profile (AtlasProfileSwitcher *self)
{
  AtlasCatalogue *catalogue = atlas_catalogue_bin_get_catalogue (ATLAS_CATALOGUE_BIN (self));

  return catalogue ? atlas_catalogue_get_profile (catalogue) : NULL;
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
  if (self->edit != NULL)
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
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

static void
row_activated_cb (AtlasProfileSwitcher *self,
                  AtlasProfileChoice   *row)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.switch-profile", "s", atlas_profile_get_id (atlas_profile_choice_get_profile (row)));
}

static void
ensure_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  AtlasProfileSwitcher *self = user_data;
  g_autoptr (GtkBuilder) builder = NULL;
  GObject *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  builder = gtk_builder_new_from_resource ("/io/github/bankatlas/BankAtlas/atlas-profile-popover.ui");
  popover = gtk_builder_get_object (builder, "popover");
  self->list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  self->edit = GTK_WIDGET (gtk_builder_get_object (builder, "edit"));
  g_signal_connect_object (popover, "map", G_CALLBACK (popover_mapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edit, "clicked", G_CALLBACK (popdown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_builder_get_object (builder, "connect"), "clicked", G_CALLBACK (popdown_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, GTK_WIDGET (popover));
  update_button (self);
}

static void
atlas_profile_switcher_catalogue_changed (AtlasCatalogueBin *bin)
{
  AtlasProfileSwitcher *self = ATLAS_PROFILE_SWITCHER (bin);

  g_signal_group_set_target (self->profile_signals, get_profile (self));
  update_button (self);
}

static void
atlas_profile_switcher_dispose (GObject *object)
{
  AtlasProfileSwitcher *self = ATLAS_PROFILE_SWITCHER (object);

  g_clear_object (&self->profile_signals);

  G_OBJECT_CLASS (atlas_profile_switcher_parent_class)->dispose (object);
}

static void
atlas_profile_switcher_class_init (AtlasProfileSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_profile_switcher_dispose;

  ATLAS_CATALOGUE_BIN_CLASS (klass)->catalogue_changed = atlas_profile_switcher_catalogue_changed;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-profile-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileSwitcher, environment);
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileSwitcher, name);
}

static void
atlas_profile_switcher_init (AtlasProfileSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), ensure_popover_cb, self, NULL);

  self->profile_signals = g_signal_group_new (ATLAS_TYPE_PROFILE);
  g_signal_group_connect_swapped (self->profile_signals, "notify", G_CALLBACK (update_button), self);
}
