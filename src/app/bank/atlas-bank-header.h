/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-catalogue.h"

G_BEGIN_DECLS

/* The top of the bank page: logo, name, BIC with a button that copies it, flags and city. It knows a bank from
 * the list at once, and from its details when they come. */

#define ATLAS_TYPE_BANK_HEADER (atlas_bank_header_get_type ())

G_DECLARE_FINAL_TYPE (AtlasBankHeader, atlas_bank_header, ATLAS, BANK_HEADER, AdwBin)

void        atlas_bank_header_show     (AtlasBankHeader   *self,
                                        AtlasCatalogue    *catalogue,
                                        const char        *bic_fi,
                                        AtlasAspspItem    *item,
                                        AtlasAspspDetails *details);
const char *atlas_bank_header_get_name (AtlasBankHeader   *self);

G_END_DECLS
