/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-request-log.h"

G_BEGIN_DECLS

/* One request in the list. Properties: entry; label (all of it for a screen reader). Signal "chosen": it was clicked. */

#define ATLAS_TYPE_REQUEST_ROW (atlas_request_row_get_type ())

G_DECLARE_FINAL_TYPE (AtlasRequestRow, atlas_request_row, ATLAS, REQUEST_ROW, GtkWidget)

G_END_DECLS
