/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-fiber.h"

/* What is chained to a fiber's future, and every signal that it emits, runs on the fiber's stack: a list view that
 * makes its rows there needs far more than the 128 KiB that libdex gives. Pages that are not touched cost nothing. */
#define STACK_SIZE (4 * 1024 * 1024)

typedef struct
{
  DexFiberFunc    func;
  gpointer        data;
  GDestroyNotify  data_destroy;
  DexPromise     *outcome;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  if (self->data_destroy != NULL)
    self->data_destroy (self->data);
  dex_clear (&self->outcome);
  g_free (self);
}

static DexFuture *
job_fiber (gpointer data)
{
  Job *self = data;
  g_autoptr (DexFuture) result = self->func (self->data);
  g_autoptr (GError) error = NULL;
  const GValue *value;

  if (result == NULL)
    result = dex_future_new_reject (DEX_ERROR, DEX_ERROR_FIBER_EXITED, "The fiber ended without a result");

  dex_await (dex_ref (result), NULL);
  value = dex_future_get_value (result, &error);
  if (value != NULL)
    dex_promise_resolve (self->outcome, value);
  else
    dex_promise_reject (self->outcome, g_steal_pointer (&error));

  return dex_future_new_true ();
}

static void
dropped_cb (GCancellable *cancellable,
            DexPromise   *cancelled)
{
  if (dex_future_is_pending (DEX_FUTURE (cancelled)))
    dex_promise_reject (cancelled, g_error_new_literal (DEX_ERROR, DEX_ERROR_FIBER_CANCELLED, "Nobody waits for this any more"));
}

static void
closure_unref (gpointer  data,
               GClosure *closure)
{
  dex_unref (data);
}

/**
 * atlas_fiber_spawn:
 * @func: what to do
 * @data: for @func
 * @data_destroy: (nullable): frees @data
 *
 * Begins a fiber on the calling thread's scheduler. It goes on to its end, whether anybody waits for it or not.
 *
 * Returns: (transfer full): a future for what @func returns
 */
DexFuture *
atlas_fiber_spawn (DexFiberFunc   func,
                   gpointer       data,
                   GDestroyNotify data_destroy)
{
  DexFuture *fiber = dex_scheduler_spawn (NULL, STACK_SIZE, func, data, data_destroy);

  dex_future_disown (dex_ref (fiber));

  return fiber;
}

/**
 * atlas_fiber_spawn_cancellable:
 * @func: what to do
 * @data: for @func
 * @data_destroy: (nullable): frees @data
 * @cancelled: (transfer none): from atlas_fiber_cancelled_new(); @func waits with atlas_fiber_unless() and this
 *
 * Begins a fiber that is told when nobody waits for it any more: @cancelled is then rejected, and with it
 * what the fiber waits for.
 *
 * Returns: (transfer full): a future for what @func returns; dropping it rejects @cancelled
 */
DexFuture *
atlas_fiber_spawn_cancellable (DexFiberFunc   func,
                               gpointer       data,
                               GDestroyNotify data_destroy,
                               DexFuture     *cancelled)
{
  Job *job = g_new0 (Job, 1);
  DexPromise *outcome = dex_promise_new_cancellable ();

  g_signal_connect_data (dex_promise_get_cancellable (outcome), "cancelled",
                         G_CALLBACK (dropped_cb), dex_ref (cancelled), closure_unref, G_CONNECT_DEFAULT);
  job->func = func;
  job->data = data;
  job->data_destroy = data_destroy;
  job->outcome = dex_ref (outcome);
  dex_future_disown (dex_scheduler_spawn (NULL, STACK_SIZE, job_fiber, job, job_free));

  /* A promise is cancelled by whoever waited for it and was dropped, not by its last reference. */
  return dex_future_first (DEX_FUTURE (outcome), NULL);
}

/**
 * atlas_fiber_cancelled_new:
 *
 * Returns: (transfer full): a future that is rejected with %DEX_ERROR_FIBER_CANCELLED once the fiber it was handed to
 *   is no longer wanted, and never resolves
 */
DexFuture *
atlas_fiber_cancelled_new (void)
{
  return DEX_FUTURE (dex_promise_new ());
}

/**
 * atlas_fiber_unless:
 * @cancelled: (nullable) (transfer none): from atlas_fiber_cancelled_new(); %NULL where nobody cancels
 * @future: (transfer full): what to wait for
 *
 * Returns: (transfer full): a future that settles as @future does, or is rejected with %DEX_ERROR_FIBER_CANCELLED,
 *   and then drops @future
 */
DexFuture *
atlas_fiber_unless (DexFuture *cancelled,
                    DexFuture *future)
{
  if (cancelled == NULL)
    return future;

  return dex_future_first (dex_ref (cancelled), future, NULL);
}
