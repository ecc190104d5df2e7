/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-catalogue.h"

G_BEGIN_DECLS

/* Says why a query finds nothing, and what would help, each as a button. Signal "query-chosen" (AtlasQuery, and the
 * BIC of the bank that it finds where it is just one, else NULL). */

#define ATLAS_TYPE_NOTHING_FOUND_PAGE (atlas_nothing_found_page_get_type ())

G_DECLARE_FINAL_TYPE (AtlasNothingFoundPage, atlas_nothing_found_page, ATLAS, NOTHING_FOUND_PAGE, AdwBin)

void atlas_nothing_found_page_explain (AtlasNothingFoundPage *self,
                                       AtlasCatalogue        *catalogue,
                                       const AtlasQuery      *query,
                                       const char * const    *place_names);

G_END_DECLS
