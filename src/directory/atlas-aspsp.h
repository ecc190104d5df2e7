/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ATLAS_TYPE_ASPSP (atlas_aspsp_get_type ())

G_DECLARE_FINAL_TYPE (AtlasAspsp, atlas_aspsp, ATLAS, ASPSP, GObject)

/* A bank as the list names it. Source: "Get ASPSPs". Every string may be NULL. */

AtlasAspsp *atlas_aspsp_new               (const char *bic_fi,
                                           const char *name,
                                           const char *logo_url,
                                           const char *country_code,
                                           const char *raw_json);
const char *atlas_aspsp_get_bic_fi        (AtlasAspsp *self);
const char *atlas_aspsp_get_name          (AtlasAspsp *self);
const char *atlas_aspsp_get_display_name  (AtlasAspsp *self);
const char *atlas_aspsp_get_logo_url      (AtlasAspsp *self);
const char *atlas_aspsp_get_country_code  (AtlasAspsp *self);
const char *atlas_aspsp_get_raw_json      (AtlasAspsp *self);

G_END_DECLS
