/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The last requests, in memory: a GListModel of AtlasRequestEntry, newest last, bounded. It never
 * holds a header's or a body's content, and so neither a token nor a secret. */

#define ATLAS_TYPE_REQUEST_ENTRY (atlas_request_entry_get_type ())
#define ATLAS_TYPE_REQUEST_LOG (atlas_request_log_get_type ())

G_DECLARE_FINAL_TYPE (AtlasRequestEntry, atlas_request_entry, ATLAS, REQUEST_ENTRY, GObject)
G_DECLARE_FINAL_TYPE (AtlasRequestLog, atlas_request_log, ATLAS, REQUEST_LOG, GObject)

const char      *atlas_request_entry_get_method       (AtlasRequestEntry *self);
const char      *atlas_request_entry_get_url          (AtlasRequestEntry *self);
const char      *atlas_request_entry_get_request_id   (AtlasRequestEntry *self);
const char      *atlas_request_entry_get_echoed_id    (AtlasRequestEntry *self);
guint            atlas_request_entry_get_status       (AtlasRequestEntry *self);
gint64           atlas_request_entry_get_started_at   (AtlasRequestEntry *self);
gint64           atlas_request_entry_get_duration     (AtlasRequestEntry *self);
guint64          atlas_request_entry_get_bytes        (AtlasRequestEntry *self);
guint            atlas_request_entry_get_attempt      (AtlasRequestEntry *self);
const char      *atlas_request_entry_get_error        (AtlasRequestEntry *self);

AtlasRequestLog *atlas_request_log_new                (guint              capacity);

G_END_DECLS
