/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* Requests as other programs read them: HTTP Archive 1.2. */

char      *atlas_request_har_format      (GListModel *entries);
DexFuture *atlas_request_har_format_soon (GListModel *entries);
DexFuture *atlas_request_har_save        (GListModel *entries,
                                          GFile      *file);

G_END_DECLS
