/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "atlas-aspsp-table.h"
#include "atlas-city.h"
#include "atlas-country.h"

G_BEGIN_DECLS

/* What the store holds at one moment. Immutable: the arrays are shared, and not to be changed. */

#define ATLAS_TYPE_SNAPSHOT (atlas_snapshot_get_type ())

G_DECLARE_FINAL_TYPE (AtlasSnapshot, atlas_snapshot, ATLAS, SNAPSHOT, GObject)

AtlasSnapshot   *atlas_snapshot_new              (GPtrArray       *countries,
                                                  GPtrArray       *cities,
                                                  AtlasAspspTable *aspsps,
                                                  gint64           fetched_at,
                                                  gint64           details_asked_at);
GPtrArray       *atlas_snapshot_get_countries    (AtlasSnapshot   *self);
GPtrArray       *atlas_snapshot_get_cities       (AtlasSnapshot   *self);
AtlasAspspTable *atlas_snapshot_get_aspsps       (AtlasSnapshot   *self);
gint64           atlas_snapshot_get_fetched_at   (AtlasSnapshot   *self);
gint64           atlas_snapshot_get_details_asked_at (AtlasSnapshot *self);

G_END_DECLS
