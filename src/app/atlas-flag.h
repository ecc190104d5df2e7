/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One or more flags, as emoji. Property "text" (writable). Decoding colour emoji is slow, so they come a moment after
 * the first frame. */

#define ATLAS_TYPE_FLAG (atlas_flag_get_type ())

G_DECLARE_FINAL_TYPE (AtlasFlag, atlas_flag, ATLAS, FLAG, GtkWidget)

void atlas_flag_set_text (AtlasFlag  *self,
                          const char *text);

G_END_DECLS
