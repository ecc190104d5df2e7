/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-shortcuts-dialog.h"

typedef struct
{
  const char *title;
  const char *accelerator;
} Shortcut;

struct _AtlasShortcutsDialog
{
  AdwDialog           parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (AtlasShortcutsDialog, atlas_shortcuts_dialog, ADW_TYPE_DIALOG)

static const Shortcut finding[] = {
  { N_("Search, or Just Type"), "<Control>f" },
  { N_("Search for What Is in the Clipboard"), "<Control>v" },
  { N_("Go to First Result"), "Down" },
  { N_("Open"), "Return" },
  { N_("Copy Link to the Search"), "<Control>l" },
  { N_("Bring Back What Was Cleared"), "<Control>z" },
  { N_("Go Back One Step"), "Escape" },
  { N_("Go Back"), "<Alt>Left" },
};

static const Shortcut places[] = {
  { N_("Show the Cities of a Country"), "Right" },
  { N_("Hide the Cities of a Country"), "Left" },
  { N_("Add or Remove a Place"), "<Control>space" },
};

static const Shortcut bank[] = {
  { N_("Copy the BIC"), "<Control>c" },
  { N_("Copy the Bank as JSON"), "<Control><Shift>c" },
  { N_("Copy the Phone Number"), "<Control><Shift>p" },
  { N_("Star"), "<Control>d" },
};

static const Shortcut requests[] = {
  { N_("Show Requests"), "<Control><Shift>r" },
  { N_("Search Requests"), "<Control>f" },
  { N_("Copy for the Platform’s Support"), "<Control><Shift>c" },
  { N_("Export Requests"), "<Control>e" },
};

static const Shortcut window[] = {
  { N_("Go to the Places"), "<Control>1" },
  { N_("Go to the Banks"), "<Control>2" },
  { N_("Go to the Bank"), "<Control>3" },
  { N_("Refresh"), "F5" },
  { N_("New Window"), "<Control>n" },
  { N_("Close Window"), "<Control>w" },
  { N_("Preferences"), "<Control>comma" },
  { N_("Keyboard Shortcuts"), "<Control>question" },
  { N_("Main Menu"), "F10" },
  { N_("Quit"), "<Control>q" },
};

static void
add_row (AdwPreferencesGroup *group,
         const Shortcut      *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  GdkModifierType modifiers;
  guint key;
  g_autofree char *keys = NULL;
  GtkWidget *label;

  gtk_accelerator_parse (shortcut->accelerator, &key, &modifiers);
  keys = gtk_accelerator_get_label (key, modifiers);
  label = gtk_label_new (keys);
  gtk_widget_add_css_class (label, "keycap");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
}

static void
add_group (AtlasShortcutsDialog *self,
           const char           *title,
           const Shortcut       *shortcuts,
           gsize                 n_shortcuts)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (gsize i = 0; i < n_shortcuts; i++)
    add_row (ADW_PREFERENCES_GROUP (group), &shortcuts[i]);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
}

static void
atlas_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (atlas_shortcuts_dialog_parent_class)->dispose (object);
}

static void
atlas_shortcuts_dialog_class_init (AtlasShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasShortcutsDialog, page);
}

static void
atlas_shortcuts_dialog_init (AtlasShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  add_group (self, _("Searching"), finding, G_N_ELEMENTS (finding));
  add_group (self, _("Places"), places, G_N_ELEMENTS (places));
  add_group (self, _("Bank"), bank, G_N_ELEMENTS (bank));
  add_group (self, _("Requests"), requests, G_N_ELEMENTS (requests));
  add_group (self, _("Window"), window, G_N_ELEMENTS (window));
}

/**
 * atlas_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): every key that does something
 */
AdwDialog *
atlas_shortcuts_dialog_new (void)
{
  return g_object_new (ATLAS_TYPE_SHORTCUTS_DIALOG, NULL);
}
