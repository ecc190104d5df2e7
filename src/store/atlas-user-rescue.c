/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "atlas-store-error.h"
#include "atlas-user-rescue.h"

#define MAX_COLUMNS 3

/* A table is read from both ends: what lies behind a damaged page is found from the other side. */
typedef struct
{
  const char *forwards;
  const char *backwards;
  const char *insert;
  guint       n_columns;
  gint        number_column;   /* -1 where all are texts */
} Table;

static const Table tables[] = {
  {
    "SELECT profile, bic_fi FROM stars ORDER BY profile, bic_fi",
    "SELECT profile, bic_fi FROM stars ORDER BY profile DESC, bic_fi DESC",
    "INSERT OR IGNORE INTO stars (profile, bic_fi) VALUES (?, ?)",
    2, -1,
  },
  {
    "SELECT profile, bic_fi, note FROM notes ORDER BY profile, bic_fi",
    "SELECT profile, bic_fi, note FROM notes ORDER BY profile DESC, bic_fi DESC",
    "INSERT OR IGNORE INTO notes (profile, bic_fi, note) VALUES (?, ?, ?)",
    3, -1,
  },
  {
    "SELECT profile, at FROM visits ORDER BY profile",
    "SELECT profile, at FROM visits ORDER BY profile DESC",
    "INSERT OR IGNORE INTO visits (profile, at) VALUES (?, ?)",
    2, 1,
  },
  {
    "SELECT profile, bic_fi, number FROM recents ORDER BY number",
    "SELECT profile, bic_fi, number FROM recents ORDER BY number DESC",
    "INSERT OR IGNORE INTO recents (profile, bic_fi, number) VALUES (?, ?, ?)",
    3, 2,
  },
};

static char *
dup_backup_path (const char *path)
{
  return g_strconcat (path, ".backup", NULL);
}

/* What is not UTF-8 any more is made so: half a note is better than none. */
static char *
dup_text (AtlasStatement *statement,
          int             column)
{
  gsize length;
  const char *bytes = atlas_statement_get_blob (statement, column, &length);

  return bytes != NULL && length > 0 ? g_utf8_make_valid (bytes, length) : NULL;
}

static void
copy_row (const Table    *table,
          AtlasStatement *row,
          AtlasStatement *insert)
{
  char *texts[MAX_COLUMNS] = { NULL };
  gboolean is_whole = TRUE;

  for (guint i = 0; i < table->n_columns; i++)
    {
      if ((gint) i == table->number_column)
        {
          atlas_statement_bind_int64 (insert, i + 1, atlas_statement_get_int64 (row, i));
          continue;
        }
      texts[i] = dup_text (row, i);
      atlas_statement_bind_text (insert, i + 1, texts[i]);
      is_whole = is_whole && texts[i] != NULL;
    }
  if (is_whole)
    atlas_statement_run (insert, NULL);
  for (guint i = 0; i < table->n_columns; i++)
    g_free (texts[i]);
}

static void
copy_rows (const Table *table,
           const char  *query,
           AtlasSqlite *from,
           AtlasSqlite *to)
{
  g_autoptr (AtlasStatement) rows = atlas_sqlite_prepare (from, query, NULL);
  g_autoptr (AtlasStatement) insert = atlas_sqlite_prepare (to, table->insert, NULL);

  while (rows != NULL && insert != NULL && atlas_statement_step (rows, NULL))
    copy_row (table, rows, insert);
}

static void
copy_file (AtlasSqlite *to,
           const char  *path)
{
  g_autoptr (AtlasSqlite) from = atlas_sqlite_open_damaged (path, NULL);

  for (gsize i = 0; from != NULL && i < G_N_ELEMENTS (tables); i++)
    {
      copy_rows (&tables[i], tables[i].forwards, from, to);
      copy_rows (&tables[i], tables[i].backwards, from, to);
    }
}

/* Makes the file in whose place the copy is written, for its owner only. */
static gboolean
write_copy (AtlasSqlite  *sqlite,
            const char   *temporary,
            int           fd,
            GError      **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, "VACUUM INTO ?", error);

  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, temporary);
  if (!atlas_statement_run (statement, error))
    return FALSE;
  if (g_fsync (fd) == 0)
    return TRUE;

  g_set_error_literal (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FAILED, g_strerror (errno));

  return FALSE;
}

/**
 * atlas_user_rescue_back_up:
 * @sqlite: a connection to @path, with no transaction open
 * @path: the file
 * @error: where an error goes
 *
 * Keeps a copy of the file beside it, in place of the one before, unless the file is damaged.
 *
 * Returns: whether there is a copy now
 */
gboolean
atlas_user_rescue_back_up (AtlasSqlite  *sqlite,
                           const char   *path,
                           GError      **error)
{
  g_autofree char *backup = dup_backup_path (path);
  g_autofree char *temporary = g_strconcat (backup, ".XXXXXX", NULL);
  gboolean written;
  int fd;

  if (!atlas_sqlite_is_whole (sqlite))
    {
      g_set_error_literal (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_CORRUPT, "Not copied");
      return FALSE;
    }

  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error_literal (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FAILED, g_strerror (errno));
      return FALSE;
    }
  written = write_copy (sqlite, temporary, fd, error);
  close (fd);
  if (written && g_rename (temporary, backup) == 0)
    return TRUE;
  g_unlink (temporary);

  return FALSE;
}

/**
 * atlas_user_rescue_run:
 * @sqlite: a connection to a new file
 * @path: its path
 * @damaged_path: where the damaged one is now
 *
 * Copies row by row what can be read of the damaged file, and adds what the copy has that atlas_user_rescue_back_up() made.
 * What was taken back since then may come again: that is better than to lose something.
 */
void
atlas_user_rescue_run (AtlasSqlite *sqlite,
                       const char  *path,
                       const char  *damaged_path)
{
  g_autofree char *backup = dup_backup_path (path);
  g_autoptr (AtlasTransaction) transaction = atlas_transaction_begin_write (sqlite, NULL);

  if (transaction == NULL)
    return;
  copy_file (sqlite, damaged_path);
  if (g_file_test (backup, G_FILE_TEST_EXISTS))
    copy_file (sqlite, backup);
  atlas_transaction_commit (g_steal_pointer (&transaction), NULL);
}
