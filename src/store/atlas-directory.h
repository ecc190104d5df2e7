/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-details.h"
#include "atlas-changes.h"
#include "atlas-refresh.h"
#include "atlas-snapshot.h"
#include "atlas-sqlite.h"
#include "atlas-words.h"

G_BEGIN_DECLS

/* The names of the banks of one key, in the order of their rows. */
#define ATLAS_DIRECTORY_NAMES_SQL "SELECT coalesce (name, bic_fi, '') FROM aspsps WHERE key = ? ORDER BY id"

/* What the store does with its database, on the database's thread. */

/* Keys of table meta, whose values are Unix seconds: when the lists were fetched, and when the details of every bank were
 * last asked for since then. */
#define ATLAS_META_FETCHED_AT "fetched_at"
#define ATLAS_META_DETAILS_ASKED_AT "details_asked_at"

AtlasSnapshot      *atlas_directory_read            (AtlasSqlite         *sqlite,
                                                     GError             **error);
gboolean            atlas_directory_write_time      (AtlasSqlite         *sqlite,
                                                     const char          *key,
                                                     gint64               time,
                                                     GError             **error);
AtlasChanges       *atlas_directory_update          (AtlasSqlite         *sqlite,
                                                     AtlasRefresh        *refresh,
                                                     GError             **error);
GStrv               atlas_directory_read_raw        (AtlasSqlite         *sqlite,
                                                     const char          *list,
                                                     const char *const   *ids,
                                                     GError             **error);
GStrv               atlas_directory_read_raw_rows   (AtlasSqlite         *sqlite,
                                                     GArray              *ids,
                                                     gboolean             as_listed,
                                                     GError             **error);
GStrv               atlas_directory_read_names      (AtlasSqlite         *sqlite,
                                                     const char          *bic_fi,
                                                     GError             **error);

AtlasChanges       *atlas_details_save              (AtlasSqlite         *sqlite,
                                                     GPtrArray           *details,
                                                     GError             **error);
AtlasAspspDetails  *atlas_details_read              (AtlasSqlite         *sqlite,
                                                     const char          *bic_fi,
                                                     GError             **error);
GStrv               atlas_details_list_stale        (AtlasSqlite         *sqlite,
                                                     gint64               older_than,
                                                     GError             **error);
gboolean            atlas_details_apply_kept        (AtlasSqlite         *sqlite,
                                                     AtlasWords          *words,
                                                     const char          *key,
                                                     GError             **error);

G_END_DECLS
