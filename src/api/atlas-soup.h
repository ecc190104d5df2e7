/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The one place where libsoup's callbacks appear. */

/**
 * AtlasSoupLimits:
 * @max_bytes: the largest body to take, decompressed
 * @connect_ms: until the request can be sent
 * @headers_ms: from then until the answer begins
 * @idle_ms: between two pieces of the body
 * @total_ms: for all of it
 * @wipe: the body holds a secret: its memory is overwritten when it is freed
 */
typedef struct
{
  gsize    max_bytes;
  guint    connect_ms;
  guint    headers_ms;
  guint    idle_ms;
  guint    total_ms;
  gboolean wipe;
} AtlasSoupLimits;

SoupSession *atlas_soup_session_new (guint                  max_connections);
const char  *atlas_soup_get_version (SoupMessage           *message);
DexFuture   *atlas_soup_send        (SoupSession           *session,
                                     SoupMessage           *message,
                                     const AtlasSoupLimits *limits);

G_END_DECLS
