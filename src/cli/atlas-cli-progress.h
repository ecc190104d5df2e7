/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue.h"

G_BEGIN_DECLS

/* Says on standard error how a refresh goes: on a terminal in one line that is written over; elsewhere, where the
 * refresh was asked for, a line for each stage. */

typedef struct _AtlasCliProgress AtlasCliProgress;

AtlasCliProgress *atlas_cli_progress_new  (AtlasCatalogue   *catalogue,
                                           gboolean          tells_stages);
void              atlas_cli_progress_free (AtlasCliProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasCliProgress, atlas_cli_progress_free)

G_END_DECLS
