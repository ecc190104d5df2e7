/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-logo-client.h"
#include "atlas-soup.h"

G_BEGIN_DECLS

/* For tests, which do not want to wait as long as people do. */

AtlasSoupLimits *atlas_logo_client_get_limits (AtlasLogoClient *self);

G_END_DECLS
