/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-connection-check.h"
#include "atlas-test-await.h"
#include "atlas-test-platform.h"

static AtlasCheckStep *
get_step (AtlasConnectionCheck *check,
          AtlasCheckKind        kind)
{
  g_autoptr (AtlasCheckStep) step = g_list_model_get_item (G_LIST_MODEL (check), kind);

  g_assert_cmpint (atlas_check_step_get_kind (step), ==, kind);

  return step;
}

/* One letter a step: . pending, r running, p passed, f failed, s skipped. */
static void
assert_states (AtlasConnectionCheck *check,
               const char           *expected)
{
  g_autoptr (GString) states = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (check)); i++)
    g_string_append_c (states, ".rpfs"[atlas_check_step_get_state (get_step (check, i))]);
  g_assert_cmpstr (states->str, ==, expected);
}

static AtlasConnectionCheck *
run (AtlasTestPlatform *platform,
     const char        *secret,
     GError           **error)
{
  g_autoptr (SecretValue) value = secret ? secret_value_new (secret, -1, "text/plain") : NULL;
  AtlasConnectionCheck *check = atlas_connection_check_new (platform->profile, platform->secrets, value, NULL);

  assert_states (check, ".....");
  atlas_test_await_boolean (atlas_connection_check_run (check), error);

  return check;
}

static void
test_passes (AtlasTestPlatform *platform,
             gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasConnectionCheck) check = run (platform, NULL, &error);

  g_assert_no_error (error);
  assert_states (check, "ppppp");
  g_assert_cmpstr (atlas_check_step_get_explanation (get_step (check, ATLAS_CHECK_FIRST_ANSWER)), ==, "The platform lists 2 countries.");
}

static void
test_wrong_secret (AtlasTestPlatform *platform,
                   gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasConnectionCheck) check = run (platform, "wr0ng-s3cret", &error);
  AtlasCheckStep *step = get_step (check, ATLAS_CHECK_CREDENTIALS);

  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_INVALID_CLIENT);
  assert_states (check, "pfsss");
  g_assert_nonnull (atlas_check_step_get_explanation (step));
  g_assert_null (strstr (atlas_check_step_get_explanation (step), "wr0ng"));
  g_assert_error (atlas_check_step_get_error (step), ATLAS_API_ERROR, ATLAS_API_ERROR_INVALID_CLIENT);
}

static void
test_no_secret (AtlasTestPlatform *platform,
                gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasConnectionCheck) check = NULL;

  atlas_test_await (atlas_secrets_clear_all (platform->secrets, platform->profile), NULL);
  check = run (platform, NULL, &error);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NO_CREDENTIALS);
  assert_states (check, "pfsss");
}

static void
test_scope (AtlasTestPlatform *platform,
            gconstpointer      data)
{
  const char *accepted[] = { "aspspinformation private", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasConnectionCheck) check = NULL;
  g_autoptr (AtlasConnectionCheck) again = NULL;
  AtlasCheckStep *step;

  atlas_simulator_set_scopes (platform->simulator, accepted);
  check = run (platform, NULL, &error);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_INVALID_SCOPE);
  assert_states (check, "ppfss");
  step = get_step (check, ATLAS_CHECK_SCOPE);
  g_assert_cmpstr (atlas_check_step_get_remedy_label (step), ==, "Try Scope aspspinformation private");
  g_assert_cmpstr (atlas_check_step_get_remedy_property (step), ==, "scope");
  g_assert_cmpstr (atlas_check_step_get_remedy_value (step), ==, "aspspinformation private");

  g_object_set (platform->profile,
                atlas_check_step_get_remedy_property (step),
                atlas_check_step_get_remedy_value (step),
                NULL);
  g_clear_error (&error);
  again = run (platform, NULL, &error);
  g_assert_no_error (error);
  assert_states (again, "ppppp");
}

static void
test_auth_host (AtlasTestPlatform *platform,
                gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasConnectionCheck) check = NULL;
  AtlasCheckStep *step;

  /* A sandbox whose token host does not answer. */
  g_object_set (platform->profile, "environment", (int) ATLAS_ENVIRONMENT_SANDBOX, "auth-url", "http://127.0.0.1:1", NULL);
  check = run (platform, NULL, &error);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_UNREACHABLE);
  assert_states (check, "fssss");
  step = get_step (check, ATLAS_CHECK_AUTH_HOST);
  g_assert_cmpstr (atlas_check_step_get_remedy_property (step), ==, "auth-url");
  g_assert_cmpstr (atlas_check_step_get_remedy_value (step), ==, "https://auth.sandbox.openbankingplatform.com");
  g_assert_cmpstr (atlas_check_step_get_remedy_label (step), ==, "Use Host auth.sandbox.openbankingplatform.com");
}

static void
test_api_host (AtlasTestPlatform *platform,
               gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasConnectionCheck) check = NULL;

  g_object_set (platform->profile, "api-url", "http://127.0.0.1:1", NULL);
  check = run (platform, NULL, &error);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_UNREACHABLE);
  assert_states (check, "pppfs");
  g_assert_null (atlas_check_step_get_remedy_label (get_step (check, ATLAS_CHECK_API_HOST)));
}

static void
test_first_answer (AtlasTestPlatform *platform,
                   gconstpointer      data)
{
  g_autoptr (AtlasFault) fault = atlas_fault_parse ("body=hello path=/psd2/*", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasConnectionCheck) check = NULL;

  atlas_simulator_add_fault (platform->simulator, fault);
  check = run (platform, NULL, &error);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_MALFORMED);
  assert_states (check, "ppppf");
}

static void
test_certificate (AtlasTestPlatform *platform,
                  gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasConnectionCheck) check = NULL;

  g_object_set (platform->profile, "certificate-path", "/nonexistent/client.p12", NULL);
  check = run (platform, NULL, &error);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_CERTIFICATE);
  g_assert_nonnull (strstr (error->message, "/nonexistent/client.p12"));
}

static void
test_dropped (AtlasTestPlatform *platform,
              gconstpointer      data)
{
  g_autoptr (AtlasFault) fault = atlas_fault_parse ("delay=60000", NULL);
  AtlasConnectionCheck *check = atlas_connection_check_new (platform->profile, platform->secrets, NULL, NULL);
  DexFuture *future;

  atlas_simulator_add_fault (platform->simulator, fault);
  future = atlas_connection_check_run (check);
  atlas_test_spin (50);
  dex_unref (future);
  atlas_test_wait_until_gone ((gpointer *) &check);
}

/* The token that the check fetched serves the catalogue, too. */
static void
test_token_is_kept (AtlasTestPlatform *platform,
                    gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasConnectionCheck) check = run (platform, ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET, &error);
  g_autoptr (SecretValue) secret = secret_value_new (ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET, -1, "text/plain");

  g_assert_no_error (error);
  assert_states (check, "ppppp");
  atlas_test_await (atlas_secrets_store (platform->secrets, platform->profile, ATLAS_SECRET_CLIENT_SECRET, NULL, secret, FALSE), NULL);
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_LISTS);

  /* And the next run. */
  g_clear_object (&platform->catalogue);
  g_set_object (&platform->secrets, NULL);
  platform->secrets = atlas_secrets_new ();
  platform->catalogue = atlas_test_platform_open (platform);
  atlas_test_platform_refresh (platform, ATLAS_REFRESH_LISTS);
  g_assert_cmpuint (atlas_test_platform_count (platform, "/connect/token"), ==, 1);
}

#define add(path, func)                                                                                    \
  g_test_add ("/catalogue/connection-check/" path, AtlasTestPlatform, NULL, atlas_test_platform_set_up,    \
              func, atlas_test_platform_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  atlas_test_use_file_keyring ();

  add ("passes", test_passes);
  add ("wrong-secret", test_wrong_secret);
  add ("no-secret", test_no_secret);
  add ("scope", test_scope);
  add ("auth-host", test_auth_host);
  add ("api-host", test_api_host);
  add ("first-answer", test_first_answer);
  add ("certificate", test_certificate);
  add ("dropped", test_dropped);
  add ("token-is-kept", test_token_is_kept);

  return g_test_run ();
}
