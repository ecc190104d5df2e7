/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATLAS_TYPE_GRADUAL_LIST (atlas_gradual_list_get_type ())

G_DECLARE_FINAL_TYPE (AtlasGradualList, atlas_gradual_list, ATLAS, GRADUAL_LIST, GObject)

AtlasGradualList *atlas_gradual_list_new (GListModel *model,
                                          GtkWidget  *widget,
                                          guint       n_first);
guint             atlas_gradual_list_count_rows (GtkWidget *view,
                                                 int        row_pixels);

G_END_DECLS
