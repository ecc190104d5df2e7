/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-details-group.h"

G_BEGIN_DECLS

/* What the bank allows at most: yes, no, or not stated. */

#define ATLAS_TYPE_LIMITS_GROUP (atlas_limits_group_get_type ())

G_DECLARE_FINAL_TYPE (AtlasLimitsGroup, atlas_limits_group, ATLAS, LIMITS_GROUP, AtlasDetailsGroup)

G_END_DECLS
