/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A thin layer over SQLite: a connection, its statements, its transactions. Not for more than one
 * thread at a time. Errors are of the ATLAS_STORE_ERROR domain. */

typedef struct _AtlasSqlite AtlasSqlite;
typedef struct _AtlasStatement AtlasStatement;
typedef struct _AtlasTransaction AtlasTransaction;

#define ATLAS_SQLITE_BUSY_TIMEOUT_MS 5000

AtlasSqlite      *atlas_sqlite_open             (const char        *path,
                                                 guint              busy_timeout_ms,
                                                 GError           **error);
AtlasSqlite      *atlas_sqlite_open_read_only   (const char        *path,
                                                 guint              busy_timeout_ms,
                                                 GError           **error);
AtlasSqlite      *atlas_sqlite_open_damaged     (const char        *path,
                                                 GError           **error);
void              atlas_sqlite_close            (AtlasSqlite       *self);
gboolean          atlas_sqlite_exec             (AtlasSqlite       *self,
                                                 const char        *sql,
                                                 GError           **error);
gboolean          atlas_sqlite_query_int64      (AtlasSqlite       *self,
                                                 const char        *sql,
                                                 gint64            *value,
                                                 GError           **error);
gint64            atlas_sqlite_get_last_rowid   (AtlasSqlite       *self);
gboolean          atlas_sqlite_migrate          (AtlasSqlite       *self,
                                                 const char *const *steps,
                                                 GError           **error);
gboolean          atlas_sqlite_is_whole         (AtlasSqlite       *self);

/* A statement is prepared once for a connection, and lent from then on. Texts and blobs that are bound
 * must stay until it was run. Parameters count from 1, columns from 0. */
AtlasStatement   *atlas_sqlite_prepare          (AtlasSqlite       *self,
                                                 const char        *sql,
                                                 GError           **error);
void              atlas_statement_release       (AtlasStatement    *self);
void              atlas_statement_bind_text     (AtlasStatement    *self,
                                                 int                parameter,
                                                 const char        *text);
void              atlas_statement_bind_int64    (AtlasStatement    *self,
                                                 int                parameter,
                                                 gint64             value);
void              atlas_statement_bind_null     (AtlasStatement    *self,
                                                 int                parameter);
void              atlas_statement_bind_blob     (AtlasStatement    *self,
                                                 int                parameter,
                                                 gconstpointer      data,
                                                 gsize              length);
gboolean          atlas_statement_step          (AtlasStatement    *self,
                                                 GError           **error);
gboolean          atlas_statement_run           (AtlasStatement    *self,
                                                 GError           **error);
gboolean          atlas_statement_is_null       (AtlasStatement    *self,
                                                 int                column);
const char       *atlas_statement_get_text      (AtlasStatement    *self,
                                                 int                column);
const char       *atlas_statement_get_required_text
                                                (AtlasStatement    *self,
                                                 int                column);
gint64            atlas_statement_get_int64     (AtlasStatement    *self,
                                                 int                column);
gconstpointer     atlas_statement_get_blob      (AtlasStatement    *self,
                                                 int                column,
                                                 gsize             *length);

/* What is begun and not committed is rolled back when the guard goes out of scope. */
AtlasTransaction *atlas_transaction_begin_read  (AtlasSqlite       *sqlite,
                                                 GError           **error);
AtlasTransaction *atlas_transaction_begin_write (AtlasSqlite       *sqlite,
                                                 GError           **error);
gboolean          atlas_transaction_commit      (AtlasTransaction  *self,
                                                 GError           **error);
void              atlas_transaction_roll_back   (AtlasTransaction  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSqlite, atlas_sqlite_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasStatement, atlas_statement_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasTransaction, atlas_transaction_roll_back)

G_END_DECLS
