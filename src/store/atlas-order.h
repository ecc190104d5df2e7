/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-sqlite.h"

G_BEGIN_DECLS

/* Orders of the banks: for each position, which of the banks by ascending id stands there. */

#define ATLAS_ORDER_PLATFORM "platform"

char     *atlas_order_dup_display_name (void);
guint32  *atlas_order_sort             (AtlasSqlite       *sqlite,
                                        guint             *n_rows,
                                        GError           **error);
guint32  *atlas_order_load             (AtlasSqlite       *sqlite,
                                        const char        *name,
                                        guint              n_rows,
                                        GError           **error);
gboolean  atlas_order_save             (AtlasSqlite       *sqlite,
                                        const char        *name,
                                        const guint32     *order,
                                        guint              n_rows,
                                        GError           **error);
gboolean  atlas_order_forget_display   (AtlasSqlite       *sqlite,
                                        GError           **error);

G_END_DECLS
