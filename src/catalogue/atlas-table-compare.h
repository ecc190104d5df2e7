/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-aspsp-table.h"

G_BEGIN_DECLS

DexFuture *atlas_table_compare (AtlasAspspTable *a,
                                AtlasAspspTable *b);

G_END_DECLS
