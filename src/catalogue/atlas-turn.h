/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-file-lock.h"

G_BEGIN_DECLS

/* One program at a time: who holds the turn does what all want done. */

gboolean atlas_turn_await (const char     *path,
                           DexFuture      *cancelled,
                           AtlasFileLock **turn,
                           gboolean       *waited,
                           GError        **error);

G_END_DECLS
