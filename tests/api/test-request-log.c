/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-request-log.h"

static void
note_change_cb (GListModel *model,
                guint       position,
                guint       removed,
                guint       added,
                GString    *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

static void
test_bounded (void)
{
  AtlasRequestLog *log = atlas_request_log_new (2);
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (AtlasRequestEntry) first = NULL;

  g_signal_connect (log, "items-changed", G_CALLBACK (note_change_cb), changes);
  for (guint i = 1; i <= 3; i++)
    atlas_request_log_add (log, &(AtlasRequestRecord) { .method = "GET", .url = "https://h.example/", .attempt = i });

  g_assert_cmpstr (changes->str, ==, "0-0+1 1-0+1 0-1+0 1-0+1 ");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (log), 0);
  g_assert_cmpuint (atlas_request_entry_get_attempt (first), ==, 2);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (log), 2));
  g_assert_finalize_object (log);
}

static void
test_entry (void)
{
  g_autoptr (AtlasRequestLog) log = atlas_request_log_new (1);
  g_autoptr (AtlasRequestEntry) entry = NULL;
  g_autofree char *url = NULL;
  guint status = 0;
  gint64 duration = 0;

  atlas_request_log_add (log, &(AtlasRequestRecord) {
                                .method = "POST",
                                .url = "https://h.example/connect/token",
                                .request_id = "an-id",
                                .echoed_id = "an-id",
                                .status = 503,
                                .started_at = 1,
                                .duration = 2,
                                .bytes = 3,
                                .attempt = 4,
                                .error = "HTTP 503",
                              });
  entry = g_list_model_get_item (G_LIST_MODEL (log), 0);
  g_object_get (entry, "url", &url, "status", &status, "duration", &duration, NULL);
  g_assert_cmpstr (url, ==, atlas_request_entry_get_url (entry));
  g_assert_cmpuint (status, ==, 503);
  g_assert_cmpint (duration, ==, 2);
  g_assert_cmpstr (atlas_request_entry_get_method (entry), ==, "POST");
  g_assert_cmpstr (atlas_request_entry_get_request_id (entry), ==, "an-id");
  g_assert_cmpstr (atlas_request_entry_get_echoed_id (entry), ==, "an-id");
  g_assert_cmpint (atlas_request_entry_get_started_at (entry), ==, 1);
  g_assert_cmpuint (atlas_request_entry_get_bytes (entry), ==, 3);
  g_assert_cmpstr (atlas_request_entry_get_error (entry), ==, "HTTP 503");
}


static AtlasRequestEntry *
note (AtlasRequestCall  call,
      const char       *url)
{
  return atlas_request_entry_new (&(AtlasRequestRecord) { .call = call, .url = url });
}

/* What may open a door is not kept in the first place. */
static void
test_harmless (void)
{
  const struct
  {
    AtlasRequestCall  call;
    const char       *url;
    const char       *kept;
  } cases[] = {
    { ATLAS_REQUEST_CALL_ASPSPS, "https://h.example/aspsps?isoCountryCodes=SE,FI", "https://h.example/aspsps?isoCountryCodes=SE,FI" },
    { ATLAS_REQUEST_CALL_HOST, "https://name:word@h.example:8/a@b", "https://h.example:8/a@b" },
    { ATLAS_REQUEST_CALL_HOST, "https://a@b:c@h.example", "https://h.example" },
    { ATLAS_REQUEST_CALL_LOGO, "https://h.example/i.png?sig=s3cret&se=1#part", "https://h.example/i.png" },
    { ATLAS_REQUEST_CALL_LOGO, "https://h.example/i.png#s3cret", "https://h.example/i.png" },
    { ATLAS_REQUEST_CALL_LOGO, "https://h.example/\nX-Evil: 1\xe2\x80\xae", "https://h.example/ X-Evil: 1" },
    { ATLAS_REQUEST_CALL_HOST, "", "" },
    { ATLAS_REQUEST_CALL_HOST, "no address", "no address" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasRequestEntry) entry = note (cases[i].call, cases[i].url);

      g_assert_cmpstr (atlas_request_entry_get_url (entry), ==, cases[i].kept);
    }
}

static void
test_bounded_texts (void)
{
  g_autofree char *long_text = g_strnfill (100000, 'x');
  g_autoptr (AtlasRequestEntry) entry = atlas_request_entry_new (&(AtlasRequestRecord) {
                                                                   .url = long_text,
                                                                   .echoed_id = long_text,
                                                                   .error = long_text,
                                                                   .retry_cause = long_text,
                                                                 });

  g_assert_cmpuint (strlen (atlas_request_entry_get_url (entry)), <, 2100);
  g_assert_cmpuint (strlen (atlas_request_entry_get_echoed_id (entry)), <, 110);
  g_assert_cmpuint (strlen (atlas_request_entry_get_error (entry)), <, 310);
  g_assert_cmpuint (strlen (atlas_request_entry_get_retry_cause (entry)), <, 310);
  g_assert_true (atlas_request_entry_has_failed (entry));
}

static void
test_next (void)
{
  g_autoptr (AtlasRequestLog) all = atlas_request_log_new (3);
  g_autoptr (AtlasRequestLog) one = atlas_request_log_new (1);
  g_autoptr (AtlasRequestLog) other = atlas_request_log_new (1);
  g_autoptr (AtlasRequestEntry) here = NULL;
  g_autoptr (AtlasRequestEntry) there = NULL;

  atlas_request_log_set_next (one, all);
  atlas_request_log_set_next (other, all);
  atlas_request_log_add (one, &(AtlasRequestRecord) { .url = "https://a.example/" });
  atlas_request_log_add (other, &(AtlasRequestRecord) { .url = "https://b.example/" });
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (all)), ==, 2);
  here = g_list_model_get_item (G_LIST_MODEL (other), 0);
  there = g_list_model_get_item (G_LIST_MODEL (all), 1);
  g_assert_true (here == there);

  atlas_request_log_clear (all);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (all)), ==, 0);
  atlas_request_log_clear (all);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (one)), ==, 1);
}

static void
test_calls (void)
{
  AtlasRequestCall call;

  for (guint i = 0; i <= ATLAS_REQUEST_CALL_LOGO; i++)
    {
      g_assert_true (atlas_request_call_from_string (atlas_request_call_to_string (i), &call));
      g_assert_cmpuint (call, ==, i);
    }
  g_assert_false (atlas_request_call_from_string ("anything", &call));
  g_assert_false (atlas_request_call_from_string (NULL, &call));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/request-log/bounded", test_bounded);
  g_test_add_func ("/api/request-log/entry", test_entry);
  g_test_add_func ("/api/request-log/harmless", test_harmless);
  g_test_add_func ("/api/request-log/bounded-texts", test_bounded_texts);
  g_test_add_func ("/api/request-log/next", test_next);
  g_test_add_func ("/api/request-log/calls", test_calls);

  return g_test_run ();
}
