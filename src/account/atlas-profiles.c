/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-environ.h"
#include "atlas-profiles-file.h"
#include "atlas-profiles-private.h"

struct _AtlasProfiles
{
  GObject       parent_instance;

  GFile        *file;
  char         *path;
  GPtrArray    *profiles;   /* as saved; the demo is not among them */
  AtlasProfile *demo;
  AtlasProfile *current;
  GFileMonitor *monitor;
  GCancellable *cancellable;
  guint         watch_source;
};

static void atlas_profiles_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasProfiles,
                               atlas_profiles,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, atlas_profiles_list_model_init))

G_DEFINE_QUARK (atlas-profiles-error-quark, atlas_profiles_error)

typedef enum
{
  PROP_CURRENT = 1,
} AtlasProfilesProperty;

#define N_PROPERTIES (PROP_CURRENT + 1)

static GParamSpec *properties[N_PROPERTIES];

static AtlasProfile *
find_among (AtlasProfiles *self,
            GPtrArray     *profiles,
            const char    *id)
{
  if (g_strcmp0 (id, ATLAS_PROFILE_DEMO_ID) == 0)
    return self->demo;

  for (guint i = 0; i < profiles->len; i++)
    {
      AtlasProfile *profile = g_ptr_array_index (profiles, i);

      if (g_strcmp0 (atlas_profile_get_id (profile), id) == 0)
        return profile;
    }

  return NULL;
}

static AtlasProfile *
find_by_id (AtlasProfiles *self,
            const char    *id)
{
  return find_among (self, self->profiles, id);
}

static void
take_values (AtlasProfile *profile,
             AtlasProfile *from)
{
  g_object_set (profile,
                "environment", (int) atlas_profile_get_environment (from),
                "auth-url", atlas_profile_get_auth_url (from),
                "api-url", atlas_profile_get_api_url (from),
                "name", atlas_profile_get_name (from),
                "client-id", atlas_profile_get_client_id (from),
                "scope", atlas_profile_get_scope (from),
                "list-encoding", (int) atlas_profile_get_list_encoding (from),
                "context", (int) atlas_profile_get_context (from),
                "certificate-path", atlas_profile_get_certificate_path (from),
                "max-age", atlas_profile_get_max_age (from),
                NULL);
}

static void
show_current (AtlasProfiles *self,
              AtlasProfile  *profile)
{
  if (g_set_object (&self->current, profile))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

/* Replaces what is shown, with one items-changed for the stretch that differs, or none. */
static void
show_profiles (AtlasProfiles *self,
               GPtrArray     *profiles)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->profiles);
  guint n_same_first = 0;
  guint n_same_last = 0;
  guint n_common = MIN (old->len, profiles->len);

  while (n_same_first < n_common &&
         g_ptr_array_index (old, n_same_first) == g_ptr_array_index (profiles, n_same_first))
    n_same_first++;
  while (n_same_last < n_common - n_same_first &&
         g_ptr_array_index (old, old->len - 1 - n_same_last) ==
           g_ptr_array_index (profiles, profiles->len - 1 - n_same_last))
    n_same_last++;

  self->profiles = g_ptr_array_ref (profiles);
  if (n_same_first + n_same_last == old->len && old->len == profiles->len)
    return;

  g_list_model_items_changed (G_LIST_MODEL (self),
                              n_same_first,
                              old->len - n_same_first - n_same_last,
                              profiles->len - n_same_first - n_same_last);
}

/* Objects stay the same over a reload, so that whoever holds one sees it change; a new one that was just
 * @saved becomes the list's own. */
static void
show_file (AtlasProfiles *self,
           GKeyFile      *key_file,
           AtlasProfile  *saved)
{
  g_autoptr (GPtrArray) read = atlas_profiles_file_read_profiles (key_file);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *current_id = atlas_profiles_file_dup_current_id (key_file);

  for (guint i = 0; i < read->len; i++)
    {
      AtlasProfile *profile = g_ptr_array_index (read, i);
      AtlasProfile *known = find_by_id (self, atlas_profile_get_id (profile));

      if (known == NULL && saved != NULL && g_strcmp0 (atlas_profile_get_id (saved), atlas_profile_get_id (profile)) == 0)
        known = saved;
      if (known != NULL)
        take_values (known, profile);
      g_ptr_array_add (shown, g_object_ref (known ? known : profile));
    }

  /* Both are there when either is told of. */
  g_object_freeze_notify (G_OBJECT (self));
  show_current (self, current_id ? find_among (self, shown, current_id) : NULL);
  show_profiles (self, shown);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
fail_unsaved (GError  *reason,
              GError **error)
{
  g_set_error (error, ATLAS_PROFILES_ERROR, ATLAS_PROFILES_ERROR_NOT_SAVED, _("The connections could not be saved: %s"), reason->message);
  g_error_free (reason);

  return FALSE;
}

/* What another program wrote meanwhile is read first. A file that was damaged meanwhile is set aside,
 * and written anew from what this program knows. */
static GKeyFile *
load_for_change (AtlasProfiles *self,
                 GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GKeyFile) key_file = atlas_profiles_file_load (self->path, &reason);
  g_autofree char *kept = NULL;

  if (key_file != NULL)
    return g_steal_pointer (&key_file);
  if (reason->domain != G_KEY_FILE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  kept = atlas_profiles_file_set_aside (self->path, error);
  if (kept == NULL)
    return NULL;

  key_file = g_key_file_new ();
  for (guint i = 0; i < self->profiles->len; i++)
    atlas_profiles_file_put_profile (key_file, g_ptr_array_index (self->profiles, i));
  if (self->current != NULL)
    atlas_profiles_file_put_current_id (key_file, atlas_profile_get_id (self->current));

  return g_steal_pointer (&key_file);
}

typedef void (*ChangeFunc) (GKeyFile *key_file, AtlasProfile *profile);

static gboolean
change_file (AtlasProfiles *self,
             ChangeFunc     change,
             AtlasProfile  *profile,
             GError       **error)
{
  GError *reason = NULL;
  g_autoptr (AtlasFileLock) lock = atlas_profiles_file_lock (self->path, &reason);
  g_autoptr (GKeyFile) key_file = NULL;

  if (lock == NULL)
    return fail_unsaved (reason, error);

  key_file = load_for_change (self, &reason);
  if (key_file == NULL)
    return fail_unsaved (reason, error);

  change (key_file, profile);
  if (!atlas_profiles_file_write (self->path, key_file, &reason))
    return fail_unsaved (reason, error);

  /* A reading that began before would show what was there before; the monitor begins another one. */
  g_cancellable_cancel (self->cancellable);
  show_file (self, key_file, profile);

  return TRUE;
}

static void
put_current (GKeyFile     *key_file,
             AtlasProfile *profile)
{
  atlas_profiles_file_put_current_id (key_file, profile ? atlas_profile_get_id (profile) : NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autoptr (GKeyFile) key_file = NULL;
  g_autoptr (AtlasProfiles) self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return;

  /* While somebody is editing it by hand the file may be half made; the profiles stay as they were. */
  key_file = atlas_profiles_file_parse (bytes ? g_bytes_get_data (bytes, NULL) : NULL, bytes ? g_bytes_get_size (bytes) : 0, NULL);
  if (key_file != NULL)
    show_file (self, key_file, NULL);
}

static void
file_changed_cb (AtlasProfiles *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_file_load_bytes_async (self->file, self->cancellable, loaded_cb, g_object_ref (self));
}

/* Later than everything else: a program that only answers a question never gets here. */
static gboolean
watch_cb (gpointer data)
{
  AtlasProfiles *self = data;

  self->watch_source = 0;
  self->monitor = g_file_monitor_file (self->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor == NULL)
    return G_SOURCE_REMOVE;

  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  file_changed_cb (self);

  return G_SOURCE_REMOVE;
}

static GType
atlas_profiles_get_item_type (GListModel *model)
{
  return ATLAS_TYPE_PROFILE;
}

static guint
atlas_profiles_get_n_items (GListModel *model)
{
  return ATLAS_PROFILES (model)->profiles->len + 1;
}

static gpointer
atlas_profiles_get_item (GListModel *model,
                         guint       position)
{
  AtlasProfiles *self = ATLAS_PROFILES (model);

  if (position < self->profiles->len)
    return g_object_ref (g_ptr_array_index (self->profiles, position));
  if (position == self->profiles->len)
    return g_object_ref (self->demo);

  return NULL;
}

static void
atlas_profiles_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = atlas_profiles_get_item_type;
  iface->get_n_items = atlas_profiles_get_n_items;
  iface->get_item = atlas_profiles_get_item;
}

static void
atlas_profiles_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AtlasProfiles *self = ATLAS_PROFILES (object);

  switch ((AtlasProfilesProperty) property_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_profiles_dispose (GObject *object)
{
  AtlasProfiles *self = ATLAS_PROFILES (object);

  g_clear_handle_id (&self->watch_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (atlas_profiles_parent_class)->dispose (object);
}

static void
atlas_profiles_finalize (GObject *object)
{
  AtlasProfiles *self = ATLAS_PROFILES (object);

  g_clear_object (&self->current);
  g_clear_object (&self->demo);
  g_clear_object (&self->file);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_free (self->path);

  G_OBJECT_CLASS (atlas_profiles_parent_class)->finalize (object);
}

static void
atlas_profiles_class_init (AtlasProfilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = atlas_profiles_get_property;
  object_class->dispose = atlas_profiles_dispose;
  object_class->finalize = atlas_profiles_finalize;

  /**
   * AtlasProfiles:current:
   *
   * The profile that is in use, %NULL before the first.
   */
  properties[PROP_CURRENT] =
    g_param_spec_object ("current", NULL, NULL, ATLAS_TYPE_PROFILE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
atlas_profiles_init (AtlasProfiles *self)
{
  self->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  self->demo = atlas_profile_new_demo ();
}

static void
fail_unreadable (const char *path,
                 GError     *reason,
                 GError    **error)
{
  g_autofree char *kept = reason->domain == G_KEY_FILE_ERROR ? atlas_profiles_file_set_aside (path, NULL) : NULL;

  if (kept != NULL)
    g_set_error (error,
                 ATLAS_PROFILES_ERROR,
                 ATLAS_PROFILES_ERROR_UNREADABLE,
                 _("The connections in “%s” could not be read (%s). The file is kept as “%s”"),
                 path,
                 reason->message,
                 kept);
  else
    g_set_error (error,
                 ATLAS_PROFILES_ERROR,
                 ATLAS_PROFILES_ERROR_UNREADABLE,
                 _("The connections in “%s” could not be read: %s"),
                 path,
                 reason->message);
}

/**
 * atlas_profiles_read:
 * @path: the file; it need not be there yet
 * @error: where the error goes: %ATLAS_PROFILES_ERROR_UNREADABLE
 *
 * As atlas_profiles_new(), but what another program writes later is not seen: for a program that
 * answers one question.
 *
 * Returns: (transfer full) (nullable): the profiles in the file
 */
AtlasProfiles *
atlas_profiles_read (const char *path,
                     GError    **error)
{
  g_autoptr (AtlasProfiles) self = NULL;
  g_autoptr (GKeyFile) key_file = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (ATLAS_TYPE_PROFILES, NULL);
  self->path = g_strdup (path);
  key_file = atlas_profiles_file_load (self->path, &reason);
  if (key_file == NULL)
    {
      fail_unreadable (self->path, reason, error);
      return NULL;
    }

  show_file (self, key_file, NULL);

  return g_steal_pointer (&self);
}

/**
 * atlas_profiles_new:
 * @file: the file, local; it need not be there yet
 * @error: where the error goes: %ATLAS_PROFILES_ERROR_UNREADABLE
 *
 * A damaged file is never written over: it is kept under another name, which the error tells, and the
 * next call begins with none. One that may not be read stays where it is.
 *
 * Returns: (transfer full) (nullable): the profiles in @file
 */
AtlasProfiles *
atlas_profiles_new (GFile   *file,
                    GError **error)
{
  g_autofree char *path = NULL;
  AtlasProfiles *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  path = g_file_get_path (file);
  self = atlas_profiles_read (path, error);
  if (self == NULL)
    return NULL;

  self->file = g_object_ref (file);
  self->watch_source = g_idle_add_full (G_PRIORITY_LOW, watch_cb, self, NULL);

  return self;
}

/**
 * atlas_profiles_dup_default_path:
 *
 * Returns: (transfer full): the path of the user's own file
 */
char *
atlas_profiles_dup_default_path (void)
{
  return atlas_environ_dup_config_path ("profiles.ini");
}

/**
 * atlas_profiles_get_default_file:
 *
 * Returns: (transfer full): the user's own file
 */
GFile *
atlas_profiles_get_default_file (void)
{
  g_autofree char *path = atlas_profiles_dup_default_path ();

  return g_file_new_for_path (path);
}

/**
 * atlas_profiles_get_current:
 * @self: the profiles
 *
 * Returns: (transfer none) (nullable): the profile that is in use
 */
AtlasProfile *
atlas_profiles_get_current (AtlasProfiles *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILES (self), NULL);

  return self->current;
}

/**
 * atlas_profiles_set_current:
 * @self: the profiles
 * @profile: (nullable): one of them
 * @error: where the error goes: %ATLAS_PROFILES_ERROR_NOT_FOUND, %ATLAS_PROFILES_ERROR_NOT_SAVED
 *
 * Returns: whether it is saved that @profile is in use
 */
gboolean
atlas_profiles_set_current (AtlasProfiles *self,
                            AtlasProfile  *profile,
                            GError       **error)
{
  g_return_val_if_fail (ATLAS_IS_PROFILES (self), FALSE);

  if (profile != NULL && find_by_id (self, atlas_profile_get_id (profile)) == NULL)
    {
      g_set_error (error,
                   ATLAS_PROFILES_ERROR,
                   ATLAS_PROFILES_ERROR_NOT_FOUND,
                   _("There is no connection named “%s”"),
                   atlas_profile_get_name (profile));
      return FALSE;
    }

  return change_file (self, put_current, profile, error);
}

/**
 * atlas_profiles_save:
 * @self: the profiles
 * @profile: a new one, one of the list's, or a copy of one
 * @error: where the error goes: %ATLAS_PROFILES_ERROR_NAME_TAKEN, %ATLAS_PROFILES_ERROR_INVALID,
 *   %ATLAS_PROFILES_ERROR_NOT_SAVED
 *
 * Checks @profile, brings its hosts to their normal form, and writes it, leaving what other programs wrote as it is.
 *
 * Returns: whether it is saved
 */
gboolean
atlas_profiles_save (AtlasProfiles *self,
                     AtlasProfile  *profile,
                     GError       **error)
{
  g_return_val_if_fail (ATLAS_IS_PROFILES (self), FALSE);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), FALSE);

  return atlas_profiles_check (self, profile, error) &&
         change_file (self, atlas_profiles_file_put_profile, profile, error);
}

/**
 * atlas_profiles_drop:
 * @self: the profiles
 * @profile: one of them
 * @error: where the error goes: %ATLAS_PROFILES_ERROR_NOT_FOUND, %ATLAS_PROFILES_ERROR_NOT_SAVED
 *
 * Removes the profile alone; see atlas_profiles_remove().
 *
 * Returns: whether it is gone
 */
gboolean
atlas_profiles_drop (AtlasProfiles *self,
                     AtlasProfile  *profile,
                     GError       **error)
{
  return atlas_profiles_check_removable (self, profile, error) &&
         change_file (self, atlas_profiles_file_drop_profile, profile, error);
}

/**
 * atlas_profiles_check_removable:
 * @self: the profiles
 * @profile: a profile
 * @error: where the error goes: %ATLAS_PROFILES_ERROR_NOT_FOUND
 *
 * Returns: whether @profile is one of those that are saved
 */
gboolean
atlas_profiles_check_removable (AtlasProfiles *self,
                                AtlasProfile  *profile,
                                GError       **error)
{
  if (!atlas_profile_is_demo (profile) && find_by_id (self, atlas_profile_get_id (profile)) != NULL)
    return TRUE;

  g_set_error (error,
               ATLAS_PROFILES_ERROR,
               ATLAS_PROFILES_ERROR_NOT_FOUND,
               _("There is no connection named “%s” to remove"),
               atlas_profile_get_name (profile));

  return FALSE;
}
