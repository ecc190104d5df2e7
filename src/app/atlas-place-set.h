/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue.h"

G_BEGIN_DECLS

/* The chosen places: a GListModel of AtlasPlace. Countries and cities are a union; the starred banks
 * stand alone; none at all means all banks. */

#define ATLAS_TYPE_PLACE_SET (atlas_place_set_get_type ())

G_DECLARE_FINAL_TYPE (AtlasPlaceSet, atlas_place_set, ATLAS, PLACE_SET, GObject)

AtlasPlaceSet *atlas_place_set_new         (void);
gboolean       atlas_place_set_contains    (AtlasPlaceSet    *self,
                                            AtlasPlace       *place);
void           atlas_place_set_choose      (AtlasPlaceSet    *self,
                                            AtlasPlace       *place);
void           atlas_place_set_add         (AtlasPlaceSet    *self,
                                            AtlasPlace       *place);
void           atlas_place_set_remove      (AtlasPlaceSet    *self,
                                            AtlasPlace       *place);
void           atlas_place_set_replace     (AtlasPlaceSet    *self,
                                            GPtrArray        *places);
void           atlas_place_set_fill_query  (AtlasPlaceSet    *self,
                                            AtlasQuery       *query);
void           atlas_place_set_take_query  (AtlasPlaceSet    *self,
                                            AtlasQuery       *query);

G_END_DECLS
