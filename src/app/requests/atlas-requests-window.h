/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-request-log.h"

G_BEGIN_DECLS

/* The requests of this run, newest first, beside the other windows: they go on coming while it is open. */

#define ATLAS_TYPE_REQUESTS_WINDOW (atlas_requests_window_get_type ())

G_DECLARE_FINAL_TYPE (AtlasRequestsWindow, atlas_requests_window, ATLAS, REQUESTS_WINDOW, AdwWindow)

GtkWindow  *atlas_requests_window_new         (AtlasRequestLog     *log);
GListModel *atlas_requests_window_get_shown   (AtlasRequestsWindow *self);
void        atlas_requests_window_show_request (AtlasRequestsWindow *self,
                                                AtlasRequestEntry   *entry);

G_END_DECLS
