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

struct _AtlasDatabase
{
  gatomicrefcount    ref_count;
  char              *path;         /* (nullable): in memory */
  const char *const *migrations;
  const char        *setup;
  guint              busy_timeout;
  AtlasWorkerQueue  *queue;
  int                rebuilt;      /* atomic */

  /* Only on the queue's thread. */
  AtlasSqlite       *sqlite;
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

/* The write-ahead log belongs to the damaged file, and goes with it. */
static void
set_aside (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_aside = g_strconcat (aside, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  g_unlink (log_aside);
  g_rename (path, aside);
  g_rename (log, log_aside);
  g_unlink (index);
}

/* Opens the file anew, and begins a new one where it is damaged. Two programs may find the damage at the
 * same time; the second must not set aside what the first made, hence the lock and the second look. */
static gboolean
reopen (AtlasDatabase  *self,
        gboolean        is_surely_damaged,
        GError        **error)
{
  g_autofree char *directory = self->path ? g_path_get_dirname (self->path) : NULL;
  int lock = directory ? g_open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

  if (lock >= 0)
    flock (lock, LOCK_EX);

  g_clear_pointer (&self->sqlite, atlas_sqlite_close);
  if (self->path != NULL && !is_surely_damaged)
    self->sqlite = open_file (self, NULL);
  if (self->sqlite == NULL || !atlas_sqlite_is_whole (self->sqlite))
    {
      g_clear_pointer (&self->sqlite, atlas_sqlite_close);
      if (self->path != NULL)
        set_aside (self->path);
      self->sqlite = open_file (self, error);
      g_atomic_int_set (&self->rebuilt, TRUE);
    }

  if (lock >= 0)
    close (lock);

  return self->sqlite != NULL;
}

static gboolean
ensure_open (AtlasDatabase  *self,
             GError        **error)
{
  g_autoptr (GError) local_error = NULL;

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
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
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

  return result;
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
