/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-image.h"

G_BEGIN_DECLS

/* What a picture claims to be, judged from its bytes before a decoder sees them. */

typedef enum
{
  ATLAS_IMAGE_UNKNOWN,
  ATLAS_IMAGE_PNG,
  ATLAS_IMAGE_JPEG,
  ATLAS_IMAGE_SVG,
} AtlasImageType;

gboolean       atlas_image_refuse           (GError       **error,
                                             const char    *message);
AtlasImageType atlas_image_sniff            (const guint8  *data,
                                             gsize          length);
gboolean       atlas_image_measure_bitmap   (const guint8  *data,
                                             gsize          length,
                                             guint         *width,
                                             guint         *height,
                                             GError       **error);
gboolean       atlas_image_has_large_extras (const guint8  *data,
                                             gsize          length);
GBytes        *atlas_image_plain_bitmap     (GBytes        *bytes);
GBytes        *atlas_image_plain_svg        (GBytes        *bytes,
                                             GError       **error);
AtlasImage    *atlas_image_decode_now       (GBytes        *bytes,
                                             guint          max_size,
                                             GError       **error);

G_END_DECLS
