/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-details.h"
#include "atlas-changes.h"
#include "atlas-refresh.h"
#include "atlas-snapshot.h"
#include "atlas-sqlite.h"
#include "atlas-words.h"

G_BEGIN_DECLS

/* What the store does with its database, on the database's thread. */

#define ATLAS_FETCHED_AT_SQL "SELECT value FROM meta WHERE key = 'fetched_at'"

AtlasSnapshot      *atlas_directory_read            (AtlasSqlite         *sqlite,
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
