/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* An authorization method: what it is called, and where its configuration is or that it needs none. */

#define ATLAS_TYPE_METHOD_ROW (atlas_method_row_get_type ())

G_DECLARE_FINAL_TYPE (AtlasMethodRow, atlas_method_row, ATLAS, METHOD_ROW, AdwActionRow)

GtkWidget *atlas_method_row_new (const AtlasAuthorizationMethod *method);

G_END_DECLS
