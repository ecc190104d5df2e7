/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows that stand where a bank's details will be, until they are there. */

#define ATLAS_TYPE_DETAILS_PLACEHOLDER (atlas_details_placeholder_get_type ())

G_DECLARE_FINAL_TYPE (AtlasDetailsPlaceholder, atlas_details_placeholder, ATLAS, DETAILS_PLACEHOLDER, AdwPreferencesGroup)

G_END_DECLS
