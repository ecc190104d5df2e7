/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-place.h"

G_BEGIN_DECLS

/* A chosen place, with a button that takes it away. Signal "removed". */

#define ATLAS_TYPE_PLACE_CHIP (atlas_place_chip_get_type ())

G_DECLARE_FINAL_TYPE (AtlasPlaceChip, atlas_place_chip, ATLAS, PLACE_CHIP, GtkWidget)

GtkWidget  *atlas_place_chip_new       (AtlasPlace     *place);
AtlasPlace *atlas_place_chip_get_place (AtlasPlaceChip *self);

G_END_DECLS
