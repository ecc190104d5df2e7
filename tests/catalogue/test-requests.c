/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "atlas-request-har.h"
#include "atlas-request-text.h"
#include "atlas-test-await.h"

#define ID "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c"
#define STARTED_AT G_GINT64_CONSTANT (1795390758123456)

static const AtlasRequestRecord list = {
  .call = ATLAS_REQUEST_CALL_ASPSPS,
  .method = "GET",
  .url = "https://api.example/psd2/aspspinformation/v1/aspsps?isoCountryCodes=SE%2CFI&cityIds=a%20b",
  .request_id = ID,
  .echoed_id = ID,
  .http_version = "HTTP/2",
  .status = 200,
  .started_at = STARTED_AT,
  .duration = 1234567,
  .bytes = 5320,
  .attempt = 2,
  .retry_cause = "HTTP 503",
};

static const AtlasRequestRecord unanswered = {
  .call = ATLAS_REQUEST_CALL_TOKEN,
  .method = "POST",
  .url = "https://auth.example/connect/token",
  .request_id = ID,
  .started_at = STARTED_AT,
  .duration = 999,
  .attempt = 1,
  .error = "Nobody answered in time",
};

static GListModel *
make_log (void)
{
  AtlasRequestLog *log = atlas_request_log_new (10);

  atlas_request_log_add (log, &list);
  atlas_request_log_add (log, &unanswered);

  return G_LIST_MODEL (log);
}

/* ---------------------------------------------------------------- HTTP Archive 1.2, member by member */

typedef enum
{
  STRING,
  NUMBER,
  OBJECT,
  ARRAY,
} Kind;

typedef struct
{
  const char *name;
  Kind        kind;
} Member;

static const Member log_members[] = { { "version", STRING }, { "creator", OBJECT }, { "pages", ARRAY }, { "entries", ARRAY } };
static const Member creator_members[] = { { "name", STRING }, { "version", STRING } };
static const Member page_members[] = { { "startedDateTime", STRING }, { "id", STRING }, { "title", STRING }, { "pageTimings", OBJECT } };
static const Member page_timing_members[] = { { "onContentLoad", NUMBER }, { "onLoad", NUMBER } };
static const Member entry_members[] = {
  { "pageref", STRING }, { "startedDateTime", STRING }, { "time", NUMBER }, { "request", OBJECT }, { "response", OBJECT }, { "cache", OBJECT }, { "timings", OBJECT },
};
static const Member request_members[] = {
  { "method", STRING }, { "url", STRING }, { "httpVersion", STRING }, { "cookies", ARRAY }, { "headers", ARRAY },
  { "queryString", ARRAY }, { "headersSize", NUMBER }, { "bodySize", NUMBER },
};
static const Member response_members[] = {
  { "status", NUMBER }, { "statusText", STRING }, { "httpVersion", STRING }, { "cookies", ARRAY }, { "headers", ARRAY },
  { "content", OBJECT }, { "redirectURL", STRING }, { "headersSize", NUMBER }, { "bodySize", NUMBER },
};
static const Member content_members[] = { { "size", NUMBER }, { "mimeType", STRING } };
static const Member timing_members[] = { { "send", NUMBER }, { "wait", NUMBER }, { "receive", NUMBER } };
static const Member pair_members[] = { { "name", STRING }, { "value", STRING } };

static gboolean
is_of_kind (JsonNode *node,
            Kind      kind)
{
  switch (kind)
    {
    case STRING:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
    case NUMBER:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING;
    case OBJECT:
      return JSON_NODE_HOLDS_OBJECT (node);
    case ARRAY:
    default:
      return JSON_NODE_HOLDS_ARRAY (node);
    }
}

/* Everything that the format wants, and beyond it nothing but members of our own, which begin with "_". */
static void
check_members (JsonObject   *object,
               const Member *members,
               gsize         n_members)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (gsize i = 0; i < n_members; i++)
    {
      g_test_message ("%s", members[i].name);
      g_assert_true (json_object_has_member (object, members[i].name));
      g_assert_true (is_of_kind (json_object_get_member (object, members[i].name), members[i].kind));
    }
  for (GList *l = names; l != NULL; l = l->next)
    {
      gboolean is_known = *(const char *) l->data == '_';

      for (gsize i = 0; i < n_members; i++)
        is_known = is_known || g_str_equal (l->data, members[i].name);
      g_assert_true (is_known);
    }
}

static void
check_pairs (JsonArray *pairs)
{
  for (guint i = 0; i < json_array_get_length (pairs); i++)
    check_members (json_array_get_object_element (pairs, i), pair_members, G_N_ELEMENTS (pair_members));
}

static void
check_entry (JsonObject *entry)
{
  JsonObject *request = json_object_get_object_member (entry, "request");
  JsonObject *response = json_object_get_object_member (entry, "response");
  JsonObject *timings = json_object_get_object_member (entry, "timings");
  g_autoptr (GDateTime) started = g_date_time_new_from_iso8601 (json_object_get_string_member (entry, "startedDateTime"), NULL);
  double sum = 0;

  check_members (entry, entry_members, G_N_ELEMENTS (entry_members));
  check_members (request, request_members, G_N_ELEMENTS (request_members));
  check_members (response, response_members, G_N_ELEMENTS (response_members));
  check_members (json_object_get_object_member (response, "content"), content_members, G_N_ELEMENTS (content_members));
  check_members (timings, timing_members, G_N_ELEMENTS (timing_members));
  check_pairs (json_object_get_array_member (request, "headers"));
  check_pairs (json_object_get_array_member (request, "queryString"));
  check_pairs (json_object_get_array_member (response, "headers"));
  g_assert_nonnull (started);
  for (gsize i = 0; i < G_N_ELEMENTS (timing_members); i++)
    sum += json_object_get_double_member (timings, timing_members[i].name);
  g_assert_cmpfloat_with_epsilon (sum, json_object_get_double_member (entry, "time"), 0.0001);
}

/* Browsers look up each entry's page. */
static void
check_pages (JsonObject *log)
{
  JsonArray *pages = json_object_get_array_member (log, "pages");
  JsonArray *entries = json_object_get_array_member (log, "entries");
  const guint n_entries = json_array_get_length (entries);
  JsonObject *page;

  g_assert_cmpuint (json_array_get_length (pages), ==, n_entries > 0 ? 1 : 0);
  if (n_entries == 0)
    return;

  page = json_array_get_object_element (pages, 0);
  check_members (page, page_members, G_N_ELEMENTS (page_members));
  check_members (json_object_get_object_member (page, "pageTimings"), page_timing_members, G_N_ELEMENTS (page_timing_members));
  for (guint i = 0; i < n_entries; i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      g_assert_cmpstr (json_object_get_string_member (entry, "pageref"), ==, json_object_get_string_member (page, "id"));
      /* Times in UTC of the same form compare as texts: no request began before its page. */
      g_assert_cmpstr (json_object_get_string_member (page, "startedDateTime"), <=, json_object_get_string_member (entry, "startedDateTime"));
    }
}

static JsonArray *
parse_entries (JsonParser *parser,
               const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *root, *log;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  log = json_object_get_object_member (root, "log");
  check_members (log, log_members, G_N_ELEMENTS (log_members));
  check_members (json_object_get_object_member (log, "creator"), creator_members, G_N_ELEMENTS (creator_members));
  g_assert_cmpstr (json_object_get_string_member (log, "version"), ==, "1.2");
  check_pages (log);

  return json_object_get_array_member (log, "entries");
}

static void
test_har (void)
{
  g_autoptr (GListModel) log = make_log ();
  g_autofree char *text = atlas_request_har_format (log);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *entries = parse_entries (parser, text);
  JsonObject *entry, *request, *pair;

  g_assert_cmpuint (json_array_get_length (entries), ==, 2);
  check_entry (json_array_get_object_element (entries, 0));
  check_entry (json_array_get_object_element (entries, 1));

  entry = json_array_get_object_element (entries, 0);
  request = json_object_get_object_member (entry, "request");
  g_assert_cmpstr (json_object_get_string_member (entry, "startedDateTime"), ==, "2026-11-22T23:39:18.123Z");
  g_assert_cmpstr (json_object_get_string_member (entry, "_call"), ==, "aspsps");
  g_assert_cmpstr (json_object_get_string_member (entry, "_retryCause"), ==, "HTTP 503");
  g_assert_cmpint (json_object_get_int_member (entry, "_attempt"), ==, 2);
  pair = json_array_get_object_element (json_object_get_array_member (request, "queryString"), 0);
  g_assert_cmpstr (json_object_get_string_member (pair, "name"), ==, "isoCountryCodes");
  g_assert_cmpstr (json_object_get_string_member (pair, "value"), ==, "SE,FI");
  pair = json_array_get_object_element (json_object_get_array_member (request, "headers"), 0);
  g_assert_cmpstr (json_object_get_string_member (pair, "name"), ==, "X-Request-ID");

  entry = json_array_get_object_element (entries, 1);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (entry, "response"), "status"), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (entry, "response"), "_error"), ==, "Nobody answered in time");
}

static void
test_har_soon (void)
{
  g_autoptr (GListModel) log = make_log ();
  g_autofree char *text = atlas_request_har_format (log);
  DexFuture *future = atlas_request_har_format_soon (log);
  const GValue *value;

  /* What comes later is not in it. */
  atlas_request_log_clear (ATLAS_REQUEST_LOG (log));
  value = atlas_test_await (dex_ref (future), NULL);
  g_assert_nonnull (value);
  g_assert_cmpstr (g_value_get_string (dex_future_get_value (future, NULL)), ==, text);
  dex_unref (future);
}

static void
test_har_empty (void)
{
  g_autoptr (AtlasRequestLog) log = atlas_request_log_new (1);
  g_autofree char *text = atlas_request_har_format (G_LIST_MODEL (log));
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_cmpuint (json_array_get_length (parse_entries (parser, text)), ==, 0);
}

static void
test_har_saved (void)
{
  g_autoptr (GListModel) log = make_log ();
  g_autofree char *text = atlas_request_har_format (log);
  g_autofree char *directory = g_dir_make_tmp ("bank-atlas-har-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "requests.har", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/requests.har");
  g_autofree char *saved = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (atlas_test_await_boolean (atlas_request_har_save (log, file), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, text);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_null (atlas_test_await (atlas_request_har_save (log, nowhere), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_unlink (path);
  g_rmdir (directory);
}

/* ---------------------------------------------------------------- text */

static void
test_support (void)
{
  g_autoptr (GListModel) log = make_log ();
  g_autofree char *text = atlas_request_text_support (log);
  const char *const parts[] = {
    "Open Payments ASPSP information API (2)",
    "\nGET https://api.example/psd2/aspspinformation/v1/aspsps?isoCountryCodes=SE%2CFI&cityIds=a%20b\n",
    "Time (UTC):   2026-11-22T23:39:18.123Z\n",
    "X-Request-ID: " ID "\n",
    "In answer:    echoed\n",
    "Status:       200\n",
    "Duration:     1.234 s\n",
    "Retried for:  HTTP 503\n",
    "\nPOST https://auth.example/connect/token\n",
    "In answer:    not echoed\n",
    "Status:       no answer\n",
    "Error:        Nobody answered in time\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_test_message ("%s", parts[i]);
      g_assert_nonnull (strstr (text, parts[i]));
    }
}

static void
test_words (void)
{
  g_autoptr (AtlasRequestEntry) entry = atlas_request_entry_new (&list);
  g_autoptr (AtlasRequestEntry) failed = atlas_request_entry_new (&unanswered);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autofree char *outcome = atlas_request_text_outcome (entry);
  g_autofree char *no_outcome = atlas_request_text_outcome (failed);
  g_autofree char *time = atlas_request_text_time (STARTED_AT, zone);
  g_autofree char *path = atlas_request_text_path ("https://h.example:8/a?b");
  g_autofree char *root = atlas_request_text_path ("https://h.example");
  g_autofree char *host = atlas_request_text_host ("https://h.example:8/a?b");
  g_autofree char *no_host = atlas_request_text_host ("h");
  g_autofree char *short_time = atlas_request_text_duration (12345);
  g_autofree char *long_time = atlas_request_text_duration (1250000);
  g_autofree char *line = atlas_request_text_line (failed);

  g_assert_cmpstr (outcome, ==, "200 OK");
  g_assert_cmpstr (no_outcome, ==, "No answer");
  g_assert_cmpstr (time, ==, "00:39:18.123");
  g_assert_cmpstr (path, ==, "/a?b");
  g_assert_cmpstr (root, ==, "/");
  g_assert_cmpstr (host, ==, "h.example:8");
  g_assert_cmpstr (no_host, ==, "");
  g_assert_cmpstr (short_time, ==, "12 ms");
  g_assert_cmpstr (long_time, ==, "1.2 s");
  g_assert_cmpstr (line, ==, "2026-11-22T23:39:18.123Z POST https://auth.example/connect/token: no answer, 0.000 s, 0 bytes, "
                             "X-Request-ID " ID ", attempt 1, “Nobody answered in time”");
}

static void
test_phrases (void)
{
  g_assert_cmpstr (atlas_request_text_phrase (200), ==, "OK");
  g_assert_cmpstr (atlas_request_text_phrase (429), ==, "Too Many Requests");
  g_assert_cmpstr (atlas_request_text_phrase (599), ==, "");
}

static void
test_matches (void)
{
  g_autoptr (AtlasRequestEntry) entry = atlas_request_entry_new (&list);
  const struct
  {
    const char *typed;
    gboolean    matches;
  } cases[] = {
    { NULL, TRUE },
    { "  ", TRUE },
    { "6FF9", TRUE },
    { "aspsps 200", TRUE },
    { "aspsps 404", FALSE },
    { "503", TRUE },
    { "get  SE%2cFI", TRUE },
    { "Banks", TRUE },
    { "token", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].typed ? cases[i].typed : "nothing");
      g_assert_cmpint (atlas_request_text_matches (entry, cases[i].typed), ==, cases[i].matches);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/catalogue/requests/har", test_har);
  g_test_add_func ("/catalogue/requests/har-soon", test_har_soon);
  g_test_add_func ("/catalogue/requests/har-empty", test_har_empty);
  g_test_add_func ("/catalogue/requests/har-saved", test_har_saved);
  g_test_add_func ("/catalogue/requests/support", test_support);
  g_test_add_func ("/catalogue/requests/words", test_words);
  g_test_add_func ("/catalogue/requests/phrases", test_phrases);
  g_test_add_func ("/catalogue/requests/matches", test_matches);

  return g_test_run ();
}
