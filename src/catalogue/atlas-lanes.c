/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-lanes.h"

typedef struct
{
  gatomicrefcount ref_count;
  AtlasLaneFunc   func;
  gpointer        data;
  guint           n_jobs;
  guint           next;
  gboolean        stopped;
} Lanes;

static void
lanes_unref (Lanes *lanes)
{
  if (g_atomic_ref_count_dec (&lanes->ref_count))
    g_free (lanes);
}

static DexFuture *
lane_fiber (gpointer data)
{
  Lanes *lanes = data;

  while (!lanes->stopped && lanes->next < lanes->n_jobs)
    {
      g_autoptr (GError) error = NULL;

      if (dex_await (lanes->func (lanes->data, lanes->next++), &error))
        continue;
      lanes->stopped = TRUE;
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

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
 * Returns: (transfer full): a future for %TRUE once all are done; rejects as the first that rejects
 */
DexFuture *
atlas_lanes_run (guint         n_jobs,
                 guint         n_lanes,
                 AtlasLaneFunc func,
                 gpointer      data)
{
  g_autoptr (GPtrArray) fibers = NULL;
  Lanes *lanes;

  g_return_val_if_fail (func != NULL, NULL);

  if (n_jobs == 0)
    return dex_future_new_for_boolean (TRUE);

  lanes = g_new0 (Lanes, 1);
  g_atomic_ref_count_init (&lanes->ref_count);
  lanes->func = func;
  lanes->data = data;
  lanes->n_jobs = n_jobs;

  fibers = g_ptr_array_new_with_free_func (dex_unref);
  for (guint i = 0; i < MIN (n_lanes, n_jobs); i++)
    {
      g_atomic_ref_count_inc (&lanes->ref_count);
      g_ptr_array_add (fibers, dex_scheduler_spawn (NULL, 0, lane_fiber, lanes, (GDestroyNotify) lanes_unref));
    }
  lanes_unref (lanes);

  return dex_future_all_racev ((DexFuture *const *) fibers->pdata, fibers->len);
}
