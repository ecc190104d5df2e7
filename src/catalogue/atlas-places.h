/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-table.h"
#include "atlas-place.h"

G_BEGIN_DECLS

/* The sidebar's places, kept by the catalogue and brought up to date in place: a refresh that brings
 * nothing new emits nothing, and one new country is one row inserted. */

#define ATLAS_TYPE_PLACES (atlas_places_get_type ())

G_DECLARE_FINAL_TYPE (AtlasPlaces, atlas_places, ATLAS, PLACES, GObject)

AtlasPlaces *atlas_places_new            (void);
void         atlas_places_update         (AtlasPlaces     *self,
                                          GPtrArray       *countries,
                                          GPtrArray       *cities,
                                          AtlasAspspTable *aspsps);
void         atlas_places_set_n_starred  (AtlasPlaces     *self,
                                          guint            n_starred);
GListModel  *atlas_places_get_fixed      (AtlasPlaces     *self);
GListModel  *atlas_places_get_countries  (AtlasPlaces     *self);
AtlasPlace  *atlas_places_find           (AtlasPlaces     *self,
                                          AtlasPlaceKind   kind,
                                          const char      *id);

G_END_DECLS
