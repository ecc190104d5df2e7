/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is to be known of a JSON text before, and beside, parsing it. It does not recurse. */

typedef struct
{
  gsize start;
  gsize end;
} AtlasJsonSpan;

gboolean  atlas_json_scan_is_shallow   (const char *text,
                                        gsize       length,
                                        guint       max_depth);
gboolean  atlas_json_scan_mend_escapes (char       *text,
                                        gsize       length);
GArray   *atlas_json_scan_elements     (const char *text,
                                        gsize       length,
                                        const char *key);

G_END_DECLS
