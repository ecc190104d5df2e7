/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "atlas-sqlite.h"

G_BEGIN_DECLS

struct _AtlasSqlite
{
  sqlite3    *handle;
  GHashTable *statements;   /* SQL → AtlasStatement, for those not lent just now */
};

struct _AtlasStatement
{
  AtlasSqlite  *sqlite;
  sqlite3_stmt *handle;
  gboolean      damaged;
};

gboolean  atlas_sqlite_fail     (AtlasSqlite     *self,
                                 int              code,
                                 GError         **error);
void      atlas_statement_free  (AtlasStatement  *statement);

G_END_DECLS
