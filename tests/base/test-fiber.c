/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-fiber.h"
#include "atlas-test-await.h"

typedef struct
{
  DexFuture *cancelled;
  DexPromise *awaited;
  guint n_ended;
} Work;

static DexFuture *
work_fiber (gpointer data)
{
  Work *work = data;
  GError *error = NULL;

  dex_await (atlas_fiber_unless (work->cancelled, dex_ref (work->awaited)), &error);
  work->n_ended++;
  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_for_int (7);
}

static void
work_clear (Work *work)
{
  dex_clear (&work->cancelled);
  dex_clear (&work->awaited);
}

static void
test_outcome (void)
{
  Work work = { atlas_fiber_cancelled_new (), dex_promise_new (), 0 };
  DexFuture *future = atlas_fiber_spawn_cancellable (work_fiber, &work, NULL, work.cancelled);
  g_autoptr (GError) error = NULL;

  dex_promise_resolve_boolean (work.awaited, TRUE);
  g_assert_cmpint (g_value_get_int (atlas_test_await (future, &error)), ==, 7);
  g_assert_no_error (error);
  work_clear (&work);
}

static void
test_error (void)
{
  Work work = { atlas_fiber_cancelled_new (), dex_promise_new (), 0 };
  DexFuture *future = atlas_fiber_spawn_cancellable (work_fiber, &work, NULL, work.cancelled);
  g_autoptr (GError) error = NULL;

  dex_promise_reject (work.awaited, g_error_new_literal (DEX_ERROR, DEX_ERROR_TYPE_NOT_SUPPORTED, "no"));
  g_assert_null (atlas_test_await (future, &error));
  g_assert_error (error, DEX_ERROR, DEX_ERROR_TYPE_NOT_SUPPORTED);
  work_clear (&work);
}

static void
test_dropped (void)
{
  Work work = { atlas_fiber_cancelled_new (), dex_promise_new (), 0 };
  DexFuture *future = atlas_fiber_spawn_cancellable (work_fiber, &work, NULL, work.cancelled);

  atlas_test_spin (10);
  g_assert_cmpuint (work.n_ended, ==, 0);
  dex_unref (future);
  atlas_test_spin (10);
  g_assert_cmpuint (work.n_ended, ==, 1);
  g_assert_true (dex_future_is_rejected (work.cancelled));
  work_clear (&work);
}

/* Nobody waits any more, and what was waited for comes in the same moment. Other fibers must go on. */
static void
test_dropped_and_settled (void)
{
  for (guint i = 0; i < 50; i++)
    {
      Work work = { atlas_fiber_cancelled_new (), dex_promise_new (), 0 };
      Work other = { NULL, dex_promise_new (), 0 };
      DexFuture *future = atlas_fiber_spawn_cancellable (work_fiber, &work, NULL, work.cancelled);
      DexFuture *going_on = atlas_fiber_spawn (work_fiber, &other, NULL);

      atlas_test_spin (1);
      dex_unref (future);
      dex_promise_resolve_boolean (work.awaited, TRUE);
      dex_promise_resolve_boolean (other.awaited, TRUE);
      g_assert_nonnull (atlas_test_await (going_on, NULL));
      g_assert_cmpuint (work.n_ended, ==, 1);
      work_clear (&work);
      work_clear (&other);
    }
}

/* Nobody waits for a fiber that was simply begun, and yet it goes on. */
static void
test_goes_on (void)
{
  Work work = { NULL, dex_promise_new (), 0 };
  DexFuture *future = dex_future_first (atlas_fiber_spawn (work_fiber, &work, NULL), NULL);

  atlas_test_spin (10);
  dex_unref (future);
  atlas_test_spin (10);
  g_assert_cmpuint (work.n_ended, ==, 0);
  dex_promise_resolve_boolean (work.awaited, TRUE);
  atlas_test_spin (10);
  g_assert_cmpuint (work.n_ended, ==, 1);
  work_clear (&work);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/base/fiber/outcome", test_outcome);
  g_test_add_func ("/base/fiber/error", test_error);
  g_test_add_func ("/base/fiber/dropped", test_dropped);
  g_test_add_func ("/base/fiber/dropped-and-settled", test_dropped_and_settled);
  g_test_add_func ("/base/fiber/goes-on", test_goes_on);

  return g_test_run ();
}
