/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "api-fixture.h"
#include "atlas-token-reader.h"

#define NOW 1000

static AtlasToken *
read_token (const char  *text,
            GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return atlas_token_read (bytes, NOW, error);
}

static void
test_contract (void)
{
  g_autofree char *text = api_fixture_load ("token.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasToken) token = read_token (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret_value_get_text (token->value), ==, "[ACCESS_TOKEN]");
  g_assert_cmpstr (token->scope, ==, "aspspinformation");
  g_assert_cmpint (token->expires_at, ==, NOW + 7776000 - 60);
  g_assert_true (atlas_token_is_valid (token, NOW));
  g_assert_false (atlas_token_is_valid (token, token->expires_at));
  g_assert_false (atlas_token_is_valid (NULL, NOW));
}

static void
test_lifetimes (void)
{
  static const struct
  {
    const char *text;
    gint64      expected;
  } cases[] = {
    { "{\"access_token\": \"t\", \"expires_in\": 3600}", NOW + 3540 },
    { "{\"access_token\": \"t\", \"expires_in\": 2}", NOW + 2 },
    { "{\"access_token\": \"t\", \"expires_in\": 100}", NOW + 90 },
    { "{\"access_token\": \"t\", \"expires_in\": \"3600\"}", NOW + 3540 },
    { "{\"access_token\": \"t\", \"expires_in\": 0}", NOW },
    { "{\"access_token\": \"t\", \"expires_in\": -5}", NOW },
    { "{\"access_token\": \"t\"}", NOW + 270 },
    { "{\"access_token\": \"t\", \"expires_in\": null}", NOW + 270 },
    { "{\"access_token\": \"t\", \"expires_in\": \"soon\"}", NOW + 270 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasToken) token = read_token (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_null (token->scope);
      g_assert_cmpint (token->expires_at, ==, cases[i].expected);
    }
}

static void
test_malformed (void)
{
  static const char *const texts[] = {
    "", "{}", "[]", "null", "{\"access_token\": 7}", "{\"access_token\": \"\"}", "{\"access_token\": \"two words\"}",
    "{\"access_token\": \"line\\nbreak\"}", "{\"access_token\": \"t\", \"token_type\": \"MAC\"}", "<html>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_token (texts[i], &error));
      g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_MALFORMED);
    }
}

static void
test_form (void)
{
  g_autoptr (SecretValue) secret = secret_value_new ("a&b=c+d%e f~ä", -1, "text/plain");
  g_autoptr (GBytes) form = atlas_token_form_new ("my client", secret, "aspspinformation private");
  g_autofree char *text = g_strndup (g_bytes_get_data (form, NULL), g_bytes_get_size (form));

  g_assert_cmpstr (text, ==,
                   "client_id=my%20client&client_secret=a%26b%3Dc%2Bd%25e%20f~%C3%A4"
                   "&scope=aspspinformation%20private&grant_type=client_credentials");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/token-reader/contract", test_contract);
  g_test_add_func ("/api/token-reader/lifetimes", test_lifetimes);
  g_test_add_func ("/api/token-reader/malformed", test_malformed);
  g_test_add_func ("/api/token-reader/form", test_form);

  return g_test_run ();
}
