/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-place-set.h"

G_BEGIN_DECLS

/* Shows a set of places as the selection of a list (GtkSelectionModel), so that a list view's own mouse and
 * keyboard handling chooses places: a click chooses one, Ctrl adds. A chosen place stays chosen while the list
 * does not show it, as a city whose country is closed. Items are AtlasPlace, or GtkTreeListRow with one. */

#define ATLAS_TYPE_PLACE_SELECTION (atlas_place_selection_get_type ())

G_DECLARE_FINAL_TYPE (AtlasPlaceSelection, atlas_place_selection, ATLAS, PLACE_SELECTION, GObject)

AtlasPlaceSelection *atlas_place_selection_new       (GListModel          *model,
                                                      AtlasPlaceSet       *places);
AtlasPlace          *atlas_place_selection_dup_place (AtlasPlaceSelection *self,
                                                      guint                position);

G_END_DECLS
