/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "atlas-recognition.h"

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

static const char *const kind_names[ATLAS_N_FINDING_KINDS] = { "bic", "iban", "account", "vat", "company", "phone", "host" };
static const char state_marks[] = { '!', '~', '<', 'x' };

static gboolean
is_known_cb (AtlasFindingKind  kind,
             const char       *value,
             gpointer          data)
{
  static const char *const known[] = {
    "0 ESSESESS", "0 HANDSESS", "0 NDEASESS", "0 SWEDSESS", "0 DABASESX", "0 1ABCSE2S", "0 AGSDDE33", "4 HRB999264", "4 FN000429B",
    "4 00216940", "5 22485000", "6 bank.zzz", NULL
  };
  g_autofree char *key = g_strdup_printf ("%d %s", kind, value);

  return g_strv_contains (known, key);
}

/* Writes what was found so that a table can hold it: "iban!SE0750… phone~771365365". */
static char *
describe (const AtlasRecognition *recognition)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < recognition->n_findings; i++)
    {
      const AtlasFinding *finding = &recognition->findings[i];

      g_string_append_printf (text, "%s%s%c%s", text->len > 0 ? " " : "", kind_names[finding->kind], state_marks[finding->state], finding->value);
      if (finding->kind == ATLAS_FINDING_COMPANY_NUMBER || finding->kind == ATLAS_FINDING_VAT_NUMBER || finding->kind == ATLAS_FINDING_ACCOUNT_NUMBER)
        g_string_append_printf (text, "/%s", finding->country);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
assert_cases (const Case *cases,
              guint       n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (AtlasRecognition) recognition = atlas_recognition_new (cases[i].text, is_known_cb, NULL);
      g_autofree char *description = describe (recognition);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (description, ==, cases[i].expected);
    }
}

static const Case bic_cases[] = {
  { "ESSESESS", "bic!ESSESESS" },
  { "essesess", "bic!ESSESESS" },
  { " ESSE SE SS\n", "bic!ESSESESS" },
  { "ESSE-SE-SS", "bic!ESSESESS" },
  { "ESSESESSXXX", "bic!ESSESESS" },
  { "HANDSESS1A2", "bic!HANDSESS1A2" },
  { "HANDSESS1", "bic!HANDSESS" },
  { "BIC: ESSESESS", "bic!ESSESESS" },
  { "SWIFT: ESSESESS", "bic!ESSESESS" },
  { "BIC/SWIFT: ESSESESS", "bic!ESSESESS" },
  { "BIC:ESSESESS", "bic!ESSESESS" },
  { "bic=ESSESESS;", "bic!ESSESESS" },
  { "“ESSESESS”", "bic!ESSESESS" },
  { "(ESSESESS)", "bic!ESSESESS" },
  { "<BICFI>HANDSESS</BICFI>", "bic!HANDSESS" },
  { "X-BicFi: HANDSESS", "bic!HANDSESS" },
  { "GET /psd2/aspspinformation/v1/aspsps/HANDSESS HTTP/1.1", "bic!HANDSESS" },
  { "https://api.example.com/psd2/aspspinformation/v1/aspsps/HANDSESS", "host~api.example.com bic!HANDSESS" },
  { "{\"bicFi\":\"HANDSESS\",\"name\":\"x\"}", "bic!HANDSESS" },
  { ":57A:HANDSESSXXX", "bic!HANDSESS" },
  { "{1:F01HANDSESSAXXX0000000000}", "bic!HANDSESS" },
  { "HANDSESSAXXX", "bic!HANDSESS" },
  { "SWIFTESSESESS", "bic!ESSESESS" },
  { "\357\274\245\357\274\263\357\274\263\357\274\245\357\274\263\357\274\245\357\274\263\357\274\263", "bic!ESSESESS" },
  { "ESSE\342\200\213SESS", "bic!ESSESESS" },
  { "1ABCSE2S", "bic!1ABCSE2S" },
  { "AGSDDE33", "bic!AGSDDE33" },
  { "AGSDDE33XXX", "bic!AGSDDE33" },
  { "DEUTDEFF", "bic!DEUTDEFF" },
  { "deutdeff", "bic!DEUTDEFF" },
  { "DEUTDEFF500", "bic!DEUTDEFF500" },
  { "please use DEUTDEFF for that one here", "bic!DEUTDEFF" },
  { "please use ABCDSEGG for that one here", "" },
  { "please use ABCDSE22 for that one here", "bic~ABCDSE22" },
  { "please use ABCDSEGGXXX for that one here", "bic~ABCDSEGG" },
  { "ABCDSEGG", "bic~ABCDSEGG" },
  { "abcdsegg", "" },
  { "CUSTOMER", "bic~CUSTOMER" },
  { "DEAR CUSTOMER", "bic~CUSTOMER" },
  { "ESSESESS\nHANDSESS\nessesess", "bic!ESSESESS bic!HANDSESS" },
  { "ESSESESS, HANDSESS", "bic!ESSESESS bic!HANDSESS" },
  { "swed bank", "" },
  { "ESSE", "" },
  { "seb", "" },
  { "ESSESESSX ", "bic!ESSESESS" },
};

static const Case iban_cases[] = {
  { "SE0750044319829657249208", "iban!SE0750044319829657249208" },
  { "IBAN se07 5004 4319 8296 5724 9208", "iban!SE0750044319829657249208" },
  { "IBAN: SE07 5004 4319 8296\n5724 9208\n", "iban!SE0750044319829657249208" },
  { "> IBAN: SE45 5000 0000\n> 0583 9825 7466", "iban!SE4550000000058398257466" },
  { "IBANSE0750044319829657249208", "iban!SE0750044319829657249208" },
  { "SE07.5004.4319.8296.5724.9208", "iban!SE0750044319829657249208" },
  { "SE07_5004_4319_8296_5724_9208", "iban!SE0750044319829657249208" },
  { "SE07/5004/4319/8296/5724/9208", "iban!SE0750044319829657249208" },
  { "SE07—5004—4319—8296—5724—9208", "iban!SE0750044319829657249208" },
  { "SE07 - 5004 - 4319 - 8296 - 5724 - 9208", "iban!SE0750044319829657249208" },
  { "\357\274\263\357\274\245\357\274\220\357\274\227 \357\274\225\357\274\220\357\274\220\357\274\224 \357\274\224\357\274\223\357\274\221\357\274\231 \357\274\230\357\274\222\357\274\231\357\274\226 \357\274\225\357\274\227\357\274\222\357\274\224 \357\274\231\357\274\222\357\274\220\357\274\230", "iban!SE0750044319829657249208" },
  { "SE07\302\2405004\342\200\2574319 8296\t5724 9208", "iban!SE0750044319829657249208" },
  { "\342\200\216SE0750044319829657249208\342\200\217", "iban!SE0750044319829657249208" },
  { "SE07&nbsp;5004&nbsp;4319&#160;8296&#xA0;5724 9208", "iban!SE0750044319829657249208" },
  { "SE07%205004%204319%208296%205724%209208", "iban!SE0750044319829657249208" },
  { "<td>SE07</td><td>5004 4319</td> <b>8296</b> 5724 9208", "iban!SE0750044319829657249208" },
  { "<IBAN>SE0750044319829657249208</IBAN>", "iban!SE0750044319829657249208" },
  { "SE4550000000058398257466SEK", "iban!SE4550000000058398257466" },
  { "SE45 5000 0000 0583 9825 7466 SEK", "iban!SE4550000000058398257466" },
  { "SE45 5000 0000 0583 9825 7466 1000,00", "iban!SE4550000000058398257466" },
  { ":59:/SE4550000000058398257466\nKUND AB", "iban!SE4550000000058398257466" },
  { "SE45 5000 **** **** **** 7466", "iban~SE455000************7466" },
  { "SE45 5000 XXXX XXXX XXXX 7466", "iban~SE455000************7466" },
  { "SE45 5000 •••• 7466", "iban~SE455000****7466" },
  { "SE455000************7466", "iban~SE455000************7466" },
  { "SE45 **** **** **** **** 7466", "iban~SE45****************7466" },
  { "SE** 5000 **** **** **** 7466", "iban~SE**5000************7466" },
  { "SE45 5000 … 7466", "iban~SE455000*7466" },
  { "SE45 5OOO OOOO O583 9825 7466", "ibanxSE4550000000058398257466" },
  { "SE45 5000 0000 0583 9825 7466 och SE07 5004 4319 8296 5724 9208", "iban!SE4550000000058398257466 iban!SE0750044319829657249208" },
  { "SE4S5000000005839825746l", "" },
  { "SE0750044319829657249209", "ibanxSE0750044319829657249209" },
  { "SE075004431982965724920", "iban<SE075004431982965724920" },
  { "SE07 5004", "iban<SE075004" },
  { "IBAN: SE07 5004", "iban<SE075004" },
  { "SE07 5", "iban<SE075" },
  { "SE07", "" },
  { "NL74 ABNA", "iban<NL74ABNA" },
  { "nl74 abna 4834 7824 50 bitte", "iban!NL74ABNA4834782450" },
  { "SE07500443198296572492A8", "ibanxSE07500443198296572492A8" },
  { "SE07500443198296572492081", "ibanxSE07500443198296572492081" },
  { "SE07 5004 4319 8296 5724 9208 1", "iban!SE0750044319829657249208" },
  { "US33 1234 5678 9012 34", "ibanxUS3312345678901234" },
  { "SE00 5004 4319 8296 5724 9208", "ibanxSE0050044319829657249208" },
  { "Hej, kontot är SE07 5004 4319 8296 5724 9208.", "iban!SE0750044319829657249208" },
  { "SE07 5004 4319 8296 5724 9208 2024-01-01", "iban!SE0750044319829657249208" },
  { "SE07 5004 4319 8296 5724 920 070-1234567", "iban<SE075004431982965724920 phone~701234567" },
  { "SE07 5004 4319 8296 5724 was what he said", "iban<SE075004431982965724" },
  { "SE07 5004 4319 8296 5724 92089 maybe", "ibanxSE07500443198296572492089" },
  { "pay to (NL74ABNA4834782450), please", "iban!NL74ABNA4834782450" },
  { "MT43 MALT 4193 1417 0586 4920 8B31 240 tak", "iban!MT43MALT41931417058649208B31240" },
  { "at 10 30 we met; FI58 3962 4595 7117 77", "iban!FI5839624595711777" },
  { "no 56 4000 8838 737", "iban!NO5640008838737" },
  { "BCD\n002\n1\nSCT\nESSESESS\nKund AB\nSE4550000000058398257466\nEUR1\n\n\nFaktura 12", "bic!ESSESESS iban!SE4550000000058398257466" },
  { "We met at 10 30 on the 12th", "" },
  { "is 20 000 000 kronor enough", "" },
  { "PO12 3456 7890 1234", "ibanxPO12345678901234" },
  { "order AB12345678901234567", "" },
  { "no 12 345 678 people", "" },
  { "se07 swedbank", "" },
  { "fr20 bank i paris", "" },
  { "at 10", "" },
};

static const Case vat_cases[] = {
  { "SE502032908101", "vat!5020329081/SE" },
  { "SE502032-9081-01", "vat!5020329081/SE" },
  { "SE 502032-9081 01", "vat!5020329081/SE" },
  { "VAT: SE502017775301", "vat!5020177753/SE" },
  { "SE502032908201", "vatx5020329082/SE" },
  { "FI28583949", "vat!28583949/FI" },
  { "FI-2858394-9", "vat!28583949/FI" },
  { "ALV: FI 2858394-9", "vat!28583949/FI" },
  { "FI28583948", "iban<FI28583948" },
  { "FI28 5839", "iban<FI285839" },
  { "DK61126228", "vat!61126228/DK" },
  { "DK 61 12 62 28", "vat!61126228/DK" },
  { "NO984851006MVA", "vat!984851006/NO" },
  { "NO 984 851 006 MVA", "vat!984851006/NO" },
  { "984 851 006 MVA", "vat!984851006/NO" },
  { "NO984851007MVA", "vatx984851007/NO" },
  { "DE136695976", "vat!136695976/DE" },
  { "ATU13585627", "vat!13585627/AT" },
  { "BE0403170701", "vat!0403170701/BE" },
  { "BE 0403.170.701", "vat!0403170701/BE" },
  { "NL004495445B01", "vat!004495445/NL" },
  { "FR40303265045", "vat!303265045/FR" },
  { "ESA13585625", "vat!A13585625/ES" },
  { "EE100931558", "vat!100931558/EE" },
  { "PL8567346215", "vat!8567346215/PL" },
  { "GB980780684", "vat!980780684/GB" },
  { "IT00743110157", "vat!00743110157/IT" },
  { "SE5020329081", "vat!5020329081/SE" },
};

static const Case company_cases[] = {
  { "502032-9081", "company!5020329081/SE" },
  { "502032–9081", "company!5020329081/SE" },
  { "502032 9081", "company!5020329081/SE" },
  { "5020329081", "company!5020329081/SE" },
  { "Org.nr 502032-9081", "company!5020329081/SE" },
  { "Org.nr: 5020329081.", "company!5020329081/SE" },
  { "165020329081", "company!5020329081/SE" },
  { "502032-9082", "companyx5020329082/SE" },
  { "850101-1234", "" },
  { "Y-tunnus 2858394-9", "company!28583949/FI" },
  { "2858394-8", "companyx28583948/FI" },
  { "CVR 61126228", "company!61126228/DK" },
  { "61 12 62 28", "company!61126228/DK" },
  { "984 851 006", "company!984851006/" },
  { "0462.920.226", "company!0462920226/BE" },
  { "HRB 999264", "company!HRB999264/" },
  { "Amtsgericht Köln, HRB 999264", "company!HRB999264/" },
  { "HRB999264", "company!HRB999264/" },
  { "FN 000429 b", "company!FN000429B/" },
  { "FN000429b", "company!FN000429B/" },
  { "KvK 00216940", "company!00216940/" },
  { "Rg.nr 10060701", "company!10060701/" },
  { "invoice 10060701 of the 12th", "company~10060701/" },
  { "number 5020329081 of the order", "company~5020329081/SE" },
  { "502032-9081 2024-01-01", "company!5020329081/SE" },
  { "1-502032-9081", "" },
  { "502032-9081-1", "" },
  { "a502032-9081", "" },
  { "Kunden (502032-9081) undrar", "company!5020329081/SE" },
  { "20241130", "" },
  { "Order 4711, 0901", "" },
};

static const Case phone_cases[] = {
  { "+46-771 365 365", "phone~771365365" },
  { "Tel: +46-771 365 365", "phone~771365365" },
  { "tel:+46771365365", "phone~771365365" },
  { "tel:%2B46771365365", "phone~771365365" },
  { "0046771365365", "phone~771365365" },
  { "0771365365", "phone~771365365" },
  { "0771-365 365", "phone~771365365" },
  { "(0771) 36 53 65", "phone~771365365" },
  { "+46 (0)771 365 365", "phone~771365365" },
  { "Ring 0771-365 365 i dag", "phone~771365365" },
  { "08-123 45 67 – 500 kr", "phone~81234567" },
  { "22 48 50 00", "phone!22485000" },
  { "22 48 51 00", "" },
  { "den 01-02-2024", "" },
  { "den 01.02.2024", "" },
  { "0,50 kr", "" },
  { "0123", "" },
  { "1 000 000 kr", "" },
  { "x0771365365", "" },
};

static const Case host_cases[] = {
  { "https://www.seb.se/privat", "host~seb.se" },
  { "Web: www.seb.se", "host~seb.se" },
  { "seb.se", "" },
  { "HTTPS://WWW.SEB.SE:443/", "host~seb.se" },
  { "https://name:pass@seb.se:8080/x?y#z", "host~seb.se" },
  { "logga in (seb.se).", "" },
  { "<a href=\"https://www.seb.se/x\">SEB</a>", "host~seb.se" },
  { "<https://bank.example/x>", "host~bank.example" },
  { "bank.zzz", "host!bank.zzz" },
  { "bank.yyy", "" },
  { "www.bank.yyy", "host~bank.yyy" },
  { "Det är slut.Se nästa", "" },
  { "t.ex. bl.a. kl. 10.30", "" },
  { "anna@seb.se", "host~seb.se" },
  { "anna@seb.se undrar", "" },
  { "mail anna@seb.se", "host~seb.se" },
  { "192.168.0.1", "" },
  { "ålandsbanken.ax", "" },
  { "HANDSESS.png", "bic!HANDSESS" },
};

static const Case account_cases[] = {
  { "Konto 1503 12 34567", "" },
  { "1503.12.34567", "" },
  { "15031234562", "account!15031234562/NO" },
  { "123456-785", "account!123456785/FI" },
  { "5000-1234567", "account~50001234567/SE" },
  { "8327-9, 123 456 789-0", "account~832791234567890/SE" },
  { "6123 456 789 012", "account~6123456789012/SE" },
  { "0040 1234567890", "account~00401234567890/DK" },
  { "BLZ 370 400 44", "account~37040044/DE" },
  { "BLZ 37040044, Konto 532013000", "account~37040044/DE company~532013000/FR" },
  { "20-00-00 55779911", "account~20000055779911/GB" },
  { "20-00-00", "" },
  { "4000 1234 5678 9010", "" },
  { "Sort code 60-16-13 Account 31926819", "account~60161331926819/GB" },
  { "Reg. 0040 Konto 0440116243", "account~00400440116243/DK" },
  { "Clearing 6123, konto 456 789 012", "account~6123456789012/SE" },
};

static const Case message_cases[] = {
  { "Hej! Kunden har konto i Södra Dalarnas Sparbank, kontot är SE07 5004 4319 8296 5724 9208 och hon undrar.", "iban!SE0750044319829657249208" },
  { "Org.nr 502032-9081, tel. +46 771 365 365, www.seb.se/privat\ninfo@handelsbanken.se", "company!5020329081/SE phone~771365365 host~seb.se" },
  { "BIC: ESSESESS\nIBAN: SE45 5000 0000 0583 9825 7466", "bic!ESSESESS iban!SE4550000000058398257466" },
  { "Y-tunnus 2858394-9 ja CVR 61126228, registrikood 10060701 samt 984 851 006: fyra nummer", "company!28583949/FI company~61126228/DK company~10060701/ company~984851006/" },
  { "2024-01-15", "" },
  { "08999", "" },
  { "sepa-credit-transfers", "" },
  { "Länsförsäkringar Bank AB (publ)", "" },
  { "", "" },
};
static void
test_bics (void)
{
  assert_cases (bic_cases, G_N_ELEMENTS (bic_cases));
}

static void
test_ibans (void)
{
  assert_cases (iban_cases, G_N_ELEMENTS (iban_cases));
}

static void
test_vat_numbers (void)
{
  assert_cases (vat_cases, G_N_ELEMENTS (vat_cases));
}

static void
test_company_numbers (void)
{
  assert_cases (company_cases, G_N_ELEMENTS (company_cases));
}

static void
test_phones (void)
{
  assert_cases (phone_cases, G_N_ELEMENTS (phone_cases));
}

static void
test_hosts (void)
{
  assert_cases (host_cases, G_N_ELEMENTS (host_cases));
}

static void
test_account_numbers (void)
{
  assert_cases (account_cases, G_N_ELEMENTS (account_cases));
}

static void
test_messages (void)
{
  assert_cases (message_cases, G_N_ELEMENTS (message_cases));
}

static const AtlasFinding *
find_iban (const char        *text,
           AtlasRecognition **recognition)
{
  const AtlasFinding *finding;

  g_test_message ("%s", text);
  *recognition = atlas_recognition_new (text, NULL, NULL);
  g_assert_cmpuint ((*recognition)->n_findings, >, 0);
  finding = &(*recognition)->findings[0];
  g_assert_cmpint (finding->kind, ==, ATLAS_FINDING_IBAN);

  return finding;
}

static void
assert_iban (const char        *text,
             const char        *value,
             AtlasFindingState  state,
             AtlasIbanFault     fault)
{
  g_autoptr (AtlasRecognition) recognition = NULL;
  const AtlasFinding *finding = find_iban (text, &recognition);

  if (value != NULL)
    g_assert_cmpstr (finding->value, ==, value);
  g_assert_cmpint (finding->state, ==, state);
  g_assert_cmpint (finding->fault, ==, fault);
}

/* Every country's, in groups, in lower case and behind a label. */
static void
test_valid_ibans (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (valid_cases); i++)
    {
      const char *text = valid_cases[i].text;
      g_autofree char *lower = g_ascii_strdown (text, -1);
      g_autoptr (GString) grouped = g_string_new ("IBAN");

      for (const char *p = text; *p != '\0'; p++)
        g_string_append_printf (grouped, "%s%c", (p - text) % 4 == 0 ? " " : "", *p);
      assert_iban (text, text, ATLAS_FINDING_CERTAIN, ATLAS_IBAN_NO_FAULT);
      assert_iban (lower, text, ATLAS_FINDING_CERTAIN, ATLAS_IBAN_NO_FAULT);
      assert_iban (grouped->str, text, ATLAS_FINDING_CERTAIN, ATLAS_IBAN_NO_FAULT);
    }
}

/* Every single wrong digit and every swap of neighbours is noticed: that is what modulo 97 is for. */
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
            assert_iban (wrong, NULL, ATLAS_FINDING_WRONG, ATLAS_IBAN_WRONG_CHECK);
          }
        if (at >= 4 && g_ascii_isdigit (swapped[at]) && g_ascii_isdigit (swapped[at + 1]) && swapped[at] != swapped[at + 1])
          {
            char c = swapped[at];

            swapped[at] = swapped[at + 1];
            swapped[at + 1] = c;
            assert_iban (swapped, NULL, ATLAS_FINDING_WRONG, ATLAS_IBAN_WRONG_CHECK);
          }
      }
}

static void
test_faults (void)
{
  assert_iban ("SE45 5000 **** **** **** 7466", "SE455000************7466", ATLAS_FINDING_POSSIBLE, ATLAS_IBAN_MASKED);
  assert_iban ("SE45 5OOO OOOO O583 9825 7466", "SE4550000000058398257466", ATLAS_FINDING_WRONG, ATLAS_IBAN_LOOK_ALIKE);
  assert_iban ("SE07500443198296572492A8", NULL, ATLAS_FINDING_WRONG, ATLAS_IBAN_WRONG_CHARACTER);
  assert_iban ("SE07500443198296572492081", NULL, ATLAS_FINDING_WRONG, ATLAS_IBAN_TOO_LONG);
  assert_iban ("US33 1234 5678 9012 34", NULL, ATLAS_FINDING_WRONG, ATLAS_IBAN_UNKNOWN_COUNTRY);
  assert_iban ("SE07 5004", NULL, ATLAS_FINDING_INCOMPLETE, ATLAS_IBAN_NO_FAULT);
}

static void
test_missing (void)
{
  g_autoptr (AtlasRecognition) recognition = NULL;

  g_assert_cmpuint (find_iban ("SE07 5004 4319 8296 5724 920", &recognition)->n_missing, ==, 1);
}

static void
test_rest (void)
{
  g_autoptr (AtlasRecognition) recognition =
    atlas_recognition_new ("Hej, SE07 5004 4319 8296 5724 9208\när hos ESSESESS eller Nordea, se https://x.se/konto?", is_known_cb, NULL);
  const char *rest = recognition->rest;
  const AtlasFinding *iban = &recognition->findings[0];

  g_assert_cmpuint (strlen (rest), ==, strlen (recognition->text));
  g_assert_nonnull (strstr (rest, "\när hos          eller Nordea, se                   ?"));
  g_assert_true (g_str_has_prefix (rest, "Hej,      "));
  g_assert_cmpstr (iban->country, ==, "SE");
  g_assert_cmpstr (iban->bank.bic_fi, ==, "ESSESESS");
  g_assert_cmpint (iban->start, ==, 5);
  g_assert_cmpint (iban->end, ==, 34);
}

static void
assert_ranges (const AtlasRecognition *recognition)
{
  const char *text = recognition->text;
  gsize length = strlen (text);

  g_assert_cmpuint (strlen (recognition->rest), ==, length);
  g_assert_true (g_utf8_validate (recognition->rest, -1, NULL));
  for (guint i = 0; i < recognition->n_findings; i++)
    {
      const AtlasFinding *finding = &recognition->findings[i];

      g_assert_cmpint (finding->start, <, finding->end);
      g_assert_cmpint (finding->end, <=, length);
      g_assert_true (g_utf8_validate (text + finding->start, finding->end - finding->start, NULL));
      g_assert_nonnull (finding->value);
    }
}

static void
test_random (void)
{
  static const char *const pieces[] = {
    "SE07", " 5004 4319", "8296", "ESSESESS", "seb.se", "https://", "@", "+46", "0771", "502032-9081", "-", ".", ",", "\n", " ", " ", "Bank", "å",
    "\xd7\x90", "\xe2\x80\xae", "\xc2\xa0", "iban", "bic ", "och", "|", "(", "0)", "\xff", ":", "****", "<b>", "&nbsp;", "&#", "%20", "% ", "O", "１",
    "HRB ", "MVA", "1503.12.34567",
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (AtlasRecognition) recognition = NULL;
      guint n = g_test_rand_int_range (0, 16);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      recognition = atlas_recognition_new (text->str, is_known_cb, NULL);
      assert_ranges (recognition);
    }
}

/* As long as a long mail and longer: were any of it quadratic, this would take minutes. */
static void
test_long (void)
{
  static const char *const parts[] = {
    "AT20 ", "AT20", "SE07 5004 4319 8296 5724 92", "iban ", "a", "A", "1", "1 ", " ", "-", "å", "@", "a@", ".", "a.", "....x", "0", "+", "00 ", "12 ",
    "502032-9081 ", "12-", "A och ", "och ", "ESSESESS ", "www.", "http://", "(", "\n", "\xe2\x80\xae", "\xd7\x90 ", "bic ", "&", "A-", "<b", "<b>", "&#",
    "SE07****", "**", "SE07 *", "A1", "A 1 ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new ("Hej\n");
      g_autoptr (AtlasRecognition) recognition = NULL;

      while (text->len < 100000)
        g_string_append (text, parts[i]);
      recognition = atlas_recognition_new (text->str, is_known_cb, NULL);
      assert_ranges (recognition);
      g_assert_cmpint (recognition->n_findings, <=, 256);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/recognition/bics", test_bics);
  g_test_add_func ("/search/recognition/ibans", test_ibans);
  g_test_add_func ("/search/recognition/vat-numbers", test_vat_numbers);
  g_test_add_func ("/search/recognition/company-numbers", test_company_numbers);
  g_test_add_func ("/search/recognition/phones", test_phones);
  g_test_add_func ("/search/recognition/hosts", test_hosts);
  g_test_add_func ("/search/recognition/account-numbers", test_account_numbers);
  g_test_add_func ("/search/recognition/messages", test_messages);
  g_test_add_func ("/search/recognition/valid-ibans", test_valid_ibans);
  g_test_add_func ("/search/recognition/slips", test_slips);
  g_test_add_func ("/search/recognition/faults", test_faults);
  g_test_add_func ("/search/recognition/missing", test_missing);
  g_test_add_func ("/search/recognition/rest", test_rest);
  g_test_add_func ("/search/recognition/random", test_random);
  g_test_add_func ("/search/recognition/long", test_long);

  return g_test_run ();
}
