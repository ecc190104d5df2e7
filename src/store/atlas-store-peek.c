/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <sqlite3.h>

#include "atlas-directory.h"
#include "atlas-refresh-private.h"
#include "atlas-schema.h"
#include "atlas-sqlite.h"
#include "atlas-store-peek.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close_v2)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

static gboolean
is_of_this_version (sqlite3 *handle)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  return sqlite3_prepare_v2 (handle, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK &&
         sqlite3_step (statement) == SQLITE_ROW &&
         sqlite3_column_int64 (statement, 0) == g_strv_length ((GStrv) atlas_schema_migrations);
}

static char *
read_details (sqlite3    *handle,
              const char *key,
              gint64     *received_at)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT raw, received_at FROM details WHERE key = ?", -1, &statement, NULL) != SQLITE_OK ||
      sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC) != SQLITE_OK ||
      sqlite3_step (statement) != SQLITE_ROW)
    return NULL;

  *received_at = sqlite3_column_int64 (statement, 1);

  return g_strdup ((const char *) sqlite3_column_text (statement, 0));
}

static GStrv
read_names (sqlite3    *handle,
            const char *key)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (handle, ATLAS_DIRECTORY_NAMES_SQL, -1, &statement, NULL) != SQLITE_OK ||
      sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC) != SQLITE_OK)
    return g_new0 (char *, 1);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_strv_builder_add (names, (const char *) sqlite3_column_text (statement, 0));

  return g_strv_builder_end (names);
}

/**
 * atlas_store_peek_details:
 * @path: the store's file
 * @bic_fi: a BIC, in upper or lower case
 * @received_at: (out): when the details were received, in Unix seconds
 * @names: (out) (transfer full) (nullable): the names of the banks that the list has under that BIC
 *
 * Returns: (transfer full) (nullable): the details to the letter; %NULL where there are none, and where
 *   the file is missing, damaged or of another version: atlas_store_open() is for those
 */
char *
atlas_store_peek_details (const char *path,
                          const char *bic_fi,
                          gint64     *received_at,
                          GStrv      *names)
{
  g_autoptr (sqlite3) handle = NULL;
  g_autofree char *key = NULL;
  char *raw;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (bic_fi != NULL, NULL);

  *names = NULL;
  key = atlas_refresh_dup_key (bic_fi, NULL, NULL);
  if (key == NULL || sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    return NULL;

  sqlite3_busy_timeout (handle, ATLAS_SQLITE_BUSY_TIMEOUT_MS);

  raw = is_of_this_version (handle) ? read_details (handle, key, received_at) : NULL;
  if (raw != NULL)
    *names = read_names (handle, key);

  return raw;
}

/**
 * atlas_store_peek_snapshot:
 * @path: another profile's store
 *
 * Reads all of it, which takes time, and leaves the file and its directory as they are.
 *
 * Returns: (transfer full) (nullable): what it holds; %NULL where the file is missing, damaged, of another version,
 *   or left by a program that was interrupted
 */
AtlasSnapshot *
atlas_store_peek_snapshot (const char *path)
{
  g_autoptr (AtlasSqlite) sqlite = NULL;
  gint64 version;

  g_return_val_if_fail (path != NULL, NULL);

  sqlite = atlas_sqlite_open_read_only (path, ATLAS_SQLITE_BUSY_TIMEOUT_MS, NULL);
  if (sqlite == NULL ||
      !atlas_sqlite_query_int64 (sqlite, "PRAGMA user_version", &version, NULL) ||
      version != g_strv_length ((GStrv) atlas_schema_migrations))
    return NULL;

  return atlas_directory_read (sqlite, NULL);
}
