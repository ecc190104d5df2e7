/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-burial.h"
#include "atlas-fiber.h"
#include "atlas-lanes.h"
#include "atlas-refresher-private.h"

#define DETAILS_BATCH 50
/* So many banks in a row that fail mean that the next would fail too. */
#define MAX_FAILURES_IN_A_ROW 20
#define MAX_TRANSIENT_FAILURES_IN_A_ROW 3

/* What is known of each bank. */

static DexFuture *
save_batch_fiber (gpointer data)
{
  AtlasRefresher *self = data;
  g_autoptr (GPtrArray) batch = g_steal_pointer (&self->batch);
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  self->batch = g_ptr_array_new_with_free_func (g_object_unref);
  if (batch->len == 0)
    return dex_future_new_for_boolean (TRUE);

  changes = dex_await_object (atlas_store_save_details (self->store, batch), &error);
  if (changes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  atlas_refresher_emit_details_saved (self, changes);

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
save_batch (AtlasRefresher *self)
{
  return atlas_fiber_spawn (save_batch_fiber, g_object_ref (self), g_object_unref);
}

/* Whether the next bank would fail for the same reason. */
static gboolean
is_hopeless (AtlasRefresher *self,
             const GError   *error)
{
  static const AtlasApiError codes[] = {
    ATLAS_API_ERROR_INVALID_CLIENT,
    ATLAS_API_ERROR_INVALID_SCOPE,
    ATLAS_API_ERROR_NO_CREDENTIALS,
    ATLAS_API_ERROR_UNAUTHORIZED,
    ATLAS_API_ERROR_CERTIFICATE,
    ATLAS_API_ERROR_TLS,
    ATLAS_API_ERROR_REDIRECTED,
    ATLAS_API_ERROR_PROXY_SIGN_IN,
    ATLAS_API_ERROR_NETWORK_SIGN_IN,
    ATLAS_API_ERROR_PAGE,
  };

  if (error->domain != ATLAS_API_ERROR)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (error->code == (int) codes[i])
      return TRUE;

  return self->n_failures >= MAX_FAILURES_IN_A_ROW || self->n_transient_failures >= MAX_TRANSIENT_FAILURES_IN_A_ROW;
}

static void
count_failure (AtlasRefresher *self,
               const GError   *error)
{
  if (g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NOT_FOUND))
    return;

  self->n_failures++;
  if (atlas_api_error_is_transient (error) ||
      g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NAME_NOT_FOUND) ||
      g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_FORBIDDEN))
    self->n_transient_failures++;
}

typedef struct
{
  AtlasRefresher *self;
  char           *bic_fi;
} DetailsJob;

static void
details_job_free (DetailsJob *job)
{
  g_object_unref (job->self);
  g_free (job->bic_fi);
  g_free (job);
}

static DexFuture *
fetch_one_fiber (gpointer data)
{
  DetailsJob *job = data;
  AtlasRefresher *self = job->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasApiAnswer) answer =
    atlas_refresher_await_answer (self, atlas_api_client_get_aspsp (self->client, job->bic_fi, NULL), &error);

  if (answer == NULL)
    {
      count_failure (self, error);
      if (is_hopeless (self, error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      g_debug ("No details of %s: %s", job->bic_fi, error->message);
    }
  else
    {
      self->n_failures = 0;
      self->n_transient_failures = 0;
      g_ptr_array_add (self->batch, g_object_ref (atlas_api_answer_get_item (answer)));
    }

  atlas_refresher_count_done (self);

  return self->batch->len >= DETAILS_BATCH ? save_batch (self) : dex_future_new_for_boolean (TRUE);
}

static DexFuture *
fetch_one_lane (gpointer data,
                guint    index)
{
  AtlasRefresher *self = data;
  DetailsJob *job = g_new0 (DetailsJob, 1);

  job->self = g_object_ref (self);
  job->bic_fi = g_strdup (self->bic_fis[index]);

  return atlas_fiber_spawn (fetch_one_fiber, job, (GDestroyNotify) details_job_free);
}

static DexFuture *
fetch_listed (AtlasRefresher *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) save_error = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean fetched;

  self->batch = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_done = 0;
  self->n_total = self->bic_fis ? g_strv_length ((GStrv) self->bic_fis) : 0;
  atlas_refresher_emit_progress (self);
  fetched = dex_await (atlas_lanes_run (self->n_total, ATLAS_REFRESHER_MAX_UNDER_WAY, fetch_one_lane, self), &error);

  /* Whatever ended it, what was fetched is kept. */
  if (!dex_await (save_batch (self), &save_error) && fetched)
    return dex_future_new_for_error (g_steal_pointer (&save_error));
  if (!fetched)
    return dex_future_new_for_error (g_steal_pointer (&error));
  dex_await (atlas_store_note_details_asked (self->store, now), NULL);

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
fetch_details_fiber (gpointer data)
{
  AtlasRefresher *self = data;
  DexFuture *listing = atlas_store_list_stale_details (self->store, self->older_than);
  DexFuture *result;

  if (dex_await (dex_ref (listing), NULL))
    {
      /* Borrowed from the future: copying tens of thousands of strings takes its time, and so does freeing them. */
      self->bic_fis = g_value_get_boxed (dex_future_get_value (listing, NULL));
      result = fetch_listed (self);
      self->bic_fis = NULL;
    }
  else
    result = dex_ref (listing);
  atlas_bury (listing, dex_unref);

  return result;
}

/**
 * atlas_refresher_fetch_details:
 * @self: a refresh
 * @older_than: Unix seconds
 *
 * Asks for the details of every bank of which none are stored, or older ones, and stores them in batches.
 * A bank that fails is left out; what would fail for every bank ends it. Source: "Get ASPSP".
 *
 * Returns: (transfer full): a future for %TRUE; rejects with %ATLAS_API_ERROR, with %ATLAS_STORE_ERROR, or
 *   with %G_IO_ERROR_CANCELLED; what was fetched until then is stored
 */
DexFuture *
atlas_refresher_fetch_details (AtlasRefresher *self,
                               gint64          older_than)
{
  g_return_val_if_fail (ATLAS_IS_REFRESHER (self), NULL);

  self->older_than = older_than;

  return atlas_fiber_spawn (fetch_details_fiber, g_object_ref (self), g_object_unref);
}
