/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-window.h"

G_BEGIN_DECLS

/* How a window comes on the screen, and what it is asked to show from outside. */

void     atlas_window_open        (AtlasWindow *window);
gboolean atlas_window_follow_link (AtlasWindow *window,
                                   const char  *link);

G_END_DECLS
