/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-image.h"

G_BEGIN_DECLS

/* The images that were used last, within a bound in bytes. */

typedef struct _AtlasImageCache AtlasImageCache;

AtlasImageCache *atlas_image_cache_new    (gsize            max_bytes);
void             atlas_image_cache_free   (AtlasImageCache *self);
AtlasImage      *atlas_image_cache_lookup (AtlasImageCache *self,
                                           const char      *key);
void             atlas_image_cache_insert (AtlasImageCache *self,
                                           const char      *key,
                                           AtlasImage      *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasImageCache, atlas_image_cache_free)

G_END_DECLS
