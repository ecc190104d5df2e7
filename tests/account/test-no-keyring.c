/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-secrets.h"
#include "atlas-test-await.h"

static void
test_refused (void)
{
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("One", ATLAS_ENVIRONMENT_SANDBOX);
  g_autoptr (SecretValue) value = secret_value_new ("s3cret", -1, "text/plain");
  g_autoptr (GError) error = NULL;

  g_assert_null (atlas_test_await (atlas_secrets_lookup (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL), &error));
  g_assert_error (error, ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_NO_KEYRING);
  g_clear_error (&error);
  g_assert_false (atlas_test_await_boolean (atlas_secrets_store (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, value, FALSE), &error));
  g_assert_error (error, ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_NO_KEYRING);
  g_assert_null (strstr (error->message, "s3cret"));
  g_clear_error (&error);
  g_assert_true (atlas_test_await_boolean (atlas_secrets_clear_all (secrets, profile), &error));
  g_assert_no_error (error);
}

static void
test_this_run (void)
{
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("One", ATLAS_ENVIRONMENT_SANDBOX);
  g_autoptr (SecretValue) value = secret_value_new ("s3cret", -1, "text/plain");
  g_autoptr (SecretValue) secret = NULL;
  g_autoptr (SecretValue) token = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_test_await_boolean (atlas_secrets_store (secrets, profile, ATLAS_SECRET_TOKEN, "s", value, FALSE), &error));
  g_assert_no_error (error);
  token = atlas_test_await_boxed (atlas_secrets_lookup (secrets, profile, ATLAS_SECRET_TOKEN, "s"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret_value_get_text (token), ==, "s3cret");

  g_assert_true (atlas_test_await_boolean (atlas_secrets_store (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, value, TRUE), &error));
  secret = atlas_test_await_boxed (atlas_secrets_lookup (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret_value_get_text (secret), ==, "s3cret");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  g_unsetenv ("SECRET_BACKEND");
  g_unsetenv ("DISPLAY");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);

  g_test_add_func ("/account/no-keyring/refused-at-once", test_refused);
  g_test_add_func ("/account/no-keyring/kept-for-this-run", test_this_run);

  return g_test_run ();
}
