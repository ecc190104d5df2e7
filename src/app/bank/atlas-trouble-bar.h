/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-profile.h"

G_BEGIN_DECLS

/* A quiet line that says what went wrong, beside what is still shown: a sentence, "Try Again", "Details".
 * Signal "retry". It is there only while there is an error. */

#define ATLAS_TYPE_TROUBLE_BAR (atlas_trouble_bar_get_type ())

G_DECLARE_FINAL_TYPE (AtlasTroubleBar, atlas_trouble_bar, ATLAS, TROUBLE_BAR, AdwBin)

void atlas_trouble_bar_show  (AtlasTroubleBar *self,
                              const GError    *error,
                              AtlasProfile    *profile);
void atlas_trouble_bar_clear (AtlasTroubleBar *self);

G_END_DECLS
