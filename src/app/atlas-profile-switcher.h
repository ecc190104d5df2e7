/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue-bin.h"

G_BEGIN_DECLS

/* Says whose banks are shown, and switches. Property: catalogue (writable). Works through the window's
 * actions "win.switch-profile", "win.connect" and "win.edit-profile". */

#define ATLAS_TYPE_PROFILE_SWITCHER (atlas_profile_switcher_get_type ())

G_DECLARE_FINAL_TYPE (AtlasProfileSwitcher, atlas_profile_switcher, ATLAS, PROFILE_SWITCHER, AtlasCatalogueBin)

G_END_DECLS
