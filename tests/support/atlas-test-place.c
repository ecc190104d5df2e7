/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-test-await.h"
#include "atlas-test-files.h"
#include "atlas-test-place.h"

static AtlasProfile *
new_profile (AtlasSimulator *simulator)
{
  AtlasProfile *profile = atlas_profile_new ("Simulator", ATLAS_ENVIRONMENT_CUSTOM);

  g_object_set (profile,
                "auth-url", atlas_simulator_get_url (simulator),
                "api-url", atlas_simulator_get_url (simulator),
                "client-id", ATLAS_SIMULATOR_DEFAULT_CLIENT_ID,
                NULL);

  return profile;
}

/**
 * atlas_test_place_new:
 *
 * Returns: (transfer full): a place whose simulator is listening
 */
AtlasTestPlace *
atlas_test_place_new (void)
{
  AtlasTestPlace *self = g_new0 (AtlasTestPlace, 1);
  g_autoptr (AtlasSimulatorDirectory) directory = NULL;
  g_autoptr (SecretValue) secret = secret_value_new (ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET, -1, "text/plain");
  g_autoptr (GFile) file = NULL;
  g_autofree char *file_path = NULL;
  g_autoptr (GError) error = NULL;

  directory = atlas_simulator_directory_load_demo (&error);
  g_assert_no_error (error);
  self->simulator = atlas_simulator_new (directory);
  g_assert_true (atlas_simulator_start (self->simulator, 0, &error));
  g_assert_no_error (error);

  self->path = g_dir_make_tmp ("bank-atlas-test-XXXXXX", &error);
  g_assert_no_error (error);
  file_path = g_build_filename (self->path, "profiles.ini", NULL);
  file = g_file_new_for_path (file_path);
  self->profiles = atlas_profiles_new (file, &error);
  g_assert_no_error (error);

  self->profile = new_profile (self->simulator);
  self->secrets = atlas_secrets_new ();
  g_assert_true (atlas_test_await_boolean (atlas_secrets_store (self->secrets, self->profile, ATLAS_SECRET_CLIENT_SECRET, NULL, secret, TRUE), &error));
  g_assert_no_error (error);

  return self;
}

/**
 * atlas_test_place_free:
 * @self: a place
 */
void
atlas_test_place_free (AtlasTestPlace *self)
{
  atlas_simulator_stop (self->simulator);
  g_clear_object (&self->simulator);
  g_clear_object (&self->secrets);
  g_clear_object (&self->profiles);
  g_clear_object (&self->profile);
  atlas_test_remove_directory (self->path);
  g_clear_pointer (&self->path, g_free);
  g_free (self);
}

/**
 * atlas_test_place_new_catalogue:
 * @self: a place
 *
 * Returns: (transfer full): a catalogue of the place's profile that has been loaded, and has seen the lists
 */
AtlasCatalogue *
atlas_test_place_new_catalogue (AtlasTestPlace *self)
{
  AtlasCatalogue *catalogue = atlas_catalogue_new (self->profile, self->secrets, self->path);
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  changes = atlas_test_await_object (atlas_catalogue_refresh (catalogue, ATLAS_REFRESH_LISTS, NULL), &error);
  g_assert_no_error (error);

  return catalogue;
}
