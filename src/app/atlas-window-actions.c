/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-changes.h"
#include "atlas-clipboard.h"
#include "atlas-connect-dialog.h"
#include "atlas-preferences-dialog.h"
#include "atlas-shortcuts-dialog.h"
#include "atlas-trace.h"
#include "atlas-window-private.h"

static gboolean
has_focus_in (AtlasWindow *self,
              gpointer     widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL && widget != NULL && gtk_widget_is_ancestor (focus, widget);
}

static gboolean
is_browsing (AtlasWindow *self)
{
  return self->catalogue != NULL && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL;
}

static void
copy_text_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  const char *text = g_variant_get_string (parameter, NULL);
  AdwToast *toast = atlas_clipboard_toast_new (text);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  adw_toast_overlay_dismiss_all (ATLAS_WINDOW (widget)->toasts);
  atlas_window_add_toast (ATLAS_WINDOW (widget), toast);
}

/* ---------------------------------------------------------------- refreshing */

static char *
dup_summary (AtlasChanges *changes)
{
  const guint added = atlas_changes_get_n (changes, ATLAS_CHANGE_ADDED);
  const guint others = atlas_changes_get_n (changes, ATLAS_CHANGE_REMOVED) + atlas_changes_get_n (changes, ATLAS_CHANGE_CHANGED);
  g_autofree char *added_text = g_strdup_printf (ngettext ("%'u added", "%'u added", added), added);
  g_autofree char *others_text = g_strdup_printf (ngettext ("%'u other change", "%'u other changes", others), others);

  if (atlas_changes_is_empty (changes))
    return g_strdup (_("Nothing has changed"));
  if (added == 0)
    return g_steal_pointer (&others_text);
  if (others == 0)
    return g_steal_pointer (&added_text);

  /* Translators: what a refresh found, as "3 added, 2 other changes" */
  return g_strdup_printf (_("%s, %s"), added_text, others_text);
}

/* A refresh that was asked for says what it found; its failure is the banner's matter. */
static DexFuture *
refreshed_cb (DexFuture *future,
              gpointer   user_data)
{
  AtlasWindow *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);
  g_autofree char *summary = NULL;

  atlas_trace_mark ("refreshed");
  if (value == NULL || !G_VALUE_HOLDS (value, ATLAS_TYPE_CHANGES) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return dex_future_new_true ();

  summary = dup_summary (g_value_get_object (value));
  atlas_window_add_toast (self, adw_toast_new (summary));

  return dex_future_new_true ();
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);

  if (self->catalogue == NULL || atlas_catalogue_get_refreshing (self->catalogue))
    return;

  dex_future_disown (dex_future_then (atlas_catalogue_refresh (self->catalogue, ATLAS_REFRESH_ALL, NULL),
                                      refreshed_cb,
                                      g_object_ref (self),
                                      g_object_unref));
}

/* ---------------------------------------------------------------- connections */

static void
connected_cb (AtlasWindow  *self,
              AtlasProfile *profile)
{
  atlas_application_renew_catalogue (atlas_window_get_app (self), profile);
  atlas_window_set_profile (self, profile);
}

static void
present_connect_dialog (AtlasWindow  *self,
                        AtlasProfile *profile)
{
  AtlasApplication *application = atlas_window_get_app (self);
  AdwDialog *dialog = atlas_connect_dialog_new (atlas_application_get_profiles (application),
                                                atlas_application_get_secrets (application),
                                                profile);

  g_signal_connect_object (dialog, "connected", G_CALLBACK (connected_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
connect_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  present_connect_dialog (ATLAS_WINDOW (widget), NULL);
}

static void
edit_profile_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);
  AtlasProfile *profile = self->catalogue ? atlas_catalogue_get_profile (self->catalogue) : NULL;

  if (profile != NULL && !atlas_profile_is_demo (profile))
    present_connect_dialog (self, profile);
}

static void
switch_profile_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);
  AtlasProfiles *profiles = atlas_application_get_profiles (atlas_window_get_app (self));
  AtlasProfile *profile = atlas_profiles_find (profiles, g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    atlas_window_set_profile (self, profile);
}

/* ---------------------------------------------------------------- moving about */

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);

  if (!is_browsing (self))
    return;

  atlas_window_show_banks (self);
  atlas_banks_pane_focus_search (self->banks_pane);
}

/* Where no text field has the focus, what is pasted is searched for. */
static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);

  if (!is_browsing (self))
    return;

  atlas_window_show_banks (self);
  atlas_banks_pane_paste (self->banks_pane);
}

static void
copy_link_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);

  if (is_browsing (self))
    gtk_widget_activate_action (GTK_WIDGET (self->banks_pane), "banks.copy-link", NULL);
}

static void
focus_pane_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);

  if (!is_browsing (self))
    return;

  switch (g_variant_get_int32 (parameter))
    {
    case 1:
      atlas_window_show_places (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->places_pane));
      break;
    case 2:
      atlas_window_show_banks (self);
      atlas_banks_pane_focus_list (self->banks_pane);
      break;
    default:
      atlas_window_open_bank (self);
      gtk_widget_child_focus (GTK_WIDGET (self->bank_page), GTK_DIR_TAB_FORWARD);
      break;
    }
}

static void
restore_search_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);

  if (!is_browsing (self) || !atlas_banks_pane_restore_search (self->banks_pane))
    return;

  adw_toast_overlay_dismiss_all (self->toasts);
  atlas_window_show_banks (self);
}

/* From the bank to the list, from the search's result to the whole list, from the banks to the places. */
static void
step_back_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);
  const gboolean bank_alone = adw_navigation_split_view_get_collapsed (self->outer) &&
                              adw_navigation_split_view_get_show_content (self->outer);

  if (!is_browsing (self))
    return;

  if (bank_alone || has_focus_in (self, self->bank_page))
    {
      atlas_window_show_banks (self);
      atlas_banks_pane_focus_list (self->banks_pane);
    }
  else if (atlas_banks_pane_clear_search (self->banks_pane))
    {
      /* A row among many more may be out of sight. */
      if (!GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (self))))
        atlas_banks_pane_focus_list (self->banks_pane);
    }
  else
    {
      atlas_window_show_places (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->places_pane));
    }
}

/* ---------------------------------------------------------------- the bank that is shown */

static void
activate_on_bank (GtkWidget  *widget,
                  const char *action)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);

  if (!is_browsing (self) || atlas_banks_pane_get_bic_fi (self->banks_pane) == NULL)
    return;

  atlas_window_ensure_bank_page (self);
  gtk_widget_activate_action (GTK_WIDGET (self->bank_page), action, NULL);
}

static void
copy_bic_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  activate_on_bank (widget, "bank.copy-bic");
}

static void
copy_json_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  activate_on_bank (widget, "bank.copy-json");
}

static void
copy_phone_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  activate_on_bank (widget, "bank.copy-phone");
}

static void
star_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  activate_on_bank (widget, "bank.star");
}

/* ---------------------------------------------------------------- dialogs */

static void
preferences_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  adw_dialog_present (atlas_preferences_dialog_new (atlas_window_get_app (ATLAS_WINDOW (widget))), widget);
}

static void
shortcuts_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  adw_dialog_present (atlas_shortcuts_dialog_new (), widget);
}

static void
about_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog,
                "application-name", _("Bank Atlas"),
                "application-icon", ATLAS_APPLICATION_ID,
                "developer-name", _("The Bank Atlas developers"),
                "version", ATLAS_VERSION,
                "comments", _("Browse the banks that the Open Payments Platform supports"),
                "license-type", GTK_LICENSE_GPL_3_0,
                /* Translators: your names, one a line */
                "translator-credits", _("translator-credits"),
                NULL);
  adw_dialog_present (dialog, widget);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.restore-search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_SHIFT_MASK, "win.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.copy-link", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.step-back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.step-back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "win.copy-bic", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.copy-json", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.copy-phone", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "win.star", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, GDK_CONTROL_MASK, "win.preferences", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK, "win.shortcuts", NULL);
  for (int pane = 1; pane <= 3; pane++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + pane, GDK_CONTROL_MASK, "win.focus-pane", "i", pane);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + pane, GDK_CONTROL_MASK, "win.focus-pane", "i", pane);
    }
}

void
atlas_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.copy-text", "s", copy_text_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "win.edit-profile", NULL, edit_profile_action);
  gtk_widget_class_install_action (widget_class, "win.switch-profile", "s", switch_profile_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "win.restore-search", NULL, restore_search_action);
  gtk_widget_class_install_action (widget_class, "win.copy-link", NULL, copy_link_action);
  gtk_widget_class_install_action (widget_class, "win.focus-pane", "i", focus_pane_action);
  gtk_widget_class_install_action (widget_class, "win.step-back", NULL, step_back_action);
  gtk_widget_class_install_action (widget_class, "win.copy-bic", NULL, copy_bic_action);
  gtk_widget_class_install_action (widget_class, "win.copy-json", NULL, copy_json_action);
  gtk_widget_class_install_action (widget_class, "win.copy-phone", NULL, copy_phone_action);
  gtk_widget_class_install_action (widget_class, "win.star", NULL, star_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_action);

  add_keys (widget_class);
}
