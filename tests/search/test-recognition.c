/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "atlas-recognition.h"

static const char * const kind_names[ATLAS_N_FINDING_KINDS] = { "bic", "start", "iban", "company", "phone", "host", "name" };
static const char state_marks[] = { '!', '~', '<', 'x' };

static gboolean
is_known_cb (const char *bic_fi,
             gpointer    data)
{
  static const char * const known[] = { "ESSESESS", "HANDSESS", "NDEASESS", "SWEDSESS", "DABASESX", NULL };

  return g_strv_contains (known, bic_fi);
}

/* Writes what was found so that a table can hold it: "message: iban!SE07… name~Anna". */
static char *
describe (const AtlasRecognition *recognition)
{
  g_autoptr (GString) text = g_string_new (atlas_recognition_is_message (recognition) ? "message:" : "");

  for (guint i = 0; i < atlas_recognition_get_n_findings (recognition); i++)
    {
      const AtlasFinding *finding = atlas_recognition_get_finding (recognition, i);

      g_string_append_printf (text, "%s%s%c%s", text->len > 0 ? " " : "", kind_names[finding->kind],
                              state_marks[finding->state], finding->value);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_recognized (const char *text,
                   const char *expected)
{
  g_autoptr (AtlasRecognition) recognition = atlas_recognition_new (text, is_known_cb, NULL);
  g_autofree char *description = describe (recognition);

  g_test_message ("%s", text);
  g_assert_cmpstr (description, ==, expected);
}

static void
test_alone (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "ESSESESS", "bic!ESSESESS" },
    { "essesess", "bic!ESSESESS" },
    { " ESSE SE SS\n", "bic!ESSESESS" },
    { "ESSESESSXXX", "bic!ESSESESSXXX" },
    { "HANDSESS1A2", "bic!HANDSESS1A2" },
    { "DEUTDEFF", "bic~DEUTDEFF" },
    { "DEUTDEFF500", "bic~DEUTDEFF500" },
    { "BIC ESSESESS", "bic!ESSESESS" },
    { " swift  deutdeff", "bic~DEUTDEFF" },
    { "bic ESSE", "" },
    { "swift bank", "" },
    { "bicker ESSESESS", "" },
    { "swed bank", "" },
    { "ESSE", "start<ESSE" },
    { "ESSES", "start<ESSES" },
    { "ESSESE", "start<ESSESE" },
    { "essesessx", "start<ESSESESSX" },
    { "ESSEZZ", "" },
    { "ESS", "" },
    { "seb", "" },
    { "nordea", "" },
    { "nordea fi", "" },
    { "handelsbanken", "" },
    { "SE0750044319829657249208", "iban!SE0750044319829657249208" },
    { "iban se07 5004 4319 8296 5724 9208", "iban!SE0750044319829657249208" },
    { "SE07 5004 4319 8296\n5724 9208\n", "iban!SE0750044319829657249208" },
    { "SE0750044319829657249209", "ibanxSE0750044319829657249209" },
    { "SE07 5004", "iban<SE075004" },
    { "SE502032908101", "iban<SE502032908101 company!5020329081" },
    { "502032-9081", "company!5020329081" },
    { "5020329081", "company!5020329081" },
    { "502032-9082", "companyx5020329082 phone~5020329082" },
    { "984 851 006", "company!984851006" },
    { "+46-771 365 365", "phone~771365365" },
    { "0046771365365", "phone~771365365" },
    { "0771365365", "phone~771365365" },
    { "https://www.seb.se/privat", "host~seb.se" },
    { "seb.se", "host~seb.se" },
    { "", "" },
    { "  \n ", "" },
    { NULL, "" },
    { "södra dalarnas sparbank", "" },
    { "Länsförsäkringar Bank AB (publ)", "" },
    { "08999", "" },
    { "2024-01-15", "" },
    { "sepa-credit-transfers", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_recognized (cases[i].text, cases[i].expected);
}

static void
test_message (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "Hej! Kunden har konto i Södra Dalarnas Sparbank, kontot är SE07 5004 4319 8296 5724 9208 och hon undrar över det.",
      "message: name~Hej name~Kunden name~Södra Dalarnas Sparbank iban!SE0750044319829657249208" },
    { "Hello,\nour bank is Nordea.\nBIC: NDEASESS\nIBAN: SE07 5004 4319 8296 5724 9209\nRegards\n",
      "message: name~Hello name~Nordea name~BIC bic!NDEASESS name~IBAN ibanxSE0750044319829657249209 name~Regards" },
    { "DEAR CUSTOMER\nYOUR ACCOUNT", "message: name~DEAR CUSTOMER name~YOUR ACCOUNT" },
    { "please use swift DEUTDEFF for that one, it is urgent", "message: bic~DEUTDEFF" },
    { "please use DEUTDEFF for that one here, it is urgent", "message: name~DEUTDEFF" },
    { "please use DEUTDEFFXXX for that one, it is urgent", "message: bic~DEUTDEFFXXX" },
    { "ESSESESS\nHANDSESS\nessesess", "message: bic!ESSESESS bic!HANDSESS" },
    { "ESSESESS, HANDSESS", "message: bic!ESSESESS bic!HANDSESS" },
    { "iban SE0750044319829657249208 tack", "message: iban!SE0750044319829657249208" },
    { "SE07 5004 4319 8296 5724 9208 NL74ABNA4834782450", "message: iban!SE0750044319829657249208 iban!NL74ABNA4834782450" },
    { "Org.nr 502032-9081, tel. +46 771 365 365, www.seb.se/privat\ninfo@handelsbanken.se",
      "message: name~Org company!5020329081 phone~771365365 host~seb.se" },
    { "kunden med orgnr 502032-9081 ringde", "message: company!5020329081" },
    { "vilken bank har kontot som kunden talade om i telefonen i går kväll sent?", "message:" },
    { "Kan du kolla BIC ESSESESSXXX?", "message: name~Kan name~BIC bic!ESSESESSXXX" },
    { "Kan du kolla detta?\nBIC:ESSESESS", "message: name~Kan name~BIC bic!ESSESESS" },
    { "bic:ESSESESS bic:HANDSESS", "" },
    { "bic:ESSESESS,HANDSESS en bank till i sverige", "" },
    { "kunden säger att banken heter nånting med sparbank i dalarna", "message:" },
    { "seb 502032-9081", "" },
    { "seb www.seb.se", "" },
    { "Skandinaviska Enskilda Banken Aktiebolag Helsingfors filial i Finland Ab Oy", "" },
    { "country:SE,FI city:helsinki product:sepa-credit-transfers auth:decoupled bic:ESSE is:starred is:new", "" },
    { "country:se city:a city:b city:c city:d product:e auth:f is:new is:starred has:affiliates -country:de -city:g -city:h -is:new", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_recognized (cases[i].text, cases[i].expected);
}

static void
test_numbers_of_a_message (void)
{
  g_autoptr (AtlasRecognition) recognition =
    atlas_recognition_new ("Y-tunnus 2858394-9 ja CVR 61126228, registrikood 10060701 samt 984 851 006: fyra nummer", NULL, NULL);
  const char * const expected[] = { "FI", "DK", "EE", "NO" };
  guint n = 0;

  for (guint i = 0; i < atlas_recognition_get_n_findings (recognition); i++)
    {
      const AtlasFinding *finding = atlas_recognition_get_finding (recognition, i);

      if (finding->kind != ATLAS_FINDING_COMPANY_NUMBER)
        continue;
      g_assert_cmpint (n, <, G_N_ELEMENTS (expected));
      g_assert_cmpstr (finding->country, ==, expected[n]);
      g_assert_cmpint (finding->state, ==, ATLAS_FINDING_CERTAIN);
      n++;
    }
  g_assert_cmpint (n, ==, G_N_ELEMENTS (expected));
}

static void
test_nobody_knows (void)
{
  g_autoptr (AtlasRecognition) alone = atlas_recognition_new ("ESSESESS", NULL, NULL);
  g_autoptr (AtlasRecognition) message = atlas_recognition_new ("Hej\nESSESESS", NULL, NULL);

  g_assert_cmpint (atlas_recognition_get_finding (alone, 0)->state, ==, ATLAS_FINDING_POSSIBLE);
  g_assert_null (atlas_recognition_find_first (message, ATLAS_FINDING_BIC));
}

static void
test_rest (void)
{
  g_autoptr (AtlasRecognition) recognition =
    atlas_recognition_new ("Hej, SE07 5004 4319 8296 5724 9208\när hos ESSESESS eller Nordea?", is_known_cb, NULL);
  g_autofree char *rest = atlas_recognition_dup_rest (recognition);
  const AtlasFinding *iban = atlas_recognition_find_first (recognition, ATLAS_FINDING_IBAN);

  g_assert_cmpstr (rest, ==, "Hej, är hos eller Nordea?");
  g_assert_cmpstr (iban->iban.country, ==, "SE");
  g_assert_cmpint (iban->start, ==, 5);
  g_assert_null (atlas_recognition_find_first (recognition, ATLAS_FINDING_PHONE));
}

static void
test_sentence (void)
{
  static const struct
  {
    const char *text;
    guint       n_names;
    const char *sentence;
  } cases[] = {
    { "SE4550000000058398257467", 0, "This IBAN fails its check: a character is wrong, or two have changed places; its bank may be SEB" },
    { "GB58 NWBK 0047 4395 7551 32", 0, "This IBAN fails its check: a character is wrong, or two have changed places; its bank’s BIC may begin with NWBKGB" },
    { "TR62433377617A409AA319254B", 0, "This IBAN fails its check: a character is wrong, or two have changed places" },
    { "SE07500443198296572492O8", 0, "This IBAN has a letter where its country has a digit, or the other way round" },
    { "SE075004431982965724920", 0, "This looks like an IBAN; 1 character is missing" },
    { "SE07 5004", 0, "This looks like an IBAN; 16 characters are missing" },
    { "SE07500443198296572492081", 0, "This IBAN is too long for its country" },
    { "US33 1234 5678 9012 34", 0, "This looks like an IBAN, but its first two letters are no country that has them" },
    { "GB58 NWBK 0047 4395 7551 31", 0, "Recognized a valid IBAN (United Kingdom); its bank’s BIC begins with NWBKGB" },
    { "TR62433377617A409AA319254A", 0, "Recognized a valid IBAN (Türkiye); which bank it belongs to cannot be told from it" },
    { "502032-9081", 0, "Recognized a company number (Sweden)" },
    { "502032-9082", 0, "This company number fails its check: a digit is wrong, or two have changed places" },
    { "ESSESESS", 0, "Recognized a BIC (Sweden)" },
    { "0771365365", 0, "Recognized a phone number" },
    { "www.seb.se/privat", 0, "Recognized the web address seb.se" },
    { "SWEDBANK", 0, NULL },
    { "ESSE", 0, NULL },
    { "seb", 0, NULL },
    { "", 0, NULL },
    { "Hej\nESSESESS HANDSESS SE0750044319829657249208", 1, "Picked from the message: 2 BICs, 1 IBAN, 1 bank by its name" },
    { "Hej\nSE0750044319829657249209", 0, "Picked from the message: 1 IBAN; 1 IBAN is wrong or incomplete" },
    { "Org.nr 502032-9081\ntel. +46 771 365 365, www.seb.se", 2,
      "Picked from the message: 1 company number, 1 phone number, 1 web address, 2 banks by their names" },
    { "Hej\nhur mår du", 0, "Nothing to look up was found in the message" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasRecognition) recognition = atlas_recognition_new (cases[i].text, is_known_cb, NULL);
      g_autofree char *sentence = atlas_recognition_dup_sentence (recognition, cases[i].n_names);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

/* The bank's name is the table's, which may change: only its form is looked at. */
static void
test_sentence_with_bank (void)
{
  g_autoptr (AtlasRecognition) recognition = atlas_recognition_new ("SE0750044319829657249208", is_known_cb, NULL);
  g_autofree char *sentence = atlas_recognition_dup_sentence (recognition, 0);

  g_assert_true (g_str_has_prefix (sentence, "Recognized a valid IBAN (Sweden); its bank is "));
}

static void
assert_ranges (const AtlasRecognition *recognition)
{
  const char *text = atlas_recognition_get_text (recognition);
  gsize length = strlen (text);

  for (guint i = 0; i < atlas_recognition_get_n_findings (recognition); i++)
    {
      const AtlasFinding *finding = atlas_recognition_get_finding (recognition, i);

      g_assert_cmpint (finding->start, <, finding->end);
      g_assert_cmpint (finding->end, <=, length);
      g_assert_true (g_utf8_validate (text + finding->start, finding->end - finding->start, NULL));
      g_assert_nonnull (finding->value);
    }
}

static void
test_random (void)
{
  static const char * const pieces[] = {
    "SE07", " 5004 4319", "8296", "ESSESESS", "seb.se", "https://", "@", "+46", "0771", "502032-9081", "-", ".", ",", "\n", " ", " ", "Bank", "å",
    "\xd7\x90", "\xe2\x80\xae", "\xc2\xa0", "iban", "bic ", "och", "|", "(", "0)", "\xff", ":",
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (AtlasRecognition) recognition = NULL;
      g_autofree char *rest = NULL;
      g_autofree char *sentence = NULL;
      guint n = g_test_rand_int_range (0, 16);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      recognition = atlas_recognition_new (text->str, is_known_cb, NULL);
      assert_ranges (recognition);
      rest = atlas_recognition_dup_rest (recognition);
      sentence = atlas_recognition_dup_sentence (recognition, 0);
      g_assert_true (g_utf8_validate (rest, -1, NULL));
    }
}

/* As long as a long mail and longer: were any of it quadratic, this would take minutes. */
static void
test_long (void)
{
  static const char * const parts[] = {
    "AT20 ", "AT20", "SE07 5004 4319 8296 5724 92", "iban ", "a", "A", "1", " ", "-", "å", "@", "a@", ".", "a.", "....x", "0", "+", "00 ",
    "502032-9081 ", "12-", "A och ", "och ", "ESSESESS ", "www.", "http://", "(", "\n", "\xe2\x80\xae", "\xd7\x90 ", "bic ", "1 ", "&", "A-", "city:\"", "city:\"x ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new ("Hej\n");
      g_autoptr (AtlasRecognition) recognition = NULL;
      g_autofree char *rest = NULL;

      while (text->len < 100000)
        g_string_append (text, parts[i]);
      recognition = atlas_recognition_new (text->str, is_known_cb, NULL);
      assert_ranges (recognition);
      rest = atlas_recognition_dup_rest (recognition);
      g_assert_cmpint (atlas_recognition_get_n_findings (recognition), <=, 256);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/recognition/alone", test_alone);
  g_test_add_func ("/search/recognition/message", test_message);
  g_test_add_func ("/search/recognition/numbers-of-a-message", test_numbers_of_a_message);
  g_test_add_func ("/search/recognition/nobody-knows", test_nobody_knows);
  g_test_add_func ("/search/recognition/rest", test_rest);
  g_test_add_func ("/search/recognition/sentence", test_sentence);
  g_test_add_func ("/search/recognition/sentence-with-bank", test_sentence_with_bank);
  g_test_add_func ("/search/recognition/random", test_random);
  g_test_add_func ("/search/recognition/long", test_long);

  return g_test_run ();
}
