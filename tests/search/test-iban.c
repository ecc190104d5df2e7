/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-iban.h"

static void
test_countries (void)
{
  for (char a = 'A'; a <= 'Z'; a++)
    for (char b = 'A'; b <= 'Z'; b++)
      {
        const char code[] = { a, b, '\0' };
        const AtlasIbanCountry *country = atlas_iban_country_find (code);

        if (country == NULL)
          continue;
        g_assert_cmpint (country->length, <=, ATLAS_IBAN_MAX_LENGTH);
        g_assert_cmpint (4 + country->bank_offset + country->bank_length, <=, country->length);
        g_assert_true (atlas_iban_country_allows (country, country->length - 1, '1') ||
                       atlas_iban_country_allows (country, country->length - 1, 'A'));
        g_assert_false (atlas_iban_country_allows (country, country->length, '1'));
        g_assert_false (atlas_iban_country_allows (country, country->length, 'A'));
        g_assert_cmpint (country->bank_is_bic, ==,
                         country->bank_length == 4 && atlas_iban_country_allows (country, 4, 'A'));
      }
  g_assert_null (atlas_iban_country_find ("US"));
  g_assert_null (atlas_iban_country_find (""));
}

static void
assert_bank (const char    *text,
             AtlasBankTold  told,
             const char    *bic_fi)
{
  AtlasToldBank bank;

  g_test_message ("%s", text);
  atlas_iban_tell_bank (text, &bank);
  g_assert_cmpint (bank.told, ==, told);
  g_assert_cmpstr (bank.bic_fi, ==, bic_fi);
  g_assert_cmpint (bank.name != NULL, ==, told == ATLAS_BANK_KNOWN);
}

static void
test_bank (void)
{
  assert_bank ("SE0750044319829657249208", ATLAS_BANK_KNOWN, "ESSESESS");
  assert_bank ("SE07500", ATLAS_BANK_KNOWN, "ESSESESS");
  assert_bank ("SE455000****7466", ATLAS_BANK_KNOWN, "ESSESESS");
  assert_bank ("SE4550**", ATLAS_BANK_NOT_TOLD, "");
  assert_bank ("SE0750", ATLAS_BANK_NOT_TOLD, "");
  assert_bank ("SE070000", ATLAS_BANK_NOT_LISTED, "");
  assert_bank ("GB58NWBK00474395755131", ATLAS_BANK_BIC_START, "NWBKGB");
  assert_bank ("GB58NWBK", ATLAS_BANK_BIC_START, "NWBKGB");
  assert_bank ("GB58NWB", ATLAS_BANK_NOT_TOLD, "");
  assert_bank ("TR62433377617A409AA319254A", ATLAS_BANK_NOT_TOLD, "");
  assert_bank ("US33123456789", ATLAS_BANK_NOT_TOLD, "");
  assert_bank ("", ATLAS_BANK_NOT_TOLD, "");
}

static void
test_check (void)
{
  g_assert_true (atlas_iban_check ("SE0750044319829657249208"));
  g_assert_false (atlas_iban_check ("SE0750044319829657249209"));
  g_assert_false (atlas_iban_check ("SE07"));
  g_assert_false (atlas_iban_check ("SE0X50044319829657249208"));
  g_assert_false (atlas_iban_check ("se0750044319829657249208"));
  g_assert_false (atlas_iban_check (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/iban/countries", test_countries);
  g_test_add_func ("/search/iban/bank", test_bank);
  g_test_add_func ("/search/iban/check", test_check);

  return g_test_run ();
}
