/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-image-threads.h"

struct _AtlasImageThreads
{
  GThreadPool *pool;
  guint        n_threads;
  guint        n_spare;

  GMutex       mutex;     /* for what follows, and for "settled" of each task */
  GQueue       waiting;   /* (element-type Task): those that no thread has begun */
  guint        n_late;    /* those whose time is over, but that still hold their thread */
  gboolean     is_ending;
};

typedef struct
{
  AtlasImageThreads *threads;
  AtlasWorkerFunc    func;
  gpointer           data;
  GDestroyNotify     data_destroy;
  guint              max_ms;
  GCancellable      *cancellable;
  DexPromise        *promise;
  GList              link;
  gboolean           settled;
} Task;

static void
task_clear (gpointer data)
{
  Task *task = data;

  if (task->data_destroy != NULL)
    task->data_destroy (task->data);
  g_object_unref (task->cancellable);
  dex_clear (&task->promise);
}

static void
task_unref (gpointer task)
{
  g_atomic_rc_box_release_full (task, task_clear);
}

static GError *
make_busy_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY, "Too many pictures take too long to draw");
}

/* A thread that does not come back is made up for, so that the others' pictures are drawn all the same; within a bound. */
static gboolean
make_up (AtlasImageThreads *self)
{
  if (!self->is_ending)
    g_thread_pool_set_max_threads (self->pool, (int) (self->n_threads + MIN (self->n_late, self->n_spare)), NULL);

  return self->n_late < self->n_threads + self->n_spare;
}

/* (transfer full): those that nothing would begin any more. */
static GPtrArray *
take_waiting (AtlasImageThreads *self)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (task_unref);
  GList *link;

  while ((link = g_queue_pop_head_link (&self->waiting)) != NULL)
    {
      Task *task = link->data;

      task->settled = TRUE;
      g_ptr_array_add (tasks, g_atomic_rc_box_acquire (task));
    }

  return tasks;
}

/* Those who wait are told at once; a step that cannot be cancelled may still take its time on its thread. */
static gboolean
deadline_cb (gpointer user_data)
{
  Task *task = user_data;
  AtlasImageThreads *self = task->threads;
  g_autoptr (GPtrArray) dropped = NULL;

  g_mutex_lock (&self->mutex);
  if (task->settled)
    {
      g_mutex_unlock (&self->mutex);
      return G_SOURCE_REMOVE;
    }
  task->settled = TRUE;
  self->n_late++;
  if (!make_up (self))
    dropped = take_waiting (self);
  g_mutex_unlock (&self->mutex);

  g_cancellable_cancel (task->cancellable);
  dex_promise_reject (task->promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The picture takes too long to draw"));
  for (guint i = 0; dropped != NULL && i < dropped->len; i++)
    dex_promise_reject (((Task *) dropped->pdata[i])->promise, make_busy_error ());

  return G_SOURCE_REMOVE;
}

/* (transfer full): what the main loop is to do while the thread works; waiting for a thread does not count. */
static GSource *
set_deadline (Task *task)
{
  GSource *source = g_timeout_source_new (task->max_ms);

  g_source_set_callback (source, deadline_cb, g_atomic_rc_box_acquire (task), task_unref);
  g_source_attach (source, NULL);

  return source;
}

static gboolean
begin (AtlasImageThreads *self,
       Task              *task)
{
  gboolean settled;

  g_mutex_lock (&self->mutex);
  settled = task->settled;
  if (!settled)
    g_queue_unlink (&self->waiting, &task->link);
  g_mutex_unlock (&self->mutex);

  return !settled;
}

/* Returns whether anybody still waits. */
static gboolean
end (AtlasImageThreads *self,
     Task              *task)
{
  gboolean is_late;

  g_mutex_lock (&self->mutex);
  is_late = task->settled;
  task->settled = TRUE;
  if (is_late)
    {
      self->n_late--;
      make_up (self);
    }
  g_mutex_unlock (&self->mutex);

  return !is_late;
}

static void
run_cb (gpointer data,
        gpointer user_data)
{
  AtlasImageThreads *self = user_data;
  Task *task = data;

  if (begin (self, task))
    {
      g_autoptr (GSource) deadline = set_deadline (task);
      DexFuture *result;

      g_cancellable_push_current (task->cancellable);
      result = task->func (task->data);
      g_cancellable_pop_current (task->cancellable);
      g_source_destroy (deadline);
      if (end (self, task))
        atlas_worker_settle (task->promise, result);
      dex_unref (result);
    }

  task_unref (task);
}

/**
 * atlas_image_threads_new:
 * @n_threads: how much is done at a time
 * @n_spare: how many threads may take the place of those that do not come back in time
 *
 * Returns: (transfer full): threads, which are made when they are needed
 */
AtlasImageThreads *
atlas_image_threads_new (guint n_threads,
                         guint n_spare)
{
  AtlasImageThreads *self = g_new0 (AtlasImageThreads, 1);

  g_mutex_init (&self->mutex);
  self->n_threads = n_threads;
  self->n_spare = n_spare;
  self->pool = g_thread_pool_new (run_cb, self, (int) n_threads, FALSE, NULL);

  return self;
}

/**
 * atlas_image_threads_free:
 * @self: (transfer full): threads
 *
 * Waits until all that was handed to them has ended. To be called on the main thread.
 */
void
atlas_image_threads_free (AtlasImageThreads *self)
{
  g_mutex_lock (&self->mutex);
  self->is_ending = TRUE;
  g_mutex_unlock (&self->mutex);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * atlas_image_threads_run:
 * @self: threads
 * @max_ms: how long it may take, in milliseconds from its beginning
 * @func: what to do; its current #GCancellable ends it
 * @data: (transfer full): what to do it with
 * @data_destroy: (nullable): frees @data, on any thread
 *
 * A thread that is not back in time is made up for by another one, as long as there are spare ones. When there are none,
 * nothing waits: it is refused until one is back.
 *
 * Returns: (transfer full): a future that settles as the one that @func returns; or rejects with %G_IO_ERROR_TIMED_OUT, whether
 *   or not @func has ended, or with %G_IO_ERROR_BUSY
 */
DexFuture *
atlas_image_threads_run (AtlasImageThreads *self,
                         guint              max_ms,
                         AtlasWorkerFunc    func,
                         gpointer           data,
                         GDestroyNotify     data_destroy)
{
  Task *task = g_atomic_rc_box_new0 (Task);
  DexFuture *future;
  gboolean is_hopeless;

  task->threads = self;
  task->func = func;
  task->data = data;
  task->data_destroy = data_destroy;
  task->max_ms = max_ms;
  task->cancellable = g_cancellable_new ();
  task->promise = dex_promise_new ();
  task->link.data = task;
  future = dex_ref (DEX_FUTURE (task->promise));

  g_mutex_lock (&self->mutex);
  is_hopeless = self->n_late >= self->n_threads + self->n_spare;
  if (!is_hopeless)
    g_queue_push_tail_link (&self->waiting, &task->link);
  g_mutex_unlock (&self->mutex);

  if (!is_hopeless)
    {
      g_thread_pool_push (self->pool, task, NULL);
      return future;
    }

  dex_promise_reject (task->promise, make_busy_error ());
  task_unref (task);

  return future;
}
