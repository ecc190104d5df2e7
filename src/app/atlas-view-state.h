/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue.h"
#include "atlas-place-set.h"

G_BEGIN_DECLS

/* What was shown last for a profile, in the settings' key "views". */

char     *atlas_view_state_dup_place   (AtlasPlace     *place);
gboolean  atlas_view_state_parse_place (const char     *text,
                                        AtlasPlaceKind *kind,
                                        const char    **id);
void      atlas_view_state_save        (GSettings      *settings,
                                        const char     *profile_id,
                                        AtlasPlaceSet  *places,
                                        const char     *bic_fi);
char     *atlas_view_state_restore     (GSettings      *settings,
                                        AtlasCatalogue *catalogue,
                                        AtlasPlaceSet  *places);

G_END_DECLS
