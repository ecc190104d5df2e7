/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkListItemFactory *atlas_bank_row_factory_new (GCallback chosen);

G_END_DECLS
