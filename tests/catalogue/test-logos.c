/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-test-await.h"
#include "atlas-test-platform.h"

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

  return g_test_run ();
}
