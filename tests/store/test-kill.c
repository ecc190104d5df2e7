/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <sqlite3.h>

#include "store-fixture.h"

#define N_BANKS 1500
#define N_KILLS 12

static char *
fingerprint_of (guint generation)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) changes = fixture_apply (store, fixture_generated (N_BANKS, generation, 1000));
  g_autoptr (AtlasSnapshot) snapshot = fixture_load (store);

  return fixture_fingerprint (snapshot);
}

/* Kills a program in the midst of its writing, at any moment. */
static void
write_and_kill (const char *path)
{
  g_autofree char *writer = g_test_build_filename (G_TEST_BUILT, "store", "store-writer", NULL);
  g_autofree char *n_banks = g_strdup_printf ("%d", N_BANKS);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char line[8];

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, writer, path, n_banks, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (process), line, sizeof line, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_usleep (g_test_rand_int_range (0, 250) * G_TIME_SPAN_MILLISECOND);
  g_subprocess_force_exit (process);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
}

static void
assert_is_whole (const char *path)
{
  sqlite3_stmt *statement;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "PRAGMA integrity_check", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "PRAGMA foreign_key_check", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
}

static void
test_kill (void)
{
  g_autofree char *path = fixture_dup_path ("killed.db");
  g_autofree char *first = fingerprint_of (1);
  g_autofree char *second = fingerprint_of (2);
  AtlasStore *store = fixture_open_store (path);
  guint n_firsts = 0;

  g_object_unref (fixture_apply (store, fixture_generated (N_BANKS, 1, 1000)));
  fixture_close_store (store);

  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autoptr (AtlasSnapshot) snapshot = NULL;
      g_autofree char *found = NULL;

      write_and_kill (path);
      assert_is_whole (path);
      store = fixture_open_store (path);
      g_assert_false (atlas_store_was_rebuilt (store));
      snapshot = fixture_load (store);
      found = fixture_fingerprint (snapshot);
      g_assert_true (g_str_equal (found, first) || g_str_equal (found, second));
      n_firsts += g_str_equal (found, first);
      fixture_close_store (store);
    }
  g_test_message ("found the first state %u times out of %d", n_firsts, N_KILLS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/store/killed-while-writing", test_kill);

  return g_test_run ();
}
