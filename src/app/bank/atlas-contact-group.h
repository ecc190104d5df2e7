/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-details-group.h"

G_BEGIN_DECLS

/* Where the bank is and how to reach it. */

#define ATLAS_TYPE_CONTACT_GROUP (atlas_contact_group_get_type ())

G_DECLARE_FINAL_TYPE (AtlasContactGroup, atlas_contact_group, ATLAS, CONTACT_GROUP, AtlasDetailsGroup)

G_END_DECLS
