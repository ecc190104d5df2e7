/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-details-group.h"

G_BEGIN_DECLS

/* How the bank's customers sign in and confirm. */

#define ATLAS_TYPE_METHODS_GROUP (atlas_methods_group_get_type ())

G_DECLARE_FINAL_TYPE (AtlasMethodsGroup, atlas_methods_group, ATLAS, METHODS_GROUP, AtlasDetailsGroup)

G_END_DECLS
