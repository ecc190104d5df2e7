/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "atlas-request-har.h"
#include "atlas-request-log.h"
#include "atlas-request-text.h"
#include "atlas-worker.h"

#define HAR_VERSION "1.2"
#define CREATOR "Bank Atlas"

/* What the archive's readers take for "not known". */
#define UNKNOWN_SIZE (-1)
#define UNKNOWN_VERSION "unknown"
#define UNKNOWN_TYPE "x-unknown"
#define UNKNOWN_TIME (-1)

/* All requests are of one page, which is none of the web: Firefox opens no archive without pages. */
#define PAGE_ID "page_1"

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *text_or_null)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text_or_null ? text_or_null : "");
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_milliseconds (JsonBuilder *builder,
                  const char  *name,
                  gint64       microseconds)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, (double) microseconds / 1000);
}

static void
add_extra (JsonBuilder *builder,
           const char  *name,
           const char  *text_or_null)
{
  if (text_or_null != NULL)
    add_string (builder, name, text_or_null);
}

static void
begin_object (JsonBuilder *builder,
              const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
begin_array (JsonBuilder *builder,
             const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
add_empty_array (JsonBuilder *builder,
                 const char  *name)
{
  begin_array (builder, name);
  json_builder_end_array (builder);
}

static void
add_pair (JsonBuilder *builder,
          const char  *name,
          const char  *value)
{
  json_builder_begin_object (builder);
  add_string (builder, "name", name);
  add_string (builder, "value", value);
  json_builder_end_object (builder);
}

/* Of all headers, only the id by which the platform traces requests is known. */
static void
add_headers (JsonBuilder *builder,
             const char  *id_or_null)
{
  begin_array (builder, "headers");
  if (id_or_null != NULL && *id_or_null != '\0')
    add_pair (builder, "X-Request-ID", id_or_null);
  json_builder_end_array (builder);
}

static void
add_query (JsonBuilder *builder,
           const char  *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  const char *query = uri ? g_uri_get_query (uri) : NULL;
  GUriParamsIter iter;

  begin_array (builder, "queryString");
  if (query != NULL)
    {
      char *name, *value;

      g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
      while (g_uri_params_iter_next (&iter, &name, &value, NULL))
        {
          add_pair (builder, name, value);
          g_free (name);
          g_free (value);
        }
    }
  json_builder_end_array (builder);
}

static const char *
get_version (AtlasRequestEntry *entry)
{
  const char *version = atlas_request_entry_get_http_version (entry);

  return version ? version : UNKNOWN_VERSION;
}

static void
add_request (JsonBuilder       *builder,
             AtlasRequestEntry *entry)
{
  const char *url = atlas_request_entry_get_url (entry);

  begin_object (builder, "request");
  add_string (builder, "method", atlas_request_entry_get_method (entry));
  add_string (builder, "url", url);
  add_string (builder, "httpVersion", get_version (entry));
  add_empty_array (builder, "cookies");
  add_headers (builder, atlas_request_entry_get_request_id (entry));
  add_query (builder, url);
  add_int (builder, "headersSize", UNKNOWN_SIZE);
  add_int (builder, "bodySize", UNKNOWN_SIZE);
  json_builder_end_object (builder);
}

static void
add_response (JsonBuilder       *builder,
              AtlasRequestEntry *entry)
{
  guint status = atlas_request_entry_get_status (entry);

  begin_object (builder, "response");
  add_int (builder, "status", status);
  add_string (builder, "statusText", status != 0 ? atlas_request_text_phrase (status) : NULL);
  add_string (builder, "httpVersion", get_version (entry));
  add_empty_array (builder, "cookies");
  add_headers (builder, atlas_request_entry_get_echoed_id (entry));
  begin_object (builder, "content");
  add_int (builder, "size", (gint64) atlas_request_entry_get_bytes (entry));
  add_string (builder, "mimeType", UNKNOWN_TYPE);
  json_builder_end_object (builder);
  add_string (builder, "redirectURL", NULL);
  add_int (builder, "headersSize", UNKNOWN_SIZE);
  add_int (builder, "bodySize", UNKNOWN_SIZE);
  add_extra (builder, "_error", atlas_request_entry_get_error (entry));
  json_builder_end_object (builder);
}

static void
add_entry (JsonBuilder       *builder,
           AtlasRequestEntry *entry)
{
  gint64 duration = atlas_request_entry_get_duration (entry);
  g_autofree char *started = atlas_request_text_utc (atlas_request_entry_get_started_at (entry));

  json_builder_begin_object (builder);
  add_string (builder, "pageref", PAGE_ID);
  add_string (builder, "startedDateTime", started);
  add_milliseconds (builder, "time", duration);
  add_request (builder, entry);
  add_response (builder, entry);
  begin_object (builder, "cache");
  json_builder_end_object (builder);
  begin_object (builder, "timings");
  add_milliseconds (builder, "send", 0);
  add_milliseconds (builder, "wait", duration);
  add_milliseconds (builder, "receive", 0);
  json_builder_end_object (builder);
  add_string (builder, "_call", atlas_request_call_to_string (atlas_request_entry_get_call (entry)));
  add_int (builder, "_attempt", atlas_request_entry_get_attempt (entry));
  add_extra (builder, "_retryCause", atlas_request_entry_get_retry_cause (entry));
  json_builder_end_object (builder);
}

/* The page began with the first request, wherever that stands. */
static void
add_pages (JsonBuilder *builder,
           GListModel  *entries)
{
  gint64 started_at = G_MAXINT64;
  g_autofree char *started = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (entries, i);

      started_at = MIN (started_at, atlas_request_entry_get_started_at (entry));
    }

  begin_array (builder, "pages");
  if (started_at != G_MAXINT64)
    {
      started = atlas_request_text_utc (started_at);
      json_builder_begin_object (builder);
      add_string (builder, "startedDateTime", started);
      add_string (builder, "id", PAGE_ID);
      add_string (builder, "title", CREATOR);
      begin_object (builder, "pageTimings");
      add_int (builder, "onContentLoad", UNKNOWN_TIME);
      add_int (builder, "onLoad", UNKNOWN_TIME);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
format (GListModel *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  begin_object (builder, "log");
  add_string (builder, "version", HAR_VERSION);
  begin_object (builder, "creator");
  add_string (builder, "name", CREATOR);
  add_string (builder, "version", ATLAS_VERSION);
  json_builder_end_object (builder);
  add_pages (builder, entries);
  begin_array (builder, "entries");
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (entries, i);

      add_entry (builder, entry);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, TRUE);
}

static DexFuture *
format_worker (gpointer data)
{
  return dex_future_new_take_string (format (data));
}

typedef struct
{
  GListModel *entries;
  GFile      *file;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_object (&saving->entries);
  g_clear_object (&saving->file);
  g_free (saving);
}

static DexFuture *
save_worker (gpointer data)
{
  Saving *saving = data;
  g_autofree char *text = format (saving->entries);
  GError *error = NULL;

  if (!g_file_replace_contents (saving->file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_boolean (TRUE);
}

static GListModel *
copy (GListModel *entries)
{
  GListStore *copied = g_list_store_new (ATLAS_TYPE_REQUEST_ENTRY);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (entries, i);

      g_list_store_append (copied, entry);
    }

  return G_LIST_MODEL (copied);
}

/**
 * atlas_request_har_format:
 * @entries: a model of #AtlasRequestEntry
 *
 * Headers and bodies are not known, and so are not in it: of the headers, only X-Request-ID is. What has no place in the
 * format stands in members that begin with "_", as the format wants it.
 * Source: HTTP Archive 1.2.
 *
 * Returns: (transfer full): the text of an archive
 */
char *
atlas_request_har_format (GListModel *entries)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (entries), NULL);

  return format (entries);
}

/**
 * atlas_request_har_format_soon:
 * @entries: a model of #AtlasRequestEntry
 *
 * Does the same on a worker, with what @entries holds now.
 *
 * Returns: (transfer full): a future for a string
 */
DexFuture *
atlas_request_har_format_soon (GListModel *entries)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (entries), NULL);

  return atlas_worker_run (format_worker, copy (entries), g_object_unref);
}

/**
 * atlas_request_har_save:
 * @entries: a model of #AtlasRequestEntry; what it holds now is saved
 * @file: where to; what is there is replaced
 *
 * A file that is new is for its owner alone.
 *
 * Returns: (transfer full): a future for %TRUE; rejects with %G_IO_ERROR
 */
DexFuture *
atlas_request_har_save (GListModel *entries,
                        GFile      *file)
{
  Saving *saving;

  g_return_val_if_fail (G_IS_LIST_MODEL (entries), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  saving = g_new0 (Saving, 1);
  saving->entries = copy (entries);
  saving->file = g_object_ref (file);

  return atlas_worker_run (save_worker, saving, saving_free);
}
