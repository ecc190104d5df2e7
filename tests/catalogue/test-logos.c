/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <sqlite3.h>

#include "atlas-catalogue-path.h"
#include "atlas-test-await.h"
#include "atlas-test-platform.h"
#include "atlas-test-server.h"

static void
set_up (AtlasTestPlatform *platform,
        gconstpointer      data)
{
  g_autoptr (AtlasSimulatorDirectory) directory = NULL;
  g_autoptr (GError) error = NULL;

  atlas_test_platform_set_up (platform, NULL);
  directory = atlas_simulator_directory_load_demo (&error);
  g_assert_no_error (error);
  atlas_simulator_set_directory (platform->simulator, directory);
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_LISTS);
  atlas_test_platform_count (platform, "/");
}

static char *
dup_logo_url (AtlasTestPlatform *platform)
{
  g_autoptr (AtlasAspspItem) item = atlas_catalogue_dup_item (platform->catalogue, "ESSESESS", 0);

  g_assert_nonnull (item);

  return g_strdup (atlas_aspsp_item_get_logo_url (item));
}

static AtlasImage *
load (AtlasCatalogue *catalogue,
      const char     *url,
      guint           max_size)
{
  g_autoptr (GError) error = NULL;
  AtlasImage *image = atlas_test_await_boxed (atlas_catalogue_load_logo (catalogue, url, max_size), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (MAX (image->width, image->height), <=, max_size);

  return image;
}

static void
test_kept (AtlasTestPlatform *platform,
           gconstpointer      data)
{
  g_autofree char *url = dup_logo_url (platform);
  g_autoptr (AtlasImage) first = load (platform->catalogue, url, 64);
  g_autoptr (AtlasImage) second = load (platform->catalogue, url, 64);
  g_autoptr (AtlasImage) larger = load (platform->catalogue, url, 128);
  g_autoptr (AtlasImage) later = NULL;

  g_assert_true (first->pixels == second->pixels);
  g_assert_cmpuint (atlas_test_platform_count (platform, "/image"), ==, 1);

  g_clear_object (&platform->catalogue);
  platform->catalogue = atlas_test_platform_open (platform);
  later = load (platform->catalogue, url, 64);
  g_assert_cmpuint (later->width, ==, first->width);
  g_assert_cmpuint (atlas_test_platform_count (platform, "/image"), ==, 0);
}

static void
test_shared (AtlasTestPlatform *platform,
             gconstpointer      data)
{
  g_autofree char *url = dup_logo_url (platform);
  DexFuture *dropped = atlas_catalogue_load_logo (platform->catalogue, url, 64);
  DexFuture *kept = atlas_catalogue_load_logo (platform->catalogue, url, 64);
  g_autoptr (AtlasImage) image = NULL;
  g_autoptr (GError) error = NULL;

  /* A row that is scrolled away takes nothing from the others. */
  dex_unref (dex_future_first (dropped, NULL));
  image = atlas_test_await_boxed (kept, &error);
  g_assert_no_error (error);
  g_assert_nonnull (image);
  g_assert_cmpuint (atlas_test_platform_count (platform, "/image"), ==, 1);
}

static void
test_dead (AtlasTestPlatform *platform,
           gconstpointer      data)
{
  g_autofree char *url = g_strconcat (atlas_simulator_get_url (platform->simulator), "/image/NOSUCHXX.png", NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (atlas_test_await_boxed (atlas_catalogue_load_logo (platform->catalogue, url, 64), &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpuint (atlas_test_platform_count (platform, "/image"), ==, 1);
}

static void
test_no_token (AtlasTestPlatform *platform,
               gconstpointer      data)
{
  g_autofree char *url = dup_logo_url (platform);
  g_autoptr (AtlasImage) image = load (platform->catalogue, url, 64);
  g_autoptr (GPtrArray) requests = atlas_simulator_take_requests (platform->simulator);

  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_null (((AtlasSimulatorRequest *) g_ptr_array_index (requests, 0))->authorization);
}

/* Far more at once than are let through. */
static void
test_many (AtlasTestPlatform *platform,
           gconstpointer      data)
{
  AtlasAspspTable *table = atlas_catalogue_get_table (platform->catalogue);
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  guint n_images = 0;

  for (guint i = 0; i < atlas_aspsp_table_get_n_rows (table); i++)
    {
      g_autofree char *logo_url = NULL;
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, i, &row);
      logo_url = atlas_aspsp_row_dup_logo_url (&row);
      if (logo_url != NULL && g_str_has_prefix (logo_url, atlas_simulator_get_url (platform->simulator)))
        g_ptr_array_add (futures, atlas_catalogue_load_logo (platform->catalogue, logo_url, 32));
    }
  for (guint i = 0; i < futures->len; i++)
    {
      g_autoptr (AtlasImage) image = atlas_test_await_boxed (dex_ref (g_ptr_array_index (futures, i)), NULL);

      n_images += image != NULL;
    }
  g_assert_cmpuint (n_images, >, 50);
}

/* As the next start of the program finds it, @n_days later. */
static void
start_again (AtlasTestPlatform *platform,
             guint              n_days)
{
  g_autofree char *path = atlas_catalogue_dup_store_path (platform->profile, platform->data_dir);
  g_autofree char *sql = g_strdup_printf ("UPDATE logos SET fetched_at = fetched_at - %u", n_days * 24 * 60 * 60);
  sqlite3 *database;

  atlas_test_wait_until_gone ((gpointer *) &platform->catalogue);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 20 * 1000);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  platform->catalogue = atlas_test_platform_open (platform);
}

static guint
count (AtlasTestServer *server)
{
  g_autoptr (GPtrArray) requests = atlas_test_server_take_requests (server, "*");

  return requests->len;
}

static gboolean
shows (AtlasTestPlatform *platform,
       const char        *url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasImage) image = atlas_test_await_boxed (atlas_catalogue_load_logo (platform->catalogue, url, 64), &error);

  g_assert_true ((image != NULL) == (error == NULL));

  return image != NULL;
}

static void
answer_with (AtlasTestServer *server,
             const char      *head,
             const char      *body)
{
  atlas_test_server_clear (server);
  if (strstr (head, "Content-Length") != NULL)
    atlas_test_server_add (server, "*", 0, ATLAS_TEST_CLOSE, "%s\r\n\r\n%s", head, body);
  else
    atlas_test_server_add (server, "*", 0, ATLAS_TEST_CLOSE, "%s\r\nContent-Length: %zu\r\n\r\n%s", head, strlen (body), body);
}

#define OK "HTTP/1.1 200 OK\r\nETag: \"v1\""
#define DRAWING "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>"

typedef struct
{
  const char *name;
  const char *head;
  const char *body;
} Answer;

/* What the host says of the logo, or sends in its place. */
static const Answer lasting[] = {
  { "not-found", "HTTP/1.1 404 Not Found", "" },
  { "gone", "HTTP/1.1 410 Gone", "" },
  { "no-content", "HTTP/1.1 204 No Content", "" },
  { "empty", OK, "" },
  { "other-format", OK, "GIF89a" },
  { "cut-off-picture", OK, "\x89PNG\r\n\x1a\n" },
  { "refused-drawing", OK, "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'/>" },
};

static void
test_lasting (AtlasTestPlatform *platform,
              gconstpointer      data)
{
  const Answer *answer = data;
  g_autoptr (AtlasTestServer) server = atlas_test_server_new ();
  g_autofree char *url = g_strconcat (atlas_test_server_get_url (server), "/a.png", NULL);
  g_autofree char *other_url = g_strconcat (atlas_test_server_get_url (server), "/b.png", NULL);

  answer_with (server, answer->head, answer->body);
  g_assert_false (shows (platform, url));
  g_assert_cmpuint (count (server), ==, 1);

  start_again (platform, 0);
  g_assert_false (shows (platform, url));
  start_again (platform, 6);
  g_assert_false (shows (platform, url));
  g_assert_cmpuint (count (server), ==, 0);

  /* Another address is another logo. */
  answer_with (server, OK, DRAWING);
  g_assert_true (shows (platform, other_url));
  g_assert_cmpuint (count (server), ==, 1);

  /* In a week it may be there. */
  start_again (platform, 1);
  g_assert_true (shows (platform, url));
  g_assert_cmpuint (count (server), ==, 1);
  start_again (platform, 0);
  g_assert_true (shows (platform, url));
  g_assert_cmpuint (count (server), ==, 0);
}

/* That nobody answers, or not now, says nothing about the logo; nor does what may be a network's sign-in page. */
static const Answer passing[] = {
  { "server-fault", "HTTP/1.1 500 Fault", "" },
  { "busy", "HTTP/1.1 503 Busy", "" },
  { "too-many", "HTTP/1.1 429 Too Many", "" },
  { "took-too-long", "HTTP/1.1 408 Timeout", "" },
  { "unauthorized", "HTTP/1.1 401 Unauthorized", "" },
  { "forbidden", "HTTP/1.1 403 Forbidden", "" },
  { "proxy", "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"", "" },
  { "cut-off", OK "\r\nContent-Length: 1000", "" },
  { "not-http", "hello", "" },
  { "page", OK, "<!DOCTYPE html><html><body>Not here</body></html>" },
  { "elsewhere", "HTTP/1.1 301 Moved\r\nLocation: http://logos.example/a.png", "" },
};

static void
test_passing (AtlasTestPlatform *platform,
              gconstpointer      data)
{
  const Answer *answer = data;
  g_autoptr (AtlasTestServer) server = atlas_test_server_new ();
  g_autofree char *url = g_strconcat (atlas_test_server_get_url (server), "/a.png", NULL);

  answer_with (server, answer->head, answer->body);
  g_assert_false (shows (platform, url));
  g_assert_cmpuint (count (server), >=, 1);

  answer_with (server, OK, DRAWING);
  start_again (platform, 0);
  g_assert_true (shows (platform, url));
  g_assert_cmpuint (count (server), ==, 1);
}

/* What was shown stays where the host has it no more, or has something else; asked once a week all the same. */
static void
test_gone_later (AtlasTestPlatform *platform,
                 gconstpointer      data)
{
  g_autoptr (AtlasTestServer) server = atlas_test_server_new ();
  g_autofree char *url = g_strconcat (atlas_test_server_get_url (server), "/a.svg", NULL);

  answer_with (server, OK, DRAWING);
  g_assert_true (shows (platform, url));
  g_assert_cmpuint (count (server), ==, 1);

  for (guint i = 0; i < 2; i++)
    {
      answer_with (server, i == 0 ? "HTTP/1.1 404 Not Found" : OK, "");
      start_again (platform, 8);
      g_assert_true (shows (platform, url));
      g_assert_cmpuint (count (server), ==, 1);
      start_again (platform, 0);
      g_assert_true (shows (platform, url));
      g_assert_cmpuint (count (server), ==, 0);
    }
}

#define add(path, func) \
  g_test_add ("/catalogue/logos/" path, AtlasTestPlatform, NULL, set_up, func, atlas_test_platform_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  atlas_test_use_file_keyring ();

  add ("kept", test_kept);
  add ("shared", test_shared);
  add ("dead", test_dead);
  add ("no-token", test_no_token);
  add ("many", test_many);
  add ("gone-later", test_gone_later);
  for (guint i = 0; i < G_N_ELEMENTS (lasting); i++)
    {
      g_autofree char *path = g_strdup_printf ("/catalogue/logos/lasting/%s", lasting[i].name);

      g_test_add (path, AtlasTestPlatform, &lasting[i], set_up, test_lasting, atlas_test_platform_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      g_autofree char *path = g_strdup_printf ("/catalogue/logos/passing/%s", passing[i].name);

      g_test_add (path, AtlasTestPlatform, &passing[i], set_up, test_passing, atlas_test_platform_tear_down);
    }

  return g_test_run ();
}
