/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "atlas-aspsp-table.h"
#include "atlas-aspsp.h"
#include "atlas-city.h"
#include "atlas-country.h"

G_BEGIN_DECLS

/* What the store holds at one moment. Immutable. */

#define ATLAS_TYPE_SNAPSHOT (atlas_snapshot_get_type ())
#define ATLAS_TYPE_REFRESH (atlas_refresh_get_type ())

G_DECLARE_FINAL_TYPE (AtlasSnapshot, atlas_snapshot, ATLAS, SNAPSHOT, GObject)
G_DECLARE_FINAL_TYPE (AtlasRefresh, atlas_refresh, ATLAS, REFRESH, GObject)

AtlasSnapshot   *atlas_snapshot_new              (GPtrArray       *countries,
                                                  GPtrArray       *cities,
                                                  AtlasAspspTable *aspsps,
                                                  gint64           fetched_at);
GPtrArray       *atlas_snapshot_get_countries    (AtlasSnapshot   *self);
GPtrArray       *atlas_snapshot_get_cities       (AtlasSnapshot   *self);
AtlasAspspTable *atlas_snapshot_get_aspsps       (AtlasSnapshot   *self);
gint64           atlas_snapshot_get_fetched_at   (AtlasSnapshot   *self);

/* Everything that one refresh brought, before it is stored: the three lists, and which banks came
 * back under which country and under which city. */

AtlasRefresh    *atlas_refresh_new               (gint64           fetched_at);
void             atlas_refresh_take_countries    (AtlasRefresh    *self,
                                                  GPtrArray       *countries);
void             atlas_refresh_take_cities       (AtlasRefresh    *self,
                                                  GPtrArray       *cities);
void             atlas_refresh_add_aspsps        (AtlasRefresh    *self,
                                                  GPtrArray       *aspsps,
                                                  const char      *iso_country_code,
                                                  const char      *city_id);
/* The platform refused to list banks by city: memberships by city stay as they were. */
void             atlas_refresh_set_cities_unknown (AtlasRefresh   *self,
                                                  gboolean         cities_unknown);

G_END_DECLS
