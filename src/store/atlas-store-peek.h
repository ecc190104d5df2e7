/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-snapshot.h"

G_BEGIN_DECLS

/* A look into a store's file on the thread that asks: it takes no thread, no main loop and no store. Nothing
 * is migrated, mended or set aside. */

char          *atlas_store_peek_details  (const char *path,
                                          const char *bic_fi,
                                          gint64     *received_at,
                                          GStrv      *names);
AtlasSnapshot *atlas_store_peek_snapshot (const char *path);

G_END_DECLS
