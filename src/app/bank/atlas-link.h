/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Links that came from the network: nothing is opened but web addresses and phone numbers. */

void  atlas_link_open        (GtkWidget  *widget,
                              const char *uri);
char *atlas_link_dup_tooltip (const char *label,
                              const char *uri);

G_END_DECLS
