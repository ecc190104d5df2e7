/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-connection-check.h"

G_BEGIN_DECLS

/* The steps of a connection check, one under another, and what keeps the connection from being saved after them.
 * Signals "remedy" (AtlasCheckStep), "check-again", "save-again", "keep-for-this-run". */

#define ATLAS_TYPE_CHECK_PAGE (atlas_check_page_get_type ())

G_DECLARE_FINAL_TYPE (AtlasCheckPage, atlas_check_page, ATLAS, CHECK_PAGE, AdwNavigationPage)

void atlas_check_page_show_check   (AtlasCheckPage       *self,
                                    AtlasConnectionCheck *check,
                                    AtlasProfile         *profile);
void atlas_check_page_show_failed  (AtlasCheckPage       *self);
void atlas_check_page_show_unsaved (AtlasCheckPage       *self,
                                    const GError         *error);

G_END_DECLS
