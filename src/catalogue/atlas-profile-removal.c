/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "atlas-catalogue-path.h"
#include "atlas-fiber.h"
#include "atlas-profile-removal.h"
#include "atlas-user-forget.h"
#include "atlas-worker.h"

typedef struct
{
  AtlasProfiles *profiles;
  AtlasSecrets  *secrets;
  AtlasProfile  *profile;
  char          *data_dir;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_clear_object (&removal->profiles);
  g_clear_object (&removal->secrets);
  g_clear_object (&removal->profile);
  g_clear_pointer (&removal->data_dir, g_free);
  g_free (removal);
}

/* Two profiles of the same client see the same directory. */
static char *
dup_heir_id (AtlasProfiles *profiles,
             const char    *path,
             const char    *data_dir)
{
  guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (profiles));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr (AtlasProfile) other = g_list_model_get_item (G_LIST_MODEL (profiles), i);
      g_autofree char *other_path = atlas_catalogue_dup_store_path (other, data_dir);

      if (g_str_equal (path, other_path))
        return g_strdup (atlas_profile_get_id (other));
    }

  return NULL;
}

/* Freeing the room of a large file takes its time. */
static DexFuture *
unlink_on_worker (gpointer path)
{
  static const char * const suffixes[] = { "", "-wal", "-shm", ".damaged" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }

  return dex_future_new_true ();
}

static DexFuture *
removal_fiber (gpointer data)
{
  Removal *removal = data;
  g_autofree char *path = atlas_catalogue_dup_store_path (removal->profile, removal->data_dir);
  g_autofree char *user_path = atlas_catalogue_dup_user_path (removal->data_dir);
  g_autofree char *heir_id = NULL;
  g_autoptr (GError) forget_error = NULL;
  AtlasUserRows *forgotten;
  GError *error = NULL;

  if (!dex_await (atlas_profiles_remove (removal->profiles, removal->profile, removal->secrets), &error))
    return dex_future_new_for_error (error);

  heir_id = dup_heir_id (removal->profiles, path, removal->data_dir);
  if (heir_id == NULL)
    dex_await (atlas_worker_run (unlink_on_worker, g_steal_pointer (&path), g_free), NULL);

  /* The profile is gone: whoever is told now that something failed can do nothing about it. */
  forgotten = dex_await_boxed (atlas_user_forget_profile (user_path, atlas_profile_get_id (removal->profile), heir_id), &forget_error);
  if (forgotten == NULL)
    {
      g_warning ("The stars and notes of a removed profile could not be removed: %s", forget_error->message);
      forgotten = atlas_user_rows_new ();
    }

  return dex_future_new_take_boxed (ATLAS_TYPE_USER_ROWS, forgotten);
}

/**
 * atlas_profile_removal_run:
 * @profiles: all profiles
 * @secrets: where their secrets are kept
 * @profile: the one to remove
 * @data_dir: (nullable): where directories are kept, %NULL for the user's own place
 *
 * Removes the profile with its secrets. Where another profile has the same directory, that one takes over the cache, the
 * stars and the notes; else they are removed, too.
 *
 * Returns: (transfer full): a future for #AtlasUserRows, the stars and notes that are gone with it; rejects as atlas_profiles_remove() does, and then nothing is removed
 */
DexFuture *
atlas_profile_removal_run (AtlasProfiles *profiles,
                           AtlasSecrets  *secrets,
                           AtlasProfile  *profile,
                           const char    *data_dir)
{
  Removal *removal;

  g_return_val_if_fail (ATLAS_IS_PROFILES (profiles), NULL);
  g_return_val_if_fail (ATLAS_IS_SECRETS (secrets), NULL);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);

  removal = g_new0 (Removal, 1);
  removal->profiles = g_object_ref (profiles);
  removal->secrets = g_object_ref (secrets);
  removal->profile = g_object_ref (profile);
  removal->data_dir = g_strdup (data_dir);

  return atlas_fiber_spawn (removal_fiber, removal, removal_free);
}
