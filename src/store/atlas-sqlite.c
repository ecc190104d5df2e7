/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "atlas-sqlite-private.h"
#include "atlas-store-error.h"

struct _AtlasTransaction
{
  AtlasSqlite *sqlite;
};

static AtlasStoreError
map_code (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return ATLAS_STORE_ERROR_BUSY;
    case SQLITE_FULL:
      return ATLAS_STORE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    /* All SQL here is right: a file that it does not fit is not as it was made. */
    case SQLITE_ERROR:
      return ATLAS_STORE_ERROR_CORRUPT;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return ATLAS_STORE_ERROR_READ_ONLY;
    default:
      return ATLAS_STORE_ERROR_FAILED;
    }
}

static AtlasStoreError
map_errno (int number)
{
  switch (number)
    {
    case EACCES:
    case EPERM:
    case EROFS:
      return ATLAS_STORE_ERROR_READ_ONLY;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return ATLAS_STORE_ERROR_FULL;
    default:
      return ATLAS_STORE_ERROR_FAILED;
    }
}

static gboolean
is_in_read_only_place (AtlasSqlite *self)
{
  const char *path = sqlite3_db_filename (self->handle, "main");
  g_autofree char *directory = path && *path ? g_path_get_dirname (path) : NULL;

  return directory != NULL && access (directory, W_OK) != 0;
}

/* That a file beside the database could not be made or grown is for SQLite an error like any other; the system knows why. */
static AtlasStoreError
map_failure (AtlasSqlite *self,
             int          code)
{
  AtlasStoreError mapped = map_code (code);

  if (mapped != ATLAS_STORE_ERROR_FAILED || self->handle == NULL ||
      ((code & 0xff) != SQLITE_IOERR && (code & 0xff) != SQLITE_CANTOPEN))
    return mapped;

  mapped = map_errno (sqlite3_system_errno (self->handle));
  if (mapped == ATLAS_STORE_ERROR_FAILED && is_in_read_only_place (self))
    return ATLAS_STORE_ERROR_READ_ONLY;

  return mapped;
}

/* Says what SQLite says. */
gboolean
atlas_sqlite_fail (AtlasSqlite  *self,
                   int           code,
                   GError      **error)
{
  g_set_error_literal (error,
                       ATLAS_STORE_ERROR,
                       map_failure (self, code),
                       self->handle ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code));

  return FALSE;
}

static gboolean
fail_with_errno (const char  *path,
                 int          saved_errno,
                 GError     **error)
{
  g_set_error (error, ATLAS_STORE_ERROR, map_errno (saved_errno), _("Could not open “%s”: %s"), path, g_strerror (saved_errno));

  return FALSE;
}

/* SQLite gives its side files the mode of the file itself; so that one is made before SQLite can. It
 * is made under another name: closing a file that SQLite has open would drop SQLite's locks. */
static gboolean
make_private_file (const char  *path,
                   GError     **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd, linked, saved_errno;

  if (g_mkdir_with_parents (directory, 0700) != 0)
    return fail_with_errno (directory, errno, error);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_with_errno (path, errno, error);
  close (fd);
  linked = link (temporary, path);
  saved_errno = errno;
  g_unlink (temporary);

  return linked == 0 || saved_errno == EEXIST || fail_with_errno (path, saved_errno, error);
}

/* While another program opens the same new file, SQLite refuses the change at once, without waiting. */
static gboolean
enter_wal_mode (AtlasSqlite  *self,
                guint         busy_timeout_ms,
                GError      **error)
{
  gint64 deadline = g_get_monotonic_time () + busy_timeout_ms * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GError) local_error = NULL;

  while (!atlas_sqlite_exec (self, "PRAGMA journal_mode = WAL", &local_error))
    {
      if (!g_error_matches (local_error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_BUSY) ||
          g_get_monotonic_time () > deadline)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_clear_error (&local_error);
      g_usleep (5 * G_TIME_SPAN_MILLISECOND);
    }

  return TRUE;
}

static gboolean
open_handle (AtlasSqlite  *self,
             const char   *path,
             int           flags,
             guint         busy_timeout_ms,
             GError      **error)
{
  int code;

  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) atlas_statement_free);
  code = sqlite3_open_v2 (path, &self->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    return atlas_sqlite_fail (self, code, error);

  sqlite3_busy_timeout (self->handle, busy_timeout_ms);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  return atlas_sqlite_exec (self, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", error);
}

/**
 * atlas_sqlite_open:
 * @path: (nullable): a file; %NULL for a database in memory
 * @busy_timeout_ms: how long to wait for another program that is writing, in milliseconds
 * @error: where an error goes
 *
 * Opens a database, in WAL mode and with foreign keys. A file that is not there is made, for its owner only.
 *
 * Returns: (transfer full) (nullable): the connection
 */
AtlasSqlite *
atlas_sqlite_open (const char  *path,
                   guint        busy_timeout_ms,
                   GError     **error)
{
  g_autoptr (AtlasSqlite) self = g_new0 (AtlasSqlite, 1);

  if ((path != NULL && !make_private_file (path, error)) ||
      !open_handle (self, path ? path : ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, busy_timeout_ms, error) ||
      !enter_wal_mode (self, busy_timeout_ms, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
is_empty_or_missing (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) != 0 || status.st_size == 0;
}

/* SQLite makes a log and an index beside a database in WAL mode even for one who only reads, and leaves them there; it
 * does not where it is told that the file is immutable. That is true as long as there is no log. */
static char *
dup_read_only_uri (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);

  if (is_empty_or_missing (log))
    return g_strconcat (uri, "?immutable=1", NULL);

  return is_empty_or_missing (index) ? NULL : g_steal_pointer (&uri);
}

/**
 * atlas_sqlite_open_read_only:
 * @path: a file
 * @busy_timeout_ms: how long to wait for another program, in milliseconds
 * @error: where an error goes
 *
 * Opens a database that is another's: neither the file nor what is beside it is changed, and nothing is made.
 * Where that cannot be, because its last writer was interrupted, it is not opened: that is for its owner to mend.
 * An owner that begins to write meanwhile may make what is read look damaged.
 *
 * Returns: (transfer full) (nullable): the connection
 */
AtlasSqlite *
atlas_sqlite_open_read_only (const char  *path,
                             guint        busy_timeout_ms,
                             GError     **error)
{
  g_autoptr (AtlasSqlite) self = g_new0 (AtlasSqlite, 1);
  g_autofree char *uri = dup_read_only_uri (path);

  if (uri == NULL)
    {
      atlas_sqlite_fail (self, SQLITE_BUSY, error);
      return NULL;
    }
  if (!open_handle (self, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, busy_timeout_ms, error))
    return NULL;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);

  return g_steal_pointer (&self);
}

/**
 * atlas_sqlite_open_damaged:
 * @path: a file that was set aside
 * @error: where an error goes
 *
 * Opens a database of which as much is to be read as SQLite can make out; neither the file nor its log is changed.
 *
 * Returns: (transfer full) (nullable): the connection
 */
AtlasSqlite *
atlas_sqlite_open_damaged (const char  *path,
                           GError     **error)
{
  g_autoptr (AtlasSqlite) self = g_new0 (AtlasSqlite, 1);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *uri = is_empty_or_missing (log) ? dup_read_only_uri (path) : g_strdup (path);

  if (!open_handle (self, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, 0, error))
    return NULL;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  /* A row that is whole is wanted, whatever is wrong with its page. */
  if (!atlas_sqlite_exec (self, "PRAGMA cell_size_check = OFF", error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * atlas_sqlite_close:
 * @self: (transfer full): a connection, with no statement lent
 *
 * Closes the connection.
 */
void
atlas_sqlite_close (AtlasSqlite *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

/**
 * atlas_sqlite_exec:
 * @self: a connection
 * @sql: statements that take no parameters and whose rows are not wanted
 * @error: where an error goes
 *
 * Returns: whether they were run
 */
gboolean
atlas_sqlite_exec (AtlasSqlite  *self,
                   const char   *sql,
                   GError      **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || atlas_sqlite_fail (self, code, error);
}

/**
 * atlas_sqlite_query_int64:
 * @self: a connection
 * @sql: a query for one number
 * @value: (out): the number, 0 where there is no row
 * @error: where an error goes
 *
 * Returns: whether the query was run
 */
gboolean
atlas_sqlite_query_int64 (AtlasSqlite  *self,
                          const char   *sql,
                          gint64       *value,
                          GError      **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (self, sql, error);
  g_autoptr (GError) local_error = NULL;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  if (atlas_statement_step (statement, &local_error))
    *value = atlas_statement_get_int64 (statement, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * atlas_sqlite_get_last_rowid:
 * @self: a connection
 *
 * Returns: the id of the row that was inserted last
 */
gint64
atlas_sqlite_get_last_rowid (AtlasSqlite *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * atlas_sqlite_is_whole:
 * @self: a connection
 *
 * Reads the whole database to find damage. That takes time: for when there is a suspicion.
 *
 * Returns: whether it is as SQLite wrote it
 */
gboolean
atlas_sqlite_is_whole (AtlasSqlite *self)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (self, "PRAGMA quick_check (1)", NULL);

  return statement != NULL &&
         atlas_statement_step (statement, NULL) &&
         g_strcmp0 (atlas_statement_get_text (statement, 0), "ok") == 0;
}

static gboolean
apply_step (AtlasSqlite  *self,
            gint64        step,
            const char   *sql,
            GError      **error)
{
  g_autoptr (AtlasTransaction) transaction = atlas_transaction_begin_write (self, error);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, step + 1);
  gint64 version;

  /* Another program may have been faster. */
  if (transaction == NULL || !atlas_sqlite_query_int64 (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > step)
    return TRUE;

  return atlas_sqlite_exec (self, sql, error) &&
         atlas_sqlite_exec (self, stamp, error) &&
         atlas_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * atlas_sqlite_migrate:
 * @self: a connection
 * @steps: (array zero-terminated=1): the SQL that leads from version 0 to 1, from 1 to 2, and so on
 * @error: where an error goes
 *
 * Brings the schema up to date, each step in a transaction.
 * Errors: %ATLAS_STORE_ERROR_NEWER where the file has a version that is not among the steps.
 *
 * Returns: whether the schema is up to date
 */
gboolean
atlas_sqlite_migrate (AtlasSqlite        *self,
                      const char *const  *steps,
                      GError            **error)
{
  gint64 n_steps = g_strv_length ((GStrv) steps);
  gint64 version;

  if (!atlas_sqlite_query_int64 (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > n_steps || version < 0)
    {
      g_set_error (error,
                   ATLAS_STORE_ERROR,
                   version > 0 ? ATLAS_STORE_ERROR_NEWER : ATLAS_STORE_ERROR_CORRUPT,
                   _("A newer version of Bank Atlas made this file (format %d, this version knows %d)"),
                   (int) version,
                   (int) n_steps);
      return FALSE;
    }

  for (gint64 step = version; step < n_steps; step++)
    if (!apply_step (self, step, steps[step], error))
      return FALSE;

  return TRUE;
}

static AtlasTransaction *
begin (AtlasSqlite  *sqlite,
       const char   *sql,
       GError      **error)
{
  AtlasTransaction *self;

  if (!atlas_sqlite_exec (sqlite, sql, error))
    return NULL;

  self = g_new0 (AtlasTransaction, 1);
  self->sqlite = sqlite;

  return self;
}

/**
 * atlas_transaction_begin_read:
 * @sqlite: a connection
 * @error: where an error goes
 *
 * Begins a transaction in which several queries see the same state.
 *
 * Returns: (transfer full) (nullable): a guard
 */
AtlasTransaction *
atlas_transaction_begin_read (AtlasSqlite  *sqlite,
                              GError      **error)
{
  return begin (sqlite, "BEGIN DEFERRED", error);
}

/**
 * atlas_transaction_begin_write:
 * @sqlite: a connection
 * @error: where an error goes
 *
 * Begins a transaction that writes: no other program's writing comes between.
 *
 * Returns: (transfer full) (nullable): a guard
 */
AtlasTransaction *
atlas_transaction_begin_write (AtlasSqlite  *sqlite,
                               GError      **error)
{
  return begin (sqlite, "BEGIN IMMEDIATE", error);
}

/**
 * atlas_transaction_commit:
 * @self: (transfer full): a transaction
 * @error: where an error goes
 *
 * Keeps what was written since it began.
 *
 * Returns: whether it is kept
 */
gboolean
atlas_transaction_commit (AtlasTransaction  *self,
                          GError           **error)
{
  gboolean committed = atlas_sqlite_exec (self->sqlite, "COMMIT", error);

  if (committed)
    g_free (self);
  else
    atlas_transaction_roll_back (self);

  return committed;
}

/**
 * atlas_transaction_roll_back:
 * @self: (transfer full): a transaction
 *
 * Undoes what was written since it began.
 */
void
atlas_transaction_roll_back (AtlasTransaction *self)
{
  /* After some errors SQLite has rolled back by itself. */
  if (!sqlite3_get_autocommit (self->sqlite->handle))
    atlas_sqlite_exec (self->sqlite, "ROLLBACK", NULL);
  g_free (self);
}
