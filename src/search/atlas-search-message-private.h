/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-index.h"

G_BEGIN_DECLS

guint atlas_search_score_message (AtlasIndex   *index,
                                  const char   *text,
                                  const guint8 *passing,
                                  guint16      *scores);

G_END_DECLS
