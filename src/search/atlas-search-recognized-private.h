/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-search.h"

G_BEGIN_DECLS

guint    atlas_search_score_recognized  (AtlasAspspTable        *table,
                                         const AtlasRecognition *recognition,
                                         const guint8           *passing,
                                         guint16                *scores,
                                         guint                   n_found);
gboolean atlas_search_is_all_recognized (const AtlasRecognition *recognition);

G_END_DECLS
