/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-profiles-private.h"
#include "atlas-fiber.h"

/* The one thing that profiles need the keyring for. It is a file of its own, so that a program that only reads profiles
 * is not linked with the keyring's libraries. */

typedef struct
{
  AtlasProfiles *self;
  AtlasProfile  *profile;
  AtlasSecrets  *secrets;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->self);
  g_object_unref (removal->profile);
  g_clear_object (&removal->secrets);
  g_free (removal);
}

static DexFuture *
remove_fiber (gpointer data)
{
  Removal *removal = data;
  g_autoptr (GError) error = NULL;

  /* The secrets first: were the profile gone, nobody could find them any more. */
  if (removal->secrets != NULL && !dex_await (atlas_secrets_clear_all (removal->secrets, removal->profile), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!atlas_profiles_drop (removal->self, removal->profile, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_boolean (TRUE);
}

/**
 * atlas_profiles_remove:
 * @self: the profiles
 * @profile: one of them
 * @secrets: (nullable): where its secrets are
 *
 * Forgets the profile's secrets and its token, then the profile.
 *
 * Returns: (transfer full): a future for %TRUE; rejects with %ATLAS_PROFILES_ERROR_NOT_FOUND,
 *   %ATLAS_PROFILES_ERROR_NOT_SAVED or an %ATLAS_SECRETS_ERROR, and nothing is removed
 */
DexFuture *
atlas_profiles_remove (AtlasProfiles *self,
                       AtlasProfile  *profile,
                       AtlasSecrets  *secrets)
{
  g_autoptr (GError) error = NULL;
  Removal *removal;

  g_return_val_if_fail (ATLAS_IS_PROFILES (self), NULL);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);

  if (!atlas_profiles_check_removable (self, profile, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  removal = g_new0 (Removal, 1);
  removal->self = g_object_ref (self);
  removal->profile = g_object_ref (profile);
  removal->secrets = secrets ? g_object_ref (secrets) : NULL;

  return atlas_fiber_spawn (remove_fiber, removal, (GDestroyNotify) removal_free);
}
