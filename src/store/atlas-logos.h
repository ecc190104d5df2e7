/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-sqlite.h"
#include "atlas-store.h"

G_BEGIN_DECLS

AtlasStoredLogo *atlas_logos_read (AtlasSqlite  *sqlite,
                                   const char   *url,
                                   GError      **error);
gboolean         atlas_logos_save (AtlasSqlite  *sqlite,
                                   const char   *url,
                                   GBytes       *bytes,
                                   const char   *validator,
                                   gint64        fetched_at,
                                   GError      **error);

G_END_DECLS
