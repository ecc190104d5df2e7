/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-catalogue.h"
#include "atlas-test-await.h"
#include "atlas-test-platform.h"

static AtlasCatalogue *
open_demo (const char *data_dir)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new_demo ();
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (GError) error = NULL;
  AtlasCatalogue *catalogue = atlas_catalogue_new (profile, secrets, data_dir);

  g_assert_true (atlas_test_await_boolean (atlas_catalogue_load (catalogue), &error));
  g_assert_no_error (error);

  return catalogue;
}

static AtlasChanges *
refresh (AtlasCatalogue *catalogue)
{
  g_autoptr (GError) error = NULL;
  AtlasChanges *changes = atlas_test_await_object (atlas_catalogue_refresh (catalogue, ATLAS_REFRESH_ALL, NULL), &error);

  g_assert_no_error (error);

  return changes;
}

/* Without a keyring, without a session bus, without anything configured. */
static void
test_demo (void)
{
  g_autofree char *data_dir = g_dir_make_tmp ("bank-atlas-test-XXXXXX", NULL);
  g_autoptr (AtlasCatalogue) catalogue = open_demo (data_dir);
  g_autoptr (AtlasCatalogue) next_run = NULL;
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (AtlasChanges) later_changes = NULL;
  g_autoptr (AtlasAspspItem) item = NULL;
  g_autoptr (AtlasImage) logo = NULL;
  g_autoptr (GError) error = NULL;

  changes = refresh (catalogue);
  g_assert_false (atlas_changes_is_empty (changes));
  g_assert_cmpuint (atlas_catalogue_get_n_aspsps (catalogue), >=, 110);
  g_assert_cmpuint (g_list_model_get_n_items (atlas_catalogue_get_countries (catalogue)), >=, 10);
  item = atlas_catalogue_dup_item (catalogue, "ESSESESS", 0);
  g_assert_cmpstr (atlas_aspsp_item_get_name (item), ==, "Skandinaviska Enskilda Banken AB");
  g_assert_cmpstr (atlas_aspsp_item_get_logo_url (item), ==, "https://openbankingplatform.blob.core.windows.net/image/ESSESESS.png");
  logo = atlas_test_await_boxed (atlas_catalogue_load_logo (catalogue, atlas_aspsp_item_get_logo_url (item), 64), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (logo->width, <=, 64);

  /* The next run's simulator listens on another port, and nothing of that is to be seen. */
  next_run = open_demo (data_dir);
  later_changes = refresh (next_run);
  g_assert_true (atlas_changes_is_empty (later_changes));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  g_unsetenv ("SECRET_BACKEND");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);

  g_test_add_func ("/catalogue/demo", test_demo);

  return g_test_run ();
}
