/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "atlas-database.h"

G_BEGIN_DECLS

/* What is a person's own, of one profile, as the file has it. */

typedef struct
{
  GHashTable *stars;        /* a set of BICs, in upper case */
  GHashTable *notes;        /* BIC, in upper case → note */
  gint64      last_visit;   /* Unix seconds; 0 before the first visit ended */
  GPtrArray  *recents;      /* (element-type utf8): BICs, in upper case, of the banks opened last, the latest first */
} AtlasUserRows;

#define ATLAS_TYPE_USER_ROWS (atlas_user_rows_get_type ())

/* How many of the banks that were opened last are kept. */
#define ATLAS_USER_MOST_RECENTS 50

GType          atlas_user_rows_get_type        (void) G_GNUC_CONST;
AtlasUserRows *atlas_user_rows_new             (void);
AtlasUserRows *atlas_user_rows_ref             (AtlasUserRows       *self);
void           atlas_user_rows_unref           (AtlasUserRows       *self);
gboolean       atlas_user_rows_equal           (const AtlasUserRows *a,
                                                const AtlasUserRows *b);

AtlasDatabase *atlas_user_rows_open_database   (const char          *path);
AtlasUserRows *atlas_user_rows_read            (AtlasSqlite         *sqlite,
                                                const char          *profile_id,
                                                GError             **error);
gboolean       atlas_user_rows_write_star      (AtlasSqlite         *sqlite,
                                                const char          *profile_id,
                                                const char          *bic_fi,
                                                gboolean             starred,
                                                GError             **error);
gboolean       atlas_user_rows_write_note      (AtlasSqlite         *sqlite,
                                                const char          *profile_id,
                                                const char          *bic_fi,
                                                const char          *note,
                                                GError             **error);
gboolean       atlas_user_rows_write_visit     (AtlasSqlite         *sqlite,
                                                const char          *profile_id,
                                                gint64               at,
                                                GError             **error);
gboolean       atlas_user_rows_write_recent    (AtlasSqlite         *sqlite,
                                                const char          *profile_id,
                                                const char          *bic_fi,
                                                GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasUserRows, atlas_user_rows_unref)

G_END_DECLS
