/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A place in the sidebar: all banks, the starred ones, a country, or a city of a country.
 * Read-only properties: kind, id (country code or city id), name (in the user's language), flag, n-banks (notifies),
 * children (GListModel of AtlasPlace, NULL but for a country with cities). */

typedef enum
{
  ATLAS_PLACE_ALL,
  ATLAS_PLACE_STARRED,
  ATLAS_PLACE_COUNTRY,
  ATLAS_PLACE_CITY,
} AtlasPlaceKind;

#define ATLAS_TYPE_PLACE (atlas_place_get_type ())

G_DECLARE_FINAL_TYPE (AtlasPlace, atlas_place, ATLAS, PLACE, GObject)

AtlasPlaceKind  atlas_place_get_kind      (AtlasPlace *self);
const char     *atlas_place_get_id        (AtlasPlace *self);
const char     *atlas_place_get_name      (AtlasPlace *self);
const char     *atlas_place_get_flag      (AtlasPlace *self);
guint           atlas_place_get_n_banks   (AtlasPlace *self);
GListModel     *atlas_place_get_children  (AtlasPlace *self);

G_END_DECLS
