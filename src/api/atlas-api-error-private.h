/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-api-error.h"

G_BEGIN_DECLS

/* For the API layer, which alone makes these errors with their details. */

GError *atlas_api_error_new             (AtlasApiError               code,
                                         const AtlasApiErrorDetails *details,
                                         const char                 *format,
                                         ...) G_GNUC_PRINTF (3, 4);
void    atlas_api_error_details_clear   (AtlasApiErrorDetails       *details);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasApiErrorDetails, atlas_api_error_details_clear)

G_END_DECLS
