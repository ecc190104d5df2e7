/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-catalogue-private.h"
#include "atlas-details-fetch.h"
#include "atlas-fiber.h"

/* What AtlasCatalogue tells of one bank, and of one logo. */

typedef struct
{
  AtlasCatalogue *self;
  char           *id;           /* a BIC, or a logo's address */
  char           *request_id;   /* (nullable) */
  guint           max_size;
  DexFuture      *cancelled;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->self);
  g_free (wish->id);
  g_free (wish->request_id);
  dex_clear (&wish->cancelled);
  g_free (wish);
}

static DexFuture *
spawn (AtlasCatalogue *self,
       DexFiberFunc    func,
       const char     *id,
       const char     *request_id,
       guint           max_size)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->self = g_object_ref (self);
  wish->id = g_strdup (id);
  wish->request_id = g_strdup (request_id);
  wish->max_size = max_size;
  wish->cancelled = atlas_fiber_cancelled_new ();

  return atlas_fiber_spawn_cancellable (func, wish, (GDestroyNotify) wish_free, wish->cancelled);
}

static DexFuture *
load_details_fiber (gpointer data)
{
  Wish *wish = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (atlas_catalogue_load (wish->self), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return atlas_store_load_details (wish->self->store, wish->id);
}

static DexFuture *
fetch_details_fiber (gpointer data)
{
  Wish *wish = data;
  AtlasCatalogue *self = wish->self;
  g_autoptr (AtlasAspspDetails) details = NULL;
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  if (dex_await (atlas_catalogue_load (self), &error))
    details = atlas_details_fetch (self->connection, self->store, wish->id, wish->request_id, wish->cancelled, &changes, &error);
  if (details == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (changes != NULL)
    dex_future_disown (atlas_catalogue_reload (self));

  return dex_future_new_for_object (details);
}

static DexFuture *
load_logo_fiber (gpointer data)
{
  Wish *wish = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (atlas_catalogue_load (wish->self), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return atlas_logo_loader_load (wish->self->logos, wish->id, wish->max_size);
}

static DexFuture *
close_visit_fiber (gpointer data)
{
  Wish *wish = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (atlas_catalogue_load (wish->self), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return atlas_user_data_set_last_visit (wish->self->user_data, g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * atlas_catalogue_load_details:
 * @self: a catalogue
 * @bic_fi: a bank's BIC
 *
 * Never asks the network.
 *
 * Returns: (transfer full): a future for #AtlasAspspDetails, or for %NULL where they were never fetched; rejects with
 *   %ATLAS_STORE_ERROR
 */
DexFuture *
atlas_catalogue_load_details (AtlasCatalogue *self,
                              const char     *bic_fi)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (bic_fi != NULL, NULL);

  return spawn (self, load_details_fiber, bic_fi, NULL, 0);
}

/**
 * atlas_catalogue_fetch_details:
 * @self: a catalogue
 * @bic_fi: a bank's BIC
 * @request_id: (nullable): a caller's own id for the request, a UUID
 *
 * Source: "Get ASPSP". A failure is not stored.
 *
 * Returns: (transfer full): a future for #AtlasAspspDetails, which are then in the store, too; rejects with
 *   %ATLAS_API_ERROR or %ATLAS_STORE_ERROR
 */
DexFuture *
atlas_catalogue_fetch_details (AtlasCatalogue *self,
                               const char     *bic_fi,
                               const char     *request_id)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (bic_fi != NULL, NULL);

  return spawn (self, fetch_details_fiber, bic_fi, request_id, 0);
}

/**
 * atlas_catalogue_details_are_stale:
 * @self: a catalogue
 * @details: (nullable): what is known of a bank
 *
 * Returns: whether they are older than the profile's maximum age, or none
 */
gboolean
atlas_catalogue_details_are_stale (AtlasCatalogue    *self,
                                   AtlasAspspDetails *details)
{
  gint64 age;

  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), FALSE);

  if (details == NULL)
    return TRUE;

  age = g_get_real_time () / G_USEC_PER_SEC - atlas_aspsp_details_get_received_at (details);

  return age < 0 || age > atlas_profile_get_max_age (self->profile);
}

/**
 * atlas_catalogue_load_logo:
 * @self: a catalogue
 * @logo_url: what the platform says
 * @max_size: how many pixels a side it may have at most
 *
 * Returns: (transfer full): a future for an #AtlasImage, from memory, the store or its host; rejects where there is none
 */
DexFuture *
atlas_catalogue_load_logo (AtlasCatalogue *self,
                           const char     *logo_url,
                           guint           max_size)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (logo_url != NULL, NULL);

  if (self->logos != NULL)
    return atlas_logo_loader_load (self->logos, logo_url, max_size);

  return spawn (self, load_logo_fiber, logo_url, NULL, max_size);
}

/**
 * atlas_catalogue_close_visit:
 * @self: a catalogue
 *
 * The end of a visit: what is there now is no longer new at the next start.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_catalogue_close_visit (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return spawn (self, close_visit_fiber, NULL, NULL, 0);
}
