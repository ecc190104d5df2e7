/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-catalogue.h"
#include "atlas-place-set.h"

G_BEGIN_DECLS

/* The first pane: which profile, which places, how old. Properties: catalogue (writable), places (writable, shared with
 * the banks' pane). Signal "place-opened": the person is done choosing and wants to see the banks. */

#define ATLAS_TYPE_PLACES_PANE (atlas_places_pane_get_type ())

G_DECLARE_FINAL_TYPE (AtlasPlacesPane, atlas_places_pane, ATLAS, PLACES_PANE, AdwNavigationPage)

void atlas_places_pane_set_catalogue (AtlasPlacesPane *self,
                                      AtlasCatalogue  *catalogue);
void atlas_places_pane_set_places    (AtlasPlacesPane *self,
                                      AtlasPlaceSet   *places);
void atlas_places_pane_reveal        (AtlasPlacesPane *self,
                                      AtlasPlace      *place);

G_END_DECLS
