/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-sqlite-private.h"
#include "atlas-store-error.h"

void
atlas_statement_free (AtlasStatement *statement)
{
  sqlite3_finalize (statement->handle);
  g_free (statement);
}

/**
 * atlas_sqlite_prepare:
 * @self: a connection
 * @sql: one statement
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): the statement, ready to be bound; give it back with
 *   atlas_statement_release() before the connection is closed
 */
AtlasStatement *
atlas_sqlite_prepare (AtlasSqlite  *self,
                      const char   *sql,
                      GError      **error)
{
  AtlasStatement *statement;
  gpointer kept;
  int code;

  if (g_hash_table_steal_extended (self->statements, sql, NULL, &kept))
    return kept;

  statement = g_new0 (AtlasStatement, 1);
  statement->sqlite = self;
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle, NULL);
  if (code != SQLITE_OK)
    {
      atlas_sqlite_fail (self, code, error);
      g_free (statement);
      return NULL;
    }

  return statement;
}

/**
 * atlas_statement_release:
 * @self: (transfer full): a statement
 *
 * Gives a statement back to its connection.
 */
void
atlas_statement_release (AtlasStatement *self)
{
  const char *sql = sqlite3_sql (self->handle);

  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->damaged = FALSE;

  if (g_hash_table_contains (self->sqlite->statements, sql))
    atlas_statement_free (self);
  else
    g_hash_table_insert (self->sqlite->statements, (gpointer) sql, self);
}

/**
 * atlas_statement_bind_text:
 * @self: a statement
 * @parameter: a parameter, from 1
 * @text: (nullable): a text, which must stay until the statement was run
 */
void
atlas_statement_bind_text (AtlasStatement *self,
                           int             parameter,
                           const char     *text)
{
  sqlite3_bind_text (self->handle, parameter, text, -1, SQLITE_STATIC);
}

/**
 * atlas_statement_bind_int64:
 * @self: a statement
 * @parameter: a parameter, from 1
 * @value: a number
 */
void
atlas_statement_bind_int64 (AtlasStatement *self,
                            int             parameter,
                            gint64          value)
{
  sqlite3_bind_int64 (self->handle, parameter, value);
}

/**
 * atlas_statement_bind_null:
 * @self: a statement
 * @parameter: a parameter, from 1
 */
void
atlas_statement_bind_null (AtlasStatement *self,
                           int             parameter)
{
  sqlite3_bind_null (self->handle, parameter);
}

/**
 * atlas_statement_bind_blob:
 * @self: a statement
 * @parameter: a parameter, from 1
 * @data: (nullable): bytes, which must stay until the statement was run; where there are none, the
 *   blob is empty
 * @length: how many
 */
void
atlas_statement_bind_blob (AtlasStatement *self,
                           int             parameter,
                           gconstpointer   data,
                           gsize           length)
{
  if (length == 0)
    sqlite3_bind_zeroblob (self->handle, parameter, 0);
  else
    sqlite3_bind_blob64 (self->handle, parameter, data, length, SQLITE_STATIC);
}

/**
 * atlas_statement_step:
 * @self: a statement
 * @error: where an error goes
 *
 * Goes on to the next row. A text of the row before that was no UTF-8, or was required and missing, is an
 * error too: nothing here wrote it, so the file is damaged.
 *
 * Returns: whether there is one; %FALSE at the end, and where @error is set
 */
gboolean
atlas_statement_step (AtlasStatement  *self,
                      GError         **error)
{
  int code;

  if (self->damaged)
    {
      g_set_error_literal (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_CORRUPT, "a text is missing or not UTF-8");
      return FALSE;
    }

  code = sqlite3_step (self->handle);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    atlas_sqlite_fail (self->sqlite, code, error);

  return FALSE;
}

/**
 * atlas_statement_run:
 * @self: a statement
 * @error: where an error goes
 *
 * Runs a statement that gives no rows, and makes it ready to be bound anew.
 *
 * Returns: whether it was run
 */
gboolean
atlas_statement_run (AtlasStatement  *self,
                     GError         **error)
{
  int code = sqlite3_step (self->handle);

  if (code != SQLITE_DONE && code != SQLITE_ROW)
    atlas_sqlite_fail (self->sqlite, code, error);
  sqlite3_reset (self->handle);

  return code == SQLITE_DONE || code == SQLITE_ROW;
}

/**
 * atlas_statement_is_null:
 * @self: a statement at a row
 * @column: a column, from 0
 *
 * Returns: whether nothing is there
 */
gboolean
atlas_statement_is_null (AtlasStatement *self,
                         int             column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/* Most texts are, and are told so eight bytes at a time. */
static gboolean
is_ascii (const char *text,
          gsize       length)
{
  const guint64 high_bits = G_GUINT64_CONSTANT (0x8080808080808080);
  gsize i = 0;
  guint64 chunk;

  for (; i + sizeof chunk <= length; i += sizeof chunk)
    {
      memcpy (&chunk, text + i, sizeof chunk);
      if (chunk & high_bits)
        return FALSE;
    }
  for (; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;

  return TRUE;
}

/**
 * atlas_statement_get_text:
 * @self: a statement at a row
 * @column: a column, from 0
 *
 * Returns: (transfer none) (nullable): the text, valid UTF-8, up to the next step
 */
const char *
atlas_statement_get_text (AtlasStatement *self,
                          int             column)
{
  const char *text = (const char *) sqlite3_column_text (self->handle, column);
  gsize length;

  if (text == NULL)
    return NULL;
  length = sqlite3_column_bytes (self->handle, column);
  if (is_ascii (text, length) || g_utf8_validate_len (text, length, NULL))
    return text;
  self->damaged = TRUE;

  return NULL;
}

/**
 * atlas_statement_get_required_text:
 * @self: a statement at a row
 * @column: a column, from 0, in which every row has a text
 *
 * What the schema does not allow to be missing, may be missing in a damaged file all the same: SQLite looks when
 * it writes, not when it reads. The next atlas_statement_step() says so.
 *
 * Returns: (transfer none): the text, valid UTF-8, up to the next step; empty where the file is damaged
 */
const char *
atlas_statement_get_required_text (AtlasStatement *self,
                                   int             column)
{
  const char *text = atlas_statement_get_text (self, column);

  if (text == NULL)
    self->damaged = TRUE;

  return text ? text : "";
}

/**
 * atlas_statement_get_int64:
 * @self: a statement at a row
 * @column: a column, from 0
 *
 * Returns: the number
 */
gint64
atlas_statement_get_int64 (AtlasStatement *self,
                           int             column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * atlas_statement_get_blob:
 * @self: a statement at a row
 * @column: a column, from 0
 * @length: (out): how many bytes there are
 *
 * Returns: (transfer none) (nullable): the bytes, up to the next step
 */
gconstpointer
atlas_statement_get_blob (AtlasStatement *self,
                          int             column,
                          gsize          *length)
{
  gconstpointer data = sqlite3_column_blob (self->handle, column);

  *length = sqlite3_column_bytes (self->handle, column);

  return data;
}
