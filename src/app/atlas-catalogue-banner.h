/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue-bin.h"

G_BEGIN_DECLS

/* Why what is shown may be old: one sentence, one button, and the details. Shown only over banks that are there.
 * Property: catalogue (writable). */

#define ATLAS_TYPE_CATALOGUE_BANNER (atlas_catalogue_banner_get_type ())

G_DECLARE_FINAL_TYPE (AtlasCatalogueBanner, atlas_catalogue_banner, ATLAS, CATALOGUE_BANNER, AtlasCatalogueBin)

G_END_DECLS
