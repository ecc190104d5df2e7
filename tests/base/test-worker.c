/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-test-await.h"
#include "atlas-worker.h"

static DexFuture *
answer (gpointer data)
{
  return dex_future_new_for_int (GPOINTER_TO_INT (data) + 1);
}

static DexFuture *
refuse (gpointer data)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing there");
}

static DexFuture *
note_thread (gpointer data)
{
  *(GThread **) data = g_thread_self ();

  return dex_future_new_for_boolean (TRUE);
}

static void
test_value (void)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = atlas_test_await (atlas_worker_run (answer, GINT_TO_POINTER (41), NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_value_get_int (value), ==, 42);
}

static void
test_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (atlas_test_await (atlas_worker_run (refuse, NULL, NULL), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_thread (void)
{
  g_autoptr (GError) error = NULL;
  GThread *thread = NULL;

  g_assert_true (atlas_test_await_boolean (atlas_worker_run (note_thread, &thread, NULL), &error));
  g_assert_no_error (error);
  g_assert_true (thread != NULL && thread != g_thread_self ());
}

static DexFuture *
append_letter (gpointer data)
{
  GString *letters = data;

  g_usleep (100);
  g_string_append_c (letters, 'a' + letters->len);

  return dex_future_new_for_boolean (TRUE);
}

static void
test_queue (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) letters = g_string_new (NULL);
  AtlasWorkerQueue *queue = atlas_worker_queue_new ();
  DexFuture *last = NULL;

  for (guint i = 0; i < 20; i++)
    {
      dex_clear (&last);
      last = atlas_worker_queue_run (queue, append_letter, letters, NULL);
    }
  atlas_worker_queue_free (queue);

  g_assert_true (atlas_test_await_boolean (last, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (letters->str, ==, "abcdefghijklmnopqrst");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/base/worker/value", test_value);
  g_test_add_func ("/base/worker/error", test_error);
  g_test_add_func ("/base/worker/runs-on-another-thread", test_thread);
  g_test_add_func ("/base/worker/queue", test_queue);

  return g_test_run ();
}
