/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-requests-window.h"
#include "atlas-test-await.h"
#include "atlas-test-widget.h"

typedef struct
{
  AtlasRequestLog *log;
  GtkWindow       *window;
  gint64           clock;
} Fixture;

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->log = atlas_request_log_new (200);
  self->window = atlas_requests_window_new (self->log);
  self->clock = G_GINT64_CONSTANT (1795390758123456);
  gtk_window_present (self->window);

  return self;
}

static void
fixture_free (Fixture *self)
{
  atlas_test_window_destroy (self->window);
  g_assert_finalize_object (self->log);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
add (Fixture    *self,
     const char *path,
     guint       status,
     const char *error)
{
  g_autofree char *url = g_strconcat ("https://api.example/psd2", path, NULL);

  self->clock += G_TIME_SPAN_SECOND;
  atlas_request_log_add (self->log, &(AtlasRequestRecord) {
                                      .call = ATLAS_REQUEST_CALL_DETAILS,
                                      .method = "GET",
                                      .url = url,
                                      .request_id = "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c",
                                      .status = status,
                                      .started_at = self->clock,
                                      .duration = 1500,
                                      .attempt = 1,
                                      .error = error,
                                    });
}

static guint
count_shown (Fixture *self)
{
  return g_list_model_get_n_items (atlas_requests_window_get_shown (ATLAS_REQUESTS_WINDOW (self->window)));
}

static void
select_row (Fixture *self,
            guint    position)
{
  GListModel *shown = atlas_requests_window_get_shown (ATLAS_REQUESTS_WINDOW (self->window));

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (shown), position, TRUE);
}

static const char *
get_url (Fixture *self,
         guint    position)
{
  g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (atlas_requests_window_get_shown (ATLAS_REQUESTS_WINDOW (self->window)), position);

  return atlas_request_entry_get_url (entry);
}

static void
test_empty (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  atlas_test_wait_until (atlas_test_shows (self->window, "No Requests Yet"));
  g_assert_cmpuint (atlas_test_count_nameless (self->window), ==, 0);
  g_assert_false (atlas_test_shows (self->window, "No Request Selected"));
  g_assert_false (gtk_widget_get_mapped (atlas_test_find_type (self->window, GTK_TYPE_SEARCH_ENTRY)));

  add (self, "/one", 200, NULL);
  atlas_test_wait_until (atlas_test_shows (self->window, "1 request"));
  g_assert_false (atlas_test_shows (self->window, "No Requests Yet"));
  atlas_test_wait_until (atlas_test_shows (self->window, "No Request Selected"));
  g_assert_true (gtk_widget_get_state_flags (atlas_test_find_type (self->window, GTK_TYPE_SEARCH_ENTRY)) & GTK_STATE_FLAG_FOCUS_WITHIN);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "requests.clear", NULL);
  atlas_test_wait_until (atlas_test_shows (self->window, "No Requests Yet"));
}

static void
test_newest_first (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  add (self, "/one", 200, NULL);
  add (self, "/two", 200, NULL);
  g_assert_cmpstr (get_url (self, 0), ==, "https://api.example/psd2/two");
  g_assert_cmpstr (get_url (self, 1), ==, "https://api.example/psd2/one");
}

static void
test_filters (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  GtkWidget *entry;

  add (self, "/one", 200, NULL);
  add (self, "/two", 503, "HTTP 503 <b>");
  add (self, "/three", 0, "Nobody answered in time");
  atlas_test_wait_until (atlas_test_shows (self->window, "3 requests"));

  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (atlas_test_find_type (self->window, ADW_TYPE_TOGGLE_GROUP)), "failed");
  atlas_test_wait_until (count_shown (self) == 2);
  g_assert_true (atlas_test_shows (self->window, "2 of 3 requests"));

  entry = atlas_test_find_type (self->window, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "503 two");
  atlas_test_wait_until (count_shown (self) == 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "<zzqq>");
  atlas_test_wait_until (atlas_test_shows (self->window, "No failed request matches “<zzqq>”."));
  g_assert_cmpuint (atlas_test_count_nameless (self->window), ==, 0);
  atlas_test_click (self->window, "Show All Requests");
  atlas_test_wait_until (count_shown (self) == 3);
}

/* What is read does not change under the reader's eyes, whatever comes and goes. */
static void
test_details (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  add (self, "/one", 200, NULL);
  add (self, "/two", 503, "HTTP 503 SERVICE_INVALID");
  atlas_test_wait_until (atlas_test_shows (self->window, "No Request Selected"));
  select_row (self, 0);
  atlas_test_wait_until (atlas_test_shows (self->window, "HTTP 503 SERVICE_INVALID"));
  g_assert_true (atlas_test_shows (self->window, "2026-11-22T23:39:20.123Z"));
  g_assert_true (atlas_test_shows (self->window, "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c"));
  g_assert_cmpuint (atlas_test_count_nameless (self->window), ==, 0);

  for (guint i = 0; i < 300; i++)
    add (self, "/many", 200, NULL);
  g_assert_cmpuint (count_shown (self), ==, 200);
  g_assert_true (atlas_test_shows (self->window, "HTTP 503 SERVICE_INVALID"));
}

static GtkAdjustment *
get_adjustment (Fixture *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (atlas_test_find_type (self->window, GTK_TYPE_LIST_VIEW)));
}

static gboolean
is_first_seen (Fixture    *self,
               const char *path)
{
  GtkWidget *list = atlas_test_find_type (self->window, GTK_TYPE_LIST_VIEW);
  GtkWidget *row = gtk_widget_pick (list, 100, 30, GTK_PICK_NON_TARGETABLE | GTK_PICK_INSENSITIVE);

  while (row != NULL && !g_str_equal (G_OBJECT_TYPE_NAME (row), "AtlasRequestRow"))
    row = gtk_widget_get_parent (row);

  return row != NULL && atlas_test_shows (row, path);
}

static void
test_follows (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  GtkAdjustment *adjustment;
  double before;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);

      add (self, path, 200, NULL);
    }
  adjustment = get_adjustment (self);
  atlas_test_wait_until (gtk_adjustment_get_upper (adjustment) > 2000 && is_first_seen (self, "/psd2/99"));

  /* At the top, new ones come in sight. */
  add (self, "/new", 200, NULL);
  atlas_test_wait_until (is_first_seen (self, "/psd2/new"));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, 1);

  /* Elsewhere, what is in sight stays there. */
  gtk_adjustment_set_value (adjustment, 1000);
  atlas_test_spin (200);
  before = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment);
  for (guint i = 0; i < 10; i++)
    add (self, "/newer", 200, NULL);
  atlas_test_wait_until (gtk_adjustment_get_value (adjustment) > 1010);
  atlas_test_spin (200);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment), before, 4);
}

static void
test_clear (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  add (self, "/one", 200, NULL);
  select_row (self, 0);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "requests.clear", NULL);
  atlas_test_wait_until (atlas_test_shows (self->window, "No Requests Yet"));
  g_assert_cmpuint (count_shown (self), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  atlas_test_widget_init (&argc, &argv);

  g_test_add_func ("/app/requests/empty", test_empty);
  g_test_add_func ("/app/requests/newest-first", test_newest_first);
  g_test_add_func ("/app/requests/filters", test_filters);
  g_test_add_func ("/app/requests/details", test_details);
  g_test_add_func ("/app/requests/follows", test_follows);
  g_test_add_func ("/app/requests/clear", test_clear);

  return g_test_run ();
}
