/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a row of a list is chosen, which it says with its signal "chosen". */

gboolean atlas_row_choice_is_click (GtkGestureClick *gesture,
                                    int              n_press);
void     atlas_row_choice_open     (GtkWidget       *row,
                                    const char      *action_name,
                                    GVariant        *parameter);

G_END_DECLS
