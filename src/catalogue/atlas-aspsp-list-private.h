/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-list.h"
#include "atlas-aspsp-source.h"

G_BEGIN_DECLS

AtlasAspspList *atlas_aspsp_list_new (AtlasAspspSource *source,
                                      const AtlasQuery *query);

G_END_DECLS
