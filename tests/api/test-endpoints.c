/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-endpoints.h"
#include "atlas-url.h"

static void
test_environments (void)
{
  static const struct
  {
    const char       *name;
    AtlasEnvironment  environment;
    const char       *auth_url;
    const char       *api_url;
  } cases[] = {
    { "demo", ATLAS_ENVIRONMENT_DEMO, NULL, NULL },
    { "sandbox", ATLAS_ENVIRONMENT_SANDBOX, "https://auth.sandbox.openbankingplatform.com",
      "https://api.sandbox.openbankingplatform.com" },
    { "production", ATLAS_ENVIRONMENT_PRODUCTION, "https://auth.openbankingplatform.com",
      "https://api.openbankingplatform.com" },
    { "custom", ATLAS_ENVIRONMENT_CUSTOM, NULL, NULL },
  };
  AtlasEnvironment environment;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (atlas_environment_from_string (cases[i].name, &environment));
      g_assert_cmpint (environment, ==, cases[i].environment);
      g_assert_cmpstr (atlas_environment_to_string (environment), ==, cases[i].name);
      g_assert_cmpstr (atlas_environment_get_auth_url (environment), ==, cases[i].auth_url);
      g_assert_cmpstr (atlas_environment_get_api_url (environment), ==, cases[i].api_url);
    }
  g_assert_false (atlas_environment_from_string ("Sandbox", &environment));
  g_assert_false (atlas_environment_from_string (NULL, &environment));
  g_assert_cmpstr (atlas_environment_get_auth_urls (ATLAS_ENVIRONMENT_SANDBOX)[1], ==,
                   "https://oauth.sandbox.openbankingplatform.com");
}

static void
test_list_encodings (void)
{
  AtlasListEncoding encoding;

  g_assert_true (atlas_list_encoding_from_string ("repeat", &encoding));
  g_assert_cmpint (encoding, ==, ATLAS_LIST_ENCODING_REPEAT);
  g_assert_true (atlas_list_encoding_from_string ("comma", &encoding));
  g_assert_cmpstr (atlas_list_encoding_to_string (encoding), ==, "comma");
  g_assert_false (atlas_list_encoding_from_string ("semicolon", &encoding));
}

static void
test_scopes (void)
{
  g_assert_cmpuint (g_strv_length ((GStrv) atlas_scope_get_presets ()), ==, 4);
  g_assert_cmpstr (atlas_scope_get_next_preset ("aspspinformation"), ==, "aspspinformation private");
  g_assert_cmpstr (atlas_scope_get_next_preset ("accountinformation corporate"), ==, "aspspinformation");
  g_assert_cmpstr (atlas_scope_get_next_preset ("my own"), ==, "aspspinformation");
  g_assert_cmpstr (atlas_scope_get_next_preset (NULL), ==, "aspspinformation");
}

static void
test_host_urls (void)
{
  static const struct
  {
    const char *typed;
    const char *expected;
  } cases[] = {
    { "https://api.example", "https://api.example" },
    { " HTTPS://API.Example/ ", "https://api.example" },
    { "api.example", "https://api.example" },
    { "api.example:8443", "https://api.example:8443" },
    { "https://api.example:443/", "https://api.example" },
    { "https://gateway.example/openpayments//", "https://gateway.example/openpayments" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://localhost:1/", "http://localhost:1" },
    { "http://[::1]:99", "http://[::1]:99" },
    { "http://api.example", NULL },
    { "http://127.0.0.1.example", NULL },
    { "http://10.0.0.1", NULL },
    { "https://user:password@api.example", NULL },
    { "https://api.example?x=1", NULL },
    { "https://api.example#x", NULL },
    { "ftp://api.example", NULL },
    { "file:///etc/passwd", NULL },
    { "https://", NULL },
    { "https://api example", NULL },
    { " ", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = atlas_host_url_normalize (cases[i].typed, &error);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (url, ==, cases[i].expected);
      if (cases[i].expected == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      else
        g_assert_no_error (error);
    }
}

static void
test_list_urls (void)
{
  static const struct
  {
    AtlasListEncoding  encoding;
    const char        *codes[4];
    const char        *ids[4];
    const char        *expected;
  } cases[] = {
    { ATLAS_LIST_ENCODING_COMMA, { NULL }, { NULL }, "" },
    { ATLAS_LIST_ENCODING_REPEAT, { NULL }, { NULL }, "" },
    { ATLAS_LIST_ENCODING_COMMA, { "SE" }, { NULL }, "?isoCountryCodes=SE" },
    { ATLAS_LIST_ENCODING_COMMA, { "SE", "fi" }, { "a", "b" }, "?isoCountryCodes=SE,fi&cityIds=a,b" },
    { ATLAS_LIST_ENCODING_REPEAT, { "SE", "fi" }, { "a", "b" }, "?isoCountryCodes=SE&isoCountryCodes=fi&cityIds=a&cityIds=b" },
    { ATLAS_LIST_ENCODING_COMMA, { NULL }, { "a" }, "?cityIds=a" },
    { ATLAS_LIST_ENCODING_COMMA, { "", " ", "SE" }, { "" }, "?isoCountryCodes=SE" },
    { ATLAS_LIST_ENCODING_COMMA, { "a&b=c", "å,+" }, { "#?/" }, "?isoCountryCodes=a%26b%3Dc,%C3%A5%2C%2B&cityIds=%23%3F%2F" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = atlas_url_for_list ("https://h.example/x", "aspsps", cases[i].codes, cases[i].ids, cases[i].encoding);
      g_autofree char *expected = g_strconcat ("https://h.example/x/psd2/aspspinformation/v1/aspsps", cases[i].expected, NULL);

      g_assert_cmpstr (url, ==, expected);
    }
}

static void
test_item_urls (void)
{
  static const struct
  {
    const char *id;
    const char *expected;
  } cases[] = {
    { "SE", "https://h.example/psd2/aspspinformation/v1/countries/SE" },
    { "se", "https://h.example/psd2/aspspinformation/v1/countries/se" },
    { "../a b?c#d%e/å", "https://h.example/psd2/aspspinformation/v1/countries/..%2Fa%20b%3Fc%23d%25e%2F%C3%A5" },
    { "..", NULL },
    { ".", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = atlas_url_for_item ("https://h.example", "countries", cases[i].id);

      g_assert_cmpstr (url, ==, cases[i].expected);
    }
}

static void
test_origins (void)
{
  g_autofree char *plain = atlas_url_dup_origin ("http://127.0.0.1:81/connect/token?x=1");
  g_autofree char *standard = atlas_url_dup_origin ("https://api.example/psd2");

  g_assert_cmpstr (plain, ==, "http://127.0.0.1:81");
  g_assert_cmpstr (standard, ==, "https://api.example");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/endpoints/environments", test_environments);
  g_test_add_func ("/api/endpoints/list-encodings", test_list_encodings);
  g_test_add_func ("/api/endpoints/scopes", test_scopes);
  g_test_add_func ("/api/endpoints/host-urls", test_host_urls);
  g_test_add_func ("/api/endpoints/list-urls", test_list_urls);
  g_test_add_func ("/api/endpoints/item-urls", test_item_urls);
  g_test_add_func ("/api/endpoints/origins", test_origins);

  return g_test_run ();
}
