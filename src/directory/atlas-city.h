/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ATLAS_TYPE_CITY (atlas_city_get_type ())

G_DECLARE_FINAL_TYPE (AtlasCity, atlas_city, ATLAS, CITY, GObject)

/* Source: "Get cities". Every string may be NULL. */

AtlasCity  *atlas_city_new                   (const char *city_id,
                                              const char *name,
                                              const char *iso_country_code,
                                              const char *raw_json);
const char *atlas_city_get_city_id           (AtlasCity  *self);
const char *atlas_city_get_name              (AtlasCity  *self);
const char *atlas_city_get_iso_country_code  (AtlasCity  *self);
const char *atlas_city_get_raw_json          (AtlasCity  *self);

G_END_DECLS
