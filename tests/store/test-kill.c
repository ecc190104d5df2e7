/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <sqlite3.h>

#include "store-fixture.h"
#include "user-fixture.h"

#define N_BANKS 1500

static char *
fingerprint_of (guint generation)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) changes = fixture_apply (store, fixture_generated (N_BANKS, generation, 1000));
  g_autoptr (AtlasSnapshot) snapshot = fixture_load (store);

  return fixture_fingerprint (snapshot);
}

/* Kills a program in the midst of its writing, at any moment. Returns what it said until then. */
static char *
write_and_kill (const char *mode,
                const char *path,
                guint       longest_ms)
{
  g_autofree char *writer = g_test_build_filename (G_TEST_BUILT, "store", "store-writer", NULL);
  g_autofree char *n_banks = g_strdup_printf ("%d", N_BANKS);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GInputStream *output;
  char line[256];
  gssize n_read;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, writer, mode, path, g_str_equal (mode, "refresh") ? n_banks : NULL, NULL);
  g_assert_no_error (error);
  output = g_subprocess_get_stdout_pipe (process);
  n_read = g_input_stream_read (output, line, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_read, ==, 1);
  g_usleep ((gulong) g_test_rand_int_range (0, (gint32) longest_ms * 1000));
  g_subprocess_force_exit (process);
  do
    g_string_append_len (said, line, n_read);
  while ((n_read = g_input_stream_read (output, line, sizeof line, NULL, NULL)) > 0);
  g_assert_true (g_subprocess_wait (process, NULL, &error));

  return g_string_free_and_steal (g_steal_pointer (&said));
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
test_refresh (void)
{
  g_autofree char *path = fixture_dup_path ("killed.db");
  g_autofree char *first = fingerprint_of (1);
  g_autofree char *second = fingerprint_of (2);
  AtlasStore *store = fixture_open_store (path);
  guint n_kills = fixture_get_n (7, 70);
  guint n_firsts = 0;

  g_object_unref (fixture_apply (store, fixture_generated (N_BANKS, 1, 1000)));
  fixture_close_store (store);

  for (guint i = 0; i < n_kills; i++)
    {
      g_autoptr (AtlasSnapshot) snapshot = NULL;
      g_autofree char *found = NULL;

      g_free (write_and_kill ("refresh", path, 250));
      assert_is_whole (path);
      store = fixture_open_store (path);
      g_assert_false (atlas_store_was_rebuilt (store));
      snapshot = fixture_load (store);
      found = fixture_fingerprint (snapshot);
      g_assert_true (g_str_equal (found, first) || g_str_equal (found, second));
      n_firsts += g_str_equal (found, first);
      fixture_close_store (store);
    }
  g_test_message ("found the first state %u times out of %u", n_firsts, n_kills);
  g_print ("# tally: kills %u\n", n_kills);
}

/* The number in the last line that is whole; what was there before where there is none. */
static guint
read_last_number (const char *said,
                  guint       before)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  guint n_lines = g_strv_length (lines);

  return n_lines > 1 ? (guint) g_ascii_strtoull (lines[n_lines - 2], NULL, 10) : before;
}

/* What was said to be kept is kept; beyond it, there is at most the one that was on its way. */
static void
test_stars (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  guint n_kills = fixture_get_n (5, 50);
  guint n_before = 0;

  for (guint i = 0; i < n_kills; i++)
    {
      g_autofree char *said = write_and_kill ("stars", path, 60);
      guint n_said = read_last_number (said, n_before);
      AtlasUserData *user_data;
      guint n_starred;

      assert_is_whole (path);
      user_data = fixture_open_user_data (path, "sandbox");
      g_assert_false (atlas_user_data_was_rebuilt (user_data));
      n_starred = atlas_user_data_get_n_starred (user_data);
      g_assert_cmpuint (n_starred, >=, n_said);
      g_assert_cmpuint (n_starred, <=, n_said + 1);
      for (guint number = 0; number < n_starred; number++)
        {
          g_autofree char *bic_fi = g_strdup_printf ("BANK%04u", number);

          g_assert_true (atlas_user_data_get_starred (user_data, bic_fi));
          g_assert_cmpstr (atlas_user_data_get_note (user_data, bic_fi), ==, bic_fi);
        }
      n_before = n_starred;
      fixture_close_user_data (user_data);
    }
  g_print ("# tally: kills %u\n", n_kills);
}

/* A file of the first version, large enough for its migration to take some time. */
static void
make_version_1 (const char *path)
{
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "store", "version-1.sql", NULL);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *sql = NULL;
  sqlite3 *handle;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_true (g_file_get_contents (fixture, &sql, NULL, NULL));
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_migration (void)
{
  guint n_kills = fixture_get_n (5, 50);

  for (guint i = 0; i < n_kills; i++)
    {
      g_autofree char *name = g_strdup_printf ("migrated-%u.db", i);
      g_autofree char *path = fixture_dup_path (name);
      g_autoptr (AtlasSnapshot) snapshot = NULL;
      AtlasStore *store;
      AtlasAspspRow row;

      make_version_1 (path);
      g_free (write_and_kill ("migrate", path, 25));
      assert_is_whole (path);
      store = fixture_open_store (path);
      g_assert_false (atlas_store_was_rebuilt (store));
      snapshot = fixture_load (store);
      g_assert_cmpint (atlas_snapshot_get_fetched_at (snapshot), ==, 1000);
      atlas_aspsp_table_get_row (atlas_snapshot_get_aspsps (snapshot), 0, &row);
      g_assert_cmpstr (row.name, ==, "Handelsbanken");
      fixture_close_store (store);
    }
  g_print ("# tally: kills %u\n", n_kills);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/store/killed/refresh", test_refresh);
  g_test_add_func ("/store/killed/stars", test_stars);
  g_test_add_func ("/store/killed/migration", test_migration);

  return g_test_run ();
}
