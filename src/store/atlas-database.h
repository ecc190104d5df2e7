/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-sqlite.h"

G_BEGIN_DECLS

/* A database file with a thread of its own: what is asked of it is done there, in the order in which it
 * was asked. A file that turns out to be damaged is set aside (as "….damaged") and begun anew. */

typedef struct _AtlasDatabase AtlasDatabase;

/**
 * AtlasDatabaseFunc:
 * @sqlite: the connection
 * @data: what atlas_database_run() was given
 *
 * Work on the database. It is run once more, on an empty one, where it found damage: so it must not
 * use up @data.
 *
 * Returns: (transfer full): a future that is already settled
 */
typedef DexFuture *(*AtlasDatabaseFunc) (AtlasSqlite *sqlite,
                                         gpointer     data);

/**
 * AtlasDatabaseRescueFunc:
 * @sqlite: a connection to the new file
 * @path: its path
 * @damaged_path: the path of the damaged one, which was set aside
 *
 * Saves what can be saved.
 */
typedef void (*AtlasDatabaseRescueFunc) (AtlasSqlite *sqlite,
                                         const char  *path,
                                         const char  *damaged_path);

AtlasDatabase *atlas_database_new               (const char        *path,
                                                 const char *const *migrations,
                                                 const char        *setup);
AtlasDatabase *atlas_database_ref               (AtlasDatabase     *self);
void           atlas_database_unref             (AtlasDatabase     *self);
void           atlas_database_set_busy_timeout  (AtlasDatabase     *self,
                                                 guint              milliseconds);
void           atlas_database_set_rescue        (AtlasDatabase     *self,
                                                 AtlasDatabaseRescueFunc rescue);
gboolean       atlas_database_was_rebuilt       (AtlasDatabase     *self);
DexFuture     *atlas_database_run               (AtlasDatabase     *self,
                                                 AtlasDatabaseFunc  func,
                                                 gpointer           data,
                                                 GDestroyNotify     data_destroy);
DexFuture     *atlas_database_close             (AtlasDatabase     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasDatabase, atlas_database_unref)

G_END_DECLS
