/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* Everything that the platform says about a bank, group by group. Property "details" (AtlasAspspDetails, nullable). */

#define ATLAS_TYPE_DETAILS_VIEW (atlas_details_view_get_type ())

G_DECLARE_FINAL_TYPE (AtlasDetailsView, atlas_details_view, ATLAS, DETAILS_VIEW, AdwBin)

AtlasAspspDetails *atlas_details_view_get_details (AtlasDetailsView  *self);
void               atlas_details_view_set_details (AtlasDetailsView  *self,
                                                   AtlasAspspDetails *details);

G_END_DECLS
