/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void atlas_app_init               (void);
void atlas_app_hide_toolkit_style (void);
void atlas_app_show_toolkit_style (void);

G_END_DECLS
