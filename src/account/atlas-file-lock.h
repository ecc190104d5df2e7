/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* A lock that only one holder in all programs has, and that ends with its last reference, or with the
 * program. Two holders in one program exclude each other too. */

#define ATLAS_TYPE_FILE_LOCK (atlas_file_lock_get_type ())

G_DECLARE_FINAL_TYPE (AtlasFileLock, atlas_file_lock, ATLAS, FILE_LOCK, GObject)

AtlasFileLock *atlas_file_lock_acquire   (const char  *path,
                                          guint        patience_ms,
                                          GError     **error);
DexFuture     *atlas_file_lock_wait      (const char  *path,
                                          guint        patience_ms);

G_END_DECLS
