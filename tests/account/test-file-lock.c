/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "atlas-file-lock.h"
#include "atlas-test-await.h"

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_cache_dir (), "locks", "one.lock", NULL);
}

static void
test_excludes (void)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasFileLock) first = atlas_file_lock_acquire (path, 0, &error);
  g_autoptr (AtlasFileLock) second = NULL;
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_null (atlas_file_lock_acquire (path, 20, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);
  g_assert_null (atlas_test_await_object (atlas_file_lock_wait (path, 20), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  g_clear_object (&first);
  second = atlas_file_lock_acquire (path, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
}

static gboolean
release_cb (gpointer data)
{
  g_clear_object ((AtlasFileLock **) data);

  return G_SOURCE_REMOVE;
}

/* More of them than there are workers: the one that holds the lock can still have one. */
static void
test_waits (void)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasFileLock) first = atlas_file_lock_acquire (path, 0, &error);
  DexFuture *waiting[12];

  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    waiting[i] = atlas_file_lock_wait (path, 20000);
  g_timeout_add (50, release_cb, &first);

  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    g_assert_true (dex_future_is_pending (waiting[i]));
  /* Whoever gets it lets go of it as soon as its future is dropped, and the next one has it. */
  while (TRUE)
    {
      guint n_pending = 0;

      for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
        {
          if (waiting[i] == NULL)
            continue;
          if (dex_future_is_pending (waiting[i]))
            {
              n_pending++;
              continue;
            }
          g_assert_true (dex_future_is_resolved (waiting[i]));
          dex_clear (&waiting[i]);
        }
      if (n_pending == 0)
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_null (first);
}

static void
test_no_place (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (atlas_file_lock_acquire ("/dev/null/one.lock", 0, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (atlas_test_await_object (atlas_file_lock_wait ("/dev/null/one.lock", 1000), &error));
  g_assert_nonnull (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/account/file-lock/excludes", test_excludes);
  g_test_add_func ("/account/file-lock/waits-without-a-worker", test_waits);
  g_test_add_func ("/account/file-lock/no-place", test_no_place);

  return g_test_run ();
}
