/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-request-log.h"

G_BEGIN_DECLS

/* Requests on disk, where a person asked for that: a file of JSON lines which nobody else may read, and which never
 * grows beyond ATLAS_REQUEST_JOURNAL_MAX_BYTES. That the file is there is itself what says that requests are to be
 * kept; so all programs agree, and whoever removes it has ended it. */

#define ATLAS_REQUEST_JOURNAL_MAX_BYTES (2 * 1024 * 1024)

#define ATLAS_TYPE_REQUEST_JOURNAL (atlas_request_journal_get_type ())

G_DECLARE_FINAL_TYPE (AtlasRequestJournal, atlas_request_journal, ATLAS, REQUEST_JOURNAL, GObject)

char                *atlas_request_journal_dup_default_path (void);

AtlasRequestJournal *atlas_request_journal_new              (const char           *path);
const char          *atlas_request_journal_get_path         (AtlasRequestJournal  *self);
gboolean             atlas_request_journal_is_kept          (AtlasRequestJournal  *self);
gboolean             atlas_request_journal_begin            (AtlasRequestJournal  *self,
                                                             GError              **error);
gboolean             atlas_request_journal_end              (AtlasRequestJournal  *self,
                                                             GError              **error);
void                 atlas_request_journal_follow           (AtlasRequestJournal  *self,
                                                             AtlasRequestLog      *log);
DexFuture           *atlas_request_journal_flush            (AtlasRequestJournal  *self);
DexFuture           *atlas_request_journal_read             (AtlasRequestJournal  *self);

G_END_DECLS
