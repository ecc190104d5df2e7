/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-application.h"
#include "atlas-check-page.h"
#include "atlas-connect-dialog.h"
#include "atlas-connection-check.h"
#include "atlas-connection-form.h"
#include "atlas-connection-saver.h"

struct _AtlasConnectDialog
{
  AdwDialog parent_instance;

  AtlasProfiles *profiles;
  AtlasSecrets *secrets;
  AtlasProfile *profile;         /* never one of the list: what is typed holds once it is saved */
  AtlasConnectionSaver *saver;
  DexFuture *pending;            /* the check, or the saving after it */
  gboolean is_new;
  gboolean saved;

  AdwNavigationView *navigation_view;
  AtlasConnectionForm *form;
  AtlasCheckPage *check_page;
  GtkLabel *problem_label;
};

G_DEFINE_FINAL_TYPE (AtlasConnectDialog, atlas_connect_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  SIGNAL_CONNECTED,
  N_SIGNALS,
} AtlasConnectDialogSignal;

static guint signals[N_SIGNALS];

static void start_saving (AtlasConnectDialog *self,
                          gboolean            for_this_run_only);

static void
show_problem (AtlasConnectDialog *self,
              const GError       *error)
{
  gtk_label_set_text (self->problem_label, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), error != NULL);
  if (error != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static DexFuture *
saved_cb (DexFuture *future,
          gpointer   data)
{
  g_autoptr (AtlasConnectDialog) self = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;
  AtlasProfile *saved;

  if (self == NULL || self->check_page == NULL)
    return NULL;

  if (dex_future_get_value (future, &error) == NULL)
    {
      atlas_check_page_show_unsaved (self->check_page, error);
      return NULL;
    }

  self->saved = TRUE;
  atlas_connection_form_wipe (self->form);
  saved = atlas_profiles_find (self->profiles, atlas_profile_get_id (self->profile));
  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, saved ? saved : self->profile);
  adw_dialog_force_close (ADW_DIALOG (self));

  return NULL;
}

static DexFuture *
checked_cb (DexFuture *future,
            gpointer   data)
{
  g_autoptr (AtlasConnectDialog) self = g_weak_ref_get (data);

  if (self == NULL || self->check_page == NULL)
    return NULL;

  if (dex_future_is_rejected (future))
    atlas_check_page_show_failed (self->check_page);
  else
    start_saving (self, FALSE);

  return NULL;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Whatever was under way is dropped, and with it cancelled. */
static void
follow (AtlasConnectDialog *self,
        DexFuture          *future,
        DexFutureCallback   callback)
{
  GWeakRef *weak_ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak_ref, self);
  dex_clear (&self->pending);
  self->pending = dex_future_finally (future, callback, weak_ref, weak_ref_free);
}

static void
start_saving (AtlasConnectDialog *self,
              gboolean            for_this_run_only)
{
  atlas_check_page_show_unsaved (self->check_page, NULL);
  follow (self, atlas_connection_saver_save (self->saver, for_this_run_only), saved_cb);
}

static void
start_check (AtlasConnectDialog *self)
{
  g_autoptr (SecretValue) client_secret = atlas_connection_form_dup_client_secret (self->form);
  g_autoptr (SecretValue) password = atlas_connection_form_dup_certificate_password (self->form);
  g_autoptr (AtlasConnectionCheck) check = NULL;

  g_clear_object (&self->saver);
  self->saver = atlas_connection_saver_new (self->profiles, self->secrets, self->profile, client_secret, password);
  check = atlas_connection_check_new (self->profile, self->secrets, client_secret, password);
  atlas_application_take_requests_of (atlas_connection_check_get_request_log (check));
  atlas_check_page_show_check (self->check_page, check, self->profile);
  follow (self, atlas_connection_check_run (check), checked_cb);
}

static void
connect_cb (AtlasConnectDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!atlas_connection_form_get_complete (self->form))
    return;
  if (!atlas_connection_form_apply (self->form, self->profile, &error))
    {
      show_problem (self, error);
      return;
    }

  show_problem (self, NULL);
  adw_navigation_view_push (self->navigation_view, ADW_NAVIGATION_PAGE (self->check_page));
  start_check (self);
}

/* The value stands for itself where the property is a text, and by its name where it is a choice. */
static void
apply_remedy (AtlasProfile *profile,
              const char   *property,
              const char   *value)
{
  AtlasEnvironment environment;
  AtlasListEncoding encoding;

  if (g_str_equal (property, "environment") && atlas_environment_from_string (value, &environment))
    g_object_set (profile, property, (int) environment, NULL);
  else if (g_str_equal (property, "list-encoding") && atlas_list_encoding_from_string (value, &encoding))
    g_object_set (profile, property, (int) encoding, NULL);
  else if (g_str_equal (property, "scope") || g_str_equal (property, "auth-url") || g_str_equal (property, "api-url"))
    g_object_set (profile, property, value, NULL);
}

static void
remedy_cb (AtlasConnectDialog *self,
           AtlasCheckStep     *step)
{
  const char *property = atlas_check_step_get_remedy_property (step);

  /* A remedy without a property is for the person's own hands. */
  if (property == NULL)
    {
      adw_navigation_view_pop (self->navigation_view);
      return;
    }

  apply_remedy (self->profile, property, atlas_check_step_get_remedy_value (step));
  atlas_connection_form_load (self->form, self->profiles, self->profile, self->is_new);
  start_check (self);
}

static void
check_again_cb (AtlasConnectDialog *self)
{
  start_check (self);
}

static void
save_again_cb (AtlasConnectDialog *self)
{
  start_saving (self, FALSE);
}

static void
keep_for_this_run_cb (AtlasConnectDialog *self)
{
  start_saving (self, TRUE);
}

/* Back to the form: what is under way there is no longer wanted. */
static void
popped_cb (AtlasConnectDialog *self)
{
  dex_clear (&self->pending);
  atlas_check_page_show_check (self->check_page, NULL, NULL);
}

static void
cancel_clicked_cb (AtlasConnectDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* What the check or a failed saving left in the keyring belongs to a profile that never came to be. */
static void
forget_unsaved (AtlasConnectDialog *self)
{
  if (self->is_new && !self->saved && self->saver != NULL)
    dex_future_disown (atlas_secrets_clear_all (self->secrets, self->profile));
}

static void
atlas_connect_dialog_closed (AdwDialog *dialog)
{
  AtlasConnectDialog *self = ATLAS_CONNECT_DIALOG (dialog);

  dex_clear (&self->pending);
  forget_unsaved (self);
  if (self->form != NULL)
    atlas_connection_form_wipe (self->form);
}

static void
atlas_connect_dialog_dispose (GObject *object)
{
  AtlasConnectDialog *self = ATLAS_CONNECT_DIALOG (object);

  dex_clear (&self->pending);
  g_clear_object (&self->check_page);
  g_clear_object (&self->saver);
  g_clear_object (&self->profiles);
  g_clear_object (&self->secrets);
  g_clear_object (&self->profile);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_CONNECT_DIALOG);

  G_OBJECT_CLASS (atlas_connect_dialog_parent_class)->dispose (object);
}

static void
atlas_connect_dialog_class_init (AtlasConnectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_connect_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = atlas_connect_dialog_closed;

  signals[SIGNAL_CONNECTED] =
    g_signal_new ("connected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, ATLAS_TYPE_PROFILE);

  g_type_ensure (ATLAS_TYPE_CONNECTION_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectDialog, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectDialog, form);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
}

static void
atlas_connect_dialog_init (AtlasConnectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->check_page = g_object_ref_sink (g_object_new (ATLAS_TYPE_CHECK_PAGE, NULL));
  g_signal_connect_object (self->check_page, "remedy", G_CALLBACK (remedy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check_page, "check-again", G_CALLBACK (check_again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check_page, "save-again", G_CALLBACK (save_again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check_page, "keep-for-this-run", G_CALLBACK (keep_for_this_run_cb), self, G_CONNECT_SWAPPED);
}

/**
 * atlas_connect_dialog_new:
 * @profiles: where the profile is saved
 * @secrets: where its secrets are kept
 * @edit_or_null: (nullable): the profile to change; %NULL makes a new one
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
atlas_connect_dialog_new (AtlasProfiles *profiles,
                          AtlasSecrets  *secrets,
                          AtlasProfile  *edit_or_null)
{
  AtlasConnectDialog *self;

  g_return_val_if_fail (ATLAS_IS_PROFILES (profiles), NULL);
  g_return_val_if_fail (ATLAS_IS_SECRETS (secrets), NULL);
  g_return_val_if_fail (edit_or_null == NULL || ATLAS_IS_PROFILE (edit_or_null), NULL);

  self = g_object_new (ATLAS_TYPE_CONNECT_DIALOG, NULL);
  self->profiles = g_object_ref (profiles);
  self->secrets = g_object_ref (secrets);
  self->is_new = edit_or_null == NULL;
  self->profile = self->is_new ? atlas_profile_new (NULL, ATLAS_ENVIRONMENT_SANDBOX) : atlas_profile_copy (edit_or_null);
  adw_dialog_set_title (ADW_DIALOG (self), self->is_new ? _("Connect to Open Payments") : _("Edit Connection"));
  atlas_connection_form_load (self->form, profiles, self->profile, self->is_new);
  adw_dialog_set_focus (ADW_DIALOG (self), atlas_connection_form_get_first_field (self->form));

  return ADW_DIALOG (self);
}
