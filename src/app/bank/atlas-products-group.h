/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-details-group.h"

G_BEGIN_DECLS

/* Payment products: the global ones or, with the property "own", those in the bank's own format. */

#define ATLAS_TYPE_PRODUCTS_GROUP (atlas_products_group_get_type ())

G_DECLARE_FINAL_TYPE (AtlasProductsGroup, atlas_products_group, ATLAS, PRODUCTS_GROUP, AtlasDetailsGroup)

G_END_DECLS
