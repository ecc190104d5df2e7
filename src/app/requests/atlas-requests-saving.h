/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void atlas_requests_saving_ask (GtkWidget  *widget,
                                GListModel *entries);

G_END_DECLS
