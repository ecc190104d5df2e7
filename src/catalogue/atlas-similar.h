/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-nothing-found.h"

G_BEGIN_DECLS

/* What a text that nothing matches may have meant. */

GPtrArray *atlas_similar_ask (const AtlasQuery *query,
                              AtlasIndex       *index);

G_END_DECLS
