/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-api-client.h"
#include "atlas-wire.h"

G_BEGIN_DECLS

/* For tests, which do not want to wait as long as people do. */

AtlasWireLimits *atlas_api_client_get_limits (AtlasApiClient *self);

G_END_DECLS
