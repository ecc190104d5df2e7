/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "atlas-profiles-file.h"
#include "atlas-profiles.h"
#include "atlas-text.h"

#define GENERAL_GROUP "profiles"
#define PROFILE_GROUP_PREFIX "profile "
#define LOCK_PATIENCE_MS 1000
#define MAX_KEPT_FILES 1000

static char *
dup_group (const char *id)
{
  return g_strconcat (PROFILE_GROUP_PREFIX, id, NULL);
}

/* A key that is not there, or not valid text, is NULL. */
static char *
dup_value (GKeyFile   *key_file,
           const char *group,
           const char *key)
{
  g_autofree char *value = g_key_file_get_string (key_file, group, key, NULL);

  return atlas_text_dup_trimmed (value);
}

static void
put_value (GKeyFile   *key_file,
           const char *group,
           const char *key,
           const char *value)
{
  if (value != NULL && *value != '\0')
    g_key_file_set_string (key_file, group, key, value);
  else
    g_key_file_remove_key (key_file, group, key, NULL);
}

/* What a person may have written by hand is checked like anything from outside. */
static gboolean
read_host (GKeyFile   *key_file,
           const char *group,
           const char *key,
           char      **url)
{
  g_autofree char *value = dup_value (key_file, group, key);
  g_autoptr (GError) error = NULL;

  if (value == NULL)
    return TRUE;

  *url = atlas_host_url_normalize (value, &error);
  if (*url == NULL)
    g_warning ("The %s of [%s] is left out: %s", key, group, error->message);

  return *url != NULL;
}

static guint
read_max_age (GKeyFile   *key_file,
              const char *group)
{
  g_autoptr (GError) error = NULL;
  guint64 max_age = g_key_file_get_uint64 (key_file, group, "max-age", &error);

  return error == NULL && max_age <= G_MAXUINT ? (guint) max_age : ATLAS_PROFILE_DEFAULT_MAX_AGE;
}

static AtlasProfile *
read_profile (GKeyFile   *key_file,
              const char *group)
{
  const char *id = group + strlen (PROFILE_GROUP_PREFIX);
  g_autofree char *name = dup_value (key_file, group, "name");
  g_autofree char *environment_name = dup_value (key_file, group, "environment");
  g_autofree char *list_encoding_name = dup_value (key_file, group, "list-encoding");
  g_autofree char *context_name = dup_value (key_file, group, "context");
  g_autofree char *client_id = dup_value (key_file, group, "client-id");
  g_autofree char *scope = dup_value (key_file, group, "scope");
  g_autofree char *certificate_path = dup_value (key_file, group, "certificate-path");
  g_autofree char *auth_url = NULL;
  g_autofree char *api_url = NULL;
  AtlasEnvironment environment;
  AtlasListEncoding list_encoding = ATLAS_LIST_ENCODING_COMMA;
  AtlasContext context = ATLAS_CONTEXT_PRIVATE;

  if (!g_uuid_string_is_valid (id) || name == NULL)
    return NULL;
  if (!atlas_environment_from_string (environment_name, &environment) || environment == ATLAS_ENVIRONMENT_DEMO)
    return NULL;
  if (!read_host (key_file, group, "auth-url", &auth_url) || !read_host (key_file, group, "api-url", &api_url))
    return NULL;

  atlas_list_encoding_from_string (list_encoding_name, &list_encoding);
  atlas_context_from_string (context_name, &context);

  return g_object_new (ATLAS_TYPE_PROFILE,
                       "id", id,
                       "name", name,
                       "environment", (int) environment,
                       "auth-url", auth_url,
                       "api-url", api_url,
                       "client-id", client_id,
                       "scope", scope,
                       "list-encoding", (int) list_encoding,
                       "context", (int) context,
                       "certificate-path", certificate_path,
                       "max-age", read_max_age (key_file, group),
                       NULL);
}

/* Where the file really is: a link to it stays a link. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *resolved = g_strdup (real ? real : path);

  free (real);

  return resolved;
}

/**
 * atlas_profiles_file_parse:
 * @text: what is in the file
 * @length: bytes
 * @error: where the error goes: %G_KEY_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): the file's groups
 */
GKeyFile *
atlas_profiles_file_parse (const char *text,
                           gsize       length,
                           GError    **error)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  const GKeyFileFlags flags = G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS;

  if (length > 0 && !g_key_file_load_from_data (key_file, text, length, flags, error))
    return NULL;

  return g_steal_pointer (&key_file);
}

/**
 * atlas_profiles_file_load:
 * @path: (type filename): the file
 * @error: where the error goes: %G_KEY_FILE_ERROR where it is damaged, %G_FILE_ERROR where it cannot be read
 *
 * Returns: (transfer full) (nullable): the file's groups; none of them where there is no file yet
 */
GKeyFile *
atlas_profiles_file_load (const char *path,
                          GError    **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &reason) && !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  return atlas_profiles_file_parse (text, length, error);
}

/**
 * atlas_profiles_file_lock:
 * @path: (type filename): the file
 * @error: where the error goes
 *
 * Keeps other programs from writing between this one's reading and writing.
 *
 * Returns: (transfer full) (nullable): the lock
 */
AtlasFileLock *
atlas_profiles_file_lock (const char *path,
                          GError    **error)
{
  g_autofree char *real_path = resolve (path);
  g_autofree char *lock_path = g_strconcat (real_path, ".lock", NULL);

  return atlas_file_lock_acquire (lock_path, LOCK_PATIENCE_MS, error);
}

/**
 * atlas_profiles_file_write:
 * @path: (type filename): the file
 * @key_file: what is to be in it
 * @error: where the error goes
 *
 * Replaces the file whole, with mode 0600 in a directory with mode 0700: after a crash the old one is
 * there or the new one.
 *
 * Returns: whether that worked
 */
gboolean
atlas_profiles_file_write (const char *path,
                           GKeyFile   *key_file,
                           GError    **error)
{
  g_autofree char *real_path = resolve (path);
  g_autofree char *directory = g_path_get_dirname (real_path);
  g_autofree char *text = NULL;
  gsize length;

  if (g_mkdir_with_parents (directory, 0700) != 0)
    {
      int saved_errno = errno;

      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno), g_strerror (saved_errno));
      return FALSE;
    }

  text = g_key_file_to_data (key_file, &length, NULL);

  return g_file_set_contents_full (real_path,
                                   text,
                                   length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

/**
 * atlas_profiles_file_set_aside:
 * @path: (type filename): a damaged file
 * @error: where the error goes
 *
 * Gives the file another name, one that nothing has yet, so that a person can still rescue what is in it.
 *
 * Returns: (transfer full) (nullable) (type filename): that name
 */
char *
atlas_profiles_file_set_aside (const char *path,
                               GError    **error)
{
  g_autofree char *real_path = resolve (path);

  for (guint i = 1; i <= MAX_KEPT_FILES; i++)
    {
      g_autofree char *kept = g_strdup_printf ("%s.damaged-%u", real_path, i);

      if (g_file_test (kept, G_FILE_TEST_EXISTS))
        continue;
      if (g_rename (real_path, kept) == 0)
        return g_steal_pointer (&kept);
      break;
    }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” is damaged and could not be set aside"), real_path);

  return NULL;
}

/**
 * atlas_profiles_file_read_profiles:
 * @key_file: the file's groups
 *
 * Returns: (transfer full) (element-type AtlasProfile): the profiles that this version understands
 */
GPtrArray *
atlas_profiles_file_read_profiles (GKeyFile *key_file)
{
  g_auto (GStrv) groups = g_key_file_get_groups (key_file, NULL);
  GPtrArray *profiles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      AtlasProfile *profile;

      if (!g_str_has_prefix (groups[i], PROFILE_GROUP_PREFIX))
        continue;
      profile = read_profile (key_file, groups[i]);
      if (profile != NULL)
        g_ptr_array_add (profiles, profile);
    }

  return profiles;
}

/**
 * atlas_profiles_file_put_profile:
 * @key_file: the file's groups
 * @profile: what to write; keys of other versions in its group stay
 */
void
atlas_profiles_file_put_profile (GKeyFile     *key_file,
                                 AtlasProfile *profile)
{
  g_autofree char *group = dup_group (atlas_profile_get_id (profile));
  AtlasEnvironment environment = atlas_profile_get_environment (profile);
  const char *auth_url = atlas_profile_get_auth_url (profile);
  const char *api_url = atlas_profile_get_api_url (profile);

  if (g_strcmp0 (auth_url, atlas_environment_get_auth_url (environment)) == 0)
    auth_url = NULL;
  if (g_strcmp0 (api_url, atlas_environment_get_api_url (environment)) == 0)
    api_url = NULL;

  put_value (key_file, group, "name", atlas_profile_get_name (profile));
  put_value (key_file, group, "environment", atlas_environment_to_string (environment));
  put_value (key_file, group, "auth-url", auth_url);
  put_value (key_file, group, "api-url", api_url);
  put_value (key_file, group, "client-id", atlas_profile_get_client_id (profile));
  put_value (key_file, group, "scope", atlas_profile_get_scope (profile));
  put_value (key_file, group, "list-encoding",
             atlas_list_encoding_to_string (atlas_profile_get_list_encoding (profile)));
  put_value (key_file, group, "context", atlas_context_to_string (atlas_profile_get_context (profile)));
  put_value (key_file, group, "certificate-path", atlas_profile_get_certificate_path (profile));
  g_key_file_set_uint64 (key_file, group, "max-age", atlas_profile_get_max_age (profile));
}

/**
 * atlas_profiles_file_drop_profile:
 * @key_file: the file's groups
 * @profile: what to remove
 */
void
atlas_profiles_file_drop_profile (GKeyFile     *key_file,
                                  AtlasProfile *profile)
{
  g_autofree char *group = dup_group (atlas_profile_get_id (profile));
  g_autofree char *current_id = atlas_profiles_file_dup_current_id (key_file);

  g_key_file_remove_group (key_file, group, NULL);
  if (g_strcmp0 (current_id, atlas_profile_get_id (profile)) == 0)
    atlas_profiles_file_put_current_id (key_file, NULL);
}

/**
 * atlas_profiles_file_dup_current_id:
 * @key_file: the file's groups
 *
 * Returns: (transfer full) (nullable): the id of the profile that is current
 */
char *
atlas_profiles_file_dup_current_id (GKeyFile *key_file)
{
  return dup_value (key_file, GENERAL_GROUP, "current");
}

/**
 * atlas_profiles_file_put_current_id:
 * @key_file: the file's groups
 * @id: (nullable): the id of the profile that is current
 */
void
atlas_profiles_file_put_current_id (GKeyFile   *key_file,
                                    const char *id)
{
  put_value (key_file, GENERAL_GROUP, "current", id);
}
