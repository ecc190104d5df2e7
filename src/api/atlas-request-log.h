/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "atlas-request-entry.h"

G_BEGIN_DECLS

/* The last requests, in memory: a GListModel of AtlasRequestEntry, newest last, bounded. */

#define ATLAS_TYPE_REQUEST_LOG (atlas_request_log_get_type ())

G_DECLARE_FINAL_TYPE (AtlasRequestLog, atlas_request_log, ATLAS, REQUEST_LOG, GObject)

AtlasRequestLog *atlas_request_log_new      (guint                     capacity);
void             atlas_request_log_set_next (AtlasRequestLog          *self,
                                             AtlasRequestLog          *next);
void             atlas_request_log_add      (AtlasRequestLog          *self,
                                             const AtlasRequestRecord *record);
void             atlas_request_log_append   (AtlasRequestLog          *self,
                                             AtlasRequestEntry        *entry);
void             atlas_request_log_clear    (AtlasRequestLog          *self);

G_END_DECLS
