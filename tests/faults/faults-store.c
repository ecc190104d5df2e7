/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <sqlite3.h>
#include <string.h>

#include "atlas-catalogue-path.h"
#include "atlas-test-await.h"
#include "atlas-test-files.h"
#include "atlas-worker.h"
#include "faults-cell.h"

/* The good directory that every cell begins with, and what is in a store, to the letter. */

#define OLD_LOGO "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\" fill=\"blue\"/></svg>"

static GBytes *template_store;

static sqlite3 *
open_store (FaultsCell *cell)
{
  g_autofree char *path = atlas_catalogue_dup_store_path (cell->profile, cell->dir);
  sqlite3 *database = NULL;

  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (database));
  sqlite3_busy_timeout (database, 10 * 1000);

  return database;
}

static void
append_value (GString      *text,
              sqlite3_stmt *statement,
              int           column)
{
  const guint8 *data = sqlite3_column_blob (statement, column);
  int size = sqlite3_column_bytes (statement, column);

  if (sqlite3_column_type (statement, column) == SQLITE_BLOB)
    for (int i = 0; i < size; i++)
      g_string_append_printf (text, "%02x", data[i]);
  else
    g_string_append_len (text, (const char *) data, size);
  g_string_append_c (text, '|');
}

static void
append_rows (GString    *text,
             sqlite3    *database,
             const char *query)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, query, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", query, sqlite3_errmsg (database));
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        append_value (text, statement, i);
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (statement);
}

static char *
dump (sqlite3 *database)
{
  static const char *const tables[] = { "meta", "countries", "cities", "words", "aspsps", "aspsp_answers", "orders", "details", "changes" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *query = g_strdup_printf ("SELECT * FROM %s ORDER BY 1", tables[i]);

      g_string_append_printf (text, "%s:\n", tables[i]);
      append_rows (text, database, query);
    }
  /* When a host was last asked for a logo, and that it has none, is not what was fetched. */
  g_string_append (text, "logos:\n");
  append_rows (text, database, "SELECT url, validator, bytes FROM logos WHERE bytes IS NOT NULL ORDER BY 1");

  return g_string_free (text, FALSE);
}

static void
keep_old_logo (FaultsCell *cell,
               sqlite3    *database)
{
  char *sql = sqlite3_mprintf ("INSERT INTO logos VALUES (%Q, 1, '\"old\"', CAST (%Q AS BLOB))", cell->logo_url, OLD_LOGO);

  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (database));
  sqlite3_free (sql);
}

static DexFuture *
prepare_worker (gpointer data)
{
  FaultsCell *cell = data;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *database;

  cell->dir = g_dir_make_tmp ("bank-atlas-faults-XXXXXX", &error);
  g_assert_no_error (error);
  path = atlas_catalogue_dup_store_path (cell->profile, cell->dir);
  g_file_set_contents (path, g_bytes_get_data (template_store, NULL), (gssize) g_bytes_get_size (template_store), &error);
  g_assert_no_error (error);
  database = open_store (cell);
  if (cell->row == FAULTS_ROW_OLD_LOGO)
    keep_old_logo (cell, database);
  cell->before = dump (database);
  sqlite3_close (database);

  return dex_future_new_for_boolean (TRUE);
}

/* Makes a directory for a cell, with the good store in it. */
DexFuture *
faults_cell_prepare (FaultsCell *cell)
{
  return atlas_worker_run (prepare_worker, cell, NULL);
}

static char *
query_text (sqlite3    *database,
            const char *query)
{
  GString *text = g_string_new (NULL);

  append_rows (text, database, query);

  return g_string_free (text, FALSE);
}

/* The first line that is another one. */
static char *
find_difference (const char *before,
                 const char *after)
{
  g_auto (GStrv) old_lines = g_strsplit (before, "\n", -1);
  g_auto (GStrv) new_lines = g_strsplit (after, "\n", -1);
  guint i = 0;

  while (old_lines[i] != NULL && g_strcmp0 (old_lines[i], new_lines[i]) == 0)
    i++;

  return g_strdup_printf ("“%s” has become “%s”", old_lines[i] ? old_lines[i] : "", new_lines[i] ? new_lines[i] : "");
}

/* Where something good was brought too, not all is as before; but nobody is gone, and nothing that was known is unknown. */
static void
check_nothing_lost (FaultsCell *cell,
                    sqlite3    *database)
{
  g_autofree char *banks = query_text (database, "SELECT bic_fi, logo_url FROM aspsps ORDER BY 1");
  g_autofree char *details = query_text (database, "SELECT key FROM details ORDER BY 1");
  g_autofree char *places = query_text (database, "SELECT (SELECT count (*) FROM countries) || ' ' || (SELECT count (*) FROM cities)");
  g_autofree char *nameless = query_text (database, "SELECT count (*) FROM aspsps WHERE name IS NULL AND bic_fi IS NOT NULL");

  if (strstr (banks, "AAAASESS|") == NULL || strstr (banks, "BBBBFIHH|") == NULL)
    faults_cell_fail (cell, "a bank is gone: %s", banks);
  if (strstr (details, "aaaasess|") == NULL)
    faults_cell_fail (cell, "the details are gone: %s", details);
  /* Cities may go: the newest documentation does without them. */
  if (!g_str_has_prefix (places, "2 2") && !(cell->fault->is_empty && cell->row == FAULTS_ROW_CITIES))
    faults_cell_fail (cell, "places are gone: %s", places);
  if (!g_str_has_prefix (nameless, "0"))
    faults_cell_fail (cell, "names are gone: %s", banks);
}

/* That nobody answered, or not now, says nothing about the logo. */
static void
check_logo_is_wanted (FaultsCell *cell,
                      sqlite3    *database)
{
  g_autofree char *missing = query_text (database, "SELECT url FROM logos WHERE bytes IS NULL");

  switch (cell->outcome)
    {
    case ATLAS_API_ERROR_LOGO_REFUSED:
    case ATLAS_API_ERROR_MALFORMED:
    case ATLAS_API_ERROR_REDIRECTED:
    case ATLAS_API_ERROR_TOO_LARGE:
      break;
    default:
      if (*missing != '\0')
        faults_cell_fail (cell, "it is kept that there is no logo");
    }
}

static DexFuture *
compare_worker (gpointer data)
{
  FaultsCell *cell = data;
  sqlite3 *database = open_store (cell);

  cell->after = dump (database);
  check_logo_is_wanted (cell, database);
  if (faults_get_shown (cell->fault, cell->row) == FAULTS_WELL)
    check_nothing_lost (cell, database);
  else if (!g_str_equal (cell->before, cell->after))
    {
      g_autofree char *difference = find_difference (cell->before, cell->after);

      faults_cell_fail (cell, "the store has changed: %s", difference);
    }
  sqlite3_close (database);
  atlas_test_remove_directory (cell->dir);

  return dex_future_new_for_boolean (TRUE);
}

/* Compares the cell's store with what it was, and removes it. */
DexFuture *
faults_cell_compare (FaultsCell *cell)
{
  return atlas_worker_run (compare_worker, cell, NULL);
}

static void
fetch_everything (AtlasCatalogue *catalogue)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasChanges) changes = atlas_test_await_object (atlas_catalogue_refresh (catalogue, ATLAS_REFRESH_LISTS, NULL), &error);
  g_autoptr (AtlasAspspDetails) details = NULL;

  g_assert_no_error (error);
  details = atlas_test_await_object (atlas_catalogue_fetch_details (catalogue, "AAAASESS", NULL), &error);
  g_assert_no_error (error);
}

/* Fetches the good directory, once for all cells. */
void
faults_template_set_up (void)
{
  FaultsCell cell = { .dir = g_dir_make_tmp ("bank-atlas-faults-XXXXXX", NULL), .server = atlas_test_server_new () };
  g_autoptr (SecretValue) secret = secret_value_new (FAULTS_SECRET, -1, "text/plain");
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  const char *url = atlas_test_server_get_url (cell.server);
  g_autoptr (GError) error = NULL;
  sqlite3 *database;
  gsize length;

  faults_rows_serve (cell.server);
  cell.profile = atlas_profile_new ("Good", ATLAS_ENVIRONMENT_CUSTOM);
  g_object_set (cell.profile, "auth-url", url, "api-url", url, "client-id", FAULTS_CLIENT, NULL);
  cell.secrets = atlas_secrets_new ();
  atlas_test_await_boolean (atlas_secrets_store (cell.secrets, cell.profile, ATLAS_SECRET_CLIENT_SECRET, NULL, secret, TRUE), NULL);
  cell.catalogue = atlas_catalogue_new (cell.profile, cell.secrets, cell.dir);
  fetch_everything (cell.catalogue);
  atlas_test_await_boolean (atlas_store_close (atlas_catalogue_get_store (cell.catalogue)), NULL);
  g_clear_object (&cell.catalogue);
  atlas_test_spin (50);

  database = open_store (&cell);
  sqlite3_exec (database, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL);
  sqlite3_close (database);
  path = atlas_catalogue_dup_store_path (cell.profile, cell.dir);
  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  template_store = g_bytes_new_take (g_steal_pointer (&contents), length);

  atlas_test_remove_directory (cell.dir);
  g_free (cell.dir);
  atlas_test_server_free (cell.server);
  g_object_unref (cell.secrets);
  g_object_unref (cell.profile);
}

void
faults_template_tear_down (void)
{
  g_clear_pointer (&template_store, g_bytes_unref);
}
