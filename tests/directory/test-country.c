/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "atlas-country.h"

typedef struct
{
  const char *code;
  const char *fallback;
  const char *expected;
} NameCase;

static void
assert_names (const NameCase *cases,
              guint           n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *name = atlas_country_code_dup_display_name (cases[i].code, cases[i].fallback);

      g_assert_cmpstr (name, ==, cases[i].expected);
    }
}

static void
test_normalize (void)
{
  static const struct
  {
    const char *typed;
    const char *expected;
  } cases[] = {
    { "SE", "SE" },
    { " se ", "SE" },
    { "uk", "GB" },
    { "zz", "ZZ" },
    { "SWE", NULL },
    { "S", NULL },
    { "S1", NULL },
    { "Å", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = atlas_country_code_normalize (cases[i].typed);

      g_assert_cmpstr (code, ==, cases[i].expected);
    }
}

static void
test_name_in_english (void)
{
  static const NameCase cases[] = {
    { "SE", "Sverige", "Sweden" },
    { "fi", NULL, "Finland" },
    { "UK", NULL, "United Kingdom" },
    { "AD", NULL, "Andorra" },
    { "ZW", NULL, "Zimbabwe" },
    { "XK", NULL, "Kosovo" },
    { "ZZ", " Elsewhere ", "Elsewhere" },
    { "ZZ", " ", "ZZ" },
    { "", "Sweden", "Sweden" },
    { NULL, NULL, "" },
  };

  setlocale (LC_ALL, "C");
  assert_names (cases, G_N_ELEMENTS (cases));
}

static void
test_name_in_swedish (void)
{
  static const NameCase cases[] = {
    { "SE", "Sweden", "Sverige" },
    { "DE", "Germany", "Tyskland" },
    { "ZZ", "Elsewhere", "Elsewhere" },
  };

  if (setlocale (LC_ALL, "sv_SE.UTF-8") == NULL)
    {
      g_test_skip ("no Swedish locale");
      return;
    }
  assert_names (cases, G_N_ELEMENTS (cases));
  setlocale (LC_ALL, "C");
}

static void
test_flag (void)
{
  static const struct
  {
    const char *code;
    const char *expected;
  } cases[] = {
    { "SE", "🇸🇪" },
    { "gb", "🇬🇧" },
    { "UK", "🇬🇧" },
    { "ZZ", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *flag = atlas_country_code_dup_flag (cases[i].code);

      g_assert_cmpstr (flag, ==, cases[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_unsetenv ("LANGUAGE");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/directory/country/normalize", test_normalize);
  g_test_add_func ("/directory/country/name-in-english", test_name_in_english);
  g_test_add_func ("/directory/country/name-in-swedish", test_name_in_swedish);
  g_test_add_func ("/directory/country/flag", test_flag);

  return g_test_run ();
}
