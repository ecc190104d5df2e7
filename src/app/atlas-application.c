/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "atlas-app-init.h"
#include "atlas-application.h"
#include "atlas-requests-window.h"
#include "atlas-trace.h"
#include "atlas-window-opening.h"

/* How often a running app looks whether what it shows has become old. */
#define STALE_CHECK_SECONDS (15 * 60)

/* A refresh of the whole sandbox, with logos, is some hundreds. */
#define MAX_REQUESTS 2000

/* A name, so that GTK does not look for the application's own; found nowhere. */
#define NO_ICON ""

#define NO_LINK N_("What was to be opened is no link to a search (bank-atlas:search?q=…) or to a bank (bank-atlas:bank/…), and is ignored")

struct _AtlasApplication
{
  AdwApplication       parent_instance;

  GSettings           *settings;
  AtlasProfiles       *profiles;
  GError              *profiles_error;
  AtlasSecrets        *secrets;
  GHashTable          *catalogues; /* profile id → AtlasCatalogue */
  AtlasRequestLog     *requests;   /* of all catalogues and checks */
  AtlasRequestJournal *journal;
  guint                stale_source;
  guint                signal_sources[2];
};

G_DEFINE_FINAL_TYPE (AtlasApplication, atlas_application, ADW_TYPE_APPLICATION)

static void
open_profiles (AtlasApplication *self)
{
  g_autoptr (GFile) file = atlas_profiles_get_default_file ();

  self->profiles = atlas_profiles_new (file, &self->profiles_error);
}

static gboolean
wants_refresh (AtlasApplication *self,
               AtlasCatalogue   *catalogue)
{
  return g_settings_get_boolean (self->settings, "refresh-automatically") &&
         atlas_catalogue_is_stale (catalogue) &&
         !atlas_catalogue_get_refreshing (catalogue);
}

static void
refreshing_changed_cb (AtlasCatalogue *catalogue)
{
  const gboolean refreshing = atlas_catalogue_get_refreshing (catalogue);

  atlas_trace_mark (refreshing ? "refreshing" : "refreshed");
  /* What it brought may be shown only now. */
  if (!refreshing)
    atlas_trace_mark_later ("rested", 1);
}

static void
refresh (AtlasCatalogue *catalogue)
{
  dex_future_disown (atlas_catalogue_refresh (catalogue, ATLAS_REFRESH_ALL, NULL));
}

static void
refresh_if_stale (AtlasApplication *self,
                  AtlasCatalogue   *catalogue)
{
  if (wants_refresh (self, catalogue))
    refresh (catalogue);
}

static DexFuture *
catalogue_loaded_cb (DexFuture *future,
                     gpointer   user_data)
{
  AtlasCatalogue *catalogue = user_data;
  GApplication *application = g_application_get_default ();

  if (ATLAS_IS_APPLICATION (application))
    refresh_if_stale (ATLAS_APPLICATION (application), catalogue);

  return dex_future_new_true ();
}

static gboolean
check_stale_cb (gpointer user_data)
{
  AtlasApplication *self = user_data;
  GHashTableIter iter;
  gpointer catalogue;

  g_hash_table_iter_init (&iter, self->catalogues);
  while (g_hash_table_iter_next (&iter, NULL, &catalogue))
    refresh_if_stale (self, catalogue);

  return G_SOURCE_CONTINUE;
}

static void
refresh_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  AtlasApplication *self = user_data;
  GHashTableIter iter;
  gpointer catalogue;

  g_hash_table_iter_init (&iter, self->catalogues);
  while (g_hash_table_iter_next (&iter, NULL, &catalogue))
    refresh (catalogue);
}

static void
new_window_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  atlas_window_open (atlas_window_new (user_data));
}

static void
unwatch_signals (AtlasApplication *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
}

static void
quit (AtlasApplication *self)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  if (windows == NULL)
    g_application_quit (G_APPLICATION (self));
  for (GList *l = windows; l != NULL; l = l->next)
    if (ATLAS_IS_WINDOW (l->data))
      atlas_window_end (l->data);
    else
      gtk_window_destroy (l->data);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  quit (user_data);
}

/* Whoever asks a second time is not made to wait: the signal ends the program then, as it does by itself. */
static gboolean
end_signal_cb (gpointer user_data)
{
  AtlasApplication *self = user_data;

  unwatch_signals (self);
  quit (self);

  return G_SOURCE_CONTINUE;
}

static void
watch_signals (AtlasApplication *self)
{
  static const int signals[] = { SIGINT, SIGTERM };

  G_STATIC_ASSERT (G_N_ELEMENTS (signals) == G_N_ELEMENTS (self->signal_sources));
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    self->signal_sources[i] = g_unix_signal_add (signals[i], end_signal_cb, self);
}

/* The one of its kind that was used last. */
static GtkWindow *
find_window (AtlasApplication *self,
             GType             type)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type))
      return l->data;

  return NULL;
}

static void
show_bank_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *window;

  g_application_activate (user_data);
  window = find_window (user_data, ATLAS_TYPE_WINDOW);
  if (window != NULL)
    atlas_window_show_bank (ATLAS_WINDOW (window), g_variant_get_string (parameter, NULL));
}

static GtkWindow *
ensure_requests_window (AtlasApplication *self)
{
  GtkWindow *window = find_window (self, ATLAS_TYPE_REQUESTS_WINDOW);

  if (window == NULL)
    {
      window = atlas_requests_window_new (self->requests);
      gtk_window_set_application (window, GTK_APPLICATION (self));
    }

  return window;
}

static void
requests_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gtk_window_present (ensure_requests_window (user_data));
}

static const GActionEntry application_actions[] = {
  { .name = "new-window", .activate = new_window_cb },
  { .name = "refresh", .activate = refresh_cb },
  { .name = "requests", .activate = requests_cb },
  { .name = "quit", .activate = quit_cb },
  { .name = "show-bank", .activate = show_bank_cb, .parameter_type = "s" },
};

static const GOptionEntry main_options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the demo directory"), NULL },
  { "new-window", 'n', 0, G_OPTION_ARG_NONE, NULL, N_("Open another window"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_("[LINK…]") },
  G_OPTION_ENTRY_NULL
};

static void
load_current_catalogue (AtlasApplication *self)
{
  AtlasProfile *profile = self->profiles ? atlas_profiles_get_current (self->profiles) : NULL;

  if (profile != NULL)
    atlas_application_get_catalogue (self, profile);
}

/* Whoever chooses a style with GTK_THEME gets it. */
static void
start_toolkit (AtlasApplication *self)
{
  const gboolean has_chosen_style = g_getenv ("GTK_THEME") != NULL;

  gtk_init ();
  /* Or GTK would wait for the icon theme here, and draw the icon before the first frame. */
  gtk_window_set_default_icon_name (NO_ICON);
  if (!has_chosen_style)
    atlas_app_hide_toolkit_style ();
  G_APPLICATION_CLASS (atlas_application_parent_class)->startup (G_APPLICATION (self));
  if (!has_chosen_style)
    atlas_app_show_toolkit_style ();
}

static void
atlas_application_startup (GApplication *application)
{
  AtlasApplication *self = ATLAS_APPLICATION (application);
  g_autofree char *journal_path = atlas_request_journal_dup_default_path ();

  self->requests = atlas_request_log_new (MAX_REQUESTS);
  self->journal = atlas_request_journal_new (journal_path);
  atlas_request_journal_follow (self->journal, self->requests);

  /* While the toolkit initializes itself, the store is read. */
  self->settings = g_settings_new (ATLAS_APPLICATION_ID);
  self->secrets = atlas_secrets_new ();
  open_profiles (self);
  load_current_catalogue (self);

  start_toolkit (self);

  self->stale_source = g_timeout_add_seconds (STALE_CHECK_SECONDS, check_stale_cb, self);
  watch_signals (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), application_actions, G_N_ELEMENTS (application_actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.new-window", (const char *[]) { "<Control>n", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.requests", (const char *[]) { "<Control><Shift>r", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "window.close", (const char *[]) { "<Control>w", NULL });
}

/* A window that is already there, unless another one is asked for. */
static AtlasWindow *
get_window (AtlasApplication *self,
            gboolean          another)
{
  GtkWindow *window = another ? NULL : find_window (self, ATLAS_TYPE_WINDOW);

  return window ? ATLAS_WINDOW (window) : atlas_window_new (self);
}

static void
atlas_application_activate (GApplication *application)
{
  atlas_window_open (get_window (ATLAS_APPLICATION (application), FALSE));
}

static void
atlas_application_open (GApplication  *application,
                        GFile        **files,
                        int            n_files,
                        const char    *hint)
{
  AtlasWindow *window = get_window (ATLAS_APPLICATION (application), FALSE);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *link = g_file_get_uri (files[i]);

      if (!atlas_window_follow_link (window, link))
        g_printerr ("bank-atlas: %s\n", _(NO_LINK));
    }
  atlas_window_open (window);
}

static int
atlas_application_command_line (GApplication            *application,
                                GApplicationCommandLine *command_line)
{
  AtlasApplication *self = ATLAS_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  AtlasWindow *window = get_window (self, g_variant_dict_contains (options, "new-window"));
  g_autofree const char **links = NULL;

  if (g_variant_dict_contains (options, "demo") && self->profiles != NULL)
    atlas_window_set_profile (window, atlas_profiles_find (self->profiles, ATLAS_PROFILE_DEMO_ID));
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &links);
  for (guint i = 0; links != NULL && links[i] != NULL; i++)
    if (!atlas_window_follow_link (window, links[i]))
      g_application_command_line_printerr (command_line, "bank-atlas: %s\n", _(NO_LINK));
  atlas_window_open (window);

  return EXIT_SUCCESS;
}

/* Requests are read beside a directory: without one, nothing would ever be added. */
static void
atlas_application_window_removed (GtkApplication *application,
                                  GtkWindow      *window)
{
  AtlasApplication *self = ATLAS_APPLICATION (application);
  GtkWindow *requests;

  GTK_APPLICATION_CLASS (atlas_application_parent_class)->window_removed (application, window);

  requests = find_window (self, ATLAS_TYPE_REQUESTS_WINDOW);
  if (requests != NULL && find_window (self, ATLAS_TYPE_WINDOW) == NULL)
    gtk_window_destroy (requests);
}

static void
atlas_application_shutdown (GApplication *application)
{
  AtlasApplication *self = ATLAS_APPLICATION (application);

  g_clear_handle_id (&self->stale_source, g_source_remove);
  unwatch_signals (self);
  g_hash_table_remove_all (self->catalogues);

  G_APPLICATION_CLASS (atlas_application_parent_class)->shutdown (application);
}

static void
atlas_application_dispose (GObject *object)
{
  AtlasApplication *self = ATLAS_APPLICATION (object);

  g_clear_handle_id (&self->stale_source, g_source_remove);
  unwatch_signals (self);
  g_clear_pointer (&self->catalogues, g_hash_table_unref);
  g_clear_object (&self->profiles);
  g_clear_error (&self->profiles_error);
  g_clear_object (&self->secrets);
  g_clear_object (&self->settings);
  g_clear_object (&self->requests);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (atlas_application_parent_class)->dispose (object);
}

static void
atlas_application_class_init (AtlasApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = atlas_application_dispose;

  application_class->startup = atlas_application_startup;
  application_class->activate = atlas_application_activate;
  application_class->open = atlas_application_open;
  application_class->command_line = atlas_application_command_line;
  application_class->shutdown = atlas_application_shutdown;

  GTK_APPLICATION_CLASS (klass)->window_removed = atlas_application_window_removed;
}

static void
atlas_application_init (AtlasApplication *self)
{
  self->catalogues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_application_set_version (G_APPLICATION (self), ATLAS_VERSION);
  g_application_add_main_option_entries (G_APPLICATION (self), main_options);
}

/**
 * atlas_application_new:
 *
 * Returns: (transfer full): the application
 */
AtlasApplication *
atlas_application_new (void)
{
  return g_object_new (ATLAS_TYPE_APPLICATION,
                       "application-id", ATLAS_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/bankatlas/BankAtlas",
                       NULL);
}

/**
 * atlas_application_get_profiles:
 * @self: a started application
 *
 * Returns: (transfer none) (nullable): the profiles, or %NULL where their file cannot be read
 */
AtlasProfiles *
atlas_application_get_profiles (AtlasApplication *self)
{
  g_return_val_if_fail (ATLAS_IS_APPLICATION (self), NULL);

  return self->profiles;
}

/**
 * atlas_application_get_profiles_error:
 * @self: a started application
 *
 * Returns: (transfer none) (nullable): why the profiles cannot be read
 */
const GError *
atlas_application_get_profiles_error (AtlasApplication *self)
{
  g_return_val_if_fail (ATLAS_IS_APPLICATION (self), NULL);

  return self->profiles_error;
}

/**
 * atlas_application_get_secrets:
 * @self: a started application
 *
 * Returns: (transfer none): where the secrets are kept
 */
AtlasSecrets *
atlas_application_get_secrets (AtlasApplication *self)
{
  g_return_val_if_fail (ATLAS_IS_APPLICATION (self), NULL);

  return self->secrets;
}

/**
 * atlas_application_get_settings:
 * @self: a started application
 *
 * Returns: (transfer none): the app's settings
 */
GSettings *
atlas_application_get_settings (AtlasApplication *self)
{
  g_return_val_if_fail (ATLAS_IS_APPLICATION (self), NULL);

  return self->settings;
}

/**
 * atlas_application_get_journal:
 * @self: a started application
 *
 * Returns: (transfer none): what keeps requests on disk, where a person wants that
 */
AtlasRequestJournal *
atlas_application_get_journal (AtlasApplication *self)
{
  g_return_val_if_fail (ATLAS_IS_APPLICATION (self), NULL);

  return self->journal;
}

/**
 * atlas_application_get_requests:
 * @self: a started application
 *
 * Returns: (transfer none): the requests of this run
 */
AtlasRequestLog *
atlas_application_get_requests (AtlasApplication *self)
{
  g_return_val_if_fail (ATLAS_IS_APPLICATION (self), NULL);

  return self->requests;
}

/**
 * atlas_application_show_request:
 * @self: a started application
 * @entry: a request, of this run or of another
 *
 * Opens the window of the requests, with @entry on its page.
 */
void
atlas_application_show_request (AtlasApplication  *self,
                                AtlasRequestEntry *entry)
{
  GtkWindow *window;

  g_return_if_fail (ATLAS_IS_APPLICATION (self));

  window = ensure_requests_window (self);
  atlas_requests_window_show_request (ATLAS_REQUESTS_WINDOW (window), entry);
  gtk_window_present (window);
}

/**
 * atlas_application_take_requests_of:
 * @log: where requests are noted that belong to no catalogue
 *
 * From now on they are among those that the program shows, where it is one with windows.
 */
void
atlas_application_take_requests_of (AtlasRequestLog *log)
{
  GApplication *application = g_application_get_default ();

  if (ATLAS_IS_APPLICATION (application))
    atlas_request_log_set_next (log, ATLAS_APPLICATION (application)->requests);
}

/**
 * atlas_application_show_icon:
 *
 * Has the windows show the program's icon, where a window list asks for a picture. To be called after the first frames.
 */
void
atlas_application_show_icon (void)
{
  if (g_strcmp0 (gtk_window_get_default_icon_name (), NO_ICON) == 0)
    gtk_window_set_default_icon_name (ATLAS_APPLICATION_ID);
}

/**
 * atlas_application_get_catalogue:
 * @self: a started application
 * @profile: a profile
 *
 * All windows share one catalogue for a profile. The first call for a profile makes it, has it load
 * what its store holds, and refreshes it behind when that is old.
 *
 * Returns: (transfer none): the profile's catalogue
 */
AtlasCatalogue *
atlas_application_get_catalogue (AtlasApplication *self,
                                 AtlasProfile     *profile)
{
  AtlasCatalogue *catalogue;
  DexFuture *loading;

  g_return_val_if_fail (ATLAS_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);

  catalogue = g_hash_table_lookup (self->catalogues, atlas_profile_get_id (profile));
  if (catalogue != NULL)
    return catalogue;

  catalogue = atlas_catalogue_new (profile, self->secrets, NULL);
  atlas_request_log_set_next (atlas_catalogue_get_request_log (catalogue), self->requests);
  g_signal_connect (catalogue, "notify::refreshing", G_CALLBACK (refreshing_changed_cb), NULL);
  g_hash_table_insert (self->catalogues, g_strdup (atlas_profile_get_id (profile)), catalogue);

  loading = atlas_catalogue_load (catalogue);
  dex_future_disown (dex_future_finally (loading, catalogue_loaded_cb, g_object_ref (catalogue), g_object_unref));

  return catalogue;
}

/**
 * atlas_application_renew_catalogue:
 * @self: a started application
 * @profile: a profile that was edited
 *
 * Connects anew, the way the profile says now, in every window that shows it.
 */
void
atlas_application_renew_catalogue (AtlasApplication *self,
                                   AtlasProfile     *profile)
{
  g_autoptr (AtlasCatalogue) old = NULL;

  g_return_if_fail (ATLAS_IS_APPLICATION (self));
  g_return_if_fail (ATLAS_IS_PROFILE (profile));

  old = g_hash_table_lookup (self->catalogues, atlas_profile_get_id (profile));
  if (old == NULL)
    return;

  g_object_ref (old);
  g_hash_table_remove (self->catalogues, atlas_profile_get_id (profile));
  atlas_catalogue_cancel_refresh (old);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (ATLAS_IS_WINDOW (l->data) && atlas_window_get_catalogue (l->data) == old)
      atlas_window_set_profile (l->data, profile);
}
