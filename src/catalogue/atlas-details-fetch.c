/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-details-fetch.h"
#include "atlas-fiber.h"

static AtlasApiAnswer *
ask (AtlasConnection  *connection,
     const char       *bic_fi,
     const char       *request_id,
     DexFuture        *cancelled,
     GError          **error)
{
  g_autoptr (AtlasApiClient) client = dex_await_object (atlas_connection_open (connection), error);
  DexFuture *asking;

  if (client == NULL)
    return NULL;

  asking = atlas_api_client_get_aspsp (client, bic_fi, request_id);

  return dex_await_object (cancelled ? atlas_fiber_unless (cancelled, asking) : asking, error);
}

/**
 * atlas_details_fetch:
 * @connection: the way to the platform
 * @store: where the answer is kept
 * @bic_fi: which bank
 * @request_id: (nullable): a caller's own id for the request, a UUID
 * @cancelled: (nullable): resolves when nobody wants the answer any more
 * @changes: (out) (optional) (nullable): what the store did not know; %NULL where it could not keep the answer
 * @error: where an error goes, of the %ATLAS_API_ERROR domain
 *
 * Source: "Get ASPSP". A failure is not stored. Awaits.
 *
 * Returns: (transfer full) (nullable): what the platform says of the bank
 */
AtlasAspspDetails *
atlas_details_fetch (AtlasConnection  *connection,
                     AtlasStore       *store,
                     const char       *bic_fi,
                     const char       *request_id,
                     DexFuture        *cancelled,
                     AtlasChanges    **changes,
                     GError          **error)
{
  g_autoptr (AtlasApiAnswer) answer = ask (connection, bic_fi, request_id, cancelled, error);
  g_autoptr (GPtrArray) details = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (AtlasChanges) kept = NULL;
  g_autoptr (GError) store_error = NULL;

  if (answer == NULL)
    return NULL;

  g_ptr_array_add (details, g_object_ref (atlas_api_answer_get_item (answer)));
  kept = dex_await_object (atlas_store_save_details (store, details), &store_error);
  if (kept == NULL)
    g_warning ("The details of %s could not be stored: %s", bic_fi, store_error->message);
  if (changes != NULL)
    *changes = g_steal_pointer (&kept);

  return g_object_ref (g_ptr_array_index (details, 0));
}
