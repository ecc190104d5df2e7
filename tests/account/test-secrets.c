/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "atlas-secrets.h"
#include "atlas-test-await.h"

#define N_PROGRAMS 4
#define N_SECRETS 3

static void
store (AtlasSecrets   *secrets,
       AtlasProfile   *profile,
       AtlasSecretKind kind,
       const char     *scope,
       const char     *text,
       gboolean        for_this_run_only)
{
  g_autoptr (SecretValue) value = secret_value_new (text, -1, "text/plain");
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_test_await_boolean (atlas_secrets_store (secrets, profile, kind, scope, value, for_this_run_only), &error));
  g_assert_no_error (error);
}

static void
assert_found (AtlasSecrets   *secrets,
              AtlasProfile   *profile,
              AtlasSecretKind kind,
              const char     *scope,
              const char     *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = atlas_test_await_boxed (atlas_secrets_lookup (secrets, profile, kind, scope), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (value ? secret_value_get_text (value) : NULL, ==, text);
}

static void
test_round_trip (void)
{
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (AtlasSecrets) next_run = atlas_secrets_new ();
  g_autoptr (AtlasProfile) one = atlas_profile_new ("One", ATLAS_ENVIRONMENT_SANDBOX);
  g_autoptr (AtlasProfile) two = atlas_profile_new ("Two", ATLAS_ENVIRONMENT_SANDBOX);

  assert_found (secrets, one, ATLAS_SECRET_CLIENT_SECRET, NULL, NULL);
  store (secrets, one, ATLAS_SECRET_CLIENT_SECRET, NULL, "first", FALSE);
  store (secrets, two, ATLAS_SECRET_CLIENT_SECRET, NULL, "second", FALSE);
  store (secrets, one, ATLAS_SECRET_TOKEN, "aspspinformation", "token a", FALSE);
  store (secrets, one, ATLAS_SECRET_TOKEN, "aspspinformation private", "token b", FALSE);
  store (secrets, one, ATLAS_SECRET_CLIENT_SECRET, NULL, "first again", FALSE);

  assert_found (next_run, one, ATLAS_SECRET_CLIENT_SECRET, NULL, "first again");
  assert_found (next_run, two, ATLAS_SECRET_CLIENT_SECRET, NULL, "second");
  assert_found (next_run, one, ATLAS_SECRET_CERTIFICATE_PASSWORD, NULL, NULL);
  assert_found (next_run, one, ATLAS_SECRET_TOKEN, "aspspinformation", "token a");
  assert_found (next_run, one, ATLAS_SECRET_TOKEN, "aspspinformation private", "token b");
}

static void
test_this_run (void)
{
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (AtlasSecrets) next_run = atlas_secrets_new ();
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("One", ATLAS_ENVIRONMENT_SANDBOX);

  store (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, "kept", FALSE);
  store (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, "for now", TRUE);
  store (secrets, profile, ATLAS_SECRET_TOKEN, "s", "token for now", FALSE);
  assert_found (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, "for now");
  assert_found (secrets, profile, ATLAS_SECRET_TOKEN, "s", "token for now");
  assert_found (next_run, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, "kept");
  assert_found (next_run, profile, ATLAS_SECRET_TOKEN, "s", NULL);

  store (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, "kept again", FALSE);
  assert_found (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, "kept again");
}

static void
test_clear (void)
{
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (AtlasProfile) one = atlas_profile_new ("One", ATLAS_ENVIRONMENT_SANDBOX);
  g_autoptr (AtlasProfile) two = atlas_profile_new ("Two", ATLAS_ENVIRONMENT_SANDBOX);
  g_autoptr (GError) error = NULL;

  store (secrets, one, ATLAS_SECRET_CLIENT_SECRET, NULL, "secret", FALSE);
  store (secrets, one, ATLAS_SECRET_TOKEN, "s", "token", FALSE);
  store (secrets, one, ATLAS_SECRET_CERTIFICATE_PASSWORD, NULL, "password", TRUE);
  store (secrets, two, ATLAS_SECRET_CLIENT_SECRET, NULL, "other", FALSE);

  g_assert_true (atlas_test_await_boolean (atlas_secrets_clear (secrets, one, ATLAS_SECRET_TOKEN, "s"), &error));
  assert_found (secrets, one, ATLAS_SECRET_TOKEN, "s", NULL);
  assert_found (secrets, one, ATLAS_SECRET_CLIENT_SECRET, NULL, "secret");
  g_assert_true (atlas_test_await_boolean (atlas_secrets_clear_all (secrets, one), &error));
  g_assert_no_error (error);
  assert_found (secrets, one, ATLAS_SECRET_CLIENT_SECRET, NULL, NULL);
  assert_found (secrets, one, ATLAS_SECRET_CERTIFICATE_PASSWORD, NULL, NULL);
  assert_found (secrets, two, ATLAS_SECRET_CLIENT_SECRET, NULL, "other");
}

static void
test_demo (void)
{
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (AtlasSecrets) next_run = atlas_secrets_new ();
  g_autoptr (AtlasProfile) demo = atlas_profile_new_demo ();

  store (secrets, demo, ATLAS_SECRET_TOKEN, "s", "token", FALSE);
  assert_found (secrets, demo, ATLAS_SECRET_TOKEN, "s", "token");
  assert_found (next_run, demo, ATLAS_SECRET_TOKEN, "s", NULL);
}

static AtlasProfile *
new_numbered_profile (guint number)
{
  g_autofree char *id = g_strdup_printf ("2f6d1a86-5b4f-4a0f-9d0e-3d1f1d1c%04u", number);

  return g_object_new (ATLAS_TYPE_PROFILE, "id", id, "name", "Numbered", NULL);
}

/* Another program: the part of test_programs() that runs in a process of its own. */
static void
run_program (guint number)
{
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();

  for (guint i = 0; i < N_SECRETS; i++)
    {
      g_autoptr (AtlasProfile) profile = new_numbered_profile (number * N_SECRETS + i);

      store (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, "secret", FALSE);
    }
}

static void
test_programs (void)
{
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (AtlasProfile) own = new_numbered_profile (9999);
  GSubprocess *programs[N_PROGRAMS];

  store (secrets, own, ATLAS_SECRET_CLIENT_SECRET, NULL, "own", FALSE);
  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);

      g_subprocess_launcher_setenv (launcher, "TEST_PROGRAM", number, TRUE);
      programs[i] = g_subprocess_launcher_spawn (launcher, NULL, "/proc/self/exe", NULL);
      g_assert_nonnull (programs[i]);
    }
  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      g_assert_true (g_subprocess_wait_check (programs[i], NULL, NULL));
      g_object_unref (programs[i]);
    }

  for (guint i = 0; i < N_PROGRAMS * N_SECRETS; i++)
    {
      g_autoptr (AtlasProfile) profile = new_numbered_profile (i);

      assert_found (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, "secret");
    }
  assert_found (secrets, own, ATLAS_SECRET_CLIENT_SECRET, NULL, "own");
}

static void
test_not_in_clear (void)
{
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("One", ATLAS_ENVIRONMENT_SANDBOX);
  g_autofree char *contents = NULL;
  gsize length;

  store (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, "v3ry-s3cret", FALSE);
  g_assert_true (g_file_get_contents (g_getenv ("SECRET_FILE_TEST_PATH"), &contents, &length, NULL));
  g_assert_null (g_strstr_len (contents, length, "v3ry-s3cret"));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *directory = NULL;
  g_autofree char *path = NULL;
  int status;

  dex_init ();
  if (g_getenv ("TEST_PROGRAM") != NULL)
    {
      run_program (g_ascii_strtoull (g_getenv ("TEST_PROGRAM"), NULL, 10));
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  directory = g_dir_make_tmp ("bank-atlas-test-XXXXXX", NULL);
  path = g_build_filename (directory, "keyring", NULL);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_setenv ("XDG_CACHE_HOME", directory, TRUE);

  g_test_add_func ("/account/secrets/round-trip", test_round_trip);
  g_test_add_func ("/account/secrets/for-this-run-only", test_this_run);
  g_test_add_func ("/account/secrets/clear", test_clear);
  g_test_add_func ("/account/secrets/demo-needs-no-keyring", test_demo);
  g_test_add_func ("/account/secrets/several-programs-lose-nothing", test_programs);
  g_test_add_func ("/account/secrets/not-in-clear", test_not_in_clear);

  status = g_test_run ();
  g_unlink (path);

  return status;
}
