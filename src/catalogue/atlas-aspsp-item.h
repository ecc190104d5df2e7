/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One bank as a row shows it; made when it is asked for, gone when it is off the screen.
 * Read-only properties: bic-fi, name, logo-url, city, country-codes (GStrv), flags (the emoji, joined by a space),
 * subtitle ("HANDSESS · Stockholm"), affiliates, is-new. Property "starred" is writable, notifies,
 * and is kept by the catalogue. */

#define ATLAS_TYPE_ASPSP_ITEM (atlas_aspsp_item_get_type ())

G_DECLARE_FINAL_TYPE (AtlasAspspItem, atlas_aspsp_item, ATLAS, ASPSP_ITEM, GObject)

guint32             atlas_aspsp_item_get_id             (AtlasAspspItem *self);
const char         *atlas_aspsp_item_get_bic_fi         (AtlasAspspItem *self);
const char         *atlas_aspsp_item_get_name           (AtlasAspspItem *self);
const char         *atlas_aspsp_item_get_logo_url       (AtlasAspspItem *self);
const char         *atlas_aspsp_item_get_city           (AtlasAspspItem *self);
const char * const *atlas_aspsp_item_get_country_codes  (AtlasAspspItem *self);
const char         *atlas_aspsp_item_get_flags          (AtlasAspspItem *self);
gboolean            atlas_aspsp_item_get_starred        (AtlasAspspItem *self);
gboolean            atlas_aspsp_item_get_is_new         (AtlasAspspItem *self);

G_END_DECLS
