/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-connection-form.h"
#include "atlas-text.h"
#include "atlas-link.h"

struct _AtlasConnectionForm
{
  AdwPreferencesPage parent_instance;

  AtlasProfiles *profiles;
  char *certificate_path;
  char *offered_name;                     /* the name that this form wrote itself */
  AtlasEnvironment environment;           /* for which the hosts were written */
  gboolean is_new;
  gboolean complete;

  AdwComboRow *environment_row;
  GtkWidget *certificate_note;
  GtkEditable *client_id_row;
  GtkEditable *secret_row;
  AdwComboRow *context_row;
  GtkEditable *name_row;
  AdwExpanderRow *advanced_row;
  GtkEditable *auth_url_row;
  GtkEditable *api_url_row;
  GtkEditable *scope_row;
  GtkMenuButton *scope_button;
  AdwComboRow *list_encoding_row;
  AdwActionRow *certificate_row;
  GtkWidget *clear_certificate_button;
  GtkEditable *certificate_password_row;
};

G_DEFINE_FINAL_TYPE (AtlasConnectionForm, atlas_connection_form, ADW_TYPE_PREFERENCES_PAGE)

typedef enum
{
  PROP_COMPLETE = 1,
} AtlasConnectionFormProperty;

typedef enum
{
  SIGNAL_SUBMIT,
  N_SIGNALS,
} AtlasConnectionFormSignal;

static GParamSpec *properties[PROP_COMPLETE + 1];
static guint signals[N_SIGNALS];

/* The environments in the order of the row. */
static const AtlasEnvironment environments[] = { ATLAS_ENVIRONMENT_SANDBOX, ATLAS_ENVIRONMENT_PRODUCTION, ATLAS_ENVIRONMENT_CUSTOM };

static AtlasEnvironment
get_environment (AtlasConnectionForm *self)
{
  guint selected = adw_combo_row_get_selected (self->environment_row);

  return environments[selected < G_N_ELEMENTS (environments) ? selected : 0];
}

static void
set_text (GtkEditable *row,
          const char  *text)
{
  gtk_editable_set_text (row, text ? text : "");
}

static gboolean
is_blank (GtkEditable *row)
{
  return atlas_text_is_blank (gtk_editable_get_text (row));
}

/* The first field that the form wants something in, or NULL. */
static GtkEditable *
find_missing (AtlasConnectionForm *self)
{
  GtkEditable *const rows[] = { self->client_id_row, self->secret_row, self->auth_url_row, self->api_url_row, self->scope_row, self->name_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_blank (rows[i]) && (self->is_new || rows[i] != self->secret_row))
      return rows[i];

  return NULL;
}

static void
update_complete (AtlasConnectionForm *self)
{
  const gboolean complete = find_missing (self) == NULL;

  if (self->complete == complete)
    return;

  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
update_certificate (AtlasConnectionForm *self)
{
  gboolean chosen = self->certificate_path != NULL;
  g_autofree char *name = chosen ? g_path_get_basename (self->certificate_path) : NULL;
  g_autofree char *shown = name ? g_filename_display_name (name) : NULL;

  adw_action_row_set_subtitle (self->certificate_row, shown ? shown : _("None"));
  gtk_widget_set_visible (self->clear_certificate_button, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->certificate_password_row), chosen);
  gtk_widget_set_visible (self->certificate_note, !chosen && get_environment (self) == ATLAS_ENVIRONMENT_PRODUCTION);
}

/* "Sandbox", or "Sandbox 2" where there is one already. */
static char *
dup_free_name (AtlasConnectionForm *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->environment_row);
  const char *base = item ? gtk_string_object_get_string (item) : _("Connection");
  g_autofree char *name = g_strdup (base);

  for (guint n = 2; atlas_profiles_find (self->profiles, name) != NULL; n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", base, n);
    }

  return g_steal_pointer (&name);
}

static void
offer_name (AtlasConnectionForm *self)
{
  const char *name = gtk_editable_get_text (self->name_row);

  if (!self->is_new || (*name != '\0' && g_strcmp0 (name, self->offered_name) != 0))
    return;

  g_free (self->offered_name);
  self->offered_name = dup_free_name (self);
  gtk_editable_set_text (self->name_row, self->offered_name);
}

/* A host that a person wrote stays; one that belongs to the environment before gives way. */
static void
offer_hosts (AtlasConnectionForm *self,
             AtlasEnvironment     before,
             AtlasEnvironment     now)
{
  const char *auth_url = gtk_editable_get_text (self->auth_url_row);
  const char *api_url = gtk_editable_get_text (self->api_url_row);

  if (*auth_url == '\0' || g_strv_contains (atlas_environment_get_auth_urls (before), auth_url))
    set_text (self->auth_url_row, atlas_environment_get_auth_url (now));
  if (*api_url == '\0' || g_strcmp0 (api_url, atlas_environment_get_api_url (before)) == 0)
    set_text (self->api_url_row, atlas_environment_get_api_url (now));
}

static void
environment_changed_cb (AtlasConnectionForm *self)
{
  AtlasEnvironment environment = get_environment (self);

  if (self->profiles == NULL)
    return;

  offer_hosts (self, self->environment, environment);
  self->environment = environment;
  offer_name (self);
  if (environment != ATLAS_ENVIRONMENT_SANDBOX)
    adw_expander_row_set_expanded (self->advanced_row, TRUE);
  update_certificate (self);
  update_complete (self);
}

/* All links go the same way. */
static gboolean
link_activated_cb (AtlasConnectionForm *self,
                   GtkLinkButton       *button)
{
  atlas_link_open (GTK_WIDGET (self), gtk_link_button_get_uri (button));

  return TRUE;
}

static void
changed_cb (AtlasConnectionForm *self)
{
  update_complete (self);
}

/* Enter in a form that is not complete goes to what is missing. */
static void
submitted_cb (AtlasConnectionForm *self)
{
  GtkEditable *missing = find_missing (self);

  if (missing == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_SUBMIT], 0);
      return;
    }

  if (gtk_widget_is_ancestor (GTK_WIDGET (missing), GTK_WIDGET (self->advanced_row)))
    adw_expander_row_set_expanded (self->advanced_row, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (missing));
}

static void
clear_certificate_clicked_cb (AtlasConnectionForm *self)
{
  g_clear_pointer (&self->certificate_path, g_free);
  gtk_editable_set_text (self->certificate_password_row, "");
  update_certificate (self);
}

static void
certificate_chosen_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autoptr (AtlasConnectionForm) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path == NULL || self->certificate_row == NULL)
    return;

  g_set_str (&self->certificate_path, path);
  update_certificate (self);
}

static void
choose_certificate_clicked_cb (AtlasConnectionForm *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (filter, _("Client certificates (PKCS#12)"));
  gtk_file_filter_add_suffix (filter, "p12");
  gtk_file_filter_add_suffix (filter, "pfx");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _("Choose a Client Certificate"));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, certificate_chosen_cb, g_object_ref (self));
}

static void
set_scope_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  gtk_editable_set_text (ATLAS_CONNECTION_FORM (widget)->scope_row, g_variant_get_string (parameter, NULL));
}

static void
fill_scope_menu (AtlasConnectionForm *self)
{
  const char * const *presets = atlas_scope_get_presets ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; presets[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (presets[i], NULL);

      g_menu_item_set_action_and_target (item, "form.set-scope", "s", presets[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->scope_button, G_MENU_MODEL (menu));
}

static void
atlas_connection_form_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch ((AtlasConnectionFormProperty) property_id)
    {
    case PROP_COMPLETE: g_value_set_boolean (value, ATLAS_CONNECTION_FORM (object)->complete); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_connection_form_dispose (GObject *object)
{
  AtlasConnectionForm *self = ATLAS_CONNECTION_FORM (object);

  if (self->secret_row != NULL)
    atlas_connection_form_wipe (self);
  g_clear_object (&self->profiles);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_CONNECTION_FORM);

  G_OBJECT_CLASS (atlas_connection_form_parent_class)->dispose (object);
}

static void
atlas_connection_form_finalize (GObject *object)
{
  AtlasConnectionForm *self = ATLAS_CONNECTION_FORM (object);

  g_clear_pointer (&self->certificate_path, g_free);
  g_clear_pointer (&self->offered_name, g_free);

  G_OBJECT_CLASS (atlas_connection_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-connection-form.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, environment_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, certificate_note);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, secret_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, context_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, advanced_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, auth_url_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, api_url_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, scope_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, scope_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, list_encoding_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, certificate_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, clear_certificate_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasConnectionForm, certificate_password_row);
  gtk_widget_class_bind_template_callback (widget_class, environment_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, submitted_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_certificate_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_certificate_clicked_cb);
}

static void
atlas_connection_form_class_init (AtlasConnectionFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = atlas_connection_form_dispose;
  object_class->finalize = atlas_connection_form_finalize;
  object_class->get_property = atlas_connection_form_get_property;

  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_SUBMIT] =
    g_signal_new ("submit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "form.set-scope", "s", set_scope_action_cb);
}

static void
atlas_connection_form_init (AtlasConnectionForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_scope_menu (self);
}

static guint
find_environment (AtlasEnvironment environment)
{
  for (guint i = 0; i < G_N_ELEMENTS (environments); i++)
    if (environments[i] == environment)
      return i;

  return 0;
}

/**
 * atlas_connection_form_get_first_field:
 * @self: a form
 *
 * Returns: (transfer none): the first field that wants something, else the first there is
 */
GtkWidget *
atlas_connection_form_get_first_field (AtlasConnectionForm *self)
{
  GtkEditable *missing;

  g_return_val_if_fail (ATLAS_IS_CONNECTION_FORM (self), NULL);

  missing = find_missing (self);

  return GTK_WIDGET (missing ? missing : self->client_id_row);
}

/**
 * atlas_connection_form_load:
 * @self: a form
 * @profiles: all profiles, for names that are not taken yet
 * @profile: what to show
 * @is_new: whether @profile was never saved: then a secret must be typed, and a name is offered
 */
void
atlas_connection_form_load (AtlasConnectionForm *self,
                            AtlasProfiles       *profiles,
                            AtlasProfile        *profile,
                            gboolean             is_new)
{
  g_return_if_fail (ATLAS_IS_CONNECTION_FORM (self));
  g_return_if_fail (ATLAS_IS_PROFILE (profile));

  g_clear_object (&self->profiles);
  self->is_new = is_new;
  self->environment = atlas_profile_get_environment (profile);
  g_set_str (&self->certificate_path, atlas_profile_get_certificate_path (profile));

  adw_combo_row_set_selected (self->environment_row, find_environment (self->environment));
  adw_combo_row_set_selected (self->context_row, atlas_profile_get_context (profile));
  adw_combo_row_set_selected (self->list_encoding_row, atlas_profile_get_list_encoding (profile));
  set_text (self->client_id_row, atlas_profile_get_client_id (profile));
  set_text (self->auth_url_row, atlas_profile_get_auth_url (profile));
  set_text (self->api_url_row, atlas_profile_get_api_url (profile));
  set_text (self->scope_row, atlas_profile_get_scope (profile));
  set_text (self->name_row, atlas_profile_get_name (profile));
  if (!is_new)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret_row), _("New client secret (leave empty to keep the saved one)"));

  self->profiles = g_object_ref (profiles);
  offer_name (self);
  update_certificate (self);
  update_complete (self);
}

static gboolean
apply_host (GtkEditable  *row,
            AtlasProfile *profile,
            const char   *property,
            GError      **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *url = atlas_host_url_normalize (gtk_editable_get_text (row), &reason);

  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  if (url == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      g_set_error (error, reason->domain, reason->code, "%s: %s",
                   adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), reason->message);
      return FALSE;
    }
  g_object_set (profile, property, url, NULL);

  return TRUE;
}

static gboolean
check_name (AtlasConnectionForm *self,
            AtlasProfile        *profile,
            GError             **error)
{
  g_autofree char *name = atlas_text_dup_trimmed (gtk_editable_get_text (self->name_row));
  AtlasProfile *other = name ? atlas_profiles_find (self->profiles, name) : NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  if (other == NULL || g_strcmp0 (atlas_profile_get_id (other), atlas_profile_get_id (profile)) == 0)
    return TRUE;

  gtk_widget_add_css_class (GTK_WIDGET (self->name_row), "error");
  g_set_error (error, ATLAS_PROFILES_ERROR, ATLAS_PROFILES_ERROR_NAME_TAKEN,
               _("There is already a connection named “%s”; choose another name"), name);

  return FALSE;
}

/**
 * atlas_connection_form_apply:
 * @self: a form
 * @profile: what to write to
 * @error: where the reason goes, a sentence in the user's language
 *
 * Writes what was typed to @profile; its secrets are no part of it.
 *
 * Returns: whether all of it is fit to be tried
 */
gboolean
atlas_connection_form_apply (AtlasConnectionForm  *self,
                             AtlasProfile         *profile,
                             GError              **error)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION_FORM (self), FALSE);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), FALSE);

  if (!check_name (self, profile, error))
    return FALSE;

  g_object_set (profile,
                "environment", (int) get_environment (self),
                "name", gtk_editable_get_text (self->name_row),
                "client-id", gtk_editable_get_text (self->client_id_row),
                "scope", gtk_editable_get_text (self->scope_row),
                "context", (int) adw_combo_row_get_selected (self->context_row),
                "list-encoding", (int) adw_combo_row_get_selected (self->list_encoding_row),
                "certificate-path", self->certificate_path,
                NULL);

  return apply_host (self->auth_url_row, profile, "auth-url", error) && apply_host (self->api_url_row, profile, "api-url", error);
}

/**
 * atlas_connection_form_get_complete:
 * @self: a form
 *
 * Returns: whether there is enough to try
 */
gboolean
atlas_connection_form_get_complete (AtlasConnectionForm *self)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION_FORM (self), FALSE);

  return self->complete;
}

static SecretValue *
dup_secret (GtkEditable *row)
{
  const char *text = gtk_editable_get_text (row);

  return *text != '\0' ? secret_value_new (text, -1, "text/plain") : NULL;
}

/**
 * atlas_connection_form_dup_client_secret:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): what was typed, in memory that is not paged out; %NULL when nothing was
 */
SecretValue *
atlas_connection_form_dup_client_secret (AtlasConnectionForm *self)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION_FORM (self), NULL);

  return dup_secret (self->secret_row);
}

/**
 * atlas_connection_form_dup_certificate_password:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): what was typed, in memory that is not paged out; %NULL when nothing was
 */
SecretValue *
atlas_connection_form_dup_certificate_password (AtlasConnectionForm *self)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION_FORM (self), NULL);

  return dup_secret (self->certificate_password_row);
}

/**
 * atlas_connection_form_wipe:
 * @self: a form
 *
 * Takes the secrets out of the entries.
 */
void
atlas_connection_form_wipe (AtlasConnectionForm *self)
{
  g_return_if_fail (ATLAS_IS_CONNECTION_FORM (self));

  gtk_editable_set_text (self->secret_row, "");
  gtk_editable_set_text (self->certificate_password_row, "");
}
