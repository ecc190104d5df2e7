/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atlas-store-private.h"
#include "store-fixture.h"

static sqlite3 *
open_raw (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  sqlite3 *handle;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);

  return handle;
}

static void
exec_raw (sqlite3    *handle,
          const char *sql)
{
  char *message = NULL;

  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

static gint64
query_raw (const char *path,
           const char *sql)
{
  sqlite3 *handle = open_raw (path);
  sqlite3_stmt *statement;
  gint64 value;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);

  return value;
}

static guint
count_banks (AtlasStore *store)
{
  g_autoptr (AtlasSnapshot) snapshot = fixture_load (store);

  return atlas_aspsp_table_get_n_rows (atlas_snapshot_get_aspsps (snapshot));
}

static void
fill (const char *path)
{
  AtlasStore *store = fixture_open_store (path);

  g_object_unref (fixture_apply (store, fixture_generated (2000, 0, 1000)));
  fixture_close_store (store);
}

static void
test_modes (void)
{
  g_autofree char *path = fixture_dup_path ("a/b/cache.db");
  g_autofree char *directory = g_path_get_dirname (path);
  AtlasStore *store = fixture_open_store (path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (log, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (directory, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  fixture_close_store (store);
}

static void
test_from_nothing (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  AtlasStore *store = fixture_open_store (path);

  fixture_close_store (store);
  g_assert_cmpint (query_raw (path, "PRAGMA user_version"), ==, 6);
}

static void
test_from_version_1 (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "store", "version-1.sql", NULL);
  g_autofree char *sql = NULL;
  sqlite3 *handle = open_raw (path);
  AtlasStore *store;
  g_autoptr (AtlasSnapshot) snapshot = NULL;
  g_autoptr (AtlasAspspDetails) details = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  AtlasAspspRow row;

  g_assert_true (g_file_get_contents (fixture, &sql, NULL, NULL));
  exec_raw (handle, sql);
  sqlite3_close (handle);

  store = fixture_open_store (path);
  snapshot = fixture_load (store);
  g_assert_cmpint (atlas_snapshot_get_fetched_at (snapshot), ==, 1000);
  atlas_aspsp_table_get_row (atlas_snapshot_get_aspsps (snapshot), 0, &row);
  g_assert_cmpstr (row.name, ==, "Handelsbanken");
  g_assert_cmpstr (row.city, ==, "Stockholm");
  g_assert_cmpint (row.first_seen, ==, 500);
  g_assert_cmpuint (row.n_products, ==, 1);
  details = fixture_load_details (store, "HANDSESS");
  g_assert_cmpstr (atlas_aspsp_details_get_fields (details)->phone, ==, "1");
  changes = atlas_test_await_boxed (atlas_store_list_changes (store, 0, 0), NULL);
  g_assert_cmpuint (changes->len, ==, 0);
  fixture_close_store (store);
  g_assert_cmpint (query_raw (path, "PRAGMA user_version"), ==, 6);
}

/* The rows that version 0.1.0 wrote keep their numbers, so that their answers and details still belong to them. Afterwards, a
 * second bank may have the same BIC. */
static void
test_from_0_1_0 (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "store", "version-0.1.0.sql", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *before = NULL;
  sqlite3 *handle = open_raw (path);
  AtlasStore *store;
  g_autoptr (GPtrArray) banks = NULL;
  AtlasRefresh *refresh = atlas_refresh_new (g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (AtlasSnapshot) snapshot = NULL;
  g_autoptr (AtlasAspspDetails) details = NULL;
  g_auto (GStrv) names = NULL;
  AtlasAspspTable *table;
  AtlasAspspRow row;
  guint position;

  g_assert_true (g_file_get_contents (fixture, &sql, NULL, NULL));
  exec_raw (handle, sql);
  sqlite3_close (handle);

  store = fixture_open_store (path);
  snapshot = fixture_load (store);
  table = atlas_snapshot_get_aspsps (snapshot);
  g_assert_cmpuint (atlas_aspsp_table_get_n_rows (table), ==, 3);
  position = atlas_aspsp_table_find (table, "LINDSESG");
  atlas_aspsp_table_get_row (table, position, &row);
  g_assert_cmpuint (row.id, ==, 4);
  g_assert_cmpstr (row.city, ==, "Göteborg");
  g_assert_true (atlas_aspsp_table_row_matches (table, position, "klockmossens", -1));
  details = fixture_load_details (store, "LINDSESG");
  g_assert_cmpstr (atlas_aspsp_details_get_display_name (details), ==, "Lindsparbanken AB");

  banks = fixture_objects (atlas_aspsp_new ("LINDSESG", "Lindsparbanken Företag", NULL, NULL, "{\"id\":\"other\"}"),
                           atlas_aspsp_new ("LINDSESG", "Lindsparbanken AB", NULL, NULL, "{\"id\":\"970c5cbf-91b2-51ae-9256-97e92c2608b8\"}"),
                           NULL);
  atlas_refresh_add_aspsps (refresh, banks, "SE", NULL);
  changes = fixture_apply (store, refresh);
  names = atlas_test_await_boxed (atlas_store_list_names (store, "lindsesg"), NULL);
  before = g_strjoinv (", ", names);
  g_assert_cmpstr (before, ==, "Lindsparbanken AB, Lindsparbanken Företag");
  fixture_close_store (store);
  g_assert_cmpint (query_raw (path, "SELECT count (*) FROM aspsps JOIN aspsp_answers ON aspsp = id WHERE key = 'lindsesg'"), ==, 2);
  g_assert_cmpint (query_raw (path, "SELECT count (*) FROM aspsp_answers"), ==, 2);
  g_assert_cmpint (query_raw (path, "PRAGMA user_version"), ==, 6);
}

/* Which country "UK" is was not always known: that it is "GB" is no change of a bank. */
static void
test_old_country_codes (void)
{
  static const char *const versions[] = {
    "UPDATE words SET word = 'UK' WHERE id = 1",
    "UPDATE words SET word = 'uk' WHERE id = 1; INSERT INTO words VALUES (4, 0, 'GB')",
    "UPDATE words SET word = 'UK' WHERE id = 1; INSERT INTO words VALUES (4, 0, 'GB');"
    "UPDATE aspsps SET places = x'0100000004000000'",
  };
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "store", "version-1.sql", NULL);
  g_autofree char *sql = NULL;

  g_assert_true (g_file_get_contents (fixture, &sql, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = fixture_dup_path ("cache.db");
      AtlasRefresh *refresh = atlas_refresh_new (2000);
      g_autoptr (GPtrArray) banks = fixture_objects (atlas_aspsp_new ("SWEDSESS", "Swedbank", NULL, NULL, "{}"),
                                                     atlas_aspsp_new ("HANDSESS", "Handelsbanken ", NULL, NULL, "{}"), NULL);
      g_autoptr (GPtrArray) changes = NULL;
      sqlite3 *handle = open_raw (path);
      AtlasStore *store;

      g_test_message ("%u", i);
      exec_raw (handle, sql);
      exec_raw (handle, versions[i]);
      sqlite3_close (handle);
      store = fixture_open_store (path);
      atlas_refresh_set_cities_unknown (refresh, TRUE);
      atlas_refresh_add_aspsps (refresh, banks, "GB", NULL);
      g_object_unref (fixture_apply (store, refresh));
      changes = atlas_test_await_boxed (atlas_store_list_changes (store, 0, 0), NULL);
      for (guint n = 0; n < changes->len; n++)
        g_assert_cmpstr (((AtlasChange *) g_ptr_array_index (changes, n))->what, !=, "aspsp");
      fixture_close_store (store);
      g_assert_cmpint (query_raw (path, "SELECT count (*) FROM aspsps, words WHERE word = 'UK' COLLATE NOCASE AND instr (places, x'01000000') > 0"), ==, 0);
    }
}

static void
test_newer (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  sqlite3 *handle = open_raw (path);
  g_autoptr (GError) error = NULL;

  exec_raw (handle, "CREATE TABLE future (x); PRAGMA user_version = 99");
  sqlite3_close (handle);

  g_assert_null (atlas_test_await_object (atlas_store_open (path), &error));
  g_assert_error (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_NEWER);
  g_assert_cmpint (query_raw (path, "SELECT count (*) FROM future"), ==, 0);
}

/* While this program has it open, a newer one changes what this one reads. */
static void
test_newer_meanwhile (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autoptr (GError) error = NULL;
  AtlasStore *store;
  sqlite3 *handle;

  fill (path);
  store = fixture_open_store (path);
  handle = open_raw (path);
  exec_raw (handle, "ALTER TABLE aspsps RENAME TO banks; PRAGMA user_version = 99");
  sqlite3_close (handle);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (atlas_test_await_object (atlas_store_load_snapshot (store), &error));
      g_assert_error (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_NEWER);
      g_clear_error (&error);
    }
  g_assert_false (atlas_store_was_rebuilt (store));
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_cmpint (query_raw (path, "SELECT count (*) FROM banks"), ==, 2000);
  fixture_close_store (store);
}

static void
overwrite (const char *path,
           goffset     offset,
           gsize       n_bytes)
{
  g_autofree char *garbage = g_strnfill (n_bytes, '\xb7');
  int fd = g_open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, garbage, n_bytes, offset), ==, n_bytes);
  close (fd);
}

static void
assert_rebuilt (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  AtlasStore *store = fixture_open_store (path);

  g_assert_cmpuint (count_banks (store), ==, 0);
  g_assert_true (atlas_store_was_rebuilt (store));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_object_unref (fixture_apply (store, fixture_documented (1000)));
  g_assert_cmpuint (count_banks (store), ==, 3);
  fixture_close_store (store);

  store = fixture_open_store (path);
  g_assert_cmpuint (count_banks (store), ==, 3);
  g_assert_false (atlas_store_was_rebuilt (store));
  fixture_close_store (store);
}

static void
test_damaged_header (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");

  fill (path);
  overwrite (path, 0, 100);
  assert_rebuilt (path);
}

static void
test_damaged_pages (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  GStatBuf status;

  fill (path);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  overwrite (path, 4096 * 4, status.st_size - 4096 * 4);
  assert_rebuilt (path);
}

static void
test_cut_off (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");

  fill (path);
  g_assert_cmpint (truncate (path, 5000), ==, 0);
  assert_rebuilt (path);
}

/* SQLite does not notice what is not its own structure. */
static void
test_damaged_text (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  sqlite3 *handle;

  fill (path);
  handle = open_raw (path);
  exec_raw (handle, "UPDATE aspsps SET name = CAST (x'41ff42' AS TEXT) WHERE id = 7");
  sqlite3_close (handle);
  assert_rebuilt (path);
}

/* The same program, or two. */
static void
test_two_stores (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  g_autoptr (DexFuture) opening_first = atlas_store_open (path);
  g_autoptr (DexFuture) opening_second = atlas_store_open (path);
  g_autoptr (AtlasRefresh) refresh = fixture_generated (1000, 1, 1000);
  g_autoptr (AtlasRefresh) other_refresh = fixture_generated (1000, 2, 1000);
  g_autoptr (GError) error = NULL;
  AtlasStore *first = atlas_test_await_object (g_steal_pointer (&opening_first), &error);
  AtlasStore *second = atlas_test_await_object (g_steal_pointer (&opening_second), &error);
  DexFuture *writing, *also_writing;

  g_assert_no_error (error);
  writing = atlas_store_apply_refresh (first, refresh);
  also_writing = atlas_store_apply_refresh (second, other_refresh);
  g_object_unref (atlas_test_await_object (writing, &error));
  g_object_unref (atlas_test_await_object (also_writing, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_banks (first), ==, 1000);
  g_assert_cmpuint (count_banks (second), ==, 1000);
  fixture_close_store (first);
  fixture_close_store (second);
}

static void
test_busy (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  g_autoptr (AtlasRefresh) refresh = fixture_documented (1000);
  g_autoptr (GError) error = NULL;
  sqlite3 *other;
  AtlasStore *store;

  fill (path);
  store = atlas_test_await_object (atlas_store_open_with_timeout (path, 1), &error);
  g_assert_no_error (error);
  other = open_raw (path);
  exec_raw (other, "BEGIN IMMEDIATE");

  g_assert_null (atlas_test_await_object (atlas_store_apply_refresh (store, refresh), &error));
  g_assert_error (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpuint (count_banks (store), ==, 2000);

  sqlite3_close (other);
  g_object_unref (atlas_test_await_object (atlas_store_apply_refresh (store, refresh), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_banks (store), ==, 3);
  fixture_close_store (store);
}

/* A trigger stands in for a full disk: what was written before it must be undone. */
static void
test_undone (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  g_autoptr (AtlasRefresh) refresh = fixture_documented (2000);
  g_autoptr (AtlasSnapshot) before = NULL;
  g_autoptr (AtlasSnapshot) after = NULL;
  g_autofree char *old_fingerprint = NULL;
  g_autofree char *new_fingerprint = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;
  AtlasStore *store;

  fill (path);
  handle = open_raw (path);
  exec_raw (handle, "CREATE TRIGGER no BEFORE UPDATE ON meta BEGIN SELECT raise (ABORT, 'no'); END;"
                    "CREATE TRIGGER not_either BEFORE INSERT ON meta BEGIN SELECT raise (ABORT, 'no'); END");
  sqlite3_close (handle);

  store = fixture_open_store (path);
  before = fixture_load (store);
  g_assert_null (atlas_test_await_object (atlas_store_apply_refresh (store, refresh), &error));
  g_assert_error (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FAILED);
  after = fixture_load (store);
  old_fingerprint = fixture_fingerprint (before);
  new_fingerprint = fixture_fingerprint (after);
  g_assert_cmpstr (old_fingerprint, ==, new_fingerprint);
  g_assert_cmpint (atlas_snapshot_get_fetched_at (after), ==, 1000);
  fixture_close_store (store);
}

/* Where nobody may write; the superuser may nearly everywhere. */
static void
test_read_only (void)
{
  g_autofree char *parent = g_dir_make_tmp ("atlas-store-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_chmod (parent, 0500), ==, 0);
  if (g_access (parent, W_OK) == 0)
    g_set_str (&parent, "/usr/share");
  if (g_access (parent, W_OK) == 0)
    {
      g_test_skip ("may write everywhere");
      return;
    }

  path = g_build_filename (parent, "bank-atlas-test.db", NULL);
  g_assert_null (atlas_test_await_object (atlas_store_open (path), &error));
  g_assert_error (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_READ_ONLY);
}

static void
test_closed (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_test_await_boolean (atlas_store_close (store), &error));
  g_assert_null (atlas_test_await_object (atlas_store_load_snapshot (store), &error));
  g_assert_error (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FAILED);
}

/* Who drops everything loses nothing. */
static void
test_dropped (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  g_autoptr (AtlasRefresh) refresh = fixture_documented (1000);
  AtlasStore *store = fixture_open_store (path);

  dex_unref (atlas_store_apply_refresh (store, refresh));
  g_object_unref (store);

  do
    {
      store = fixture_open_store (path);
      if (count_banks (store) == 3)
        break;
      fixture_close_store (store);
    }
  while (TRUE);
  fixture_close_store (store);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/store/file/modes", test_modes);
  g_test_add_func ("/store/file/from-nothing", test_from_nothing);
  g_test_add_func ("/store/file/from-version-1", test_from_version_1);
  g_test_add_func ("/store/file/from-0.1.0", test_from_0_1_0);
  g_test_add_func ("/store/file/old-country-codes", test_old_country_codes);
  g_test_add_func ("/store/file/newer", test_newer);
  g_test_add_func ("/store/file/newer-meanwhile", test_newer_meanwhile);
  g_test_add_func ("/store/file/damaged-header", test_damaged_header);
  g_test_add_func ("/store/file/damaged-pages", test_damaged_pages);
  g_test_add_func ("/store/file/cut-off", test_cut_off);
  g_test_add_func ("/store/file/damaged-text", test_damaged_text);
  g_test_add_func ("/store/file/two-stores", test_two_stores);
  g_test_add_func ("/store/file/busy", test_busy);
  g_test_add_func ("/store/file/undone", test_undone);
  g_test_add_func ("/store/file/read-only", test_read_only);
  g_test_add_func ("/store/file/closed", test_closed);
  g_test_add_func ("/store/file/dropped", test_dropped);

  return g_test_run ();
}
