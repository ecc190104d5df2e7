/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-application.h"
#include "atlas-catalogue-path.h"
#include "atlas-preferences-dialog.h"
#include "atlas-profile-removal.h"
#include "atlas-user-rows.h"
#include "atlas-profile-row.h"
#include "atlas-test-await.h"
#include "atlas-test-place.h"
#include "atlas-test-widget.h"

static void
test_removal (void)
{
  g_autoptr (AtlasTestPlace) place = atlas_test_place_new ();
  g_autoptr (AtlasProfile) twin = NULL;
  g_autofree char *path = atlas_catalogue_dup_store_path (place->profile, place->path);
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_profiles_save (place->profiles, place->profile, &error));
  twin = atlas_profile_new ("Twin", ATLAS_ENVIRONMENT_CUSTOM);
  g_object_set (twin,
                "auth-url", atlas_profile_get_auth_url (place->profile),
                "api-url", atlas_profile_get_api_url (place->profile),
                "client-id", atlas_profile_get_client_id (place->profile),
                NULL);
  g_assert_true (atlas_profiles_save (place->profiles, twin, &error));
  g_assert_true (g_file_set_contents (path, "cache", -1, &error));
  g_assert_true (g_file_set_contents (aside, "of no use", -1, &error));

  /* Where two see the same directory, the first one leaves it to the second. */
  atlas_user_rows_unref (atlas_test_await_boxed (atlas_profile_removal_run (place->profiles, place->secrets, place->profile, place->path), &error));
  g_assert_no_error (error);
  g_assert_null (atlas_profiles_find (place->profiles, "Simulator"));
  g_assert_null (atlas_test_await_boxed (atlas_secrets_lookup (place->secrets, place->profile, ATLAS_SECRET_CLIENT_SECRET, NULL), NULL));

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  atlas_user_rows_unref (atlas_test_await_boxed (atlas_profile_removal_run (place->profiles, place->secrets, twin, place->path), &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
}

static void
test_row (void)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Mine & <b>yours</b>", ATLAS_ENVIRONMENT_PRODUCTION);
  GtkWidget *row;
  GtkWindow *window;

  g_object_set (profile, "max-age", 1234u, "client-id", "client-one", NULL);
  row = atlas_profile_row_new (profile);
  window = atlas_test_window_new (row);
  g_assert_true (atlas_test_shows (row, "Mine & <b>yours</b>"));
  g_assert_true (atlas_test_shows (row, "Production · client-one"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_true (atlas_test_shows (row, "1234 seconds"));
  g_object_set (profile, "name", "Renamed", NULL);
  g_assert_true (atlas_test_shows (row, "Renamed"));
  g_assert_cmpuint (atlas_test_count_nameless (row), ==, 0);

  atlas_test_window_destroy (window);
}

static void
test_dialog (void)
{
  g_autoptr (AtlasApplication) application = atlas_application_new ();
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("My sandbox", ATLAS_ENVIRONMENT_SANDBOX);
  GtkWindow *window = atlas_test_window_new (gtk_label_new ("window"));
  AdwDialog *dialog;
  GtkWidget *row;
  g_autoptr (GError) error = NULL;

  g_object_set (profile, "client-id", "client-one", NULL);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_true (atlas_profiles_save (atlas_application_get_profiles (application), profile, &error));
  g_assert_no_error (error);

  dialog = g_object_ref_sink (atlas_preferences_dialog_new (application));
  adw_dialog_present (dialog, GTK_WIDGET (window));
  atlas_test_wait_until (atlas_test_find_row (dialog, "My sandbox") != NULL);
  g_assert_null (atlas_test_find_row (dialog, "Demo Directory"));

  row = atlas_test_find_row (dialog, "My sandbox");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  atlas_test_wait_until (atlas_test_find_row (row, "Maximum data age") != NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (atlas_test_find_row (row, "Maximum data age")), 0);
  g_assert_cmpuint (atlas_profile_get_max_age (profile), ==, 60 * 60);

  atlas_test_click (row, "_Remove Connection…");
  atlas_test_wait_until (atlas_test_shows (window, "Remove “My sandbox”?"));
  atlas_test_click (window, "Remove");
  atlas_test_wait_until (atlas_test_find_row (dialog, "My sandbox") == NULL);
  g_assert_null (atlas_profiles_find (atlas_application_get_profiles (application), "My sandbox"));

  /* Requests are on disk for as long as a person wants that, and no longer. */
  row = atlas_test_find_row (dialog, "Keep requests on this computer");
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_assert_true (atlas_request_journal_is_kept (atlas_application_get_journal (application)));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), FALSE);
  g_assert_false (atlas_request_journal_is_kept (atlas_application_get_journal (application)));

  adw_dialog_force_close (dialog);
  atlas_test_window_destroy (window);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_object_unref (dialog);
  atlas_test_wait_until (dialog == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *keyring = g_build_filename (g_get_user_cache_dir (), "test.keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  atlas_test_widget_init (&argc, &argv);

  g_test_add_func ("/app/preferences/removal", test_removal);
  g_test_add_func ("/app/preferences/row", test_row);
  g_test_add_func ("/app/preferences/dialog", test_dialog);

  return g_test_run ();
}
