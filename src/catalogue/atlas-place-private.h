/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-place.h"

G_BEGIN_DECLS

AtlasPlace *atlas_place_new          (AtlasPlaceKind  kind,
                                      const char     *id,
                                      const char     *name,
                                      const char     *flag);
void        atlas_place_set_n_banks  (AtlasPlace     *self,
                                      guint           n_banks);
void        atlas_place_set_children (AtlasPlace     *self,
                                      GListModel     *children);

G_END_DECLS
