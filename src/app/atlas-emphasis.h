/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pango.h>

#include "atlas-aspsp-item.h"
#include "atlas-reason.h"

G_BEGIN_DECLS

/* How a row shows what was typed; pure functions. */

PangoAttrList *atlas_emphasis_new          (const GArray       *ranges,
                                            guint               offset);
char          *atlas_emphasis_dup_subtitle (AtlasAspspItem     *item,
                                            const AtlasReason  *reason,
                                            PangoAttrList     **attributes);

G_END_DECLS
