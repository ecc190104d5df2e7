/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "atlas-aspsp.h"
#include "atlas-city.h"
#include "atlas-country.h"

G_BEGIN_DECLS

/* Everything that one refresh brought, before it is stored: the three lists, and which banks came
 * back under which country and under which city. */

#define ATLAS_TYPE_REFRESH (atlas_refresh_get_type ())

G_DECLARE_FINAL_TYPE (AtlasRefresh, atlas_refresh, ATLAS, REFRESH, GObject)

AtlasRefresh *atlas_refresh_new                 (gint64        fetched_at);
void          atlas_refresh_take_countries      (AtlasRefresh *self,
                                                 GPtrArray    *countries);
void          atlas_refresh_take_cities         (AtlasRefresh *self,
                                                 GPtrArray    *cities);
void          atlas_refresh_add_aspsps          (AtlasRefresh *self,
                                                 GPtrArray    *aspsps,
                                                 const char   *iso_country_code,
                                                 const char   *city_id);
void          atlas_refresh_set_cities_unknown  (AtlasRefresh *self,
                                                 gboolean      cities_unknown);

G_END_DECLS
