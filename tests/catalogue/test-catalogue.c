/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-test-await.h"
#include "atlas-test-platform.h"

#define API "/psd2/aspspinformation/v1"

static char *
list_banks (AtlasCatalogue   *catalogue,
            const AtlasQuery *query)
{
  g_autoptr (AtlasAspspList) list = atlas_catalogue_list_aspsps (catalogue, query);

  return atlas_test_list_names (G_LIST_MODEL (list));
}

static void
assert_banks (AtlasCatalogue   *catalogue,
              const AtlasQuery *query,
              const char       *expected)
{
  g_autofree char *names = list_banks (catalogue, query);

  g_assert_cmpstr (names, ==, expected);
}

static GError *
refresh_failing (AtlasTestPlatform *platform,
                 AtlasRefreshScope  scope)
{
  GError *error = NULL;
  g_autoptr (AtlasChanges) changes =
    atlas_test_await_object (atlas_catalogue_refresh (platform->catalogue, scope, NULL), &error);

  g_assert_null (changes);
  g_assert_nonnull (error);

  return error;
}

static void
add_fault (AtlasTestPlatform *platform,
           const char        *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasFault) fault = atlas_fault_parse (text, &error);

  g_assert_no_error (error);
  atlas_simulator_add_fault (platform->simulator, fault);
}

static void
test_empty (AtlasTestPlatform *platform,
            gconstpointer      data)
{
  g_autofree char *fixed = atlas_test_list_names (atlas_catalogue_get_fixed_places (platform->catalogue));

  g_assert_cmpuint (atlas_catalogue_get_n_aspsps (platform->catalogue), ==, 0);
  g_assert_true (atlas_catalogue_is_stale (platform->catalogue));
  g_assert_cmpint (atlas_catalogue_get_updated_at (platform->catalogue), ==, 0);
  g_assert_cmpstr (fixed, ==, "All banks,Starred");
  assert_banks (platform->catalogue, NULL, "");
  g_assert_cmpuint (atlas_test_platform_count (platform, "/"), ==, 0);
}

static void
assert_small_directory (AtlasCatalogue *catalogue)
{
  g_autofree char *countries = atlas_test_list_names (atlas_catalogue_get_countries (catalogue));
  g_autoptr (AtlasQuery) query = atlas_query_new ();
  const char *finland[] = { "FI", NULL };
  const char *stockholm[] = { "11111111-0000-4000-8000-000000000001", NULL };
  AtlasPlace *place = atlas_catalogue_find_place (catalogue, ATLAS_PLACE_COUNTRY, "fi");

  g_assert_cmpstr (countries, ==, "Finland,Sweden");
  g_assert_cmpuint (atlas_place_get_n_banks (place), ==, 2);
  assert_banks (catalogue, NULL, "Alfa Bank,Beta Bank,Delta Bank,Gamma Bank");
  query->country_codes = g_strdupv ((GStrv) finland);
  assert_banks (catalogue, query, "Delta Bank,Gamma Bank");
  query->city_ids = g_strdupv ((GStrv) stockholm);
  assert_banks (catalogue, query, "Alfa Bank,Beta Bank,Delta Bank,Gamma Bank");
  g_clear_pointer (&query->country_codes, g_strfreev);
  assert_banks (catalogue, query, "Alfa Bank,Beta Bank");
}

static void
test_refresh (AtlasTestPlatform *platform,
              gconstpointer      data)
{
  g_auto (GStrv) products = NULL;
  g_auto (GStrv) methods = NULL;
  g_autofree char *joined_products = NULL;
  g_autofree char *joined_methods = NULL;
  g_autoptr (AtlasCatalogue) next_run = NULL;
  g_autoptr (AtlasAspspDetails) details = NULL;
  g_autoptr (GError) error = NULL;

  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  assert_small_directory (platform->catalogue);
  g_assert_false (atlas_catalogue_is_stale (platform->catalogue));
  g_assert_false (atlas_catalogue_get_refreshing (platform->catalogue));
  g_assert_null (atlas_catalogue_get_error (platform->catalogue));
  products = atlas_catalogue_dup_products (platform->catalogue);
  joined_products = g_strjoinv (",", products);
  g_assert_cmpstr (joined_products, ==, "domestic,one,sepa-credit-transfers");
  methods = atlas_catalogue_dup_methods (platform->catalogue);
  joined_methods = g_strjoinv (",", methods);
  g_assert_cmpstr (joined_methods, ==, "Decoupled,OAuth2");

  atlas_test_platform_count (platform, "/");
  next_run = atlas_test_platform_open (platform);
  assert_small_directory (next_run);
  details = atlas_test_await_object (atlas_catalogue_load_details (next_run, "AAAASESS"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (atlas_aspsp_details_get_fields (details)->phone, ==, "+46 1");
  g_assert_false (atlas_catalogue_details_are_stale (next_run, details));
  g_assert_cmpuint (atlas_test_platform_count (platform, "/"), ==, 0);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_nothing_new (AtlasTestPlatform *platform,
                  gconstpointer      data)
{
  g_autoptr (AtlasAspspList) list = NULL;
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  AtlasAspspTable *table;
  guint n_changed = 0;

  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  atlas_test_platform_count (platform, "/");
  table = atlas_catalogue_get_table (platform->catalogue);
  list = atlas_catalogue_list_aspsps (platform->catalogue, NULL);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect_swapped (atlas_catalogue_get_countries (platform->catalogue), "items-changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect_swapped (platform->catalogue, "notify::n-aspsps", G_CALLBACK (count_cb), &n_changed);

  changes = atlas_test_await_object (atlas_catalogue_refresh (platform->catalogue, ATLAS_REFRESH_ALL, NULL), &error);
  g_assert_no_error (error);
  g_assert_true (atlas_changes_is_empty (changes));
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_true (atlas_catalogue_get_table (platform->catalogue) == table);
  g_assert_cmpuint (atlas_test_platform_count (platform, API "/aspsps/"), ==, 0);
}

static void
test_joined (AtlasTestPlatform *platform,
             gconstpointer      data)
{
  DexFuture *first = atlas_catalogue_refresh (platform->catalogue, ATLAS_REFRESH_LISTS, NULL);
  DexFuture *second = atlas_catalogue_refresh (platform->catalogue, ATLAS_REFRESH_ALL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasChanges) changes = NULL;

  g_assert_true (first == second);
  g_assert_true (atlas_catalogue_get_refreshing (platform->catalogue));
  /* One of the two letting go does not end it. */
  dex_unref (dex_future_first (first, NULL));
  changes = atlas_test_await_object (second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (atlas_test_platform_count (platform, API "/countries"), ==, 1);
}

static void
test_request_id (AtlasTestPlatform *platform,
                 gconstpointer      data)
{
  const char *id = "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c";
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  changes = atlas_test_await_object (atlas_catalogue_refresh (platform->catalogue, ATLAS_REFRESH_ALL, id), NULL);
  requests = atlas_simulator_take_requests (platform->simulator);
  for (guint i = 0; i < requests->len; i++)
    {
      AtlasSimulatorRequest *request = g_ptr_array_index (requests, i);

      g_assert_true (g_uuid_string_is_valid (request->request_id));
      g_assert_true (g_hash_table_add (ids, request->request_id));
    }
  g_assert_true (g_hash_table_contains (ids, id));
}

static void
test_server_error (AtlasTestPlatform *platform,
                   gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  gint64 updated_at;

  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  updated_at = atlas_catalogue_get_updated_at (platform->catalogue);
  add_fault (platform, "body=[ path=" API "/aspsps*");
  error = refresh_failing (platform, ATLAS_REFRESH_ALL);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_MALFORMED);
  g_assert_error (atlas_catalogue_get_error (platform->catalogue), ATLAS_API_ERROR, ATLAS_API_ERROR_MALFORMED);
  g_assert_false (atlas_catalogue_get_offline (platform->catalogue));
  g_assert_false (atlas_catalogue_get_refreshing (platform->catalogue));
  g_assert_cmpint (atlas_catalogue_get_updated_at (platform->catalogue), ==, updated_at);
  assert_small_directory (platform->catalogue);

  atlas_simulator_clear_faults (platform->simulator);
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  g_assert_null (atlas_catalogue_get_error (platform->catalogue));
}

static void
test_offline (AtlasTestPlatform *platform,
              gconstpointer      data)
{
  g_autoptr (GError) error = NULL;

  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  atlas_simulator_stop (platform->simulator);
  error = refresh_failing (platform, ATLAS_REFRESH_ALL);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_UNREACHABLE);
  g_assert_true (atlas_catalogue_get_offline (platform->catalogue));
  assert_small_directory (platform->catalogue);
}

static void
test_cities_refused (AtlasTestPlatform *platform,
                     gconstpointer      data)
{
  g_autoptr (AtlasAspspItem) item = NULL;

  atlas_simulator_clear_faults (platform->simulator);
  add_fault (platform, "status=400 path=" API "/aspsps?cityIds=*");
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  g_assert_nonnull (atlas_catalogue_get_note (platform->catalogue));
  item = atlas_catalogue_dup_item (platform->catalogue, "CCCCFIHH", 0);
  g_assert_cmpstr (atlas_aspsp_item_get_city (item), ==, "Helsinki");
}

static void
cancel_cb (AtlasCatalogue *catalogue)
{
  g_autofree char *text = NULL;

  g_object_get (catalogue, "progress-text", &text, NULL);
  if (text != NULL && strstr (text, "details") != NULL)
    atlas_catalogue_cancel_refresh (catalogue);
}

static void
test_cancel (AtlasTestPlatform *platform,
             gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  add_fault (platform, "delay=60000 path=" API "/aspsps/*");
  g_signal_connect (platform->catalogue, "notify::progress-text", G_CALLBACK (cancel_cb), NULL);
  error = refresh_failing (platform, ATLAS_REFRESH_ALL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (atlas_catalogue_get_error (platform->catalogue));
  g_assert_false (atlas_catalogue_get_refreshing (platform->catalogue));
  g_object_get (platform->catalogue, "progress-text", &text, NULL);
  g_assert_null (text);
  assert_small_directory (platform->catalogue);
}

static void
test_one_bad_bank (AtlasTestPlatform *platform,
                   gconstpointer      data)
{
  g_autoptr (AtlasAspspDetails) bad = NULL;
  g_autoptr (AtlasAspspDetails) good = NULL;
  g_autoptr (GError) error = NULL;

  add_fault (platform, "body=oops path=" API "/aspsps/AAAASESS");
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  bad = atlas_test_await_object (atlas_catalogue_load_details (platform->catalogue, "AAAASESS"), &error);
  g_assert_no_error (error);
  g_assert_null (bad);
  good = atlas_test_await_object (atlas_catalogue_load_details (platform->catalogue, "BBBBSESS"), &error);
  g_assert_nonnull (good);

  atlas_simulator_clear_faults (platform->simulator);
  bad = atlas_test_await_object (atlas_catalogue_fetch_details (platform->catalogue, "AAAASESS", NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (atlas_aspsp_details_get_fields (bad)->name, ==, "Alfa Bank");
}

static void
test_unknown_bank (AtlasTestPlatform *platform,
                   gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasAspspDetails) details =
    atlas_test_await_object (atlas_catalogue_fetch_details (platform->catalogue, "ZZZZSESS", NULL), &error);

  g_assert_null (details);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NOT_FOUND);
}

static void
test_changed (AtlasTestPlatform *platform,
              gconstpointer      data)
{
  g_autoptr (GString) json = g_string_new (atlas_test_small_directory);
  g_autoptr (AtlasSimulatorDirectory) directory = NULL;
  g_autoptr (AtlasAspspList) list = NULL;
  g_autoptr (AtlasAspspItem) item = NULL;
  guint n_changed = 0;

  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  list = atlas_catalogue_list_aspsps (platform->catalogue, NULL);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count_cb), &n_changed);
  atlas_test_await (atlas_catalogue_close_visit (platform->catalogue), NULL);

  g_string_replace (json, "{'bicFi': 'DDDDFIHH'", "{'bicFi': 'EEEEFIHH', 'name': 'Epsilon Bank'},{'bicFi': 'DDDDFIHH'", 1);
  directory = atlas_test_directory_new (json->str);
  atlas_simulator_set_directory (platform->simulator, directory);
  atlas_test_spin (1100);
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  g_assert_cmpuint (n_changed, ==, 1);
  assert_banks (platform->catalogue, NULL, "Alfa Bank,Beta Bank,Delta Bank,Epsilon Bank,Gamma Bank");

  g_set_object (&platform->catalogue, NULL);
  platform->catalogue = atlas_test_platform_open (platform);
  item = atlas_catalogue_dup_item (platform->catalogue, "EEEEFIHH", 0);
  g_assert_true (atlas_aspsp_item_get_is_new (item));
}

static const char same_bic_directory[] =
  "{'countries': [{'isoCountryCode': 'UK', 'name': 'Britain'}, {'isoCountryCode': 'GB', 'name': 'Britain'}],"
  " 'cities': [], 'aspsps': ["
  "  {'bicFi': 'AAAAGB22', 'id': '1', 'name': 'Alfa Bank', 'isoCountryCodes': ['UK']},"
  "  {'bicFi': 'AAAAGB22', 'id': '2', 'name': 'Beta Bank', 'isoCountryCodes': ['UK', 'GB']},"
  "  {'bicFi': 'CCCCGB22', 'name': 'Gamma Bank', 'isoCountryCodes': ['GB']}]}";

/* One country of two codes, and two banks of one BIC. */
static void
test_same_bic (AtlasTestPlatform *platform,
               gconstpointer      data)
{
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_test_directory_new (same_bic_directory);
  g_autoptr (AtlasAspspList) list = NULL;
  g_autoptr (AtlasQuery) query = atlas_query_new ();
  g_autofree char *countries = NULL;
  AtlasPlace *starred = atlas_catalogue_find_place (platform->catalogue, ATLAS_PLACE_STARRED, NULL);
  guint n_changed = 0;

  atlas_simulator_set_directory (platform->simulator, directory);
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  list = atlas_catalogue_list_aspsps (platform->catalogue, NULL);
  assert_banks (platform->catalogue, NULL, "Alfa Bank,Beta Bank,Gamma Bank");
  countries = atlas_test_list_names (atlas_catalogue_get_countries (platform->catalogue));
  g_assert_cmpstr (countries, ==, "United Kingdom");
  g_assert_cmpuint (atlas_place_get_n_banks (atlas_catalogue_find_place (platform->catalogue, ATLAS_PLACE_COUNTRY, "UK")), ==, 3);
  query->country_codes = g_strdupv ((char *[]) { (char *) "GB", NULL });
  assert_banks (platform->catalogue, query, "Alfa Bank,Beta Bank,Gamma Bank");

  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count_cb), &n_changed);
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  g_assert_cmpuint (n_changed, ==, 0);

  atlas_catalogue_set_starred (platform->catalogue, "AAAAGB22XXX", TRUE);
  g_assert_cmpuint (atlas_place_get_n_banks (starred), ==, 2);
  g_clear_pointer (&query->country_codes, g_strfreev);
  query->starred_only = TRUE;
  assert_banks (platform->catalogue, query, "Alfa Bank,Beta Bank");
}

static const char two_spellings_directory[] =
  "{'countries': [{'isoCountryCode': 'SE', 'name': 'Sweden'}],"
  " 'aspsps': ["
  "  {'bicFi': 'AAAASESS', 'name': 'Alfa Bank', 'isoCountryCodes': ['SE']},"
  "  {'bicFi': 'AAAASESSXXX', 'name': 'Alfa Bank Head Office', 'isoCountryCodes': ['SE']},"
  "  {'bicFi': 'BBBBSESS', 'name': 'Beta Bank', 'isoCountryCodes': ['SE']}]}";

/* As many are counted as are listed, whichever of the two is starred, and be it both. */
static void
test_two_spellings (AtlasTestPlatform *platform,
                    gconstpointer      data)
{
  static const char *const starred_bics[] = { "AAAASESS", "AAAASESSXXX" };
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_test_directory_new (two_spellings_directory);
  g_autoptr (AtlasQuery) query = atlas_query_new ();
  AtlasPlace *starred = atlas_catalogue_find_place (platform->catalogue, ATLAS_PLACE_STARRED, NULL);

  atlas_simulator_set_directory (platform->simulator, directory);
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  query->starred_only = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (starred_bics); i++)
    {
      atlas_catalogue_set_starred (platform->catalogue, starred_bics[i], TRUE);
      assert_banks (platform->catalogue, query, "Alfa Bank,Alfa Bank Head Office");
      g_assert_cmpuint (atlas_place_get_n_banks (starred), ==, 2);
      atlas_catalogue_set_starred (platform->catalogue, starred_bics[i], FALSE);
      g_assert_cmpuint (atlas_place_get_n_banks (starred), ==, 0);
    }
}

static void
test_stars (AtlasTestPlatform *platform,
            gconstpointer      data)
{
  g_autoptr (AtlasQuery) query = atlas_query_new ();
  g_autoptr (AtlasAspspItem) item = NULL;
  AtlasPlace *starred = atlas_catalogue_find_place (platform->catalogue, ATLAS_PLACE_STARRED, NULL);

  atlas_test_platform_refresh (platform, ATLAS_REFRESH_LISTS);
  item = atlas_catalogue_dup_item (platform->catalogue, "BBBBSESS", 0);
  atlas_catalogue_set_starred (platform->catalogue, "BBBBSESS", TRUE);
  atlas_catalogue_set_starred (platform->catalogue, "GONESESS", TRUE);
  g_assert_true (atlas_aspsp_item_get_starred (item));
  g_assert_cmpuint (atlas_place_get_n_banks (starred), ==, 1);
  query->starred_only = TRUE;
  assert_banks (platform->catalogue, query, "Beta Bank");

  g_object_set (item, "starred", FALSE, NULL);
  g_assert_false (atlas_catalogue_get_starred (platform->catalogue, "BBBBSESS"));
  g_assert_cmpuint (atlas_place_get_n_banks (starred), ==, 0);
}

static void
test_token (AtlasTestPlatform *platform,
            gconstpointer      data)
{
  for (guint i = 0; i < 10; i++)
    {
      g_clear_object (&platform->catalogue);
      g_clear_object (&platform->secrets);
      platform->secrets = atlas_secrets_new ();
      platform->catalogue = atlas_test_platform_open (platform);
      atlas_test_platform_refresh (platform, ATLAS_REFRESH_LISTS);
    }
  g_assert_cmpuint (atlas_test_platform_count (platform, "/connect/token"), ==, 1);
}

static void
test_finalize (AtlasTestPlatform *platform,
               gconstpointer      data)
{
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  atlas_test_wait_until_gone ((gpointer *) &platform->catalogue);
}

#define add(path, func)                                                                             \
  g_test_add ("/catalogue/" path, AtlasTestPlatform, NULL, atlas_test_platform_set_up, func,        \
              atlas_test_platform_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  atlas_test_use_file_keyring ();

  add ("empty", test_empty);
  add ("refresh", test_refresh);
  add ("nothing-new", test_nothing_new);
  add ("joined", test_joined);
  add ("request-id", test_request_id);
  add ("server-error-keeps-what-is-shown", test_server_error);
  add ("offline", test_offline);
  add ("cities-refused", test_cities_refused);
  add ("cancel", test_cancel);
  add ("one-bad-bank", test_one_bad_bank);
  add ("unknown-bank", test_unknown_bank);
  add ("changed", test_changed);
  add ("same-bic", test_same_bic);
  add ("two-spellings", test_two_spellings);
  add ("stars", test_stars);
  add ("one-token-over-ten-runs", test_token);
  add ("finalize", test_finalize);

  return g_test_run ();
}
