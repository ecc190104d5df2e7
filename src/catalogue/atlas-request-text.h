/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "atlas-request-log.h"

G_BEGIN_DECLS

/* Requests as text; pure functions. */

/* For people. */
const char *atlas_request_text_call     (AtlasRequestCall   call);
char       *atlas_request_text_path     (const char        *url);
char       *atlas_request_text_host     (const char        *url);
const char *atlas_request_text_phrase   (guint              status);
char       *atlas_request_text_outcome  (AtlasRequestEntry *entry);
char       *atlas_request_text_duration (gint64             microseconds);
char       *atlas_request_text_size     (guint64            bytes);
char       *atlas_request_text_time     (gint64             microseconds,
                                         GTimeZone         *zone);
gboolean    atlas_request_text_matches  (AtlasRequestEntry *entry,
                                         const char        *typed);

/* For the platform's support, which reads English, and programs. */
char       *atlas_request_text_utc      (gint64             microseconds);
char       *atlas_request_text_line     (AtlasRequestEntry *entry);
char       *atlas_request_text_support  (GListModel        *entries);

G_END_DECLS
