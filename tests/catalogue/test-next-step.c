/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "atlas-next-step.h"

static AtlasAspspDetails *
make_bank (const char *bic_fi,
           const char *method)
{
  static const char *const products[] = { "domestic", "sepa-credit-transfers", NULL };
  AtlasAspspFields *fields = atlas_aspsp_fields_new ();

  fields->bic_fi = g_strdup (bic_fi);
  fields->name = g_strdup ("Skandinaviska Enskilda Banken AB ");
  fields->global_payment_products = g_strdupv ((GStrv) products);
  if (method != NULL)
    {
      fields->authorization_methods = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_authorization_method_free);
      g_ptr_array_add (fields->authorization_methods, atlas_authorization_method_new (method, ""));
    }

  return atlas_aspsp_details_new (fields, NULL, NULL, 0);
}

static AtlasProfile *
make_profile (AtlasContext context)
{
  AtlasProfile *profile = atlas_profile_new ("Test", ATLAS_ENVIRONMENT_SANDBOX);

  g_object_set (profile, "context", context, NULL);

  return profile;
}

static char *
format (const char            *bic_fi,
        const char            *method,
        AtlasContext           context,
        const AtlasNextChoice *choice,
        AtlasNextFormat        as)
{
  g_autoptr (AtlasAspspDetails) details = make_bank (bic_fi, method);
  g_autoptr (AtlasProfile) profile = make_profile (context);

  return atlas_next_step_format (details, profile, choice, as);
}

static void
test_curl (void)
{
  AtlasNextChoice choice = { .kind = ATLAS_NEXT_ACCOUNT_INFORMATION };
  g_autofree char *text = format ("ESSESESS", "OAuth2", ATLAS_CONTEXT_PRIVATE, &choice, ATLAS_NEXT_FORMAT_CURL);

  g_assert_cmpstr (text,
                   ==,
                   "# Token scope: accountinformation private\n"
                   "curl --request POST 'https://api.sandbox.openbankingplatform.com/psd2/consent/v1/consents' \\\n"
                   "  --header \"Authorization: Bearer $ACCESS_TOKEN\" \\\n"
                   "  --header \"X-Request-ID: $(uuidgen)\" \\\n"
                   "  --header 'X-BicFi: ESSESESS' \\\n"
                   "  --header 'TPP-Redirect-Preferred: true' \\\n"
                   "  --header 'TPP-Redirect-URI: <TPP-Redirect-URI>' \\\n"
                   "  --header 'PSU-ID: <PSU-ID>' \\\n"
                   "  --header 'PSU-IP-Address: <PSU-IP-Address>' \\\n"
                   "  --header 'PSU-User-Agent: <PSU-User-Agent>' \\\n"
                   "  --header 'Content-Type: application/json' \\\n"
                   "  --header 'Accept: application/json' \\\n"
                   "  --data '{\n"
                   "  \"access\": {},\n"
                   "  \"recurringIndicator\": true,\n"
                   "  \"validUntil\": \"<YYYY-MM-DD>\",\n"
                   "  \"frequencyPerDay\": 4,\n"
                   "  \"combinedServiceIndicator\": false\n"
                   "}'\n");
}

static void
test_http (void)
{
  AtlasNextChoice choice = { .kind = ATLAS_NEXT_PAYMENT, .payment_product = "sepa-credit-transfers", .method = "Decoupled", .affiliate_id = "08999" };
  g_autofree char *text = format ("SWEDSESS", "OAuth2", ATLAS_CONTEXT_CORPORATE, &choice, ATLAS_NEXT_FORMAT_HTTP);

  g_assert_cmpstr (text,
                   ==,
                   "# Token scope: paymentinitiation corporate\n"
                   "POST /psd2/paymentinitiation/v1/payments/sepa-credit-transfers HTTP/1.1\n"
                   "Host: api.sandbox.openbankingplatform.com\n"
                   "Authorization: Bearer $ACCESS_TOKEN\n"
                   "X-Request-ID: <X-Request-ID>\n"
                   "X-BicFi: SWEDSESS\n"
                   "X-AffiliatedASPSP-ID: 08999\n"
                   "TPP-Redirect-Preferred: false\n"
                   "PSU-ID: <PSU-ID>\n"
                   "PSU-Corporate-ID: <PSU-Corporate-ID>\n"
                   "PSU-IP-Address: <PSU-IP-Address>\n"
                   "PSU-User-Agent: <PSU-User-Agent>\n"
                   "Content-Type: application/json\n"
                   "Accept: application/json\n"
                   "\n"
                   "{\n"
                   "  \"debtorAccount\": {\n"
                   "    \"iban\": \"<debtor-iban>\"\n"
                   "  },\n"
                   "  \"instructedAmount\": {\n"
                   "    \"currency\": \"<currency>\",\n"
                   "    \"amount\": \"<amount>\"\n"
                   "  },\n"
                   "  \"creditorName\": \"<creditor-name>\",\n"
                   "  \"creditorAccount\": {\n"
                   "    \"iban\": \"<creditor-iban>\"\n"
                   "  }\n"
                   "}\n");
}

static JsonObject *
parse (const char  *text,
       JsonNode   **root)
{
  g_autoptr (GError) error = NULL;

  *root = json_from_string (text, &error);
  g_assert_no_error (error);

  return json_node_get_object (*root);
}

static void
test_json (void)
{
  AtlasNextChoice choice = { .kind = ATLAS_NEXT_PERIODIC_PAYMENT };
  g_autofree char *text = format ("ESSESESS", NULL, ATLAS_CONTEXT_PRIVATE, &choice, ATLAS_NEXT_FORMAT_JSON);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *call = parse (text, &root);
  JsonObject *headers = json_object_get_object_member (call, "headers");
  JsonObject *body = json_object_get_object_member (call, "body");

  g_assert_cmpstr (json_object_get_string_member (call, "method"), ==, "POST");
  g_assert_cmpstr (json_object_get_string_member (call, "scope"), ==, "paymentinitiation private");
  /* Without a choice, the bank's first product; and it states no method. */
  g_assert_cmpstr (json_object_get_string_member (call, "url"),
                   ==,
                   "https://api.sandbox.openbankingplatform.com/psd2/paymentinitiation/v1/periodic-payments/domestic");
  g_assert_cmpstr (json_object_get_string_member (headers, "TPP-Redirect-Preferred"), ==, "<TPP-Redirect-Preferred>");
  g_assert_false (json_object_has_member (headers, "TPP-Redirect-URI"));
  g_assert_cmpstr (json_object_get_string_member (headers, "Authorization"), ==, "Bearer $ACCESS_TOKEN");
  g_assert_true (json_object_has_member (body, "frequency"));
  g_assert_true (json_object_has_member (body, "startDate"));
}

static void
test_bulk (void)
{
  AtlasNextChoice choice = { .kind = ATLAS_NEXT_BULK_PAYMENT, .payment_product = "swedish-giro" };
  g_autofree char *text = format ("ESSESESS", "Decoupled", ATLAS_CONTEXT_PRIVATE, &choice, ATLAS_NEXT_FORMAT_JSON);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *call = parse (text, &root);

  g_assert_true (g_str_has_suffix (json_object_get_string_member (call, "url"), "/bulk-payments/swedish-giro"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_object_get_object_member (call, "body"), "payments")), ==, 1);
}

static void
test_missing (void)
{
  AtlasNextChoice choice = { .kind = ATLAS_NEXT_PAYMENT };
  g_autoptr (AtlasAspspDetails) details = atlas_aspsp_details_new (atlas_aspsp_fields_new (), NULL, NULL, 0);
  g_autoptr (AtlasProfile) profile = atlas_profile_new_demo ();
  g_autofree char *text = atlas_next_step_format (details, profile, &choice, ATLAS_NEXT_FORMAT_HTTP);

  g_assert_nonnull (strstr (text, "\nX-BicFi: <X-BicFi>\n"));
  g_assert_nonnull (strstr (text, "/payments/<payment-product> "));
  g_assert_nonnull (strstr (text, "\nHost: api.sandbox.openbankingplatform.com\n"));
}

static void
test_own_host (void)
{
  AtlasNextChoice choice = { .kind = ATLAS_NEXT_ACCOUNT_INFORMATION };
  g_autoptr (AtlasAspspDetails) details = make_bank ("ESSESESS", "OAuth2");
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Test", ATLAS_ENVIRONMENT_CUSTOM);
  g_autofree char *http = NULL, *curl = NULL;

  g_object_set (profile, "api-url", "http://127.0.0.1:8080/base", NULL);
  http = atlas_next_step_format (details, profile, &choice, ATLAS_NEXT_FORMAT_HTTP);
  curl = atlas_next_step_format (details, profile, &choice, ATLAS_NEXT_FORMAT_CURL);
  g_assert_nonnull (strstr (http, "POST /base/psd2/consent/v1/consents HTTP/1.1\nHost: 127.0.0.1:8080\n"));
  g_assert_nonnull (strstr (curl, "'http://127.0.0.1:8080/base/psd2/consent/v1/consents'"));
}

static void
test_scope (void)
{
  g_autoptr (AtlasProfile) corporate = make_profile (ATLAS_CONTEXT_CORPORATE);
  g_autofree char *account = atlas_next_step_dup_scope (corporate, ATLAS_NEXT_ACCOUNT_INFORMATION);
  g_autofree char *payment = atlas_next_step_dup_scope (corporate, ATLAS_NEXT_BULK_PAYMENT);

  g_assert_cmpstr (account, ==, "accountinformation corporate");
  g_assert_cmpstr (payment, ==, "paymentinitiation corporate");
}

/* What an ill-meaning answer could hold. */
#define NASTY_BIC "A'; touch pwned; '$(touch pwned)`touch pwned`\r\nX-Evil: yes"

static void
test_no_header_injection (void)
{
  AtlasNextChoice choice = { .kind = ATLAS_NEXT_PAYMENT, .payment_product = "a/../b?c#d\r\nX-Evil: yes", .affiliate_id = "1\r\nX-Evil: yes" };
  g_autofree char *text = format (NASTY_BIC, "OAuth2", ATLAS_CONTEXT_PRIVATE, &choice, ATLAS_NEXT_FORMAT_HTTP);

  g_assert_null (strstr (text, "\nX-Evil"));
  g_assert_null (strchr (text, '\r'));
  g_assert_nonnull (strstr (text, "/payments/a%2F..%2Fb%3Fc%23d%0D%0AX-Evil%3A%20yes HTTP/1.1\n"));
}

static void
write_program (const char *directory,
               const char *name,
               const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_no_errno (g_chmod (path, 0755));
}

static void
remove_program (const char *directory,
                const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_no_errno (g_unlink (path));
}

/* Runs a text in a shell whose curl prints its arguments, one after the other, each ended by a line "--". */
static char *
run_in_shell (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("next-step-XXXXXX", &error);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) shell = NULL;
  g_autofree char *path = g_strdup_printf ("%s:/usr/bin:/bin", directory);
  g_autofree char *pwned = g_build_filename (directory, "pwned", NULL);
  char *output = NULL;

  g_assert_no_error (error);
  write_program (directory, "curl", "#!/bin/sh\nfor argument; do printf '%s\\n--\\n' \"$argument\"; done\n");
  write_program (directory, "uuidgen", "#!/bin/sh\necho 6ff9e7ee-2ac2-42d3-a188-c7314d434b9c\n");
  g_subprocess_launcher_set_cwd (launcher, directory);
  g_subprocess_launcher_setenv (launcher, "PATH", path, TRUE);
  g_subprocess_launcher_setenv (launcher, "ACCESS_TOKEN", "a token", TRUE);
  shell = g_subprocess_launcher_spawn (launcher, &error, "/bin/sh", "-euc", text, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (shell, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (shell), ==, 0);
  g_assert_false (g_file_test (pwned, G_FILE_TEST_EXISTS));

  remove_program (directory, "curl");
  remove_program (directory, "uuidgen");
  g_assert_no_errno (g_rmdir (directory));

  return output;
}

static void
test_curl_runs (void)
{
  AtlasNextChoice choice = { .kind = ATLAS_NEXT_ACCOUNT_INFORMATION };
  g_autofree char *text = format ("ESSESESS", "Decoupled", ATLAS_CONTEXT_PRIVATE, &choice, ATLAS_NEXT_FORMAT_CURL);
  g_autofree char *output = run_in_shell (text);
  g_auto (GStrv) arguments = g_strsplit (output, "\n--\n", -1);
  g_autoptr (JsonNode) root = NULL;
  guint n = g_strv_length (arguments) - 1;

  g_assert_cmpstr (arguments[0], ==, "--request");
  g_assert_cmpstr (arguments[1], ==, "POST");
  g_assert_cmpstr (arguments[2], ==, "https://api.sandbox.openbankingplatform.com/psd2/consent/v1/consents");
  g_assert_cmpstr (arguments[4], ==, "Authorization: Bearer a token");
  g_assert_cmpstr (arguments[6], ==, "X-Request-ID: 6ff9e7ee-2ac2-42d3-a188-c7314d434b9c");
  g_assert_cmpstr (arguments[8], ==, "X-BicFi: ESSESESS");
  g_assert_cmpstr (arguments[n - 2], ==, "--data");
  parse (arguments[n - 1], &root);
}

static void
test_curl_quotes (void)
{
  AtlasNextChoice choice = { .kind = ATLAS_NEXT_PAYMENT, .payment_product = "it's $(touch pwned)", .affiliate_id = "`touch pwned`'\"" };
  g_autofree char *text = format (NASTY_BIC, "$(touch pwned)", ATLAS_CONTEXT_PRIVATE, &choice, ATLAS_NEXT_FORMAT_CURL);
  g_autofree char *output = run_in_shell (text);

  g_assert_nonnull (strstr (output, "X-BicFi: A'; touch pwned; '$(touch pwned)`touch pwned`X-Evil: yes\n"));
  g_assert_nonnull (strstr (output, "X-AffiliatedASPSP-ID: `touch pwned`'\"\n"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalogue/next-step/curl", test_curl);
  g_test_add_func ("/catalogue/next-step/http", test_http);
  g_test_add_func ("/catalogue/next-step/json", test_json);
  g_test_add_func ("/catalogue/next-step/bulk", test_bulk);
  g_test_add_func ("/catalogue/next-step/missing", test_missing);
  g_test_add_func ("/catalogue/next-step/own-host", test_own_host);
  g_test_add_func ("/catalogue/next-step/scope", test_scope);
  g_test_add_func ("/catalogue/next-step/no-header-injection", test_no_header_injection);
  g_test_add_func ("/catalogue/next-step/curl-runs", test_curl_runs);
  g_test_add_func ("/catalogue/next-step/curl-quotes", test_curl_quotes);

  return g_test_run ();
}
