/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ATLAS_TYPE_COUNTRY (atlas_country_get_type ())

G_DECLARE_FINAL_TYPE (AtlasCountry, atlas_country, ATLAS, COUNTRY, GObject)

/* Source: "Get countries". Every string may be NULL: the platform may leave any field out. */

AtlasCountry *atlas_country_new                     (const char   *listed_code,
                                                     const char   *name,
                                                     const char   *raw_json);
const char   *atlas_country_get_iso_country_code    (AtlasCountry *self);
const char   *atlas_country_get_listed_code         (AtlasCountry *self);
const char   *atlas_country_get_name                (AtlasCountry *self);
const char   *atlas_country_get_raw_json            (AtlasCountry *self);

char         *atlas_country_code_normalize          (const char   *typed);
char         *atlas_country_code_dup_canonical      (const char   *listed);
const char   *atlas_country_code_get_english_name   (const char   *iso_country_code);
char         *atlas_country_code_dup_display_name   (const char   *iso_country_code,
                                                     const char   *fallback);
char         *atlas_country_code_dup_flag           (const char   *iso_country_code);

G_END_DECLS
