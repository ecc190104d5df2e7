/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-fiber.h"
#include "atlas-lanes.h"

typedef struct
{
  AtlasLaneFunc  func;
  gpointer       data;
  guint          n_jobs;
  guint          n_lanes;
  guint          next;
  GError        *error;   /* the first; no further job is begun after it */
} Lanes;

static void
lanes_free (gpointer data)
{
  Lanes *lanes = data;

  g_clear_error (&lanes->error);
  g_free (lanes);
}

static DexFuture *
lane_fiber (gpointer data)
{
  Lanes *lanes = data;

  while (lanes->error == NULL && lanes->next < lanes->n_jobs)
    {
      g_autoptr (GError) error = NULL;

      if (!dex_await (lanes->func (lanes->data, lanes->next++), &error) && lanes->error == NULL)
        lanes->error = g_steal_pointer (&error);
    }

  return dex_future_new_for_boolean (TRUE);
}

/* Waits for every lane, those too that end after another one failed: until then they need the data. */
static DexFuture *
lanes_fiber (gpointer data)
{
  Lanes *lanes = data;
  g_autoptr (GPtrArray) fibers = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < lanes->n_lanes; i++)
    g_ptr_array_add (fibers, atlas_fiber_spawn (lane_fiber, lanes, NULL));
  dex_await (dex_future_allv ((DexFuture *const *) fibers->pdata, fibers->len), NULL);

  if (lanes->error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&lanes->error));

  return dex_future_new_for_boolean (TRUE);
}

/**
 * atlas_lanes_run:
 * @n_jobs: how many jobs there are
 * @n_lanes: how many of them may be under way at once
 * @func: begins one
 * @data: for @func; must live until the future is settled
 *
 * Does many jobs of which each waits for something, in their order as far as that goes.
 *
 * Returns: (transfer full): a future for %TRUE once all are done; rejects as the first that rejects, once those
 *   that were under way then are done, too
 */
DexFuture *
atlas_lanes_run (guint         n_jobs,
                 guint         n_lanes,
                 AtlasLaneFunc func,
                 gpointer      data)
{
  Lanes *lanes;

  g_return_val_if_fail (func != NULL, NULL);

  if (n_jobs == 0)
    return dex_future_new_for_boolean (TRUE);

  lanes = g_new0 (Lanes, 1);
  lanes->func = func;
  lanes->data = data;
  lanes->n_jobs = n_jobs;
  lanes->n_lanes = MIN (n_lanes, n_jobs);

  return atlas_fiber_spawn (lanes_fiber, lanes, lanes_free);
}
