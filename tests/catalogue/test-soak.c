/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-test-await.h"
#include "atlas-test-platform.h"
#include "atlas-test-usage.h"

/* Days of use in a minute: refreshes that change the directory, and looks at banks. Nothing may grow. */

#define N_BANKS_OF_LARGE 6000
#define LONG_REFRESHES 1000   /* twice */
#define LONG_SELECTIONS 20000
#define QUICK_REFRESHES 100
#define QUICK_SELECTIONS 480

/* The platform remembers what it was asked; that is no part of the program. */
static void
forget_requests (AtlasTestPlatform *platform)
{
  g_ptr_array_unref (atlas_simulator_take_requests (platform->simulator));
}

/* One bank less, one renamed, one city more: few requests for each refresh, and a change of every kind. */
static const char other_directory[] =
  "{'countries': [{'isoCountryCode': 'SE', 'name': 'Sweden'}],"
  " 'cities': [{'cityId': '11111111-0000-4000-8000-000000000001', 'name': 'Stockholm', 'isoCountryCode': 'SE'},"
  "            {'cityId': '11111111-0000-4000-8000-000000000003', 'name': 'Uppsala', 'isoCountryCode': 'SE'}],"
  " 'aspsps': ["
  "  {'bicFi': 'AAAASESS', 'name': 'Alfa Bank', 'city': 'Uppsala', 'phone': '+46 2', 'logoUrl': '/image/AAAASESS.png'},"
  "  {'bicFi': 'BBBBSESS', 'name': 'Another Name', 'city': 'Stockholm'},"
  "  {'bicFi': 'EEEESESS', 'name': 'Epsilon Bank'}]}";

/* SQLite keeps pages of the history up to a bound, which a long one reaches at once. */
static void
fill_caches (AtlasTestPlatform *platform)
{
  g_autoptr (AtlasSimulatorDirectory) large = atlas_simulator_directory_generate (N_BANKS_OF_LARGE, 1);
  g_autoptr (AtlasSimulatorDirectory) small = atlas_test_directory_new (atlas_test_small_directory);

  for (guint i = 0; i < 2; i++)
    {
      atlas_simulator_set_directory (platform->simulator, small);
      atlas_test_platform_refresh (platform, ATLAS_REFRESH_LISTS);
      atlas_simulator_set_directory (platform->simulator, large);
      atlas_test_platform_refresh (platform, ATLAS_REFRESH_LISTS);
    }
}

static void
test_refreshes (AtlasTestPlatform *platform,
                gconstpointer      data)
{
  const guint n = g_getenv ("ATLAS_TORTURE") != NULL ? LONG_REFRESHES : QUICK_REFRESHES;
  g_autoptr (AtlasSimulatorDirectory) odd = atlas_test_directory_new (atlas_test_small_directory);
  g_autoptr (AtlasSimulatorDirectory) even = atlas_test_directory_new (other_directory);
  g_autoptr (AtlasAspspList) list = atlas_catalogue_list_aspsps (platform->catalogue, NULL);
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (AtlasTestUsage));

  fill_caches (platform);
  for (guint i = 0; i < n; i++)
    {
      /* Two at a time, so that each sample is of the same directory. */
      for (guint j = 0; j < 2; j++)
        {
          atlas_simulator_set_directory (platform->simulator, j == 0 ? even : odd);
          atlas_test_platform_refresh (platform, ATLAS_REFRESH_LISTS);
          g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, j == 0 ? 3 : 4);
        }
      forget_requests (platform);
      atlas_test_usage_take (samples, i, n);
    }
  atlas_test_usage_check ("refreshes", samples);
}

static void
select_bank (AtlasTestPlatform *platform,
             AtlasAspspList    *list,
             guint              position)
{
  g_autoptr (AtlasAspspItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);
  const char *bic_fi = atlas_aspsp_item_get_bic_fi (item);
  g_autoptr (AtlasAspspDetails) details = NULL;
  const char *logo_url = atlas_aspsp_item_get_logo_url (item);

  atlas_catalogue_note_opened (platform->catalogue, bic_fi);
  details = atlas_test_await_object (atlas_catalogue_load_details (platform->catalogue, bic_fi), NULL);
  if (logo_url != NULL)
    {
      g_autoptr (AtlasImage) image = atlas_test_await_boxed (atlas_catalogue_load_logo (platform->catalogue, logo_url, 96), NULL);
    }
}

static void
test_selections (AtlasTestPlatform *platform,
                 gconstpointer      data)
{
  static const char *const texts[] = { "bank", "b", "spar", "nothing has this", "SE45 5000 0000 0583 9825 7466", NULL };
  const guint n = g_getenv ("ATLAS_TORTURE") != NULL ? LONG_SELECTIONS : QUICK_SELECTIONS;
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_generate (110, 1);
  g_autoptr (AtlasAspspList) list = atlas_catalogue_list_aspsps (platform->catalogue, NULL);
  g_autoptr (AtlasAspspList) found = atlas_catalogue_list_aspsps (platform->catalogue, NULL);
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (AtlasTestUsage));

  atlas_simulator_set_directory (platform->simulator, directory);
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_ALL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AtlasQuery) query = atlas_query_new ();

      query->text = g_strdup (texts[i % G_N_ELEMENTS (texts)]);
      atlas_aspsp_list_set_query (found, query);
      select_bank (platform, list, i % 110);
      forget_requests (platform);
      atlas_catalogue_set_starred (platform->catalogue, "ESSESESS", i % 2 == 0);
      atlas_test_usage_take (samples, i, n);
    }
  atlas_test_usage_check ("selections", samples);
}

#define add(path, func) \
        g_test_add ("/catalogue/soak/" path, AtlasTestPlatform, NULL, atlas_test_platform_set_up, \
                    func, atlas_test_platform_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  atlas_test_usage_init ();
  atlas_test_use_file_keyring ();

  add ("refreshes", test_refreshes);
  add ("selections", test_selections);

  return g_test_run ();
}
