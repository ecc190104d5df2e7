/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When to try again. */

gboolean atlas_retry_is_worthwhile (const GError *error);
gint64   atlas_retry_parse_after   (const char   *header,
                                    gint64        now);
guint    atlas_retry_get_delay     (guint         base_ms,
                                    guint         attempt,
                                    double        chance);

G_END_DECLS
