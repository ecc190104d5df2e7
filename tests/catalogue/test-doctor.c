/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-doctor-verdict.h"
#include "atlas-doctor.h"
#include "atlas-test-await.h"
#include "atlas-test-files.h"
#include "atlas-test-platform.h"

#define NOW G_GINT64_CONSTANT (1795390758)
#define DAY (24 * 60 * 60)

/* One letter a step: . pending, r running, p passed, f failed, s skipped, w warning. The order is: certificate; name, encryption,
 * host for tokens; clock; credentials; scope; four presets; name, encryption, API host; first answer. */
static void
assert_states (AtlasDoctor *doctor,
               const char  *expected)
{
  g_autoptr (GString) states = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (doctor)); i++)
    {
      g_autoptr (AtlasCheckStep) step = g_list_model_get_item (G_LIST_MODEL (doctor), i);

      g_test_message ("%s: %d %s", atlas_check_step_get_title (step), atlas_check_step_get_state (step), atlas_check_step_get_explanation (step));
      g_string_append_c (states, ".rpfsw"[atlas_check_step_get_state (step)]);
    }
  g_assert_cmpstr (states->str, ==, expected);
}

static AtlasDoctor *
run (AtlasTestPlatform *platform,
     gboolean           all_scopes,
     GError           **error)
{
  AtlasDoctor *doctor = atlas_doctor_new (platform->profile, platform->secrets, all_scopes);

  assert_states (doctor, "...............");
  atlas_test_await_boolean (atlas_doctor_run (doctor), error);

  return doctor;
}

/* Since it was last asked. */
static guint
count_tokens (AtlasTestPlatform *platform)
{
  return atlas_test_platform_count (platform, "/connect/token");
}

static void
test_well (AtlasTestPlatform *platform,
           gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasDoctor) doctor = NULL;
  g_autoptr (AtlasDoctor) again = NULL;
  g_autoptr (AtlasDoctor) thorough = NULL;

  g_object_set (platform->profile, "scope", "aspspinformation", NULL);
  doctor = run (platform, FALSE, &error);
  g_assert_no_error (error);
  assert_states (doctor, "ppppppp" "psss" "pppp");
  g_assert_cmpuint (count_tokens (platform), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (atlas_doctor_get_request_log (doctor))), ==, 4);

  /* The token was kept, and is enough. */
  again = run (platform, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_tokens (platform), ==, 0);

  thorough = run (platform, TRUE, &error);
  g_assert_no_error (error);
  assert_states (thorough, "ppppppppppppppp");
  g_assert_cmpuint (count_tokens (platform), ==, 3);
}

static void
test_scope (AtlasTestPlatform *platform,
            gconstpointer      data)
{
  const char *accepted[] = { "aspspinformation corporate", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasDoctor) doctor = NULL;

  atlas_simulator_set_scopes (platform->simulator, accepted);
  g_object_set (platform->profile, "scope", "aspspinformation private", NULL);
  doctor = run (platform, FALSE, &error);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_INVALID_SCOPE);
  /* The others are tried until one is accepted; the API host is looked at all the same. */
  assert_states (doctor, "pppppp" "f" "wwps" "ppp" "s");
}

static void
test_wrong_secret (AtlasTestPlatform *platform,
                   gconstpointer      data)
{
  g_autoptr (SecretValue) wrong = secret_value_new ("wr0ng-s3cret", -1, "text/plain");
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasDoctor) doctor = NULL;

  atlas_test_await (atlas_secrets_store (platform->secrets, platform->profile, ATLAS_SECRET_CLIENT_SECRET, NULL, wrong, FALSE), NULL);
  doctor = run (platform, TRUE, &error);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_INVALID_CLIENT);
  g_assert_null (strstr (error->message, "wr0ng"));
  assert_states (doctor, "ppppp" "f" "s" "ssss" "ppp" "s");
  g_assert_cmpuint (count_tokens (platform), ==, 1);
}

static void
test_hosts (AtlasTestPlatform *platform,
            gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasDoctor) doctor = NULL;
  g_autoptr (AtlasDoctor) other = NULL;

  g_object_set (platform->profile, "auth-url", "http://127.0.0.1:1", NULL);
  doctor = run (platform, FALSE, &error);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_UNREACHABLE);
  assert_states (doctor, "pp" "sf" "p" "ss" "ssss" "ppp" "s");
  g_clear_error (&error);

  g_object_set (platform->profile, "auth-url", "https://nowhere.invalid", NULL);
  other = run (platform, FALSE, &error);
  g_assert_nonnull (error);
  assert_states (other, "pf" "ss" "p" "ss" "ssss" "ppp" "s");
}

static void
test_certificate (AtlasTestPlatform *platform,
                  gconstpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasDoctor) doctor = NULL;

  g_object_set (platform->profile, "certificate-path", "/nonexistent/client.p12", NULL);
  doctor = run (platform, FALSE, &error);
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_CERTIFICATE);
  assert_states (doctor, "fssssssssssssss");
}

static void
test_tls_verdicts (void)
{
  const struct
  {
    AtlasHostReport report;
    AtlasCheckState state;
    const char     *part;
  } cases[] = {
    { { .encrypted = FALSE }, ATLAS_CHECK_PASSED, "Not encrypted" },
    { { .encrypted = TRUE, .has_certificate = TRUE, .not_after = NOW + 90 * DAY }, ATLAS_CHECK_PASSED, "2027-02-20" },
    { { .encrypted = TRUE, .has_certificate = TRUE, .not_after = NOW + 3 * DAY }, ATLAS_CHECK_WARNING, "ends on 2026-11-25" },
    { { .encrypted = TRUE, .has_certificate = TRUE }, ATLAS_CHECK_PASSED, "is trusted." },
    { { .encrypted = TRUE, .has_certificate = TRUE, .tls_errors = G_TLS_CERTIFICATE_EXPIRED, .not_after = NOW - DAY }, ATLAS_CHECK_FAILED, "ended on 2026-11-21" },
    { { .encrypted = TRUE, .has_certificate = TRUE, .tls_errors = G_TLS_CERTIFICATE_NOT_ACTIVATED, .not_before = NOW + DAY }, ATLAS_CHECK_FAILED, "Check the date" },
    { { .encrypted = TRUE, .has_certificate = TRUE, .tls_errors = G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_UNKNOWN_CA }, ATLAS_CHECK_FAILED, "another name" },
    { { .encrypted = TRUE, .has_certificate = TRUE, .tls_errors = G_TLS_CERTIFICATE_UNKNOWN_CA, .issuer = (char *) "CN=Proxy" }, ATLAS_CHECK_FAILED, "“CN=Proxy”" },
    { { .encrypted = TRUE, .has_certificate = TRUE, .tls_errors = G_TLS_CERTIFICATE_REVOKED }, ATLAS_CHECK_FAILED, "withdrawn" },
    { { .encrypted = TRUE, .has_certificate = TRUE, .tls_errors = G_TLS_CERTIFICATE_INSECURE }, ATLAS_CHECK_FAILED, "not safe" },
    { { .encrypted = TRUE }, ATLAS_CHECK_SKIPPED, "showed no certificate" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtlasCheckState state;
      g_autofree char *sentence = atlas_doctor_judge_tls (&cases[i].report, NOW, &state);

      g_test_message ("%s", sentence);
      g_assert_cmpint (state, ==, cases[i].state);
      g_assert_nonnull (strstr (sentence, cases[i].part));
    }
}

static void
test_clock_verdicts (void)
{
  const struct
  {
    gint64          skew;
    AtlasCheckState state;
    const char     *part;
  } cases[] = {
    { 0, ATLAS_CHECK_PASSED, "agrees" },
    { 60, ATLAS_CHECK_PASSED, "agrees" },
    { -60, ATLAS_CHECK_PASSED, "agrees" },
    { 61, ATLAS_CHECK_WARNING, "1 minute slow" },
    { -300, ATLAS_CHECK_WARNING, "5 minutes fast" },
    { 3600, ATLAS_CHECK_FAILED, "60 minutes slow" },
    { -7 * 3600, ATLAS_CHECK_FAILED, "7 hours fast" },
    { G_GINT64_CONSTANT (2000000000), ATLAS_CHECK_FAILED, "hours slow" },
  };
  AtlasCheckState state;
  g_autofree char *unknown = atlas_doctor_judge_clock (NULL, &state);

  g_assert_cmpint (state, ==, ATLAS_CHECK_SKIPPED);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtlasHostReport report = { .has_date = TRUE, .clock_skew = cases[i].skew };
      g_autofree char *sentence = atlas_doctor_judge_clock (&report, &state);

      g_test_message ("%s", sentence);
      g_assert_cmpint (state, ==, cases[i].state);
      g_assert_nonnull (strstr (sentence, cases[i].part));
    }
}

static void
test_certificate_verdicts (void)
{
  g_autofree char *directory = g_dir_make_tmp ("bank-atlas-doctor-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (directory, "client.key", NULL);
  g_autofree char *pem = g_build_filename (directory, "client.pem", NULL);
  g_autofree char *p12 = g_build_filename (directory, "client.p12", NULL);
  g_autoptr (GTlsCertificate) whole = NULL;
  g_autoptr (GTlsCertificate) keyless = NULL;
  g_autoptr (GDateTime) ends = NULL;
  g_autoptr (GError) error = NULL;
  const struct
  {
    int             days;   /* before its end */
    AtlasCheckState state;
    const char     *part;
  } cases[] = {
    { 60, ATLAS_CHECK_PASSED, "can be used, until" },
    { 10, ATLAS_CHECK_WARNING, "in time" },
    { -1, ATLAS_CHECK_FAILED, "ended on" },
    { 500, ATLAS_CHECK_FAILED, "begins on" },
  };
  AtlasCheckState state;

  if (!atlas_test_openssl ("req -x509 -newkey rsa:2048 -nodes -subj /CN=client -days 100 -keyout %s -out %s", key, pem))
    return;
  atlas_test_openssl ("pkcs12 -export -inkey %s -in %s -out %s -passout pass:open-sesame", key, pem, p12);
  whole = g_tls_certificate_new_from_file_with_password (p12, "open-sesame", &error);
  g_assert_no_error (error);
  keyless = g_tls_certificate_new_from_file (pem, &error);
  g_assert_no_error (error);
  ends = g_tls_certificate_get_not_valid_after (whole);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = atlas_doctor_judge_certificate (whole, g_date_time_to_unix (ends) - cases[i].days * DAY, &state);

      g_test_message ("%s", sentence);
      g_assert_cmpint (state, ==, cases[i].state);
      g_assert_nonnull (strstr (sentence, cases[i].part));
    }
  {
    g_autofree char *sentence = atlas_doctor_judge_certificate (keyless, NOW, &state);

    g_assert_cmpint (state, ==, ATLAS_CHECK_FAILED);
    g_assert_nonnull (strstr (sentence, "no private key"));
  }
  atlas_test_remove_directory (directory);
}

#define ADD(name, func) \
  g_test_add ("/catalogue/doctor/" name, AtlasTestPlatform, atlas_test_small_directory, \
              atlas_test_platform_set_up, func, atlas_test_platform_tear_down)

int
main (int   argc,
      char *argv[])
{
  atlas_test_use_file_keyring ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  ADD ("well", test_well);
  ADD ("scope", test_scope);
  ADD ("wrong-secret", test_wrong_secret);
  ADD ("hosts", test_hosts);
  ADD ("certificate", test_certificate);
  g_test_add_func ("/catalogue/doctor/tls-verdicts", test_tls_verdicts);
  g_test_add_func ("/catalogue/doctor/clock-verdicts", test_clock_verdicts);
  g_test_add_func ("/catalogue/doctor/certificate-verdicts", test_certificate_verdicts);

  return g_test_run ();
}
