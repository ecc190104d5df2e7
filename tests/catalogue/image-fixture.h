/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "atlas-image.h"

G_BEGIN_DECLS

/* Pictures to decode, and what is to come of them. */

#define SVG_START "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 20 10'>"

GBytes     *image_fixture_make_png            (guint             width,
                                               guint             height);
GBytes     *image_fixture_make_png_of         (const AtlasImage *image);
GBytes     *image_fixture_make_jpeg           (void);
GBytes     *image_fixture_make_text           (const char       *text);
AtlasImage *image_fixture_decode              (GBytes           *bytes,
                                               guint             max_size);
void        image_fixture_assert_refused      (GBytes           *bytes);
void        image_fixture_assert_text_refused (const char       *text);
void        image_fixture_assert_pixel        (const AtlasImage *image,
                                               guint             x,
                                               guint             y,
                                               guint32           rgba);

G_END_DECLS
