/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "atlas-user-data.h"
#include "store-fixture.h"

static AtlasUserData *
open_user_data (const char *path,
                const char *profile_id)
{
  g_autoptr (GError) error = NULL;
  AtlasUserData *user_data = atlas_test_await_object (atlas_user_data_open (path, profile_id), &error);

  g_assert_no_error (error);

  return user_data;
}

static void
close_user_data (AtlasUserData *user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_test_await_boolean (atlas_user_data_close (user_data), &error));
  g_assert_finalize_object (user_data);
}

static void
await_true (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_test_await_boolean (future, &error));
  g_assert_no_error (error);
}

static void
count_cb (AtlasUserData *user_data,
          const char    *bic_fi,
          gpointer       data)
{
  (*(guint *) data)++;
}

static void
test_round_trip (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  AtlasUserData *user_data = open_user_data (path, "sandbox");
  g_auto (GStrv) starred = NULL;
  GStatBuf status;

  g_assert_cmpint (atlas_user_data_get_last_visit (user_data), ==, 0);
  await_true (atlas_user_data_set_starred (user_data, "NDEASESS", TRUE));
  await_true (atlas_user_data_set_starred (user_data, "essesess", TRUE));
  await_true (atlas_user_data_set_starred (user_data, "HANDSESS", TRUE));
  await_true (atlas_user_data_set_starred (user_data, "HANDSESS", FALSE));
  await_true (atlas_user_data_set_note (user_data, "ESSESESS", "Ring Åsa"));
  await_true (atlas_user_data_set_note (user_data, "NDEASESS", "gone"));
  await_true (atlas_user_data_set_note (user_data, "NDEASESS", " "));
  await_true (atlas_user_data_set_last_visit (user_data, 1234));
  close_user_data (user_data);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  user_data = open_user_data (path, "sandbox");
  starred = atlas_user_data_dup_starred (user_data);
  g_assert_cmpuint (atlas_user_data_get_n_starred (user_data), ==, 2);
  g_assert_cmpstrv (starred, ((const char *const[]) { "ESSESESS", "NDEASESS", NULL }));
  g_assert_true (atlas_user_data_get_starred (user_data, "Essesess"));
  g_assert_false (atlas_user_data_get_starred (user_data, "HANDSESS"));
  g_assert_cmpstr (atlas_user_data_get_note (user_data, "essesess"), ==, "Ring Åsa");
  g_assert_null (atlas_user_data_get_note (user_data, "NDEASESS"));
  g_assert_cmpint (atlas_user_data_get_last_visit (user_data), ==, 1234);
  close_user_data (user_data);

  user_data = open_user_data (path, "production");
  g_assert_cmpuint (atlas_user_data_get_n_starred (user_data), ==, 0);
  g_assert_cmpint (atlas_user_data_get_last_visit (user_data), ==, 0);
  close_user_data (user_data);
}

/* Who asks sees it at once; who listens hears it once. */
static void
test_at_once (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  AtlasUserData *user_data = open_user_data (path, "sandbox");
  guint n_changes = 0;

  g_signal_connect (user_data, "changed", G_CALLBACK (count_cb), &n_changes);
  dex_unref (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE));
  g_assert_true (atlas_user_data_get_starred (user_data, "ESSESESS"));
  g_assert_cmpuint (n_changes, ==, 1);
  await_true (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE));
  await_true (atlas_user_data_reload (user_data));
  g_assert_cmpuint (n_changes, ==, 1);
  close_user_data (user_data);

  /* Though nobody waited for it. */
  user_data = open_user_data (path, "sandbox");
  g_assert_true (atlas_user_data_get_starred (user_data, "ESSESESS"));
  close_user_data (user_data);
}

static void
test_two_programs (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  AtlasUserData *first = open_user_data (path, "sandbox");
  AtlasUserData *second = open_user_data (path, "sandbox");
  guint n_changes = 0;

  await_true (atlas_user_data_set_starred (first, "ESSESESS", TRUE));
  await_true (atlas_user_data_set_starred (second, "NDEASESS", TRUE));
  await_true (atlas_user_data_set_note (first, "NDEASESS", "by the first"));

  g_assert_cmpuint (atlas_user_data_get_n_starred (first), ==, 2);
  g_assert_cmpuint (atlas_user_data_get_n_starred (second), ==, 2);
  g_signal_connect (second, "changed", G_CALLBACK (count_cb), &n_changes);
  await_true (atlas_user_data_reload (second));
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (atlas_user_data_get_note (second, "NDEASESS"), ==, "by the first");

  close_user_data (first);
  close_user_data (second);
}

/* A star that cannot be written does not go on shining. */
static void
test_refused (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  AtlasUserData *user_data = open_user_data (path, "sandbox");
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TRIGGER no BEFORE INSERT ON stars BEGIN SELECT raise (ABORT, 'no'); END", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);

  g_assert_false (atlas_test_await_boolean (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE), &error));
  g_assert_error (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FAILED);
  await_true (atlas_user_data_reload (user_data));
  g_assert_false (atlas_user_data_get_starred (user_data, "ESSESESS"));
  close_user_data (user_data);
}

static void
test_damaged (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  AtlasUserData *user_data;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "this is no database, but long enough to be taken for one", -1, NULL));
  user_data = open_user_data (path, "sandbox");
  g_assert_true (atlas_user_data_was_rebuilt (user_data));
  await_true (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  close_user_data (user_data);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/store/user-data/round-trip", test_round_trip);
  g_test_add_func ("/store/user-data/at-once", test_at_once);
  g_test_add_func ("/store/user-data/two-programs", test_two_programs);
  g_test_add_func ("/store/user-data/refused", test_refused);
  g_test_add_func ("/store/user-data/damaged", test_damaged);

  return g_test_run ();
}
