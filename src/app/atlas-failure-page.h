/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-catalogue.h"

G_BEGIN_DECLS

/* Says why there is nothing to show: one sentence, one button, and the details. */

#define ATLAS_TYPE_FAILURE_PAGE (atlas_failure_page_get_type ())

G_DECLARE_FINAL_TYPE (AtlasFailurePage, atlas_failure_page, ATLAS, FAILURE_PAGE, AdwBin)

void atlas_failure_page_explain (AtlasFailurePage *self,
                                 const GError     *error,
                                 AtlasProfile     *profile);

G_END_DECLS
