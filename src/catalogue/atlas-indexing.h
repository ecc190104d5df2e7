/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-index.h"

G_BEGIN_DECLS

DexFuture *atlas_indexing_run (AtlasAspspTable *table);

G_END_DECLS
