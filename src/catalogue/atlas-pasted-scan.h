/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many objects of a text are looked at: for braces that close nothing, the text would be read again and again. */
#define ATLAS_PASTED_MAX_OBJECTS 16

/* Where in a text an answer of a host may be, or an X-Request-ID. Nothing is parsed, so it costs little. */

/**
 * AtlasPastedScan:
 * @status: of the last status line, 0 without one
 * @body: (nullable): an object of JSON, or else a page for browsers; in the text
 * @length: the length of @body in bytes
 * @is_page: whether @body is a page for browsers
 * @request_id: an X-Request-ID in lower case, empty without one
 * @is_request_id: whether the text names it so, or is nothing else
 * @is_whole: whether the text is nothing else than an answer or an id, so that no bank need be looked for
 */
typedef struct
{
  guint       status;
  const char *body;
  gsize       length;
  gboolean    is_page;
  char        request_id[37];
  gboolean    is_request_id;
  gboolean    is_whole;
} AtlasPastedScan;

gboolean atlas_pasted_scan (const char      *text,
                            AtlasPastedScan *scan);

G_END_DECLS
