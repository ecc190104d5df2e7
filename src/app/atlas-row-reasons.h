/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-aspsp-list.h"

G_BEGIN_DECLS

/* Keeps the rows of a list of banks saying why each was found: those in sight at once, those around them when
 * there is nothing else to do, and all others never. */

typedef struct _AtlasRowReasons AtlasRowReasons;

AtlasRowReasons *atlas_row_reasons_new         (GtkListView     *list_view);
void             atlas_row_reasons_free        (AtlasRowReasons *self);
void             atlas_row_reasons_set_list    (AtlasRowReasons *self,
                                                AtlasAspspList  *list);
void             atlas_row_reasons_renew       (AtlasRowReasons *self,
                                                guint            n_at_once);
void             atlas_row_reasons_queue       (AtlasRowReasons *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasRowReasons, atlas_row_reasons_free)

G_END_DECLS
