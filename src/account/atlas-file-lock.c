/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "atlas-file-lock.h"
#include "atlas-worker.h"
#include "atlas-fiber.h"

#define FIRST_PAUSE_MS 5
#define LONGEST_PAUSE_MS 100

struct _AtlasFileLock
{
  GObject parent_instance;

  int     fd;
};

G_DEFINE_FINAL_TYPE (AtlasFileLock, atlas_file_lock, G_TYPE_OBJECT)

typedef struct
{
  char *path;
  guint patience_ms;
} Wait;

static void
wait_free (Wait *wait)
{
  g_free (wait->path);
  g_free (wait);
}

static AtlasFileLock *
fail (const char *path,
      int         saved_errno,
      GError    **error)
{
  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (saved_errno),
               _("Could not lock “%s”: %s"),
               path,
               g_strerror (saved_errno));

  return NULL;
}

/* One attempt, which does not wait: G_IO_ERROR_WOULD_BLOCK while another holds the lock. */
static AtlasFileLock *
try_lock (const char *path,
          GError    **error)
{
  g_autoptr (AtlasFileLock) self = g_object_new (ATLAS_TYPE_FILE_LOCK, NULL);
  g_autofree char *directory = g_path_get_dirname (path);

  if (g_mkdir_with_parents (directory, 0700) != 0)
    return fail (directory, errno, error);

  self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    return fail (path, errno, error);

  /* Such a lock belongs to the open file, not to the process, so it also parts two holders in one. */
  while (flock (self->fd, LOCK_EX | LOCK_NB) != 0)
    if (errno != EINTR)
      return fail (path, errno, error);

  return g_steal_pointer (&self);
}

static AtlasFileLock *
fail_held (const char *path,
           GError    **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("Another program has been holding “%s” for too long"), path);

  return NULL;
}

static DexFuture *
try_worker (gpointer data)
{
  GError *error = NULL;
  AtlasFileLock *lock = try_lock (data, &error);

  if (lock == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_object (lock);
}

static DexFuture *
wait_fiber (gpointer data)
{
  Wait *wait = data;
  gint64 deadline = g_get_monotonic_time () + wait->patience_ms * G_TIME_SPAN_MILLISECOND;
  guint pause_ms = FIRST_PAUSE_MS;

  while (TRUE)
    {
      g_autoptr (GError) error = NULL;
      AtlasFileLock *lock = dex_await_object (atlas_worker_run (try_worker, g_strdup (wait->path), g_free), &error);

      if (lock != NULL)
        return dex_future_new_take_object (lock);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (g_get_monotonic_time () >= deadline)
        break;

      dex_await (dex_timeout_new_msec (pause_ms), NULL);
      pause_ms = MIN (2 * pause_ms, LONGEST_PAUSE_MS);
    }

  return dex_future_new_reject (G_IO_ERROR,
                                G_IO_ERROR_TIMED_OUT,
                                _("Another program has been holding “%s” for too long"),
                                wait->path);
}

static void
atlas_file_lock_finalize (GObject *object)
{
  AtlasFileLock *self = ATLAS_FILE_LOCK (object);

  /* Closing releases. The file stays: whoever removed it could take it from under a third program. */
  if (self->fd >= 0)
    close (self->fd);

  G_OBJECT_CLASS (atlas_file_lock_parent_class)->finalize (object);
}

static void
atlas_file_lock_class_init (AtlasFileLockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_file_lock_finalize;
}

static void
atlas_file_lock_init (AtlasFileLock *self)
{
  self->fd = -1;
}

/**
 * atlas_file_lock_acquire:
 * @path: (type filename): a file that is there for the lock alone, made with mode 0600
 * @patience_ms: how long to wait at most, in milliseconds
 * @error: where the error goes: %G_IO_ERROR_TIMED_OUT when others hold it for longer
 *
 * Waits on the calling thread, for short work only.
 *
 * Returns: (transfer full) (nullable): the lock
 */
AtlasFileLock *
atlas_file_lock_acquire (const char *path,
                         guint       patience_ms,
                         GError    **error)
{
  gint64 deadline = g_get_monotonic_time () + patience_ms * G_TIME_SPAN_MILLISECOND;

  g_return_val_if_fail (path != NULL, NULL);

  while (TRUE)
    {
      g_autoptr (GError) reason = NULL;
      AtlasFileLock *lock = try_lock (path, &reason);

      if (lock != NULL)
        return lock;
      if (!g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return NULL;
        }
      if (g_get_monotonic_time () >= deadline)
        return fail_held (path, error);

      g_usleep (FIRST_PAUSE_MS * G_TIME_SPAN_MILLISECOND);
    }
}

/**
 * atlas_file_lock_wait:
 * @path: (type filename): a file that is there for the lock alone, made with mode 0600
 * @patience_ms: how long to wait at most, in milliseconds
 *
 * Each attempt is made on a worker; none is kept occupied meanwhile, since the holder may need one.
 *
 * Returns: (transfer full): a future for the #AtlasFileLock; rejects with %G_IO_ERROR_TIMED_OUT when
 *   others hold it for longer
 */
DexFuture *
atlas_file_lock_wait (const char *path,
                      guint       patience_ms)
{
  Wait *wait;

  g_return_val_if_fail (path != NULL, NULL);

  wait = g_new0 (Wait, 1);
  wait->path = g_strdup (path);
  wait->patience_ms = patience_ms;

  return atlas_fiber_spawn (wait_fiber, wait, (GDestroyNotify) wait_free);
}
