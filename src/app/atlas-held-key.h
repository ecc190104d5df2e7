/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A key that was pressed for a shortcut types nothing for as long as it is down. */

void atlas_held_key_watch (GtkWindow *window);

G_END_DECLS
