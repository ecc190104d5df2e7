/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* A decoded logo: 8-bit RGBA, not premultiplied, in memory whose size is bounded. Immutable. */

typedef struct
{
  guint    width;    /* pixels */
  guint    height;
  gsize    stride;   /* bytes a row */
  GBytes  *pixels;
  gboolean is_light; /* more of it would be lost on white than on a dark plate */
} AtlasImage;

#define ATLAS_TYPE_IMAGE (atlas_image_get_type ())
#define ATLAS_IMAGE_MAX_SOURCE_PIXELS (2048 * 2048)

GType       atlas_image_get_type (void) G_GNUC_CONST;
AtlasImage *atlas_image_copy     (const AtlasImage *self);
void        atlas_image_free     (AtlasImage       *self);

/* A future for an AtlasImage; PNG, JPEG or SVG by content, whatever the name says. Runs on a worker. */
DexFuture  *atlas_image_decode   (GBytes           *bytes,
                                  guint             max_size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasImage, atlas_image_free)

G_END_DECLS
