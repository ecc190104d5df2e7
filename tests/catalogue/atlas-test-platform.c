/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-test-await.h"
#include "atlas-test-files.h"
#include "atlas-test-platform.h"

const char *const atlas_test_small_directory =
  "{'countries': [{'isoCountryCode': 'SE', 'name': 'Sweden'}, {'isoCountryCode': 'FI', 'name': 'Finland'}],"
  " 'cities': [{'cityId': '11111111-0000-4000-8000-000000000001', 'name': 'Stockholm', 'isoCountryCode': 'SE'},"
  "            {'cityId': '11111111-0000-4000-8000-000000000002', 'name': 'Helsinki', 'isoCountryCode': 'FI'}],"
  " 'aspsps': ["
  "  {'bicFi': 'AAAASESS', 'name': 'Alfa Bank', 'city': 'Stockholm', 'phone': '+46 1', 'paymentProducts': ['one'],"
  "   'globalPaymentProducts': ['domestic'], 'logoUrl': '/image/AAAASESS.png',"
  "   'supportedAuthorizationMethods': [{'name': 'OAuth2', 'uri': 'https://a.example'}]},"
  "  {'bicFi': 'BBBBSESS', 'name': 'Beta Bank', 'city': 'Stockholm', 'globalPaymentProducts': ['sepa-credit-transfers'],"
  "   'supportedAuthorizationMethods': [{'name': 'Decoupled', 'uri': ''}]},"
  "  {'bicFi': 'CCCCFIHH', 'name': 'Gamma Bank', 'city': 'Helsinki'},"
  "  {'bicFi': 'DDDDFIHH', 'name': 'Delta Bank'}]}";

/**
 * atlas_test_use_file_keyring:
 *
 * Keeps this process's secrets in a file of its own. To be called before anything else touches a secret.
 */
void
atlas_test_use_file_keyring (void)
{
  g_autofree char *directory = g_dir_make_tmp ("bank-atlas-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, FALSE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
}

/**
 * atlas_test_directory_new:
 * @json: a directory, with ' in place of "
 *
 * Returns: (transfer full): the directory to serve
 */
AtlasSimulatorDirectory *
atlas_test_directory_new (const char *json)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("bank-atlas-directory-XXXXXX.json", &stream, &error);
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  AtlasSimulatorDirectory *directory;

  g_assert_no_error (error);
  g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  directory = atlas_simulator_directory_load (file, &error);
  g_assert_no_error (error);
  g_file_delete (file, NULL, NULL);

  return directory;
}

/**
 * atlas_test_platform_set_up:
 * @self: a fixture
 * @directory_json: (nullable): what to serve, by default a small directory
 */
void
atlas_test_platform_set_up (AtlasTestPlatform *self,
                            gconstpointer      directory_json)
{
  g_autoptr (AtlasSimulatorDirectory) directory =
    atlas_test_directory_new (directory_json ? directory_json : atlas_test_small_directory);
  g_autoptr (SecretValue) secret = secret_value_new (ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET, -1, "text/plain");
  g_autoptr (GError) error = NULL;

  self->simulator = atlas_simulator_new (directory);
  g_assert_true (atlas_simulator_start (self->simulator, 0, &error));
  g_assert_no_error (error);
  self->data_dir = g_dir_make_tmp ("bank-atlas-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->profile = atlas_profile_new ("Test", ATLAS_ENVIRONMENT_CUSTOM);
  g_object_set (self->profile,
                "auth-url", atlas_simulator_get_url (self->simulator),
                "api-url", atlas_simulator_get_url (self->simulator),
                "client-id", ATLAS_SIMULATOR_DEFAULT_CLIENT_ID,
                NULL);
  self->secrets = atlas_secrets_new ();
  g_assert_true (atlas_test_await_boolean (atlas_secrets_store (self->secrets,
                                                                self->profile,
                                                                ATLAS_SECRET_CLIENT_SECRET,
                                                                NULL,
                                                                secret,
                                                                FALSE),
                                           &error));
  g_assert_no_error (error);
  self->catalogue = atlas_test_platform_open (self);
}

/**
 * atlas_test_platform_tear_down:
 * @self: a fixture
 * @directory_json: not looked at
 */
void
atlas_test_platform_tear_down (AtlasTestPlatform *self,
                               gconstpointer      directory_json)
{
  g_clear_object (&self->catalogue);
  atlas_test_await (atlas_secrets_clear_all (self->secrets, self->profile), NULL);
  g_clear_object (&self->secrets);
  g_clear_object (&self->profile);
  atlas_simulator_stop (self->simulator);
  g_clear_object (&self->simulator);
  atlas_test_remove_directory (self->data_dir);
  g_clear_pointer (&self->data_dir, g_free);
}

/**
 * atlas_test_platform_open:
 * @self: a fixture
 *
 * Returns: (transfer full): a catalogue as the next run of the program has it, loaded
 */
AtlasCatalogue *
atlas_test_platform_open (AtlasTestPlatform *self)
{
  AtlasCatalogue *catalogue = atlas_catalogue_new (self->profile, self->secrets, self->data_dir);
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_test_await_boolean (atlas_catalogue_load (catalogue), &error));
  g_assert_no_error (error);

  return catalogue;
}

/**
 * atlas_test_platform_refresh:
 * @self: a fixture
 * @scope: how much to ask for
 *
 * Refreshes the fixture's catalogue, which must succeed.
 */
void
atlas_test_platform_refresh (AtlasTestPlatform *self,
                             AtlasRefreshScope  scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasChanges) changes =
    atlas_test_await_object (atlas_catalogue_refresh (self->catalogue, scope, NULL), &error);

  g_assert_no_error (error);
  g_assert_nonnull (changes);
}

/**
 * atlas_test_platform_count:
 * @self: a fixture
 * @path_prefix: what a request's path begins with
 *
 * Returns: how many such requests there were since the last call; the others are forgotten, too
 */
guint
atlas_test_platform_count (AtlasTestPlatform *self,
                           const char        *path_prefix)
{
  g_autoptr (GPtrArray) requests = atlas_simulator_take_requests (self->simulator);
  guint count = 0;

  for (guint i = 0; i < requests->len; i++)
    if (g_str_has_prefix (((AtlasSimulatorRequest *) g_ptr_array_index (requests, i))->path, path_prefix))
      count++;

  return count;
}

/**
 * atlas_test_list_names:
 * @model: a model whose items have a name
 *
 * Returns: (transfer full): the names, with commas between them
 */
char *
atlas_test_list_names (GListModel *model)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      g_autofree char *name = NULL;

      g_object_get (item, "name", &name, NULL);
      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", name);
    }

  return g_string_free (names, FALSE);
}

/**
 * atlas_test_wait_until_gone:
 * @object: an object's place; the reference in it is released
 *
 * Runs the main loop until nobody else holds the object either.
 */
void
atlas_test_wait_until_gone (gpointer *object)
{
  GObject *watched = *object;
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  g_object_add_weak_pointer (watched, object);
  g_object_unref (watched);
  while (*object != NULL && g_get_monotonic_time () < deadline)
    atlas_test_spin (10);
  g_assert_null (*object);
}
