/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-cache-clearing.h"
#include "atlas-fiber.h"

typedef struct
{
  AtlasApplication *application;
  AtlasProfile *profile;
} Clearing;

static void
clearing_free (gpointer data)
{
  Clearing *self = data;

  g_clear_object (&self->application);
  g_clear_object (&self->profile);
  g_free (self);
}

static DexFuture *
clearing_fiber (gpointer data)
{
  Clearing *self = data;
  g_autoptr (AtlasCatalogue) catalogue = g_object_ref (atlas_application_get_catalogue (self->application, self->profile));
  GError *error = NULL;

  atlas_catalogue_cancel_refresh (catalogue);
  if (!dex_await (atlas_catalogue_load (catalogue), &error) ||
      !dex_await (atlas_store_clear (atlas_catalogue_get_store (catalogue)), &error))
    return dex_future_new_for_error (error);

  atlas_application_renew_catalogue (self->application, self->profile);

  return dex_future_new_true ();
}

/**
 * atlas_cache_clearing_run:
 * @application: the application
 * @profile: whose cached data to forget
 *
 * Returns: (transfer full): a future for %TRUE; rejects with %ATLAS_STORE_ERROR
 */
DexFuture *
atlas_cache_clearing_run (AtlasApplication *application,
                          AtlasProfile     *profile)
{
  Clearing *self;

  g_return_val_if_fail (ATLAS_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);

  self = g_new0 (Clearing, 1);
  self->application = g_object_ref (application);
  self->profile = g_object_ref (profile);

  return atlas_fiber_spawn (clearing_fiber, self, clearing_free);
}
