/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-catalogue.h"
#include "atlas-place-set.h"
#include "atlas-query-terms.h"

G_BEGIN_DECLS

/* What narrows the list of banks: the chosen places and the search's qualifiers as chips, and the filters, which show
 * the same qualifiers. Properties: catalogue, places, both writable.
 * Signals: "changed", when the places are others; "chip-removed" after a place's chip took it away; "term-removed"
 * (its position) and "values-chosen" (AtlasQueryField, GStrv), which ask for other qualifiers. */

#define ATLAS_TYPE_FILTER_BAR (atlas_filter_bar_get_type ())

G_DECLARE_FINAL_TYPE (AtlasFilterBar, atlas_filter_bar, ATLAS, FILTER_BAR, AdwBin)

void  atlas_filter_bar_set_catalogue   (AtlasFilterBar *self,
                                        AtlasCatalogue *catalogue);
void  atlas_filter_bar_set_places      (AtlasFilterBar *self,
                                        AtlasPlaceSet  *places);
GStrv atlas_filter_bar_dup_place_names (AtlasFilterBar *self);
void  atlas_filter_bar_fill_query      (AtlasFilterBar *self,
                                        AtlasQuery     *query);
void  atlas_filter_bar_take_query      (AtlasFilterBar *self,
                                        AtlasQuery     *query);
void  atlas_filter_bar_show_terms      (AtlasFilterBar *self,
                                        GPtrArray      *readings);

G_END_DECLS
