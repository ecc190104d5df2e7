/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A payment product: its human name with the identifier under it; an unknown one as its identifier, marked. */

#define ATLAS_TYPE_PRODUCT_ROW (atlas_product_row_get_type ())

G_DECLARE_FINAL_TYPE (AtlasProductRow, atlas_product_row, ATLAS, PRODUCT_ROW, AdwActionRow)

GtkWidget *atlas_product_row_new (const char *identifier);

G_END_DECLS
