/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-catalogue-path.h"
#include "atlas-environ.h"

/**
 * atlas_catalogue_dup_store_path:
 * @profile: whose directory it is
 * @data_dir: (nullable): where everything is kept, or %NULL for the user's own directories
 *
 * Returns: (transfer full): the path of the store, which need not be there yet
 */
char *
atlas_catalogue_dup_store_path (AtlasProfile *profile,
                                const char   *data_dir)
{
  g_autofree char *key = atlas_profile_dup_store_key (profile);
  g_autofree char *name = g_strconcat (key, ".db", NULL);

  return data_dir ? g_build_filename (data_dir, name, NULL) : atlas_environ_dup_cache_path (name);
}

/**
 * atlas_catalogue_dup_user_path:
 * @data_dir: (nullable): as for atlas_catalogue_dup_store_path()
 *
 * Returns: (transfer full): the path of the stars and notes of all profiles, which need not be there yet
 */
char *
atlas_catalogue_dup_user_path (const char *data_dir)
{
  return data_dir ? g_build_filename (data_dir, "user.db", NULL) : atlas_environ_dup_data_path ("user.db");
}

/**
 * atlas_catalogue_dup_locks_path:
 * @data_dir: (nullable): as for atlas_catalogue_dup_store_path()
 *
 * Returns: (transfer full): the directory of what keeps two programs from fetching a token at the same moment
 */
char *
atlas_catalogue_dup_locks_path (const char *data_dir)
{
  return data_dir ? g_build_filename (data_dir, "locks", NULL) : atlas_environ_dup_cache_path ("locks");
}

/**
 * atlas_catalogue_dup_turn_path:
 * @profile: whose directory it is
 * @part: of what
 * @data_dir: (nullable): as for atlas_catalogue_dup_store_path()
 *
 * Returns: (transfer full): the file that keeps two programs from refreshing the same part of a directory at the same moment
 */
char *
atlas_catalogue_dup_turn_path (AtlasProfile *profile,
                               const char   *part,
                               const char   *data_dir)
{
  g_autofree char *key = atlas_profile_dup_store_key (profile);
  g_autofree char *name = g_strdup_printf ("refresh-%s-%s.lock", key, part);
  g_autofree char *locks = atlas_catalogue_dup_locks_path (data_dir);

  return g_build_filename (locks, name, NULL);
}
