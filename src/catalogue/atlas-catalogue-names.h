/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue.h"
#include "atlas-query-names.h"

G_BEGIN_DECLS

AtlasQueryNames *atlas_catalogue_list_names (AtlasCatalogue *self);

G_END_DECLS
