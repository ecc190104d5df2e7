/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-iban-country.h"
#include "atlas-iban.h"

typedef struct
{
  const char *text;
  const char *country;
} ValidCase;

/* Invented accounts with check digits computed for them. */
static const ValidCase valid_cases[] = {
    { "AD1052601815908301661318", "AD" },
    { "AT326091390996030824", "AT" },
    { "BE04628194821993", "BE" },
    { "BG65BNBG90937865797543", "BG" },
    { "CH7323194875B74911862", "CH" },
    { "CY925276018955B597971147BA10", "CY" },
    { "CZ7049746507529170342366", "CZ" },
    { "DE29712768426846563212", "DE" },
    { "DK7723307924402685", "DK" },
    { "EE579952890786666176", "EE" },
    { "ES3403137215901092815901", "ES" },
    { "FI5839624595711777", "FI" },
    { "FO5674121547280385", "FO" },
    { "FR882808414852538885A393363", "FR" },
    { "GB58NWBK00474395755131", "GB" },
    { "GI85NWBK379907A5A1A16B3", "GI" },
    { "GR8372651676B1B2220297A2997", "GR" },
    { "HR2852882001826330434", "HR" },
    { "HU79839548620579868282880729", "HU" },
    { "IE98AIBK79180588871803", "IE" },
    { "IS533401878017598983478878", "IS" },
    { "IT56D848372616751A3613A412B", "IT" },
    { "LI43524273B1672A32B68", "LI" },
    { "LT026563551505877065", "LT" },
    { "LU438948113114402426", "LU" },
    { "LV84HABA8897B5140B261", "LV" },
    { "MT43MALT41931417058649208B31240", "MT" },
    { "NL74ABNA4834782450", "NL" },
    { "NO5640008838737", "NO" },
    { "PL84167868433532650201462016", "PL" },
    { "PT58849340722470455853043", "PT" },
    { "RO48AAAA61748A3380141269", "RO" },
    { "SE0750044319829657249208", "SE" },
    { "SI80682889093100251", "SI" },
    { "SK9567800837407188181741", "SK" },
    { "TR62433377617A409AA319254A", "TR" },
    { "UA39499207074A1B3A74B84777183", "UA" },
    { "XK184170471874633191", "XK" },
    { "MD832B84529A841B53776020", "MD" },
};

typedef struct
{
  const char    *text;
  AtlasIbanState state;
  guint          n_missing;
} StateCase;

static void
assert_state (const char    *text,
              AtlasIbanState state)
{
  AtlasIban iban;

  g_test_message ("%s", text);
  g_assert_true (atlas_iban_read (text, &iban));
  g_assert_cmpint (iban.state, ==, state);
}

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
test_valid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (valid_cases); i++)
    {
      const char *text = valid_cases[i].text;
      const AtlasIbanCountry *country = atlas_iban_country_find (valid_cases[i].country);
      g_autofree char *lower = g_ascii_strdown (text, -1);
      g_autofree char *grouped = NULL;
      g_autofree char *introduced = NULL;
      AtlasIban iban;

      assert_state (text, ATLAS_IBAN_VALID);
      assert_state (lower, ATLAS_IBAN_VALID);
      g_assert_true (atlas_iban_read (text, &iban));
      g_assert_cmpstr (iban.text, ==, text);
      g_assert_cmpstr (iban.country, ==, valid_cases[i].country);
      g_assert_cmpint (iban.code_is_bic, ==, country->bank_is_bic);
      g_assert_cmpint (strlen (iban.bank_code), ==, country->bank_length);
      g_assert_cmpint (strncmp (iban.bank_code, text + 4 + country->bank_offset, country->bank_length), ==, 0);
      g_assert_cmpint (iban.end - iban.start, ==, strlen (text));

      grouped = atlas_iban_dup_grouped (&iban);
      introduced = g_strdup_printf ("IBAN: %s\n", grouped);
      assert_state (grouped, ATLAS_IBAN_VALID);
      assert_state (introduced, ATLAS_IBAN_VALID);
    }
}

/* Every single wrong digit and every swap of neighbours is noticed: that is what mod 97 is for. */
static void
test_slips (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (valid_cases); i++)
    for (guint at = 2; valid_cases[i].text[at] != '\0'; at++)
      {
        g_autofree char *wrong = g_strdup (valid_cases[i].text);
        g_autofree char *swapped = g_strdup (valid_cases[i].text);

        if (g_ascii_isdigit (wrong[at]))
          {
            wrong[at] = '0' + (wrong[at] - '0' + 1 + i % 8) % 10;
            assert_state (wrong, ATLAS_IBAN_WRONG_CHECK);
          }
        if (at >= 4 && g_ascii_isdigit (swapped[at]) && g_ascii_isdigit (swapped[at + 1]) && swapped[at] != swapped[at + 1])
          {
            char c = swapped[at];

            swapped[at] = swapped[at + 1];
            swapped[at + 1] = c;
            assert_state (swapped, ATLAS_IBAN_WRONG_CHECK);
          }
      }
}

static void
test_states (void)
{
  static const StateCase cases[] = {
    { "SE07 5", ATLAS_IBAN_INCOMPLETE, 19 },
    { "SE07 5004 4319 8296 5724 920", ATLAS_IBAN_INCOMPLETE, 1 },
    { "NL74 ABNA", ATLAS_IBAN_INCOMPLETE, 10 },
    { "iban nl74 ab", ATLAS_IBAN_INCOMPLETE, 12 },
    { "SE07-5004-4319-8296-5724-9208", ATLAS_IBAN_VALID, 0 },
    { "SE 07 500 4431982 96572492 08", ATLAS_IBAN_VALID, 0 },
    { "SE07\xc2\xa0" "5004\xc2\xa0" "4319\xe2\x80\xaf" "8296 5724\n9208", ATLAS_IBAN_VALID, 0 },
    { "\xe2\x80\x8eSE0750044319829657249208\xe2\x80\x8f", ATLAS_IBAN_VALID, 0 },
    { "IBAN:SE0750044319829657249208", ATLAS_IBAN_VALID, 0 },
    { "IBANSE0750044319829657249208", ATLAS_IBAN_VALID, 0 },
    { "SE0750044319829657249209", ATLAS_IBAN_WRONG_CHECK, 0 },
    { "SE07500443198296572492O8", ATLAS_IBAN_WRONG_CHARACTER, 0 },
    { "SE07 5004 4319 8296 5724 9208 1", ATLAS_IBAN_TOO_LONG, 0 },
    { "SE075004431982965724920812", ATLAS_IBAN_TOO_LONG, 0 },
    { "US33 1234 5678 9012 34", ATLAS_IBAN_UNKNOWN_COUNTRY, 0 },
    { "SE00 5004 4319 8296 5724 9208", ATLAS_IBAN_WRONG_CHECK, 0 },
    { "SE99 5004 4319 8296 5724 9208", ATLAS_IBAN_WRONG_CHECK, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtlasIban iban;

      assert_state (cases[i].text, cases[i].state);
      g_assert_true (atlas_iban_read (cases[i].text, &iban));
      g_assert_cmpint (iban.n_missing, ==, cases[i].n_missing);
    }
}

static void
test_not_ibans (void)
{
  static const char * const texts[] = {
    "", " ", "IBAN", "SE", "SE07", "SE07 ", "S", "ESSESESS", "swedbank", "se07 swedbank", "fr20 bank i paris", "at 10", "no 12 345",
    "SE0750044319829657249208 tack", "SE0750044319829657249208å", "åSE0750044319829657249208", "0771365365",
    "+46 771 365 365", "502032-9081", "US12 1234", "12SE34567", "SE07/5004/4319/8296/5724/9208", "SE٠٧5004", "-", "\xd7\x90\xd7\x91 12 34",
  };
  AtlasIban iban;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_false (atlas_iban_read (texts[i], &iban));
    }
  g_assert_false (atlas_iban_read (NULL, &iban));
}

static void
test_find (void)
{
  static const struct
  {
    const char    *text;
    const char    *found;
    AtlasIbanState state;
    const char    *rest;
  } cases[] = {
    { "Hej, kontot är SE07 5004 4319 8296 5724 9208.", "SE0750044319829657249208", ATLAS_IBAN_VALID, "." },
    { "SE07 5004 4319 8296 5724 9208 2024-01-01", "SE0750044319829657249208", ATLAS_IBAN_VALID, " 2024-01-01" },
    { "SE07 5004 4319 8296 5724 920 070-1234567", "SE075004431982965724920", ATLAS_IBAN_INCOMPLETE, " 070-1234567" },
    { "SE07 5004 4319 8296 5724 was what he said", "SE075004431982965724", ATLAS_IBAN_INCOMPLETE, " was what he said" },
    { "SE07 5004 4319 8296 5724 92089 maybe", "SE07500443198296572492089", ATLAS_IBAN_TOO_LONG, " maybe" },
    { "konto SE0750044319829657249208\nBIC ESSESESS", "SE0750044319829657249208", ATLAS_IBAN_VALID, "\nBIC ESSESESS" },
    { "pay to (NL74ABNA4834782450), please", "NL74ABNA4834782450", ATLAS_IBAN_VALID, "), please" },
    { "nl74 abna 4834 7824 50 bitte", "NL74ABNA4834782450", ATLAS_IBAN_VALID, " bitte" },
    { "MT43 MALT 4193 1417 0586 4920 8B31 240 tak", "MT43MALT41931417058649208B31240", ATLAS_IBAN_VALID, " tak" },
    { "SE07 5004 4319 8296 5724 92O8 står det", "SE075004431982965724" "92O8", ATLAS_IBAN_WRONG_CHARACTER, " står det" },
    { "SE07 5004 4319 8296 5724 9209 står det", "SE0750044319829657249209", ATLAS_IBAN_WRONG_CHECK, " står det" },
    { "iban se07 500 så", "SE07500", ATLAS_IBAN_INCOMPLETE, " så" },
    { "at 10 30 we met; FI58 3962 4595 7117 77", "FI5839624595711777", ATLAS_IBAN_VALID, "" },
    { "no 56 4000 8838 737", "NO5640008838737", ATLAS_IBAN_VALID, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtlasIban iban;

      g_test_message ("%s", cases[i].text);
      g_assert_true (atlas_iban_find (cases[i].text, 0, &iban));
      g_assert_cmpstr (iban.text, ==, cases[i].found);
      g_assert_cmpint (iban.state, ==, cases[i].state);
      g_assert_cmpstr (cases[i].text + iban.end, ==, cases[i].rest);
    }
}

static void
test_find_none (void)
{
  static const char * const texts[] = {
    "", "We met at 10 30 on the 12th", "VAT SE502032908101 and FR12345678901", "is 20 000 000 kronor enough",
    "PO12 3456 7890 1234", "order AB12345678901234567", "no 12 345 678 people", "SE12 3456",
  };
  AtlasIban iban;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_false (atlas_iban_find (texts[i], 0, &iban));
    }
}

static void
assert_bank (const char         *text,
             AtlasIbanBankResult result,
             const char         *bic_fi)
{
  AtlasIban iban;
  AtlasIbanBank bank;

  g_test_message ("%s", text);
  g_assert_true (atlas_iban_read (text, &iban));
  g_assert_cmpint (atlas_iban_find_bank (&iban, &bank), ==, result);
  g_assert_cmpstr (bank.bic_fi, ==, bic_fi);
  g_assert_cmpint (bank.name != NULL, ==, result == ATLAS_IBAN_BANK_KNOWN);
}

static void
test_bank (void)
{
  assert_bank ("SE0750044319829657249208", ATLAS_IBAN_BANK_KNOWN, "ESSESESS");
  assert_bank ("SE07 500", ATLAS_IBAN_BANK_KNOWN, "ESSESESS");
  assert_bank ("SE07 50", ATLAS_IBAN_BANK_NOT_TOLD, "");
  assert_bank ("SE07 0000", ATLAS_IBAN_BANK_NOT_LISTED, "");
  assert_bank ("GB58 NWBK 0047 4395 7551 31", ATLAS_IBAN_BANK_BIC_START, "NWBKGB");
  assert_bank ("GB58 NWBK", ATLAS_IBAN_BANK_BIC_START, "NWBKGB");
  assert_bank ("GB58 NWB", ATLAS_IBAN_BANK_NOT_TOLD, "");
  assert_bank ("TR62433377617A409AA319254A", ATLAS_IBAN_BANK_NOT_TOLD, "");
  assert_bank ("US33 1234 5678 9012 34", ATLAS_IBAN_BANK_NOT_TOLD, "");
}

/* Anything at all may be typed: nothing is read beyond it, and what is found lies inside it. */
static void
test_random (void)
{
  static const char alphabet[] = "SE07NLiban 0123456789AB-:\n";

  for (guint round = 0; round < 20000; round++)
    {
      char text[64];
      gsize length = g_test_rand_int_range (0, sizeof (text));
      gsize from = 0;
      AtlasIban iban;

      for (gsize i = 0; i < length; i++)
        text[i] = alphabet[g_test_rand_int_range (0, sizeof (alphabet) - 1)];
      text[length] = '\0';

      if (atlas_iban_read (text, &iban))
        g_assert_cmpint (iban.end, <=, length);
      while (atlas_iban_find (text, from, &iban))
        {
          g_assert_cmpint (iban.start, >=, from);
          g_assert_cmpint (iban.end, >, iban.start);
          g_assert_cmpint (iban.end, <=, length);
          from = iban.end;
        }
    }
}

static void
test_long (void)
{
  static const char * const parts[] = { "AT20 ", "AT20", "SE07 5004 4319 8296 5724 92", "iban ", "A", "1", " ", "-", "å", "NL20-ABNA " };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new ("SE07");
      AtlasIban iban;
      guint n_found = 0;

      while (text->len < 200000)
        g_string_append (text, parts[i]);
      atlas_iban_read (text->str, &iban);
      for (gsize from = 0; atlas_iban_find (text->str, from, &iban) && n_found < 100000; from = iban.end)
        n_found++;
      g_assert_cmpint (n_found, <, 100000);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/iban/countries", test_countries);
  g_test_add_func ("/search/iban/valid", test_valid);
  g_test_add_func ("/search/iban/slips", test_slips);
  g_test_add_func ("/search/iban/states", test_states);
  g_test_add_func ("/search/iban/not-ibans", test_not_ibans);
  g_test_add_func ("/search/iban/find", test_find);
  g_test_add_func ("/search/iban/find-none", test_find_none);
  g_test_add_func ("/search/iban/bank", test_bank);
  g_test_add_func ("/search/iban/random", test_random);
  g_test_add_func ("/search/iban/long", test_long);

  return g_test_run ();
}
