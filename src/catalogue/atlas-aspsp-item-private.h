/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-item.h"
#include "atlas-aspsp-source.h"

G_BEGIN_DECLS

AtlasAspspItem *atlas_aspsp_item_new             (AtlasAspspSource *source,
                                                  AtlasAspspTable  *table,
                                                  guint             position);
void            atlas_aspsp_item_move            (AtlasAspspItem   *self,
                                                  AtlasAspspTable  *table,
                                                  guint             position);
void            atlas_aspsp_item_refresh_new     (AtlasAspspItem   *self);
void            atlas_aspsp_item_refresh_starred (AtlasAspspItem   *self);

G_END_DECLS
