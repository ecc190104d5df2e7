/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-profile.h"

G_BEGIN_DECLS

/* Explains what was pasted into the search and is no bank: an error, or the X-Request-ID of a request. */

#define ATLAS_TYPE_PASTED_BAR (atlas_pasted_bar_get_type ())

G_DECLARE_FINAL_TYPE (AtlasPastedBar, atlas_pasted_bar, ATLAS, PASTED_BAR, AdwBin)

void atlas_pasted_bar_set_text      (AtlasPastedBar *self,
                                     const char     *text,
                                     AtlasProfile   *profile);
void atlas_pasted_bar_set_has_banks (AtlasPastedBar *self,
                                     gboolean        has_banks);

G_END_DECLS
