/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-details-group.h"

G_BEGIN_DECLS

/* Banks that are reached through this one; searchable where there are many. */

#define ATLAS_TYPE_AFFILIATES_GROUP (atlas_affiliates_group_get_type ())

G_DECLARE_FINAL_TYPE (AtlasAffiliatesGroup, atlas_affiliates_group, ATLAS, AFFILIATES_GROUP, AtlasDetailsGroup)

G_END_DECLS
