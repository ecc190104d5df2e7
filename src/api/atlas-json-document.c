/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-error-private.h"
#include "atlas-json-document.h"
#include "atlas-json-reader.h"
#include "atlas-json-scan.h"
#include "atlas-text.h"

#define MAX_MESSAGE_CHARS 120

static AtlasJsonDocument *
document_new (const char *text,
              gsize       length)
{
  AtlasJsonDocument *self = g_new0 (AtlasJsonDocument, 1);
  const gsize mark_length = atlas_text_get_mark_length (text, length);

  text += mark_length;
  length -= mark_length;
  self->repaired = !g_utf8_validate_len (text, length, NULL);
  self->text = self->repaired ? g_utf8_make_valid (text, (gssize) length) : g_strndup (text, length);
  self->length = strlen (self->text);
  if (atlas_json_scan_mend_escapes (self->text, self->length))
    self->repaired = TRUE;

  return self;
}

/**
 * atlas_json_document_parse:
 * @text: what was received
 * @length: its length in bytes, or -1
 * @error: %ATLAS_API_ERROR_MALFORMED
 *
 * The error says where the text is not JSON, and nothing of what it holds.
 *
 * Returns: (transfer full) (nullable): the document
 */
AtlasJsonDocument *
atlas_json_document_parse (const char  *text,
                           gssize       length,
                           GError     **error)
{
  g_autoptr (AtlasJsonDocument) self = document_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;

  if (!atlas_json_scan_is_shallow (self->text, self->length, ATLAS_JSON_MAX_DEPTH))
    {
      g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_MALFORMED, NULL, "The JSON is nested too deeply"));
      return NULL;
    }

  json_parser_set_strict (parser, TRUE);
  if (json_parser_load_from_data (parser, self->text, (gssize) self->length, &parse_error))
    self->root = json_parser_steal_root (parser);
  if (self->root != NULL)
    return g_steal_pointer (&self);

  g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_MALFORMED, NULL, "The answer is not JSON"));

  return NULL;
}

/**
 * atlas_json_document_free:
 * @self: (transfer full): a document
 */
void
atlas_json_document_free (AtlasJsonDocument *self)
{
  g_clear_pointer (&self->root, json_node_unref);
  g_free (self->text);
  g_free (self);
}
