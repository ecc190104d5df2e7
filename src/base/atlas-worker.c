/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-worker.h"

typedef struct
{
  AtlasWorkerFunc func;
  gpointer        data;
  GDestroyNotify  data_destroy;
  DexPromise     *promise;
} Job;

static void
job_free (Job *job)
{
  if (job->data_destroy != NULL)
    job->data_destroy (job->data);
  dex_clear (&job->promise);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
job_settle (Job       *job,
            DexFuture *result)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (result, &error);

  if (value != NULL)
    dex_promise_resolve (job->promise, value);
  else
    dex_promise_reject (job->promise, g_steal_pointer (&error));
}

static void
job_run_cb (gpointer data,
            gpointer user_data)
{
  g_autoptr (Job) job = data;
  DexFuture *result = job->func (job->data);

  job_settle (job, result);
  dex_unref (result);
}

static GThreadPool *
get_pool (void)
{
  static gsize initialized = 0;
  static GThreadPool *pool;

  if (g_once_init_enter (&initialized))
    {
      pool = g_thread_pool_new (job_run_cb, NULL, CLAMP (g_get_num_processors (), 2, 4), FALSE, NULL);
      g_once_init_leave (&initialized, 1);
    }

  return pool;
}

/**
 * atlas_worker_run:
 * @func: what to do
 * @data: (transfer full): what to do it with
 * @data_destroy: (nullable): frees @data, on the worker's thread
 *
 * Runs @func on one of a few threads that are kept for such work.
 *
 * Returns: (transfer full): a future that settles as the one that @func returns; await it from a
 *   fiber, or chain it, on any thread
 */
DexFuture *
atlas_worker_run (AtlasWorkerFunc func,
                  gpointer        data,
                  GDestroyNotify  data_destroy)
{
  Job *job;
  DexFuture *future;

  g_return_val_if_fail (func != NULL, NULL);

  job = g_new0 (Job, 1);
  job->func = func;
  job->data = data;
  job->data_destroy = data_destroy;
  job->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (job->promise));

  g_thread_pool_push (get_pool (), job, NULL);

  return future;
}
