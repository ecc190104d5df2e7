/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue-bin.h"

G_BEGIN_DECLS

/* How old what is shown is; during a refresh its progress, which can be cancelled. Property: catalogue (writable). */

#define ATLAS_TYPE_STATUS_FOOTER (atlas_status_footer_get_type ())

G_DECLARE_FINAL_TYPE (AtlasStatusFooter, atlas_status_footer, ATLAS, STATUS_FOOTER, AtlasCatalogueBin)

char *atlas_status_footer_dup_age (gint64 updated_at,
                                   gint64 now);

G_END_DECLS
