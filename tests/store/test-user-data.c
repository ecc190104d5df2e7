/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "atlas-user-forget.h"
#include "store-fixture.h"
#include "user-fixture.h"

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
  AtlasUserData *user_data = fixture_open_user_data (path, "sandbox");
  g_auto (GStrv) starred = NULL;
  GStatBuf status;

  g_assert_cmpint (atlas_user_data_get_last_visit (user_data), ==, 0);
  fixture_await_true (atlas_user_data_set_starred (user_data, "NDEASESS", TRUE));
  fixture_await_true (atlas_user_data_set_starred (user_data, "essesess", TRUE));
  fixture_await_true (atlas_user_data_set_starred (user_data, "HANDSESS", TRUE));
  fixture_await_true (atlas_user_data_set_starred (user_data, "HANDSESS", FALSE));
  fixture_await_true (atlas_user_data_set_note (user_data, "ESSESESS", "Ring Åsa"));
  fixture_await_true (atlas_user_data_set_note (user_data, "NDEASESS", "gone"));
  fixture_await_true (atlas_user_data_set_note (user_data, "NDEASESS", " "));
  fixture_await_true (atlas_user_data_set_last_visit (user_data, 1234));
  fixture_close_user_data (user_data);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  user_data = fixture_open_user_data (path, "sandbox");
  starred = atlas_user_data_dup_starred (user_data);
  g_assert_cmpuint (atlas_user_data_get_n_starred (user_data), ==, 2);
  g_assert_cmpstrv (starred, ((const char *const[]) { "ESSESESS", "NDEASESS", NULL }));
  g_assert_true (atlas_user_data_get_starred (user_data, "Essesess"));
  g_assert_false (atlas_user_data_get_starred (user_data, "HANDSESS"));
  g_assert_cmpstr (atlas_user_data_get_note (user_data, "essesess"), ==, "Ring Åsa");
  g_assert_null (atlas_user_data_get_note (user_data, "NDEASESS"));
  g_assert_cmpint (atlas_user_data_get_last_visit (user_data), ==, 1234);
  fixture_close_user_data (user_data);

  user_data = fixture_open_user_data (path, "production");
  g_assert_cmpuint (atlas_user_data_get_n_starred (user_data), ==, 0);
  g_assert_cmpint (atlas_user_data_get_last_visit (user_data), ==, 0);
  fixture_close_user_data (user_data);
}

/* A head office keeps what is a person's own, whichever way the platform writes its BIC. */
static void
test_head_office (void)
{
  AtlasUserData *user_data = fixture_open_user_data (NULL, "sandbox");

  fixture_await_true (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE));
  fixture_await_true (atlas_user_data_set_note (user_data, "NDEASESSXXX", "Ring Åsa"));
  g_assert_true (atlas_user_data_get_starred (user_data, "ESSESESSXXX"));
  g_assert_false (atlas_user_data_get_starred (user_data, "ESSESESSGOT"));
  g_assert_cmpstr (atlas_user_data_get_note (user_data, "NDEASESS"), ==, "Ring Åsa");

  fixture_await_true (atlas_user_data_set_starred (user_data, "essesessxxx", TRUE));
  g_assert_cmpuint (atlas_user_data_get_n_starred (user_data), ==, 1);
  fixture_await_true (atlas_user_data_set_starred (user_data, "ESSESESSXXX", FALSE));
  fixture_await_true (atlas_user_data_set_note (user_data, "NDEASESS", NULL));
  g_assert_cmpuint (atlas_user_data_get_n_starred (user_data), ==, 0);
  g_assert_null (atlas_user_data_get_note (user_data, "NDEASESSXXX"));
  fixture_close_user_data (user_data);
}

/* From when the two ways to write a BIC were two banks: one star taken takes both. */
static void
test_two_stars_of_one_bank (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  AtlasUserData *user_data = fixture_open_user_data (path, "sandbox");
  sqlite3 *handle;

  fixture_await_true (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE));
  fixture_close_user_data (user_data);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "INSERT INTO stars VALUES ('sandbox', 'ESSESESSXXX')", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);

  user_data = fixture_open_user_data (path, "sandbox");
  g_assert_cmpuint (atlas_user_data_get_n_starred (user_data), ==, 2);
  fixture_await_true (atlas_user_data_set_starred (user_data, "ESSESESS", FALSE));
  fixture_close_user_data (user_data);
  user_data = fixture_open_user_data (path, "sandbox");
  g_assert_cmpuint (atlas_user_data_get_n_starred (user_data), ==, 0);
  fixture_close_user_data (user_data);
}

/* Two notes, too, may be there; and a bank that is opened takes one place among the recent ones. */
static void
test_two_notes_of_one_bank (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  AtlasUserData *user_data = fixture_open_user_data (path, "sandbox");
  sqlite3 *handle;

  fixture_await_true (atlas_user_data_set_note (user_data, "ESSESESS", "one"));
  fixture_close_user_data (user_data);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "INSERT INTO notes VALUES ('sandbox', 'ESSESESSXXX', 'two')", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);

  user_data = fixture_open_user_data (path, "sandbox");
  g_assert_cmpstr (atlas_user_data_get_note (user_data, "ESSESESSXXX"), ==, "two");
  fixture_await_true (atlas_user_data_set_note (user_data, "ESSESESSXXX", NULL));
  g_assert_null (atlas_user_data_get_note (user_data, "ESSESESSXXX"));
  g_assert_null (atlas_user_data_get_note (user_data, "ESSESESS"));
  fixture_await_true (atlas_user_data_add_recent (user_data, "ESSESESS"));
  fixture_await_true (atlas_user_data_add_recent (user_data, "NDEASESS"));
  fixture_await_true (atlas_user_data_add_recent (user_data, "ESSESESSXXX"));
  g_assert_cmpstrv (atlas_user_data_get_recents (user_data), ((const char *const[]) { "ESSESESSXXX", "NDEASESS", NULL }));
  fixture_close_user_data (user_data);

  user_data = fixture_open_user_data (path, "sandbox");
  g_assert_null (atlas_user_data_get_note (user_data, "ESSESESS"));
  g_assert_cmpstrv (atlas_user_data_get_recents (user_data), ((const char *const[]) { "ESSESESSXXX", "NDEASESS", NULL }));
  fixture_close_user_data (user_data);
}

/* Who asks sees it at once; who listens hears it once. */
static void
test_at_once (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  AtlasUserData *user_data = fixture_open_user_data (path, "sandbox");
  guint n_changes = 0;

  g_signal_connect (user_data, "changed", G_CALLBACK (count_cb), &n_changes);
  dex_unref (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE));
  g_assert_true (atlas_user_data_get_starred (user_data, "ESSESESS"));
  g_assert_cmpuint (n_changes, ==, 1);
  fixture_await_true (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE));
  fixture_await_true (atlas_user_data_reload (user_data));
  g_assert_cmpuint (n_changes, ==, 1);
  fixture_close_user_data (user_data);

  /* Though nobody waited for it. */
  user_data = fixture_open_user_data (path, "sandbox");
  g_assert_true (atlas_user_data_get_starred (user_data, "ESSESESS"));
  fixture_close_user_data (user_data);
}

static void
test_two_programs (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  AtlasUserData *first = fixture_open_user_data (path, "sandbox");
  AtlasUserData *second = fixture_open_user_data (path, "sandbox");
  guint n_changes = 0;

  fixture_await_true (atlas_user_data_set_starred (first, "ESSESESS", TRUE));
  fixture_await_true (atlas_user_data_set_starred (second, "NDEASESS", TRUE));
  fixture_await_true (atlas_user_data_set_note (first, "NDEASESS", "by the first"));

  g_assert_cmpuint (atlas_user_data_get_n_starred (first), ==, 2);
  g_assert_cmpuint (atlas_user_data_get_n_starred (second), ==, 2);
  g_signal_connect (second, "changed", G_CALLBACK (count_cb), &n_changes);
  fixture_await_true (atlas_user_data_reload (second));
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (atlas_user_data_get_note (second, "NDEASESS"), ==, "by the first");

  fixture_close_user_data (first);
  fixture_close_user_data (second);
}

/* A star that cannot be written does not go on shining. */
static void
test_refused (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  AtlasUserData *user_data = fixture_open_user_data (path, "sandbox");
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TRIGGER no BEFORE INSERT ON stars BEGIN SELECT raise (ABORT, 'no'); END", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);

  g_assert_false (atlas_test_await_boolean (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE), &error));
  g_assert_error (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FAILED);
  fixture_await_true (atlas_user_data_reload (user_data));
  g_assert_false (atlas_user_data_get_starred (user_data, "ESSESESS"));
  fixture_close_user_data (user_data);
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
  user_data = fixture_open_user_data (path, "sandbox");
  g_assert_true (atlas_user_data_was_rebuilt (user_data));
  fixture_await_true (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  fixture_close_user_data (user_data);
}

static guint
forget (const char *path,
        const char *profile_id,
        const char *heir_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasUserRows) rows = atlas_test_await_boxed (atlas_user_forget_profile (path, profile_id, heir_id), &error);

  g_assert_no_error (error);

  return g_hash_table_size (rows->stars) + g_hash_table_size (rows->notes);
}

static gboolean
is_in_file (const char *path,
            const char *text)
{
  g_autofree char *contents = NULL;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL) && memmem (contents, length, text, strlen (text)) != NULL;
}

static void
test_forget (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  g_autofree char *backup = g_strconcat (path, ".backup", NULL);
  AtlasUserData *user_data;

  g_assert_cmpuint (forget (path, "sandbox", NULL), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  user_data = fixture_open_user_data (path, "sandbox");
  fixture_await_true (atlas_user_data_set_starred (user_data, "ESSESESS", TRUE));
  fixture_await_true (atlas_user_data_set_note (user_data, "ESSESESS", "Ring Petronella"));
  fixture_await_true (atlas_user_data_set_note (user_data, "NDEASESS", "Ring Beatrice"));
  fixture_close_user_data (user_data);
  user_data = fixture_open_user_data (path, "heir");
  fixture_await_true (atlas_user_data_set_note (user_data, "NDEASESS", "the heir's own"));
  fixture_close_user_data (user_data);

  g_assert_cmpuint (forget (path, "sandbox", "heir"), ==, 0);
  user_data = fixture_open_user_data (path, "heir");
  g_assert_true (atlas_user_data_get_starred (user_data, "ESSESESS"));
  g_assert_cmpstr (atlas_user_data_get_note (user_data, "ESSESESS"), ==, "Ring Petronella");
  g_assert_cmpstr (atlas_user_data_get_note (user_data, "NDEASESS"), ==, "the heir's own");
  fixture_close_user_data (user_data);

  g_assert_true (is_in_file (path, "Petronella"));
  g_assert_true (is_in_file (backup, "Petronella"));
  g_assert_cmpuint (forget (path, "heir", NULL), ==, 3);
  user_data = fixture_open_user_data (path, "heir");
  g_assert_cmpuint (atlas_user_data_get_n_starred (user_data), ==, 0);
  fixture_close_user_data (user_data);
  g_assert_false (is_in_file (path, "Petronella"));
  g_assert_false (is_in_file (backup, "Petronella"));
}

static char *
dup_recents (AtlasUserData *user_data)
{
  return g_strjoinv (" ", (GStrv) atlas_user_data_get_recents (user_data));
}

static void
test_recents (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  AtlasUserData *user_data = fixture_open_user_data (path, "sandbox");
  AtlasUserData *other;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *others = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *bic_fi = g_strdup_printf ("bank%02u", i);

      fixture_await_true (atlas_user_data_add_recent (user_data, bic_fi));
    }
  g_assert_cmpuint (g_strv_length ((GStrv) atlas_user_data_get_recents (user_data)), ==, 50);
  fixture_await_true (atlas_user_data_add_recent (user_data, "BANK30"));
  fixture_await_true (atlas_user_data_add_recent (user_data, "bank30"));
  before = dup_recents (user_data);
  g_assert_true (g_str_has_prefix (before, "BANK30 BANK59 BANK58 "));
  g_assert_true (g_str_has_suffix (before, " BANK11 BANK10"));
  fixture_close_user_data (user_data);

  other = fixture_open_user_data (path, "production");
  others = dup_recents (other);
  g_assert_cmpstr (others, ==, "");
  fixture_close_user_data (other);

  user_data = fixture_open_user_data (path, "sandbox");
  after = dup_recents (user_data);
  g_assert_cmpstr (after, ==, before);
  fixture_close_user_data (user_data);
}

/* Stars and notes from before banks were kept in mind. */
static void
test_from_version_1 (void)
{
  g_autofree char *path = fixture_dup_path ("user.db");
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *recents = NULL;
  AtlasUserData *user_data;
  sqlite3 *handle;

  g_mkdir_with_parents (directory, 0700);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "CREATE TABLE stars (profile TEXT NOT NULL, bic_fi TEXT NOT NULL, PRIMARY KEY (profile, bic_fi)) STRICT, WITHOUT ROWID;"
                                 "CREATE TABLE notes (profile TEXT NOT NULL, bic_fi TEXT NOT NULL, note TEXT NOT NULL,"
                                 " PRIMARY KEY (profile, bic_fi)) STRICT, WITHOUT ROWID;"
                                 "CREATE TABLE visits (profile TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
                                 "INSERT INTO stars VALUES ('sandbox', 'ESSESESS');"
                                 "INSERT INTO notes VALUES ('sandbox', 'ESSESESS', 'Calls back');"
                                 "INSERT INTO visits VALUES ('sandbox', 1000);"
                                 "PRAGMA user_version = 1",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);

  user_data = fixture_open_user_data (path, "sandbox");
  g_assert_false (atlas_user_data_was_rebuilt (user_data));
  g_assert_true (atlas_user_data_get_starred (user_data, "ESSESESS"));
  g_assert_cmpstr (atlas_user_data_get_note (user_data, "ESSESESS"), ==, "Calls back");
  g_assert_cmpint (atlas_user_data_get_last_visit (user_data), ==, 1000);
  fixture_await_true (atlas_user_data_add_recent (user_data, "NDEASESS"));
  recents = dup_recents (user_data);
  g_assert_cmpstr (recents, ==, "NDEASESS");
  fixture_close_user_data (user_data);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/store/user-data/round-trip", test_round_trip);
  g_test_add_func ("/store/user-data/head-office", test_head_office);
  g_test_add_func ("/store/user-data/two-stars-of-one-bank", test_two_stars_of_one_bank);
  g_test_add_func ("/store/user-data/at-once", test_at_once);
  g_test_add_func ("/store/user-data/two-programs", test_two_programs);
  g_test_add_func ("/store/user-data/refused", test_refused);
  g_test_add_func ("/store/user-data/damaged", test_damaged);
  g_test_add_func ("/store/user-data/forget", test_forget);
  g_test_add_func ("/store/user-data/two-notes-of-one-bank", test_two_notes_of_one_bank);
  g_test_add_func ("/store/user-data/recents", test_recents);
  g_test_add_func ("/store/user-data/from-version-1", test_from_version_1);

  return g_test_run ();
}
