/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-burial.h"
#include "atlas-worker.h"

/* By then whoever else had a part in it has let go. */
#define DELAY_MS 2000

typedef struct
{
  gpointer       data;
  GDestroyNotify destroy;
} Burial;

static void
burial_free (Burial *burial)
{
  burial->destroy (burial->data);
  g_free (burial);
}

static DexFuture *
nothing_worker (gpointer data)
{
  return dex_future_new_for_boolean (TRUE);
}

static gboolean
bury_cb (gpointer data)
{
  dex_future_disown (atlas_worker_run (nothing_worker, data, (GDestroyNotify) burial_free));

  return G_SOURCE_REMOVE;
}

/**
 * atlas_bury:
 * @data: (transfer full) (nullable): something large, or a reference to it
 * @destroy: frees it, or releases the reference; called on a worker
 *
 * Frees, a little later and elsewhere than on the main loop, what would hold that up: tens of thousands
 * of objects take tens of milliseconds.
 */
void
atlas_bury (gpointer       data,
            GDestroyNotify destroy)
{
  Burial *burial;

  if (data == NULL)
    return;

  burial = g_new0 (Burial, 1);
  burial->data = data;
  burial->destroy = destroy;
  g_timeout_add (DELAY_MS, bury_cb, burial);
}
