/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-request-log.h"

G_BEGIN_DECLS

/* Everything there is to say of one request. */

#define ATLAS_TYPE_REQUEST_PAGE (atlas_request_page_get_type ())

G_DECLARE_FINAL_TYPE (AtlasRequestPage, atlas_request_page, ATLAS, REQUEST_PAGE, AdwNavigationPage)

void               atlas_request_page_show      (AtlasRequestPage  *self,
                                                 AtlasRequestEntry *entry);
AtlasRequestEntry *atlas_request_page_get_entry (AtlasRequestPage  *self);

G_END_DECLS
