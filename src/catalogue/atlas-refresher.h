/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-api-client.h"
#include "atlas-store.h"

G_BEGIN_DECLS

/* One refresh: asks the platform, and stores what it answers.
 * Signals: "progress" (done: uint, total: uint); "details-saved" (AtlasChanges), for each batch. */

#define ATLAS_TYPE_REFRESHER (atlas_refresher_get_type ())

G_DECLARE_FINAL_TYPE (AtlasRefresher, atlas_refresher, ATLAS, REFRESHER, GObject)

AtlasRefresher *atlas_refresher_new                (AtlasApiClient *client,
                                                    AtlasStore     *store);
DexFuture      *atlas_refresher_fetch_lists        (AtlasRefresher *self,
                                                    const char     *request_id);
DexFuture      *atlas_refresher_fetch_details      (AtlasRefresher *self,
                                                    gint64          older_than);
gboolean        atlas_refresher_get_cities_unknown (AtlasRefresher *self);
DexFuture      *atlas_refresher_get_cancelled      (AtlasRefresher *self);
void            atlas_refresher_cancel             (AtlasRefresher *self);

G_END_DECLS
