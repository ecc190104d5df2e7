/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "atlas-profile-credentials.h"
#include "atlas-test-await.h"
#include "atlas-test-files.h"
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
  static const char *const texts[] = { "", "no json", "[]", "{}", "{\"access_token\": 1}", "{\"access_token\": \"a\"}",
                                       "{\"access_token\": \"a\"} {}" };
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
assert_no_certificate (AtlasTestPlatform *platform,
                       const char        *path,
                       const char        *password,
                       const char        *sentence)
{
  g_autoptr (GError) error = NULL;

  g_object_set (platform->profile, "certificate-path", path, NULL);
  g_assert_null (get_certificate (platform, password, &error));
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_CERTIFICATE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, sentence));
  g_assert_null (strstr (error->message, "wr0ng"));
}

static void
assert_certificate (AtlasTestPlatform *platform,
                    const char        *path,
                    const char        *password)
{
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (platform->profile, "certificate-path", path, NULL);
  certificate = get_certificate (platform, password, &error);
  g_assert_no_error (error);
  g_assert_nonnull (certificate);
}

static void
test_certificate (AtlasTestPlatform *platform,
                  gconstpointer      data)
{
  const char *dir = platform->data_dir;
  g_autofree char *p12 = g_build_filename (dir, "client.p12", NULL);
  g_autofree char *open = g_build_filename (dir, "open.p12", NULL);
  g_autofree char *keyless = g_build_filename (dir, "keyless.p12", NULL);
  g_autofree char *pem = g_build_filename (dir, "client.pem", NULL);
  g_autoptr (GTlsCertificate) none = NULL;
  g_autoptr (GError) error = NULL;

  none = get_certificate (platform, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  if (!atlas_test_openssl ("req -x509 -newkey rsa:2048 -nodes -subj /CN=client -days 2 -keyout %s/client.key -out %s", dir, pem))
    return;
  atlas_test_openssl ("pkcs12 -export -inkey %s/client.key -in %s -out %s -passout pass:open-sesame", dir, pem, p12);
  atlas_test_openssl ("pkcs12 -export -inkey %s/client.key -in %s -out %s -keypbe NONE -certpbe NONE -nomac -passout pass:", dir, pem, open);
  atlas_test_openssl ("pkcs12 -export -nokeys -in %s -out %s -passout pass:open-sesame", pem, keyless);

  assert_certificate (platform, p12, "open-sesame");
  assert_certificate (platform, open, NULL);
  assert_certificate (platform, open, "needless");
  assert_no_certificate (platform, p12, "wr0ng", "The password does not open");
  assert_no_certificate (platform, p12, NULL, "The password does not open");
  assert_no_certificate (platform, keyless, "open-sesame", "the key that belongs to it");
  assert_no_certificate (platform, pem, NULL, "the key that belongs to it");
  assert_no_certificate (platform, "/nonexistent.p12", NULL, "could not be read");
}

/* Puts @other in the place of @certificate, which is as long. */
static void
exchange (const char *path,
          const char *certificate,
          const char *other,
          const char *exchanged)
{
  g_autofree char *file = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gsize length, from_length, to_length;
  char *place;

  g_assert_true (g_file_get_contents (path, &file, &length, NULL));
  g_assert_true (g_file_get_contents (certificate, &from, &from_length, NULL));
  g_assert_true (g_file_get_contents (other, &to, &to_length, NULL));
  g_assert_cmpuint (from_length, ==, to_length);
  place = memmem (file, length, from, from_length);
  g_assert_nonnull (place);
  memcpy (place, to, to_length);
  g_assert_true (g_file_set_contents (exchanged, file, (gssize) length, NULL));
}

/* Nothing makes a file with another certificate's key, so one is made of two: Ed25519 has certificates of one size. */
static void
test_foreign_key (AtlasTestPlatform *platform,
                  gconstpointer      data)
{
  const char *dir = platform->data_dir;
  g_autofree char *mine = g_build_filename (dir, "mine.der", NULL);
  g_autofree char *theirs = g_build_filename (dir, "theirs.der", NULL);
  g_autofree char *good = g_build_filename (dir, "good.p12", NULL);
  g_autofree char *foreign = g_build_filename (dir, "foreign.p12", NULL);
  const char *request = "req -x509 -newkey ed25519 -nodes -subj /CN=client -set_serial 0x1234 -days 2";

  if (!atlas_test_openssl ("%s -keyout %s/mine.key -out %s/mine.pem", request, dir, dir))
    return;
  atlas_test_openssl ("%s -keyout %s/theirs.key -out %s/theirs.pem", request, dir, dir);
  atlas_test_openssl ("x509 -in %s/mine.pem -outform DER -out %s", dir, mine);
  atlas_test_openssl ("x509 -in %s/theirs.pem -outform DER -out %s", dir, theirs);
  atlas_test_openssl ("pkcs12 -export -inkey %s/mine.key -in %s/mine.pem -out %s -keypbe NONE -certpbe NONE -nomac -passout pass:", dir, dir, good);
  exchange (good, mine, theirs, foreign);

  assert_certificate (platform, good, NULL);
  assert_no_certificate (platform, foreign, NULL, "the key that belongs to it");
  assert_no_certificate (platform, foreign, "needless", "the key that belongs to it");
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
  add ("foreign-key", test_foreign_key);
  add ("one-token-for-several-programs", test_programs);

  return g_test_run ();
}
