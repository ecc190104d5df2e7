/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One thing that the platform states, with a button that copies it and, for a link, one that opens it.
 *
 * Properties: "value" (what is shown), "copy-text" (what is copied; the value where it is NULL), "uri" (what the
 * open button opens; no button without it), "says-missing" (a missing value is news: "Not stated" in place of
 * no row), and the buttons' names and icon: "copy-label", "open-label", "open-icon". */

#define ATLAS_TYPE_VALUE_ROW (atlas_value_row_get_type ())

G_DECLARE_FINAL_TYPE (AtlasValueRow, atlas_value_row, ATLAS, VALUE_ROW, AdwActionRow)

const char *atlas_value_row_get_value (AtlasValueRow *self);
void        atlas_value_row_set_value (AtlasValueRow *self,
                                       const char    *value,
                                       const char    *copy_text,
                                       const char    *uri);

G_END_DECLS
