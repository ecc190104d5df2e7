/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-search.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): one byte for each row, 1 where the query's places and filters let it pass; NULL: all do. */
guint8 *atlas_filter_run (AtlasAspspTable          *table,
                          const AtlasQuery         *query,
                          const AtlasSearchContext *context);

G_END_DECLS
