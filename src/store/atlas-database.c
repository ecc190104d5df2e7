/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "atlas-database.h"
#include "atlas-store-error.h"
#include "atlas-worker.h"

#define MAX_KEPT_FILES 100

struct _AtlasDatabase
{
  gatomicrefcount    ref_count;
  char              *path;         /* (nullable): in memory */
  const char *const *migrations;
  const char        *setup;
  guint              busy_timeout;
  AtlasDatabaseRescueFunc rescue;  /* (nullable) */
  AtlasWorkerQueue  *queue;
  int                rebuilt;      /* atomic */

  /* Only on the queue's thread. */
  AtlasSqlite       *sqlite;
  GError            *read_only;    /* (nullable): why the file can only be read for now */
  gboolean           closed;
};

typedef struct
{
  AtlasDatabase     *database;
  AtlasDatabaseFunc  func;
  gpointer           data;
  GDestroyNotify     data_destroy;
} Task;

static void
task_free (Task *task)
{
  if (task->data_destroy != NULL)
    task->data_destroy (task->data);
  atlas_database_unref (task->database);
  g_free (task);
}

static AtlasSqlite *
open_file (AtlasDatabase  *self,
           GError        **error)
{
  g_autoptr (AtlasSqlite) sqlite = atlas_sqlite_open (self->path, self->busy_timeout, error);

  if (sqlite == NULL ||
      !atlas_sqlite_exec (sqlite, self->setup, error) ||
      !atlas_sqlite_migrate (sqlite, self->migrations, error))
    return NULL;

  return g_steal_pointer (&sqlite);
}

/* On a disk that is full, or read-only, SQLite cannot make what it needs beside the file; the file itself can be read all the same. */
static AtlasSqlite *
open_to_read (AtlasDatabase *self)
{
  g_autoptr (AtlasSqlite) sqlite = atlas_sqlite_open_read_only (self->path, self->busy_timeout, NULL);

  if (sqlite == NULL || !atlas_sqlite_migrate (sqlite, self->migrations, NULL))
    return NULL;

  return g_steal_pointer (&sqlite);
}

/* Of what can be fetched again one damaged file is kept, of what cannot every one. */
static char *
dup_aside (AtlasDatabase *self)
{
  char *aside = g_strconcat (self->path, ".damaged", NULL);

  for (guint i = 2; self->rescue != NULL && i <= MAX_KEPT_FILES && g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%u", self->path, i);
    }

  return aside;
}

/* The write-ahead log belongs to the damaged file, and goes with it. */
static void
set_aside (const char *path,
           const char *aside)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_aside = g_strconcat (aside, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  g_unlink (log_aside);
  g_rename (path, aside);
  g_rename (log, log_aside);
  g_unlink (index);
}

static void
rescue (AtlasDatabase *self,
        const char    *aside)
{
  g_autofree char *index = g_strconcat (aside, "-shm", NULL);

  self->rescue (self->sqlite, self->path, aside);
  g_unlink (index);
}

static void
begin_anew (AtlasDatabase  *self,
            GError        **error)
{
  g_autofree char *aside = self->path ? dup_aside (self) : NULL;

  g_clear_pointer (&self->sqlite, atlas_sqlite_close);
  if (aside != NULL)
    set_aside (self->path, aside);
  self->sqlite = open_file (self, error);
  if (self->sqlite != NULL && self->rescue != NULL && aside != NULL)
    rescue (self, aside);
  g_atomic_int_set (&self->rebuilt, TRUE);
}

/* Opens the file anew, and begins a new one where it is damaged. Two programs may find the damage at the
 * same time; the second must not set aside what the first made, hence the lock and the second look. A file that
 * does not fit because a newer program has migrated it meanwhile is not damaged. */
static gboolean
reopen (AtlasDatabase  *self,
        gboolean        is_surely_damaged,
        GError        **error)
{
  g_autofree char *directory = self->path ? g_path_get_dirname (self->path) : NULL;
  int lock = directory ? g_open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  g_autoptr (GError) local_error = NULL;

  if (lock >= 0)
    flock (lock, LOCK_EX);

  g_clear_pointer (&self->sqlite, atlas_sqlite_close);
  if (self->path != NULL)
    self->sqlite = open_file (self, &local_error);
  if (local_error != NULL && !g_error_matches (local_error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_CORRUPT))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (self->sqlite == NULL || is_surely_damaged || !atlas_sqlite_is_whole (self->sqlite))
    begin_anew (self, error);

  if (lock >= 0)
    close (lock);

  return self->sqlite != NULL;
}

static gboolean
ensure_open (AtlasDatabase  *self,
             GError        **error)
{
  g_autoptr (GError) local_error = NULL;

  /* There may be room again. */
  if (self->read_only != NULL)
    {
      g_clear_error (&self->read_only);
      g_clear_pointer (&self->sqlite, atlas_sqlite_close);
    }
  if (self->sqlite != NULL)
    return TRUE;
  if (self->closed)
    {
      g_set_error_literal (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FAILED, _("The file is closed"));
      return FALSE;
    }

  self->sqlite = open_file (self, &local_error);
  if (self->sqlite != NULL)
    return TRUE;
  if (g_error_matches (local_error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_CORRUPT))
    return reopen (self, FALSE, error);
  if (self->path != NULL &&
      (g_error_matches (local_error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FULL) ||
       g_error_matches (local_error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_READ_ONLY)))
    self->sqlite = open_to_read (self);
  if (self->sqlite != NULL)
    {
      self->read_only = g_steal_pointer (&local_error);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Why it can only be read is worth more than that it can. */
static DexFuture *
name_the_reason (AtlasDatabase *self,
                 DexFuture     *result)
{
  g_autoptr (GError) error = NULL;

  if (self->read_only == NULL || dex_future_get_value (result, &error) != NULL ||
      !g_error_matches (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_READ_ONLY))
    return result;
  dex_unref (result);

  return dex_future_new_for_error (g_error_copy (self->read_only));
}

static gboolean
found_damage (DexFuture *result)
{
  g_autoptr (GError) error = NULL;

  return dex_future_get_value (result, &error) == NULL &&
         g_error_matches (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_CORRUPT);
}

static DexFuture *
run_task (gpointer data)
{
  Task *task = data;
  AtlasDatabase *self = task->database;
  GError *error = NULL;
  DexFuture *result;

  if (!ensure_open (self, &error))
    return dex_future_new_for_error (error);
  result = task->func (self->sqlite, task->data);

  for (guint attempt = 0; attempt < 2 && found_damage (result); attempt++)
    {
      dex_unref (result);
      if (!reopen (self, attempt > 0, &error))
        return dex_future_new_for_error (error);
      result = task->func (self->sqlite, task->data);
    }

  return name_the_reason (self, result);
}

static DexFuture *
run_close (gpointer data)
{
  Task *task = data;

  g_clear_pointer (&task->database->sqlite, atlas_sqlite_close);
  task->database->closed = TRUE;

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
push_task (AtlasDatabase     *self,
           AtlasWorkerFunc    runner,
           AtlasDatabaseFunc  func,
           gpointer           data,
           GDestroyNotify     data_destroy)
{
  Task *task = g_new0 (Task, 1);

  task->database = atlas_database_ref (self);
  task->func = func;
  task->data = data;
  task->data_destroy = data_destroy;

  return atlas_worker_queue_run (self->queue, runner, task, (GDestroyNotify) task_free);
}

/**
 * atlas_database_new:
 * @path: (nullable): a file; %NULL for a database in memory
 * @migrations: (array zero-terminated=1): see atlas_sqlite_migrate(); static
 * @setup: SQL for each new connection; static
 *
 * Returns: (transfer full): a database; nothing is opened before it is needed
 */
AtlasDatabase *
atlas_database_new (const char        *path,
                    const char *const *migrations,
                    const char        *setup)
{
  AtlasDatabase *self = g_new0 (AtlasDatabase, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  self->migrations = migrations;
  self->setup = setup;
  self->busy_timeout = ATLAS_SQLITE_BUSY_TIMEOUT_MS;
  self->queue = atlas_worker_queue_new ();

  return self;
}

/**
 * atlas_database_ref:
 * @self: a database
 *
 * Returns: (transfer full): @self
 */
AtlasDatabase *
atlas_database_ref (AtlasDatabase *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * atlas_database_unref:
 * @self: (transfer full): a database
 *
 * Drops a reference. The file is closed once what was asked before is done.
 */
void
atlas_database_unref (AtlasDatabase *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->sqlite, atlas_sqlite_close);
  g_clear_error (&self->read_only);
  atlas_worker_queue_free (self->queue);
  g_free (self->path);
  g_free (self);
}

/**
 * atlas_database_set_busy_timeout:
 * @self: a database that was not used yet
 * @milliseconds: how long to wait for another program that is writing
 */
void
atlas_database_set_busy_timeout (AtlasDatabase *self,
                                 guint          milliseconds)
{
  self->busy_timeout = milliseconds;
}

/**
 * atlas_database_set_rescue:
 * @self: a database that was not used yet
 * @rescue_func: called once a damaged file was set aside and a new one begun, on the database's thread
 */
void
atlas_database_set_rescue (AtlasDatabase           *self,
                           AtlasDatabaseRescueFunc  rescue_func)
{
  self->rescue = rescue_func;
}

/**
 * atlas_database_was_rebuilt:
 * @self: a database
 *
 * Returns: whether the file was found damaged, and begun anew
 */
gboolean
atlas_database_was_rebuilt (AtlasDatabase *self)
{
  return g_atomic_int_get (&self->rebuilt);
}

/**
 * atlas_database_run:
 * @self: a database
 * @func: what to do
 * @data: (transfer full): what to do it with
 * @data_destroy: (nullable): frees @data, on the database's thread
 *
 * Works on the database, which is opened first where it was not. What was asked is done even when the
 * future is dropped.
 *
 * Returns: (transfer full): a future that settles as the one that @func returns
 */
DexFuture *
atlas_database_run (AtlasDatabase     *self,
                    AtlasDatabaseFunc  func,
                    gpointer           data,
                    GDestroyNotify     data_destroy)
{
  return push_task (self, run_task, func, data, data_destroy);
}

/**
 * atlas_database_close:
 * @self: a database
 *
 * Closes the file, once what was asked before is done.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_database_close (AtlasDatabase *self)
{
  return push_task (self, run_close, NULL, NULL, NULL);
}
