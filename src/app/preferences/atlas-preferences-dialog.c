/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-cache-clearing.h"
#include "atlas-connect-dialog.h"
#include "atlas-preferences-dialog.h"
#include "atlas-profile-removal.h"
#include "atlas-profile-row.h"

struct _AtlasPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  AtlasApplication *application;
  GtkFilterListModel *saved;   /* all profiles but the demo */

  GtkListBox *profiles_list;
  AdwSwitchRow *refresh_row;
  AdwSwitchRow *journal_row;
};

G_DEFINE_FINAL_TYPE (AtlasPreferencesDialog, atlas_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

typedef struct
{
  GWeakRef dialog;
  AtlasProfile *profile;
} Question;

static Question *
question_new (AtlasPreferencesDialog *dialog,
              AtlasProfile           *profile)
{
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->dialog, dialog);
  question->profile = g_object_ref (profile);

  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_weak_ref_clear (&question->dialog);
  g_clear_object (&question->profile);
  g_free (question);
}

static AtlasProfiles *
get_profiles (AtlasPreferencesDialog *self)
{
  return atlas_application_get_profiles (self->application);
}

static void
say (AtlasPreferencesDialog *self,
     const char             *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), toast);
}

static DexFuture *
done_cb (DexFuture *future,
         gpointer   data)
{
  g_autoptr (AtlasPreferencesDialog) self = g_weak_ref_get (&((Question *) data)->dialog);
  g_autoptr (GError) error = NULL;

  if (self != NULL && dex_future_get_value (future, &error) == NULL)
    say (self, error->message);

  return NULL;
}

static void
remove_response_cb (AdwAlertDialog *alert,
                    const char     *response,
                    gpointer        data)
{
  Question *question = data;
  g_autoptr (AtlasPreferencesDialog) self = g_weak_ref_get (&question->dialog);
  DexFuture *future;

  if (self == NULL || !g_str_equal (response, "remove"))
    return;

  future = atlas_profile_removal_run (get_profiles (self), atlas_application_get_secrets (self->application), question->profile, NULL);
  dex_future_disown (dex_future_finally (future, done_cb, question_new (self, question->profile), question_free));
}

static void
question_closed (gpointer  data,
                 GClosure *closure)
{
  question_free (data);
}

static void
ask (AtlasPreferencesDialog *self,
     AtlasProfile           *profile,
     AdwDialog              *alert,
     const char             *response,
     const char             *label,
     GCallback               callback)
{
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), response, label, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), response, ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  g_signal_connect_data (alert, "response", callback, question_new (self, profile), question_closed, G_CONNECT_DEFAULT);
  adw_dialog_present (alert, GTK_WIDGET (self));
}

static void
remove_cb (AtlasPreferencesDialog *self,
           AtlasProfileRow        *row)
{
  AtlasProfile *profile = atlas_profile_row_get_profile (row);
  g_autofree char *heading = g_strdup_printf (_("Remove “%s”?"), atlas_profile_get_name (profile));

  ask (self, profile,
       adw_alert_dialog_new (heading,
                             _("This removes the connection, its client secret, access token and certificate password from the keyring, and its cached banks, stars and notes from this computer. Another connection with the same banks takes over the stars and notes. Nothing changes at the platform.")),
       "remove", _("_Remove"), G_CALLBACK (remove_response_cb));
}

static void
clear_cache_response_cb (AdwAlertDialog *alert,
                         const char     *response,
                         gpointer        data)
{
  Question *question = data;
  g_autoptr (AtlasPreferencesDialog) self = g_weak_ref_get (&question->dialog);
  DexFuture *future;

  if (self == NULL || !g_str_equal (response, "clear"))
    return;

  future = atlas_cache_clearing_run (self->application, question->profile);
  dex_future_disown (dex_future_finally (future, done_cb, question_new (self, question->profile), question_free));
}

static void
clear_cache_cb (AtlasPreferencesDialog *self,
                AtlasProfileRow        *row)
{
  AtlasProfile *profile = atlas_profile_row_get_profile (row);
  g_autofree char *heading = g_strdup_printf (_("Clear Cached Data of “%s”?"), atlas_profile_get_name (profile));

  ask (self, profile,
       adw_alert_dialog_new (heading,
                             _("Everything the platform said about banks, their logos and their changes is removed from this computer, and is fetched again. Stars and notes stay.")),
       "clear", _("C_lear"), G_CALLBACK (clear_cache_response_cb));
}

/* Whoever adds a connection wants to see it; one that was edited is connected anew where it is shown. */
static void
connected_cb (AtlasPreferencesDialog *self,
              AtlasProfile           *profile)
{
  atlas_application_renew_catalogue (self->application, profile);
}

static void
added_cb (AtlasPreferencesDialog *self,
          AtlasProfile           *profile)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.switch-profile", "s", atlas_profile_get_id (profile));
}

static void
present_connect_dialog (AtlasPreferencesDialog *self,
                        AtlasProfile           *edit_or_null)
{
  AdwDialog *dialog = atlas_connect_dialog_new (get_profiles (self), atlas_application_get_secrets (self->application), edit_or_null);

  g_signal_connect_object (dialog, "connected", edit_or_null ? G_CALLBACK (connected_cb) : G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
edit_cb (AtlasPreferencesDialog *self,
         AtlasProfileRow        *row)
{
  present_connect_dialog (self, atlas_profile_row_get_profile (row));
}

static void
add_clicked_cb (AtlasPreferencesDialog *self)
{
  present_connect_dialog (self, NULL);
}

static void
max_age_chosen_cb (AtlasPreferencesDialog *self,
                   guint                   seconds,
                   AtlasProfileRow        *row)
{
  g_autoptr (AtlasProfile) changed = atlas_profile_copy (atlas_profile_row_get_profile (row));
  g_autoptr (GError) error = NULL;

  g_object_set (changed, "max-age", seconds, NULL);
  if (!atlas_profiles_save (get_profiles (self), changed, &error))
    say (self, error->message);
}

static void
journal_active_cb (AtlasPreferencesDialog *self)
{
  AtlasRequestJournal *journal = self->application ? atlas_application_get_journal (self->application) : NULL;
  gboolean wanted = adw_switch_row_get_active (self->journal_row);
  g_autoptr (GError) error = NULL;

  if (journal == NULL || wanted == atlas_request_journal_is_kept (journal))
    return;
  if (wanted ? atlas_request_journal_begin (journal, &error) : atlas_request_journal_end (journal, &error))
    return;

  say (self, error->message);
  adw_switch_row_set_active (self->journal_row, !wanted);
}

static GtkWidget *
create_row (gpointer item,
            gpointer data)
{
  GtkWidget *row = atlas_profile_row_new (item);

  g_signal_connect_object (row, "edit", G_CALLBACK (edit_cb), data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "clear-cache", G_CALLBACK (clear_cache_cb), data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "max-age-chosen", G_CALLBACK (max_age_chosen_cb), data, G_CONNECT_SWAPPED);

  return row;
}

static gboolean
is_saved (gpointer item,
          gpointer data)
{
  return !atlas_profile_is_demo (item);
}

static void
atlas_preferences_dialog_dispose (GObject *object)
{
  AtlasPreferencesDialog *self = ATLAS_PREFERENCES_DIALOG (object);

  g_clear_object (&self->saved);
  g_clear_object (&self->application);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (atlas_preferences_dialog_parent_class)->dispose (object);
}

static void
atlas_preferences_dialog_class_init (AtlasPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferencesDialog, profiles_list);
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferencesDialog, refresh_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferencesDialog, journal_row);
  gtk_widget_class_bind_template_callback (widget_class, journal_active_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
atlas_preferences_dialog_init (AtlasPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_preferences_dialog_new:
 * @application: the application
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
atlas_preferences_dialog_new (AtlasApplication *application)
{
  AtlasPreferencesDialog *self;
  GtkFilter *filter;

  g_return_val_if_fail (ATLAS_IS_APPLICATION (application), NULL);

  self = g_object_new (ATLAS_TYPE_PREFERENCES_DIALOG, NULL);
  self->application = g_object_ref (application);
  filter = GTK_FILTER (gtk_custom_filter_new (is_saved, NULL, NULL));
  self->saved = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (get_profiles (self))), filter);
  gtk_list_box_bind_model (self->profiles_list, G_LIST_MODEL (self->saved), create_row, self, NULL);
  adw_switch_row_set_active (self->journal_row, atlas_request_journal_is_kept (atlas_application_get_journal (application)));
  g_settings_bind (atlas_application_get_settings (application), "refresh-automatically", self->refresh_row, "active", G_SETTINGS_BIND_DEFAULT);

  return ADW_DIALOG (self);
}
