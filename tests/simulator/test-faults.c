/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "simulator-client.h"

static void
add_fault (Client     *client,
           const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasFault) fault = atlas_fault_parse (text, &error);

  g_assert_no_error (error);
  atlas_simulator_add_fault (client->simulator, fault);
}

static void
assert_works (Client *client)
{
  g_autoptr (Answer) answer = client_get (client, API "/countries");

  g_assert_no_error (answer->error);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->body, "Sweden"));
}

static void
test_status (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = NULL;

  assert_works (client);
  add_fault (client, "status=429 retry-after=7 count=1");
  answer = client_send (client, "GET", API "/countries", NULL, "8f64d9db-7f38-4e13-8bf8-809e6bc6175c");
  assert_tpp_error (answer, 429, "ACCESS_EXCEEDED");
  g_assert_cmpstr (answer_get_header (answer, "Retry-After"), ==, "7");
  g_assert_cmpstr (answer_get_header (answer, "X-Request-ID"), ==, "8f64d9db-7f38-4e13-8bf8-809e6bc6175c");
  assert_works (client);
}

static void
test_status_body (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) empty = NULL;
  g_autoptr (Answer) problem = NULL;

  assert_works (client);
  add_fault (client, "status=503 count=1");
  add_fault (client, "status=400 body='{\"type\":\"about:blank\",\"title\":\"No\"}' content-type=application/problem+json");
  empty = client_get (client, API "/aspsps");
  g_assert_cmpuint (empty->status, ==, 503);
  g_assert_cmpuint (empty->size, ==, 0);
  problem = client_get (client, API "/aspsps");
  g_assert_cmpuint (problem->status, ==, 400);
  g_assert_cmpstr (problem->body, ==, "{\"type\":\"about:blank\",\"title\":\"No\"}");
  g_assert_cmpstr (answer_get_header (problem, "Content-Type"), ==, "application/problem+json");
}

static void
test_delay (void)
{
  g_autoptr (Client) client = client_new_samples ();
  gint64 begin;

  assert_works (client);
  add_fault (client, "delay=120");
  begin = g_get_monotonic_time ();
  assert_works (client);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 115 * 1000);
}

static void
test_cut_off (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = NULL;
  goffset length;

  assert_works (client);
  add_fault (client, "cut-off path=*/aspsps count=1");
  answer = client_get (client, API "/aspsps");
  length = soup_message_headers_get_content_length (answer->headers);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (answer->error);
  g_assert_cmpint (length, >, 100);
  g_assert_true (g_str_has_prefix (answer->body, "{\"aspsps\":["));
  g_assert_cmpuint (answer->size, ==, length / 2);
  assert_works (client);
}

static void
test_drop (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = NULL;

  assert_works (client);
  add_fault (client, "drop path=" API "/cities");
  answer = client_get (client, API "/cities");
  g_assert_nonnull (answer->error);
  g_assert_cmpuint (answer->status, ==, 0);
  assert_works (client);
}

static void
test_body (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = NULL;

  assert_works (client);
  add_fault (client, "body='<html>Maintenance</html>' content-type=text/html");
  answer = client_get (client, API "/countries");
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer->body, ==, "<html>Maintenance</html>");
  g_assert_cmpstr (answer_get_header (answer, "Content-Type"), ==, "text/html");
}

static void
test_oversized (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = NULL;

  assert_works (client);
  add_fault (client, "oversized=3000001 count=1");
  answer = client_get (client, API "/countries");
  g_assert_no_error (answer->error);
  g_assert_cmpuint (answer->size, ==, 3000001);
  assert_works (client);
}

/* A client that has read enough goes away in the middle; the server survives it. */
static void
test_oversized_abandoned (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autofree char *url = g_strconcat (atlas_simulator_get_url (client->simulator), API "/cities", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GInputStream) stream = NULL;
  char begin[1024];

  assert_works (client);
  add_fault (client, "oversized=1000000000000 path=*/cities");
  stream = soup_session_send (client->session, message, NULL, NULL);
  g_assert_nonnull (stream);
  g_assert_cmpint (g_input_stream_read (stream, begin, sizeof begin, NULL, NULL), >, 0);
  g_clear_object (&stream);
  soup_session_abort (client->session);
  assert_works (client);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_REMOVE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *is_over = user_data;

  g_assert_cmpint (g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *is_over = TRUE;
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  GInputStream **stream = user_data;

  *stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
test_stall (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autofree char *url = g_strconcat (atlas_simulator_get_url (client->simulator), API "/cities", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) stream = NULL;
  gboolean is_over = FALSE;
  char begin[16];

  assert_works (client);
  add_fault (client, "stall path=*/cities");
  soup_session_send_async (client->session, message, 0, NULL, sent_cb, &stream);
  while (stream == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_input_stream_read_async (stream, begin, sizeof begin, 0, cancellable, read_cb, &is_over);
  g_timeout_add (50, cancel_cb, cancellable);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  assert_works (client);
}

static void
test_redirect (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = NULL;

  assert_works (client);
  add_fault (client, "redirect=http://127.0.0.1:1/elsewhere");
  answer = client_get (client, API "/countries");
  g_assert_cmpuint (answer->status, ==, 302);
  g_assert_cmpstr (answer_get_header (answer, "Location"), ==, "http://127.0.0.1:1/elsewhere");
}

static void
test_redirect_status (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = NULL;

  assert_works (client);
  add_fault (client, "redirect=/elsewhere status=307");
  answer = client_get (client, API "/countries");
  g_assert_cmpuint (answer->status, ==, 307);
  g_assert_cmpstr (answer_get_header (answer, "Location"), ==, "/elsewhere");
}

static void
test_drip (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) quick = NULL;
  g_autoptr (Answer) slow = NULL;

  assert_works (client);
  quick = client_get (client, API "/cities");
  add_fault (client, "drip=1 count=1");
  slow = client_get (client, API "/cities");
  g_assert_no_error (slow->error);
  g_assert_cmpuint (slow->status, ==, 200);
  g_assert_cmpstr (slow->body, ==, quick->body);
  assert_works (client);
}

static void
test_nested (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = NULL;

  assert_works (client);
  add_fault (client, "nested=100000");
  answer = client_get (client, API "/countries");
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (answer->size, ==, 200000);
  g_assert_true (g_str_has_prefix (answer->body, "[[[["));
}

static void
assert_statuses (Client     *client,
                 const char *path,
                 const char *expected)
{
  g_auto (GStrv) statuses = g_strsplit (expected, " ", -1);

  for (gsize i = 0; statuses[i] != NULL; i++)
    {
      g_autoptr (Answer) answer = client_get (client, path);
      g_autofree char *status = g_strdup_printf ("%u", answer->status);

      g_assert_cmpstr (status, ==, statuses[i]);
    }
}

static void
test_skip_and_count (void)
{
  g_autoptr (Client) client = client_new_samples ();

  assert_works (client);
  add_fault (client, "status=500 path=*/countries skip=2 count=2");
  add_fault (client, "status=502 path=*/countries count=1");
  add_fault (client, "status=504 path=*/cities?isoCountryCodes=SE");
  assert_statuses (client, API "/countries", "502 200 500 500 200 200");
  assert_statuses (client, API "/cities", "200 200");
  assert_statuses (client, API "/cities?isoCountryCodes=SE", "504 504");
  atlas_simulator_clear_faults (client->simulator);
  assert_statuses (client, API "/cities?isoCountryCodes=SE", "200");
}

static void
test_token_host (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = NULL;

  add_fault (client, "status=401 path=/connect/token body='{\"error\":\"invalid_client\"}'");
  answer = client_ask_token (client, "demo", "demo-secret", "aspspinformation");
  g_assert_cmpuint (answer->status, ==, 401);
  g_assert_cmpstr (answer->body, ==, "{\"error\":\"invalid_client\"}");
}

static void
test_recorded (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) dropped = NULL;
  g_autoptr (Answer) failed = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  assert_works (client);
  before = atlas_simulator_take_requests (client->simulator);
  add_fault (client, "drop path=*/cities");
  add_fault (client, "status=503 path=*/countries");
  failed = client_get (client, API "/countries");
  dropped = client_get (client, API "/cities");
  requests = atlas_simulator_take_requests (client->simulator);
  g_assert_cmpuint (requests->len, >=, 2);
  g_assert_cmpuint (((AtlasSimulatorRequest *) g_ptr_array_index (requests, 0))->status, ==, 503);
  g_assert_cmpuint (((AtlasSimulatorRequest *) g_ptr_array_index (requests, 1))->status, ==, 0);
}

static void
ignore_answer_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, NULL);
  guint *n_open = user_data;

  (*n_open)--;
}

/* Whatever is under way, the server ends, and nothing leaks. */
static void
test_stop_under_way (void)
{
  static const char * const faults[] = { "delay=60000 path=*/countries", "stall path=*/cities", "oversized=1000000000000 path=*/aspsps" };
  static const char * const paths[] = { API "/countries", API "/cities", API "/aspsps" };
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (GPtrArray) requests = NULL;
  guint n_open = G_N_ELEMENTS (paths);
  guint n_seen = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *url = g_strconcat (atlas_simulator_get_url (client->simulator), paths[i], NULL);
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

      add_fault (client, faults[i]);
      soup_session_send_async (client->session, message, 0, NULL, ignore_answer_cb, &n_open);
    }
  while (n_seen < G_N_ELEMENTS (paths))
    {
      g_main_context_iteration (NULL, FALSE);
      g_clear_pointer (&requests, g_ptr_array_unref);
      requests = atlas_simulator_take_requests (client->simulator);
      n_seen += requests->len;
    }

  atlas_simulator_stop (client->simulator);
  while (n_open > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasFault) fault = atlas_fault_parse ("status=503 path=/psd2/* count=2 skip=3 delay=40 retry-after=1", &error);

  g_assert_no_error (error);
  g_assert_cmpint (fault->kind, ==, ATLAS_FAULT_STATUS);
  g_assert_cmpuint (fault->status, ==, 503);
  g_assert_cmpstr (fault->path, ==, "/psd2/*");
  g_assert_cmpuint (fault->count, ==, 2);
  g_assert_cmpuint (fault->skip, ==, 3);
  g_assert_cmpuint (fault->delay_ms, ==, 40);
  g_assert_cmpstr (fault->retry_after, ==, "1");
}

static void
test_parse_errors (void)
{
  static const char * const texts[] = {
    "", "path=/x", "status", "status=abc", "status=99", "status=600", "count=1", "wobble", "wobble=1", "stall drop",
    "status=500 status=501", "oversized=0", "oversized=-1", "delay=-5", "delay=99999999999", "redirect", "body", "status=500 count=x",
    "body='open", "status=500 path", "redirect=/x status=500", "redirect=/x redirect=/y", "nested=0", "drip=0", "drip=5 stall",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasFault) fault = atlas_fault_parse (texts[i], &error);

      g_test_message ("“%s”: %s", texts[i], error ? error->message : "taken");
      g_assert_null (fault);
      g_assert_nonnull (error);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/simulator/faults/status", test_status);
  g_test_add_func ("/simulator/faults/status-body", test_status_body);
  g_test_add_func ("/simulator/faults/delay", test_delay);
  g_test_add_func ("/simulator/faults/cut-off", test_cut_off);
  g_test_add_func ("/simulator/faults/drop", test_drop);
  g_test_add_func ("/simulator/faults/body", test_body);
  g_test_add_func ("/simulator/faults/oversized", test_oversized);
  g_test_add_func ("/simulator/faults/oversized-abandoned", test_oversized_abandoned);
  g_test_add_func ("/simulator/faults/stall", test_stall);
  g_test_add_func ("/simulator/faults/redirect", test_redirect);
  g_test_add_func ("/simulator/faults/redirect-status", test_redirect_status);
  g_test_add_func ("/simulator/faults/drip", test_drip);
  g_test_add_func ("/simulator/faults/nested", test_nested);
  g_test_add_func ("/simulator/faults/skip-and-count", test_skip_and_count);
  g_test_add_func ("/simulator/faults/token-host", test_token_host);
  g_test_add_func ("/simulator/faults/recorded", test_recorded);
  g_test_add_func ("/simulator/faults/stop-under-way", test_stop_under_way);
  g_test_add_func ("/simulator/faults/parse", test_parse);
  g_test_add_func ("/simulator/faults/parse-errors", test_parse_errors);

  return g_test_run ();
}
