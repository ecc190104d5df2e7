/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-worker.h"

struct _AtlasWorkerQueue
{
  GThreadPool *pool;
};

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
job_run_cb (gpointer data,
            gpointer user_data)
{
  g_autoptr (Job) job = data;
  DexFuture *result = job->func (job->data);

  atlas_worker_settle (job->promise, result);
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

static DexFuture *
push_job (GThreadPool     *pool,
          AtlasWorkerFunc  func,
          gpointer         data,
          GDestroyNotify   data_destroy)
{
  Job *job = g_new0 (Job, 1);
  DexFuture *future;

  job->func = func;
  job->data = data;
  job->data_destroy = data_destroy;
  job->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (job->promise));

  g_thread_pool_push (pool, job, NULL);

  return future;
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
  g_return_val_if_fail (func != NULL, NULL);

  return push_job (get_pool (), func, data, data_destroy);
}

/**
 * atlas_worker_queue_new:
 *
 * Returns: (transfer full): a queue whose work is done one after the other
 */
AtlasWorkerQueue *
atlas_worker_queue_new (void)
{
  AtlasWorkerQueue *self = g_new0 (AtlasWorkerQueue, 1);

  self->pool = g_thread_pool_new (job_run_cb, NULL, 1, FALSE, NULL);

  return self;
}

/**
 * atlas_worker_queue_free:
 * @self: (transfer full): a queue
 *
 * Frees the queue without waiting. What was handed to it is still done.
 */
void
atlas_worker_queue_free (AtlasWorkerQueue *self)
{
  g_thread_pool_free (self->pool, FALSE, FALSE);
  g_free (self);
}

/**
 * atlas_worker_queue_run:
 * @self: a queue
 * @func: what to do
 * @data: (transfer full): what to do it with
 * @data_destroy: (nullable): frees @data, on the worker's thread
 *
 * Runs @func once everything is done that was handed to the queue before.
 *
 * Returns: (transfer full): a future that settles as the one that @func returns
 */
DexFuture *
atlas_worker_queue_run (AtlasWorkerQueue *self,
                        AtlasWorkerFunc   func,
                        gpointer          data,
                        GDestroyNotify    data_destroy)
{
  g_return_val_if_fail (self != NULL && func != NULL, NULL);

  return push_job (self->pool, func, data, data_destroy);
}

/**
 * atlas_worker_settle:
 * @promise: what somebody waits for
 * @result: a future that is settled
 *
 * Settles @promise as @result is.
 */
void
atlas_worker_settle (DexPromise *promise,
                     DexFuture  *result)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (result, &error);

  if (value != NULL)
    dex_promise_resolve (promise, value);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}
