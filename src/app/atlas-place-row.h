/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-place.h"

G_BEGIN_DECLS

/* One row of the places: a place, or the heading above the countries.
 * Properties: row (GtkTreeListRow): what to show; label (read-only): the same in words. Signal "chosen": clicked without a modifier key. */

#define ATLAS_TYPE_PLACE_ROW (atlas_place_row_get_type ())

G_DECLARE_FINAL_TYPE (AtlasPlaceRow, atlas_place_row, ATLAS, PLACE_ROW, GtkWidget)

GtkTreeListRow *atlas_place_row_get_row  (AtlasPlaceRow  *self);
void            atlas_place_row_set_row  (AtlasPlaceRow  *self,
                                          GtkTreeListRow *row);

G_END_DECLS
