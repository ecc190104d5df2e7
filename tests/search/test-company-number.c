/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-company-number.h"

static void
test_read (void)
{
  static const struct
  {
    const char *text;
    const char *value;     /* NULL: it is none */
    const char *country;
    gboolean    is_valid;
  } cases[] = {
    { "502032-9081", "5020329081", "SE", TRUE },
    { " 502032-9081\n", "5020329081", "SE", TRUE },
    { "5020329081", "5020329081", "SE", TRUE },
    { "502032–9081", "5020329081", "SE", TRUE },
    { "16502032-9081", "5020329081", "SE", TRUE },
    { "165020329081", "5020329081", "SE", TRUE },
    { "SE502032908101", "5020329081", "SE", TRUE },
    { "502032-9082", "5020329082", "SE", FALSE },
    { "5020329082", NULL, NULL, FALSE },
    { "850101-1234", NULL, NULL, FALSE },
    { "SE502032908201", NULL, NULL, FALSE },
    { "SE502032908102", NULL, NULL, FALSE },
    { "2858394-9", "28583949", "FI", TRUE },
    { "28583949", "28583949", "FI", TRUE },
    { "fi28583949", "28583949", "FI", TRUE },
    { "2858394-8", "28583948", "FI", FALSE },
    { "984851006", "984851006", "NO", TRUE },
    { "984 851 006", "984851006", "NO", TRUE },
    { "NO 984851006MVA", "984851006", "NO", TRUE },
    { "984851007", NULL, NULL, FALSE },
    { "61126228", "61126228", "DK", TRUE },
    { "61 12 62 28", "61126228", "DK", TRUE },
    { "DK61126228", "61126228", "DK", TRUE },
    { "10060701", "10060701", "", TRUE },
    { "12345670", NULL, NULL, FALSE },
    { "0771-365 365", NULL, NULL, FALSE },
    { "502032-9081 seb", NULL, NULL, FALSE },
    { "5020-329081", NULL, NULL, FALSE },
    { "-502032-9081", NULL, NULL, FALSE },
    { "5020329081502032908150203290815020329081", NULL, NULL, FALSE },
    { "SEB", NULL, NULL, FALSE },
    { "SE", NULL, NULL, FALSE },
    { "", NULL, NULL, FALSE },
    { NULL, NULL, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtlasCompanyNumber number;
      gboolean found = atlas_company_number_read (cases[i].text, &number);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (found, ==, cases[i].value != NULL);
      if (!found)
        continue;
      g_assert_cmpstr (number.value, ==, cases[i].value);
      g_assert_cmpstr (number.country, ==, cases[i].country);
      g_assert_cmpint (number.is_valid, ==, cases[i].is_valid);
    }
}

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    const char *found;     /* as it stands there; NULL: none */
    const char *country;
    gboolean    is_valid;
  } cases[] = {
    { "Kunden (502032-9081) undrar", "502032-9081", "SE", TRUE },
    { "Org.nr: 5020329081.", "5020329081", "SE", TRUE },
    { "organisationsnummer 502032-9082", "502032-9082", "SE", FALSE },
    { "502032-9081 2024-01-01", "502032-9081", "SE", TRUE },
    { "number 5020329081 of the order", NULL, NULL, FALSE },
    { "number 502032-9082", NULL, NULL, FALSE },
    { "org.nr 850101-1234", NULL, NULL, FALSE },
    { "i morgon 0701234567", NULL, NULL, FALSE },
    { "Y-tunnus 2858394-9", "2858394-9", "FI", TRUE },
    { "see 2858394-9", "2858394-9", "FI", TRUE },
    { "Y-tunnus: 2858394-8", "2858394-8", "FI", FALSE },
    { "case 2858394-8", NULL, NULL, FALSE },
    { "Foretaksregisteret NO 984 851 006 MVA", "984 851 006", "NO", TRUE },
    { "984851006", "984851006", "NO", TRUE },
    { "invoice 984851007", NULL, NULL, FALSE },
    { "CVR-nr. 61126228", "61126228", "DK", TRUE },
    { "cvr 61 12 62 28", "61 12 62 28", "DK", TRUE },
    { "CVR 61126229", "61126229", "DK", FALSE },
    { "on 61126228", NULL, NULL, FALSE },
    { "registrikood 10060701", "10060701", "EE", TRUE },
    { "call 10060701", NULL, NULL, FALSE },
    { "a502032-9081", NULL, NULL, FALSE },
    { "502032-9081a", NULL, NULL, FALSE },
    { "502032-9081-1", NULL, NULL, FALSE },
    { "1-502032-9081", NULL, NULL, FALSE },
    { "12345.984851006", NULL, NULL, FALSE },
    { "", NULL, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtlasCompanyNumber number;
      gboolean found = atlas_company_number_find (cases[i].text, 0, &number);
      g_autofree char *part = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (found, ==, cases[i].found != NULL);
      if (!found)
        continue;
      part = g_strndup (cases[i].text + number.start, number.end - number.start);
      g_assert_cmpstr (part, ==, cases[i].found);
      g_assert_cmpstr (number.country, ==, cases[i].country);
      g_assert_cmpint (number.is_valid, ==, cases[i].is_valid);
    }
}

static void
test_check (void)
{
  g_assert_true (atlas_company_number_check ("SE", "5020077862"));
  g_assert_false (atlas_company_number_check ("SE", "502007786"));
  g_assert_false (atlas_company_number_check ("SE", "502007-7862"));
  g_assert_false (atlas_company_number_check ("SE", ""));
  g_assert_false (atlas_company_number_check ("XX", "5020077862"));
  g_assert_false (atlas_company_number_check ("NO", "184851006"));
}

static void
test_key (void)
{
  g_autofree char *spaced = atlas_company_number_dup_key (" hrb 12-34.5\xc2\xa0");
  g_autofree char *nothing = atlas_company_number_dup_key (NULL);

  g_assert_cmpstr (spaced, ==, "HRB12345");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/company-number/read", test_read);
  g_test_add_func ("/search/company-number/find", test_find);
  g_test_add_func ("/search/company-number/check", test_check);
  g_test_add_func ("/search/company-number/key", test_key);

  return g_test_run ();
}
