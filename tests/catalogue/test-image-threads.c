/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-image-threads.h"
#include "atlas-test-await.h"

#define N_THREADS 3
#define N_SPARE 2
#define AT_ONCE_MS 1
/* Never reached, unless something hangs. */
#define PATIENT_MS (10 * 60 * 1000)

/* A step that nothing interrupts: it ends when the test says so. */
typedef struct
{
  GMutex mutex;
  GCond  cond;
  guint  n_stuck;
  guint  n_freed;
  gboolean is_open;
} Trap;

static DexFuture *
get_stuck (gpointer data)
{
  Trap *trap = data;

  g_mutex_lock (&trap->mutex);
  trap->n_stuck++;
  while (!trap->is_open)
    g_cond_wait (&trap->cond, &trap->mutex);
  trap->n_stuck--;
  trap->n_freed++;
  g_mutex_unlock (&trap->mutex);

  return dex_future_new_for_int (1);
}

static DexFuture *
answer (gpointer data)
{
  return dex_future_new_for_int (42);
}

static DexFuture *
refuse (gpointer data)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing there");
}

static DexFuture *
wait_for_cancellation (gpointer data)
{
  while (!g_cancellable_is_cancelled (g_cancellable_get_current ()))
    g_usleep (1000);

  return dex_future_new_for_int (1);
}

static DexFuture *
run (AtlasImageThreads *threads,
     guint              max_ms,
     AtlasWorkerFunc    func,
     gpointer           data)
{
  return atlas_image_threads_run (threads, max_ms, func, data, NULL);
}

static void
assert_fails (DexFuture *future,
              int        code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (atlas_test_await (future, &error));
  g_assert_error (error, G_IO_ERROR, code);
}

static void
assert_answers (AtlasImageThreads *threads)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = atlas_test_await (run (threads, PATIENT_MS, answer, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_value_get_int (value), ==, 42);
}

static void
open_trap (Trap *trap)
{
  g_mutex_lock (&trap->mutex);
  trap->is_open = TRUE;
  g_cond_broadcast (&trap->cond);
  g_mutex_unlock (&trap->mutex);
}

static void
test_ordinary (void)
{
  AtlasImageThreads *threads = atlas_image_threads_new (N_THREADS, N_SPARE);

  for (guint i = 0; i < 20; i++)
    assert_answers (threads);
  assert_fails (run (threads, PATIENT_MS, refuse, NULL), G_IO_ERROR_NOT_FOUND);
  assert_fails (run (threads, AT_ONCE_MS, wait_for_cancellation, NULL), G_IO_ERROR_TIMED_OUT);
  atlas_image_threads_free (threads);
}

/* As many as there are threads stick: the next one is done all the same. */
static void
test_made_up_for (void)
{
  Trap trap = { 0 };
  AtlasImageThreads *threads = atlas_image_threads_new (N_THREADS, N_SPARE);

  for (guint i = 0; i < N_THREADS + N_SPARE - 1; i++)
    {
      assert_fails (run (threads, AT_ONCE_MS, get_stuck, &trap), G_IO_ERROR_TIMED_OUT);
      assert_answers (threads);
    }
  open_trap (&trap);
  atlas_image_threads_free (threads);
  g_assert_cmpuint (trap.n_freed, ==, N_THREADS + N_SPARE - 1);
}

/* When all stick, nobody waits for ever; and when they are back, it goes on. */
static void
test_given_up (void)
{
  Trap trap = { 0 };
  AtlasImageThreads *threads = atlas_image_threads_new (N_THREADS, N_SPARE);
  DexFuture *stuck[N_THREADS + N_SPARE];
  DexFuture *behind;

  for (guint i = 0; i < G_N_ELEMENTS (stuck); i++)
    stuck[i] = run (threads, AT_ONCE_MS, get_stuck, &trap);
  behind = run (threads, PATIENT_MS, answer, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stuck); i++)
    assert_fails (stuck[i], G_IO_ERROR_TIMED_OUT);
  assert_fails (behind, G_IO_ERROR_BUSY);
  for (guint i = 0; i < 100; i++)
    assert_fails (run (threads, PATIENT_MS, answer, NULL), G_IO_ERROR_BUSY);
  g_assert_cmpuint (trap.n_stuck, ==, G_N_ELEMENTS (stuck));

  open_trap (&trap);
  for (;;)
    {
      g_autoptr (GError) error = NULL;

      if (atlas_test_await (run (threads, PATIENT_MS, answer, NULL), &error) != NULL)
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
      atlas_test_spin (1);
    }
  atlas_image_threads_free (threads);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/catalogue/image-threads/ordinary", test_ordinary);
  g_test_add_func ("/catalogue/image-threads/made-up-for", test_made_up_for);
  g_test_add_func ("/catalogue/image-threads/given-up", test_given_up);

  return g_test_run ();
}
