/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Links that came from the network: nothing is opened but web addresses and phone numbers. */

char *atlas_link_dup_web_uri   (const char *text);
char *atlas_link_dup_phone_uri (const char *text);
char *atlas_link_dup_short     (const char *text);
void  atlas_link_open          (GtkWidget  *widget,
                                const char *uri);

G_END_DECLS
