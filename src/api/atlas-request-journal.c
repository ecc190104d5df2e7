/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "atlas-environ.h"
#include "atlas-request-journal.h"
#include "atlas-request-json.h"
#include "atlas-worker.h"

#define FILE_NAME "requests.jsonl"
#define FILE_MODE 0600
#define DIRECTORY_MODE 0700
#define MAX_LINES 50000
#define MAX_OPENINGS 5
#define MAX_WAITS 2000

struct _AtlasRequestJournal
{
  GObject           parent_instance;
  char             *path;
  GString          *pending;   /* lines that are still to be written */
  guint             source;
  AtlasWorkerQueue *queue;
  DexFuture        *writing;   /* (nullable): the last one */
};

G_DEFINE_FINAL_TYPE (AtlasRequestJournal, atlas_request_journal, G_TYPE_OBJECT)

typedef struct
{
  char    *path;
  GString *lines;
} Writing;

static void
writing_free (Writing *writing)
{
  g_free (writing->path);
  if (writing->lines != NULL)
    g_string_free (writing->lines, TRUE);
  g_free (writing);
}

/* Whoever held the lock before may have put another file in this one's place. */
static gboolean
is_still_there (int         file,
                const char *path)
{
  struct stat opened, named;

  return fstat (file, &opened) == 0 && lstat (path, &named) == 0 &&
         opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

/* Never makes the file: that is for atlas_request_journal_begin(). */
static int
open_locked (const char *path)
{
  for (int i = 0; i < MAX_OPENINGS; i++)
    {
      int file = open (path, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

      if (file < 0)
        return -1;
      if (flock (file, LOCK_EX) == 0 && is_still_there (file, path))
        return file;
      close (file);
    }

  return -1;
}

static gboolean
write_all (int         file,
           const char *data,
           gsize       length)
{
  while (length > 0)
    {
      gssize n_written = write (file, data, length);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written <= 0)
        return FALSE;
      data += n_written;
      length -= (gsize) n_written;
    }

  return TRUE;
}

/* Puts a file with the newer half in the place of one that has grown too long. */
static gboolean
replace_with_newer_half (const char    *path,
                         const GString *lines)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) kept = NULL;
  gsize length;
  const char *from;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return FALSE;

  from = text + length - MIN (length, ATLAS_REQUEST_JOURNAL_MAX_BYTES / 2);
  if (from > text)
    from = memchr (from, '\n', length - (gsize) (from - text));
  kept = g_string_new (from ? from + (*from == '\n' ? 1 : 0) : NULL);
  g_string_append_len (kept, lines->str, (gssize) lines->len);

  return g_file_set_contents_full (path, kept->str, (gssize) kept->len, G_FILE_SET_CONTENTS_CONSISTENT, FILE_MODE, NULL);
}

/* An end that a full disk has torn off would swallow the line after it. */
static void
end_last_line (int    file,
               off_t  size)
{
  char last = '\n';

  if (size > 0 && pread (file, &last, 1, size - 1) == 1 && last != '\n')
    write_all (file, "\n", 1);
}

static gboolean
write_lines (const char    *path,
             const GString *lines)
{
  int file = open_locked (path);
  struct stat status;
  gboolean done;

  if (file < 0)
    return FALSE;

  if (fstat (file, &status) != 0 || !S_ISREG (status.st_mode))
    done = FALSE;
  else if ((guint64) status.st_size + lines->len > ATLAS_REQUEST_JOURNAL_MAX_BYTES)
    done = replace_with_newer_half (path, lines);
  else
    {
      end_last_line (file, status.st_size);
      done = write_all (file, lines->str, lines->len);
    }
  close (file);

  return done;
}

static DexFuture *
write_worker (gpointer data)
{
  Writing *writing = data;

  /* A request log is never a reason for anything else to fail. */
  if (!write_lines (writing->path, writing->lines))
    g_debug ("Requests could not be kept: %s", g_strerror (errno));

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
read_worker (gpointer data)
{
  Writing *reading = data;
  g_autoptr (AtlasRequestLog) log = atlas_request_log_new (MAX_LINES);
  g_autofree char *text = NULL;
  GError *error = NULL;
  gsize length;
  struct stat status;

  if (g_lstat (reading->path, &status) == 0 && (!S_ISREG (status.st_mode) || status.st_size > 2 * ATLAS_REQUEST_JOURNAL_MAX_BYTES))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” is not a log of requests; remove it"), reading->path);
  if (!g_file_get_contents (reading->path, &text, &length, &error))
    return dex_future_new_for_error (error);

  for (const char *line = text, *end = text + length; line < end;)
    {
      const char *line_end = memchr (line, '\n', (gsize) (end - line));
      gssize line_length = (line_end ? line_end : end) - line;
      g_autoptr (AtlasRequestEntry) entry = line_length > 0 ? atlas_request_json_parse (line, line_length, NULL) : NULL;

      if (entry != NULL)
        atlas_request_log_append (log, entry);
      line += line_length + 1;
    }

  return dex_future_new_take_object (g_steal_pointer (&log));
}

static Writing *
take_pending (AtlasRequestJournal *self)
{
  Writing *writing = g_new0 (Writing, 1);

  g_clear_handle_id (&self->source, g_source_remove);
  writing->path = g_strdup (self->path);
  writing->lines = g_steal_pointer (&self->pending);
  self->pending = g_string_new (NULL);

  return writing;
}

static gboolean
write_cb (gpointer data)
{
  AtlasRequestJournal *self = data;

  self->source = 0;
  dex_future_disown (atlas_request_journal_flush (self));

  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (AtlasRequestJournal *self,
                  guint                position,
                  guint                removed,
                  guint                added,
                  GListModel          *log)
{
  if (added == 0 || !atlas_request_journal_is_kept (self))
    return;

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (log, i);
      g_autofree char *line = atlas_request_json_format (entry);

      g_string_append (self->pending, line);
      g_string_append_c (self->pending, '\n');
    }
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, write_cb, self, NULL);
}

/* The program may be about to end, and its threads with it. */
static void
await_writing (AtlasRequestJournal *self)
{
  for (int i = 0; i < MAX_WAITS && self->writing != NULL && dex_future_is_pending (self->writing); i++)
    g_usleep (1000);
  dex_clear (&self->writing);
}

static void
atlas_request_journal_finalize (GObject *object)
{
  AtlasRequestJournal *self = ATLAS_REQUEST_JOURNAL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  await_writing (self);
  if (self->pending->len > 0)
    write_lines (self->path, self->pending);
  g_string_free (self->pending, TRUE);
  atlas_worker_queue_free (self->queue);
  g_free (self->path);

  G_OBJECT_CLASS (atlas_request_journal_parent_class)->finalize (object);
}

static void
atlas_request_journal_class_init (AtlasRequestJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_request_journal_finalize;
}

static void
atlas_request_journal_init (AtlasRequestJournal *self)
{
  self->pending = g_string_new (NULL);
  self->queue = atlas_worker_queue_new ();
}

/**
 * atlas_request_journal_dup_default_path:
 *
 * Returns: (transfer full) (type filename): where all programs keep the person's requests
 */
char *
atlas_request_journal_dup_default_path (void)
{
  return atlas_environ_dup_state_path (FILE_NAME);
}

/**
 * atlas_request_journal_new:
 * @path: (type filename): the file
 *
 * Returns: (transfer full): a journal, which neither makes nor opens the file
 */
AtlasRequestJournal *
atlas_request_journal_new (const char *path)
{
  AtlasRequestJournal *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (ATLAS_TYPE_REQUEST_JOURNAL, NULL);
  self->path = g_strdup (path);

  return self;
}

/**
 * atlas_request_journal_get_path:
 * @self: a journal
 *
 * Returns: (transfer none) (type filename): its file
 */
const char *
atlas_request_journal_get_path (AtlasRequestJournal *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_JOURNAL (self), NULL);

  return self->path;
}

/**
 * atlas_request_journal_is_kept:
 * @self: a journal
 *
 * Returns: whether a person asked for requests to be kept
 */
gboolean
atlas_request_journal_is_kept (AtlasRequestJournal *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_JOURNAL (self), FALSE);

  return access (self->path, F_OK) == 0;
}

/**
 * atlas_request_journal_begin:
 * @self: a journal
 * @error: of the %G_FILE_ERROR domain
 *
 * From now on requests are kept, by every program of this person. What is kept already stays.
 *
 * Returns: whether that could be done
 */
gboolean
atlas_request_journal_begin (AtlasRequestJournal  *self,
                             GError              **error)
{
  g_autofree char *directory = NULL;
  int file;

  g_return_val_if_fail (ATLAS_IS_REQUEST_JOURNAL (self), FALSE);

  directory = g_path_get_dirname (self->path);
  g_mkdir_with_parents (directory, DIRECTORY_MODE);
  file = open (self->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
  if (file >= 0)
    close (file);
  if (file >= 0 || errno == EEXIST)
    return TRUE;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", self->path, g_strerror (errno));

  return FALSE;
}

/**
 * atlas_request_journal_end:
 * @self: a journal
 * @error: of the %G_FILE_ERROR domain
 *
 * From now on no request is kept, and those that were are removed.
 *
 * Returns: whether that could be done
 */
gboolean
atlas_request_journal_end (AtlasRequestJournal  *self,
                           GError              **error)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_JOURNAL (self), FALSE);

  g_string_truncate (self->pending, 0);
  if (g_unlink (self->path) == 0 || errno == ENOENT)
    return TRUE;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", self->path, g_strerror (errno));

  return FALSE;
}

/**
 * atlas_request_journal_follow:
 * @self: a journal
 * @log: where requests are noted
 *
 * Keeps what comes to @log from now on, while a person wants that.
 */
void
atlas_request_journal_follow (AtlasRequestJournal *self,
                              AtlasRequestLog     *log)
{
  g_return_if_fail (ATLAS_IS_REQUEST_JOURNAL (self));
  g_return_if_fail (ATLAS_IS_REQUEST_LOG (log));

  g_signal_connect_object (log, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * atlas_request_journal_flush:
 * @self: a journal
 *
 * Writes what is still to be written, which happens by itself in a moment.
 *
 * Returns: (transfer full): a future that is settled once it was tried
 */
DexFuture *
atlas_request_journal_flush (AtlasRequestJournal *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_JOURNAL (self), NULL);

  dex_clear (&self->writing);
  self->writing = atlas_worker_queue_run (self->queue, write_worker, take_pending (self), (GDestroyNotify) writing_free);

  return dex_ref (self->writing);
}

/**
 * atlas_request_journal_read:
 * @self: a journal
 *
 * Reads what is kept, oldest first. A line that cannot be read is left out.
 *
 * Returns: (transfer full): a future for an #AtlasRequestLog; rejects with %G_FILE_ERROR_NOENT where no requests are
 *   kept, or with what else keeps the file from being read
 */
DexFuture *
atlas_request_journal_read (AtlasRequestJournal *self)
{
  Writing *reading;

  g_return_val_if_fail (ATLAS_IS_REQUEST_JOURNAL (self), NULL);

  reading = g_new0 (Writing, 1);
  reading->path = g_strdup (self->path);

  return atlas_worker_queue_run (self->queue, read_worker, reading, (GDestroyNotify) writing_free);
}
