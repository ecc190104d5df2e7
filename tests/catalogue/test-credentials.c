/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-profile-credentials.h"
#include "atlas-test-await.h"
#include "atlas-test-platform.h"

#define N_PROGRAMS 3

static AtlasProfileCredentials *
new_credentials (AtlasTestPlatform *platform)
{
  return atlas_profile_credentials_new (platform->profile, platform->secrets, platform->data_dir);
}

static AtlasToken *
load_token (AtlasProfileCredentials *credentials)
{
  g_autoptr (GError) error = NULL;
  AtlasToken *token = atlas_test_await_boxed (atlas_credentials_load_token (ATLAS_CREDENTIALS (credentials), "s"), &error);

  g_assert_no_error (error);

  return token;
}

static void
save_token (AtlasProfileCredentials *credentials,
            const AtlasToken        *token)
{
  g_autoptr (GError) error = NULL;

  atlas_test_await (atlas_credentials_save_token (ATLAS_CREDENTIALS (credentials), "s", token), &error);
  g_assert_no_error (error);
}

static void
test_token (AtlasTestPlatform *platform,
            gconstpointer      data)
{
  g_autoptr (AtlasProfileCredentials) credentials = new_credentials (platform);
  g_autoptr (AtlasProfileCredentials) next_run = new_credentials (platform);
  g_autoptr (SecretValue) value = secret_value_new ("abc\"\\def", -1, "text/plain");
  g_autoptr (AtlasToken) token = atlas_token_new (value, "granted", 1234567890123);
  g_autoptr (AtlasToken) loaded = NULL;
  g_autoptr (AtlasToken) of_another_client = NULL;
  g_autoptr (AtlasToken) forgotten = NULL;

  save_token (credentials, token);
  loaded = load_token (next_run);
  g_assert_cmpstr (secret_value_get_text (loaded->value), ==, "abc\"\\def");
  g_assert_cmpstr (loaded->scope, ==, "granted");
  g_assert_cmpint (loaded->expires_at, ==, 1234567890123);

  g_object_set (platform->profile, "client-id", "somebody else", NULL);
  of_another_client = load_token (next_run);
  g_assert_null (of_another_client);
  g_object_set (platform->profile, "client-id", ATLAS_SIMULATOR_DEFAULT_CLIENT_ID, NULL);

  save_token (credentials, NULL);
  forgotten = load_token (next_run);
  g_assert_null (forgotten);
}

static void
test_no_token (AtlasTestPlatform *platform,
               gconstpointer      data)
{
  static const char *const texts[] = { "", "no json", "[]", "{}", "{\"access_token\": 1}", "{\"access_token\": \"a\"}" };
  g_autoptr (AtlasProfileCredentials) credentials = new_credentials (platform);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SecretValue) value = secret_value_new (texts[i], -1, "text/plain");
      g_autoptr (AtlasToken) token = NULL;

      atlas_test_await (atlas_secrets_store (platform->secrets, platform->profile, ATLAS_SECRET_TOKEN, "s", value, TRUE), NULL);
      token = load_token (credentials);
      g_assert_null (token);
    }
}

static void
test_lock (AtlasTestPlatform *platform,
           gconstpointer      data)
{
  g_autoptr (AtlasProfileCredentials) one = new_credentials (platform);
  g_autoptr (AtlasProfileCredentials) other = new_credentials (platform);
  g_autoptr (DexFuture) waiting = NULL;
  g_autoptr (GObject) lock = NULL;
  g_autoptr (GError) error = NULL;

  lock = atlas_test_await_object (atlas_credentials_lock_token (ATLAS_CREDENTIALS (one), "s"), &error);
  g_assert_no_error (error);
  waiting = atlas_credentials_lock_token (ATLAS_CREDENTIALS (other), "s");
  atlas_test_spin (200);
  g_assert_true (dex_future_is_pending (waiting));
  g_clear_object (&lock);
  lock = atlas_test_await_object (dex_ref (waiting), &error);
  g_assert_no_error (error);
}

static void
run (const char *command)
{
  g_autofree char *output = NULL;
  g_autofree char *complaints = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_command_line_sync (command, &output, &complaints, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static GTlsCertificate *
get_certificate (AtlasTestPlatform *platform,
                 const char        *password,
                 GError           **error)
{
  g_autoptr (AtlasProfileCredentials) credentials = new_credentials (platform);
  g_autoptr (SecretValue) value = password ? secret_value_new (password, -1, "text/plain") : NULL;

  atlas_profile_credentials_replace (credentials, NULL, value);

  return atlas_test_await_object (atlas_credentials_dup_certificate (ATLAS_CREDENTIALS (credentials)), error);
}

static void
test_certificate (AtlasTestPlatform *platform,
                  gconstpointer      data)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *key = g_build_filename (platform->data_dir, "client.key", NULL);
  g_autofree char *pem = g_build_filename (platform->data_dir, "client.pem", NULL);
  g_autofree char *p12 = g_build_filename (platform->data_dir, "client.p12", NULL);
  g_autofree char *request = NULL;
  g_autofree char *export = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GTlsCertificate) none = NULL;
  g_autoptr (GError) error = NULL;

  if (openssl == NULL)
    {
      g_test_skip ("openssl is not installed");
      return;
    }
  none = get_certificate (platform, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  request = g_strdup_printf ("%s req -x509 -newkey rsa:2048 -nodes -subj /CN=client -days 2 -keyout %s -out %s", openssl, key, pem);
  export = g_strdup_printf ("%s pkcs12 -export -inkey %s -in %s -out %s -passout pass:open-sesame", openssl, key, pem, p12);
  run (request);
  run (export);
  g_object_set (platform->profile, "certificate-path", p12, NULL);

  certificate = get_certificate (platform, "open-sesame", &error);
  g_assert_no_error (error);
  g_assert_nonnull (certificate);
  g_assert_null (get_certificate (platform, "wr0ng", &error));
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_CERTIFICATE);
  g_assert_null (strstr (error->message, "wr0ng"));
  g_clear_error (&error);
  g_object_set (platform->profile, "certificate-path", "/nonexistent.p12", NULL);
  g_assert_null (get_certificate (platform, NULL, &error));
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_CERTIFICATE);
}

/* Another program: the part of test_programs() that runs in a process of its own. */
static int
run_program (void)
{
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (AtlasCatalogue) catalogue = NULL;
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (AtlasProfile) profile =
    g_object_new (ATLAS_TYPE_PROFILE, "id", g_getenv ("TEST_PROFILE"), "environment", (int) ATLAS_ENVIRONMENT_CUSTOM, NULL);
  g_autoptr (GError) error = NULL;

  g_object_set (profile,
                "auth-url", g_getenv ("TEST_PROGRAM"),
                "api-url", g_getenv ("TEST_PROGRAM"),
                "client-id", ATLAS_SIMULATOR_DEFAULT_CLIENT_ID,
                NULL);
  catalogue = atlas_catalogue_new (profile, secrets, g_getenv ("TEST_DATA"));
  changes = atlas_test_await_object (atlas_catalogue_refresh (catalogue, ATLAS_REFRESH_LISTS, NULL), &error);
  if (error != NULL)
    g_printerr ("%s\n", error->message);

  return changes != NULL ? 0 : 1;
}

static void
test_programs (AtlasTestPlatform *platform,
               gconstpointer      data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  GSubprocess *programs[N_PROGRAMS];

  g_subprocess_launcher_setenv (launcher, "TEST_PROGRAM", atlas_simulator_get_url (platform->simulator), TRUE);
  g_subprocess_launcher_setenv (launcher, "TEST_PROFILE", atlas_profile_get_id (platform->profile), TRUE);
  g_subprocess_launcher_setenv (launcher, "TEST_DATA", platform->data_dir, TRUE);
  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      programs[i] = g_subprocess_launcher_spawn (launcher, NULL, "/proc/self/exe", NULL);
      g_assert_nonnull (programs[i]);
    }
  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      g_assert_true (g_subprocess_wait_check (programs[i], NULL, NULL));
      g_object_unref (programs[i]);
    }

  g_assert_cmpuint (atlas_test_platform_count (platform, "/connect/token"), ==, 1);
}

#define add(path, func)                                                                               \
  g_test_add ("/catalogue/credentials/" path, AtlasTestPlatform, NULL, atlas_test_platform_set_up,    \
              func, atlas_test_platform_tear_down)

int
main (int   argc,
      char *argv[])
{
  if (g_getenv ("TEST_PROGRAM") != NULL)
    {
      dex_init ();
      return run_program ();
    }

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  atlas_test_use_file_keyring ();

  add ("token", test_token);
  add ("no-token", test_no_token);
  add ("lock", test_lock);
  add ("certificate", test_certificate);
  add ("one-token-for-several-programs", test_programs);

  return g_test_run ();
}
