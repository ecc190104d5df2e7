/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was used last, within a bound in bytes. */

typedef struct _AtlasByteCache AtlasByteCache;

AtlasByteCache *atlas_byte_cache_new    (gsize           max_bytes,
                                         GDestroyNotify  value_destroy);
void            atlas_byte_cache_free   (AtlasByteCache *self);
gpointer        atlas_byte_cache_lookup (AtlasByteCache *self,
                                         const char     *key);
void            atlas_byte_cache_insert (AtlasByteCache *self,
                                         const char     *key,
                                         gpointer        value,
                                         gsize           n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasByteCache, atlas_byte_cache_free)

G_END_DECLS
