/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-profile.h"

G_BEGIN_DECLS

/* A connection in the preferences; it opens to its settings.
 * Signals "edit", "remove", "clear-cache", "max-age-chosen" (guint: seconds). */

#define ATLAS_TYPE_PROFILE_ROW (atlas_profile_row_get_type ())

G_DECLARE_FINAL_TYPE (AtlasProfileRow, atlas_profile_row, ATLAS, PROFILE_ROW, AdwExpanderRow)

GtkWidget    *atlas_profile_row_new         (AtlasProfile    *profile);
AtlasProfile *atlas_profile_row_get_profile (AtlasProfileRow *self);

G_END_DECLS
