/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-fiber.h"
#include "atlas-refresher-private.h"

G_DEFINE_FINAL_TYPE (AtlasRefresher, atlas_refresher, G_TYPE_OBJECT)

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_DETAILS_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
atlas_refresher_finalize (GObject *object)
{
  AtlasRefresher *self = ATLAS_REFRESHER (object);

  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_object (&self->refresh);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_free (self->request_id);
  dex_clear (&self->cancel);

  G_OBJECT_CLASS (atlas_refresher_parent_class)->finalize (object);
}

static void
atlas_refresher_class_init (AtlasRefresherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_refresher_finalize;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_DETAILS_SAVED] = g_signal_new ("details-saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ATLAS_TYPE_CHANGES);
}

static void
atlas_refresher_init (AtlasRefresher *self)
{
  self->cancel = dex_promise_new ();
}

/**
 * atlas_refresher_new:
 * @client: the way to the platform
 * @store: where to keep what it answers
 *
 * Returns: (transfer full): a refresh that has not begun
 */
AtlasRefresher *
atlas_refresher_new (AtlasApiClient *client,
                     AtlasStore     *store)
{
  AtlasRefresher *self = g_object_new (ATLAS_TYPE_REFRESHER, NULL);

  self->client = g_object_ref (client);
  self->store = g_object_ref (store);

  return self;
}

/* For the files that do its parts. */

void
atlas_refresher_emit_progress (AtlasRefresher *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, self->n_done, self->n_total);
}

void
atlas_refresher_emit_details_saved (AtlasRefresher *self,
                                    AtlasChanges   *changes)
{
  g_signal_emit (self, signals[SIGNAL_DETAILS_SAVED], 0, changes);
}

void
atlas_refresher_count_done (AtlasRefresher *self)
{
  self->n_done++;
  atlas_refresher_emit_progress (self);
}

/* Waits for an answer, or until the refresh is cancelled, which drops the request. */
AtlasApiAnswer *
atlas_refresher_await_answer (AtlasRefresher *self,
                              DexFuture      *call,
                              GError        **error)
{
  return dex_await_object (atlas_fiber_unless (DEX_FUTURE (self->cancel), call), error);
}

/**
 * atlas_refresher_get_cities_unknown:
 * @self: a refresh
 *
 * Returns: whether the platform refused to list banks by city
 */
gboolean
atlas_refresher_get_cities_unknown (AtlasRefresher *self)
{
  g_return_val_if_fail (ATLAS_IS_REFRESHER (self), FALSE);

  return self->cities_unknown;
}

/**
 * atlas_refresher_get_cancelled:
 * @self: a refresh
 *
 * Returns: (transfer none): a future that rejects once the refresh is cancelled
 */
DexFuture *
atlas_refresher_get_cancelled (AtlasRefresher *self)
{
  return DEX_FUTURE (self->cancel);
}

/**
 * atlas_refresher_cancel:
 * @self: a refresh
 *
 * Ends it as soon as it can end.
 */
void
atlas_refresher_cancel (AtlasRefresher *self)
{
  g_return_if_fail (ATLAS_IS_REFRESHER (self));

  if (dex_future_is_pending (DEX_FUTURE (self->cancel)))
    dex_promise_reject (self->cancel, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The refresh was cancelled")));
}
