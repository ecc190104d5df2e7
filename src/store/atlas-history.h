/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-changes.h"
#include "atlas-sqlite.h"

G_BEGIN_DECLS

/* Collects what one transaction changes, and keeps it with the rest of that transaction. */

typedef struct _AtlasHistory AtlasHistory;

#define ATLAS_CHANGED_COUNTRY "country"
#define ATLAS_CHANGED_CITY "city"
#define ATLAS_CHANGED_ASPSP "aspsp"

AtlasHistory *atlas_history_new              (gint64          at);
void          atlas_history_free             (AtlasHistory   *self);
void          atlas_history_add              (AtlasHistory   *self,
                                              AtlasChangeKind kind,
                                              const char     *what,
                                              const char     *id,
                                              const char     *name);
gboolean      atlas_history_compare          (AtlasHistory   *self,
                                              const char     *what,
                                              const char     *id,
                                              const char     *name,
                                              const char     *field,
                                              const char     *old_value,
                                              const char     *new_value);
gboolean      atlas_history_save             (AtlasHistory   *self,
                                              AtlasSqlite    *sqlite,
                                              gboolean        is_baseline,
                                              GError        **error);
AtlasChanges *atlas_history_free_to_changes  (AtlasHistory   *self);
GPtrArray    *atlas_history_list             (AtlasSqlite    *sqlite,
                                              gint64          since,
                                              guint           limit,
                                              GError        **error);
GPtrArray    *atlas_history_list_removed     (AtlasSqlite    *sqlite,
                                              guint           limit,
                                              GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasHistory, atlas_history_free)

G_END_DECLS
