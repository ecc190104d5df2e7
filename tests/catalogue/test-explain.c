/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "atlas-api-error-private.h"
#include "atlas-api-error.h"
#include "atlas-explain.h"
#include "atlas-profiles.h"
#include "atlas-secrets.h"
#include "atlas-store.h"
#include "atlas-test-sentence.h"

static GError *
make_api_error (int code)
{
  AtlasApiErrorDetails details = {
    .status = 400,
    .code = (char *) "FORMAT_ERROR",
    .text = (char *) "100 % wrong {host}",
    .request_id = (char *) "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c",
    .host = (char *) "https://api.example:8443",
    .attempts = 3,
    .retry_after = 90,
  };

  return atlas_api_error_new (code, &details, "something technical");
}

static void
assert_sentence (const GError *error,
                 AtlasProfile *profile)
{
  g_autofree char *sentence = atlas_explain_error (error, profile);
  g_autofree char *details = atlas_explain_dup_details (error);

  g_test_message ("%s", sentence);
  g_assert_cmpuint (strlen (sentence), >, 10);
  g_assert_null (strchr (sentence, '%'));
  g_assert_null (strchr (sentence, '{'));
  g_assert_null (strchr (sentence, '\n'));
  g_assert_true (g_ascii_isupper (*sentence));
  g_assert_true (g_str_has_suffix (sentence, "."));
  /* Where no host is known, “the platform” stands for it. */
  g_assert_null (strstr (sentence, "host the platform"));
  g_assert_true (atlas_test_sentence_says_what_to_do (sentence));
  g_assert_cmpuint (atlas_explain_get_remedy (error), <=, ATLAS_REMEDY_ENTER_SECRET);
  g_assert_cmpstr (details, !=, "");
}

static void
test_api (void)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Test", ATLAS_ENVIRONMENT_SANDBOX);

  for (int code = 0; code <= ATLAS_API_ERROR_PAGE; code++)
    {
      g_autoptr (GError) error = make_api_error (code);
      g_autoptr (GError) bare = atlas_api_error_new (code, NULL, "something technical");

      assert_sentence (error, profile);
      assert_sentence (error, NULL);
      assert_sentence (bare, profile);
      assert_sentence (bare, NULL);
    }
}

static void
walk_domain (GQuark domain,
             int    last)
{
  for (int code = 0; code <= last + 1; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (domain, code, "something technical");

      assert_sentence (error, NULL);
    }
}

static void
test_other_domains (void)
{
  walk_domain (ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_FAILED);
  walk_domain (ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FAILED);
  walk_domain (ATLAS_PROFILES_ERROR, ATLAS_PROFILES_ERROR_INVALID);
  walk_domain (G_RESOLVER_ERROR, G_RESOLVER_ERROR_INTERNAL);
  walk_domain (G_FILE_ERROR, G_FILE_ERROR_FAILED);
  for (int code = 0; code <= G_IO_ERROR_DESTINATION_UNSET; code++)
    if (code != G_IO_ERROR_CANCELLED)
      {
        g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, code, "something technical");

        assert_sentence (error, NULL);
      }
}

static void
assert_mentions (int           code,
                 AtlasProfile *profile,
                 const char   *text)
{
  g_autoptr (GError) error = make_api_error (code);
  g_autofree char *sentence = atlas_explain_error (error, profile);

  g_assert_nonnull (strstr (sentence, text));
}

static void
test_names_host (void)
{
  static const int codes[] = { ATLAS_API_ERROR_NAME_NOT_FOUND, ATLAS_API_ERROR_UNREACHABLE, ATLAS_API_ERROR_TIMED_OUT,
                               ATLAS_API_ERROR_TLS, ATLAS_API_ERROR_CUT_OFF, ATLAS_API_ERROR_REDIRECTED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    assert_mentions (codes[i], NULL, "“api.example:8443”");
}

static void
test_offers_other_token_host (void)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Test", ATLAS_ENVIRONMENT_SANDBOX);
  AtlasApiErrorDetails details = { .host = (char *) "https://auth.sandbox.openbankingplatform.com", .retry_after = -1 };
  g_autoptr (GError) error = atlas_api_error_new (ATLAS_API_ERROR_TIMED_OUT, &details, "no answer");
  g_autofree char *sentence = atlas_explain_error (error, profile);

  g_assert_nonnull (strstr (sentence, "“auth.sandbox.openbankingplatform.com”"));
  g_assert_nonnull (strstr (sentence, "“oauth.sandbox.openbankingplatform.com”"));
}

static void
test_names_proxy (void)
{
  static const struct
  {
    AtlasApiError code;
    guint         status;
    const char   *proxy;
    const char   *beginning;
  } cases[] = {
    { ATLAS_API_ERROR_PROXY, 0, "proxy.example:3128", "The proxy “proxy.example:3128” does not answer." },
    { ATLAS_API_ERROR_PROXY, 0, NULL, "The proxy does not answer." },
    { ATLAS_API_ERROR_PROXY, 502, "proxy.example:3128", "The proxy “proxy.example:3128” does not connect to the platform (HTTP 502)." },
    { ATLAS_API_ERROR_PROXY, 502, NULL, "The proxy does not connect to the platform (HTTP 502)." },
    { ATLAS_API_ERROR_PROXY_SIGN_IN, 407, "proxy.example:3128", "The proxy “proxy.example:3128” asks for a user name and password;" },
    { ATLAS_API_ERROR_PROXY_SIGN_IN, 407, NULL, "The proxy asks for a user name and password;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtlasApiErrorDetails details = { .status = cases[i].status, .proxy = (char *) cases[i].proxy, .retry_after = -1 };
      g_autoptr (GError) error = atlas_api_error_new (cases[i].code, &details, "something technical");
      g_autofree char *sentence = atlas_explain_error (error, NULL);

      g_test_message ("%u: %s", i, sentence);
      g_assert_true (g_str_has_prefix (sentence, cases[i].beginning));
    }
}

static void
test_names_environment (void)
{
  g_autoptr (AtlasProfile) production = atlas_profile_new ("Test", ATLAS_ENVIRONMENT_PRODUCTION);
  g_autoptr (AtlasProfile) sandbox = atlas_profile_new ("Test", ATLAS_ENVIRONMENT_SANDBOX);

  assert_mentions (ATLAS_API_ERROR_INVALID_CLIENT, production, "credentials for the sandbox are not valid in production");
  assert_mentions (ATLAS_API_ERROR_INVALID_CLIENT, sandbox, "credentials for production are not valid in the sandbox");
  assert_mentions (ATLAS_API_ERROR_INVALID_CLIENT, NULL, "this environment");
}

static void
test_names_next_scope (void)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Test", ATLAS_ENVIRONMENT_SANDBOX);
  g_autofree char *next = NULL;

  g_object_set (profile, "scope", "aspspinformation", NULL);
  next = g_strdup_printf ("Try “%s”.", atlas_scope_get_next_preset ("aspspinformation"));
  assert_mentions (ATLAS_API_ERROR_INVALID_SCOPE, profile, "“aspspinformation”");
  assert_mentions (ATLAS_API_ERROR_INVALID_SCOPE, profile, next);
}

static void
test_names_wait (void)
{
  static const struct
  {
    gint64      seconds;
    const char *remedy;
  } waits[] = {
    { -1, "Wait a while, then try again." },
    { 0, "Wait a while, then try again." },
    { 1, "Try again in 1 second." },
    { 600, "Try again in 10 minutes." },
    { 7201, "Try again in 3 hours." },
    { 86400, "Try again in 24 hours." },
    { G_MAXINT32, "Wait a while, then try again." },
    { G_MAXINT64, "Wait a while, then try again." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      AtlasApiErrorDetails details = { .retry_after = waits[i].seconds };
      g_autoptr (GError) error = atlas_api_error_new (ATLAS_API_ERROR_RATE_LIMITED, &details, "wait");
      g_autofree char *sentence = atlas_explain_error (error, NULL);

      g_assert_cmpstr (atlas_test_sentence_get_remedy (sentence), ==, waits[i].remedy);
    }
  assert_mentions (ATLAS_API_ERROR_RATE_LIMITED, NULL, "Try again in 90 seconds.");
}

static void
test_details (void)
{
  g_autoptr (GError) error = make_api_error (ATLAS_API_ERROR_BAD_REQUEST);
  g_autoptr (GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no space");
  g_autofree char *text = atlas_explain_dup_details (error);
  g_autofree char *other_text = atlas_explain_dup_details (other);

  g_assert_nonnull (strstr (text, "Error: something technical\n"));
  g_assert_nonnull (strstr (text, "\nStatus: 400\nCode: FORMAT_ERROR\nText: 100 % wrong {host}\n"));
  g_assert_nonnull (strstr (text, "\nX-Request-ID: 6ff9e7ee-2ac2-42d3-a188-c7314d434b9c\n"));
  g_assert_nonnull (strstr (text, "\nRetry-After: 90"));
  g_assert_true (g_str_has_prefix (other_text, "Error: no space\nDomain: g-io-error-quark\nNumber: "));
}

static void
test_age (void)
{
  static const struct
  {
    gint64      age;
    const char *text;
  } ages[] = {
    { -5, "just now" },
    { 0, "just now" },
    { 59, "just now" },
    { 60, "1 minute ago" },
    { 3599, "59 minutes ago" },
    { 3600, "1 hour ago" },
    { 86399, "23 hours ago" },
    { 86400, "1 day ago" },
    { 13 * 86400, "13 days ago" },
  };
  const gint64 now = 1795365780;
  g_autofree char *never = atlas_explain_age (0, now);
  g_autofree char *long_ago = atlas_explain_age (now - 400 * 86400, now);

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *text = atlas_explain_age (now - ages[i].age, now);

      g_assert_cmpstr (text, ==, ages[i].text);
    }
  g_assert_cmpstr (never, ==, "never");
  g_assert_nonnull (strstr (long_ago, "2025"));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalogue/explain/api", test_api);
  g_test_add_func ("/catalogue/explain/other-domains", test_other_domains);
  g_test_add_func ("/catalogue/explain/names-host", test_names_host);
  g_test_add_func ("/catalogue/explain/offers-other-token-host", test_offers_other_token_host);
  g_test_add_func ("/catalogue/explain/names-proxy", test_names_proxy);
  g_test_add_func ("/catalogue/explain/names-environment", test_names_environment);
  g_test_add_func ("/catalogue/explain/names-next-scope", test_names_next_scope);
  g_test_add_func ("/catalogue/explain/names-wait", test_names_wait);
  g_test_add_func ("/catalogue/explain/details", test_details);
  g_test_add_func ("/catalogue/explain/age", test_age);

  return g_test_run ();
}
