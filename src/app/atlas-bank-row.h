/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-aspsp-item.h"
#include "atlas-aspsp-list.h"

G_BEGIN_DECLS

/* One bank in the list. Properties: item (AtlasAspspItem, writable); name; subtitle (the second line: the BIC, then the
 * city or what else led to the bank). Signal "chosen": clicked without a modifier key.
 * Stands somewhere below a banks' pane, whose catalogue loads its logo. */

#define ATLAS_TYPE_BANK_ROW (atlas_bank_row_get_type ())

G_DECLARE_FINAL_TYPE (AtlasBankRow, atlas_bank_row, ATLAS, BANK_ROW, GtkWidget)

void     atlas_bank_row_set_item (AtlasBankRow   *self,
                                  AtlasAspspItem *item);
gboolean atlas_bank_row_explain  (AtlasBankRow   *self,
                                  AtlasAspspList *list,
                                  guint           query_serial);

G_END_DECLS
