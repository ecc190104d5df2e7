/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-error-private.h"
#include "atlas-json-document.h"
#include "atlas-request-json.h"

static void
add_string (JsonObject *object,
            const char *name,
            const char *text_or_null)
{
  if (text_or_null != NULL)
    json_object_set_string_member (object, name, text_or_null);
}

static char *
dup_time (gint64 microseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (microseconds);

  return time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.%fZ") : NULL;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static guint64
get_number (JsonObject *object,
            const char *name,
            guint64     maximum)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 number = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;

  return CLAMP (number, 0, (gint64) MIN (maximum, G_MAXINT64));
}

static gint64
get_time (JsonObject *object,
          const char *name)
{
  const char *text = get_string (object, name);
  g_autoptr (GDateTime) time = text ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return time ? g_date_time_to_unix_usec (time) : 0;
}

/**
 * atlas_request_json_format:
 * @entry: a request
 *
 * Returns: (transfer full): an object, on one line, without a line's end; what is not known is left out
 */
char *
atlas_request_json_format (AtlasRequestEntry *entry)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *time = NULL;

  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (entry), NULL);

  time = dup_time (atlas_request_entry_get_started_at (entry));
  add_string (object, "time", time);
  add_string (object, "call", atlas_request_call_to_string (atlas_request_entry_get_call (entry)));
  add_string (object, "method", atlas_request_entry_get_method (entry));
  add_string (object, "url", atlas_request_entry_get_url (entry));
  add_string (object, "requestId", atlas_request_entry_get_request_id (entry));
  add_string (object, "echoedId", atlas_request_entry_get_echoed_id (entry));
  add_string (object, "httpVersion", atlas_request_entry_get_http_version (entry));
  json_object_set_int_member (object, "status", atlas_request_entry_get_status (entry));
  json_object_set_int_member (object, "durationMicroseconds", atlas_request_entry_get_duration (entry));
  json_object_set_int_member (object, "bytes", (gint64) atlas_request_entry_get_bytes (entry));
  json_object_set_int_member (object, "attempt", atlas_request_entry_get_attempt (entry));
  add_string (object, "retryCause", atlas_request_entry_get_retry_cause (entry));
  add_string (object, "error", atlas_request_entry_get_error (entry));
  json_node_set_object (node, object);

  return json_to_string (node, FALSE);
}

/**
 * atlas_request_json_parse:
 * @line: what atlas_request_json_format() made, or what has become of it
 * @length: its length in bytes, or -1
 * @error: %ATLAS_API_ERROR_MALFORMED
 *
 * Parsing recurses: to be called on a thread's own stack.
 *
 * Returns: (transfer full) (nullable): the request
 */
AtlasRequestEntry *
atlas_request_json_parse (const char  *line,
                          gssize       length,
                          GError     **error)
{
  g_autoptr (AtlasJsonDocument) document = atlas_json_document_parse (line, length, error);
  AtlasRequestRecord record = { 0 };
  JsonObject *object;

  if (document == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (document->root) ? json_node_get_object (document->root) : NULL;
  if (object == NULL || !atlas_request_call_from_string (get_string (object, "call"), &record.call))
    {
      g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_MALFORMED, NULL, "That is no request"));
      return NULL;
    }

  record.method = get_string (object, "method");
  record.url = get_string (object, "url");
  record.request_id = get_string (object, "requestId");
  record.echoed_id = get_string (object, "echoedId");
  record.http_version = get_string (object, "httpVersion");
  record.status = (guint) get_number (object, "status", G_MAXINT);
  record.started_at = get_time (object, "time");
  record.duration = (gint64) get_number (object, "durationMicroseconds", G_MAXINT64);
  record.bytes = get_number (object, "bytes", G_MAXINT64);
  record.attempt = (guint) get_number (object, "attempt", G_MAXINT);
  record.retry_cause = get_string (object, "retryCause");
  record.error = get_string (object, "error");

  return atlas_request_entry_new (&record);
}
