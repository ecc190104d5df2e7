/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-request-log-private.h"

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/request-log/bounded", test_bounded);
  g_test_add_func ("/api/request-log/entry", test_entry);

  return g_test_run ();
}
