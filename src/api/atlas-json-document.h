/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A JSON text from the network, parsed with every bound in place. Parsing recurses: call it on a
 * thread's own stack. */

typedef struct
{
  JsonNode *root;
  char     *text;       /* what was parsed: valid UTF-8, without a byte order mark */
  gsize     length;
  gboolean  repaired;   /* what was received has what no text can hold, and U+FFFD stands in its place */
} AtlasJsonDocument;

AtlasJsonDocument *atlas_json_document_parse (const char         *text,
                                              gssize              length,
                                              GError            **error);
void               atlas_json_document_free  (AtlasJsonDocument  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasJsonDocument, atlas_json_document_free)

G_END_DECLS
