/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-store.h"

G_BEGIN_DECLS

/* For tests. */
DexFuture *atlas_store_open_with_timeout (const char *path,
                                          guint       busy_timeout_ms);

G_END_DECLS
