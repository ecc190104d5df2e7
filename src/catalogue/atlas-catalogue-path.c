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
