/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void      atlas_clipboard_copy       (GtkWidget  *widget,
                                      const char *text);
void      atlas_clipboard_copy_value (GtkWidget  *widget,
                                      const char *value);
AdwToast *atlas_clipboard_toast_new  (const char *text);

G_END_DECLS
