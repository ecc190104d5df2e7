/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-bank-codes.h"
#include "atlas-bic.h"
#include "atlas-iban.h"
#include "atlas-iban.h"

typedef AtlasBankCodeResult (*Find) (const char  *country_code,
                                     const char  *account,
                                     const char **bic_fi,
                                     const char **bank_name);

typedef struct
{
  const char *country;
  const char *from;
  const char *to;
  const char *bic_fi;
  const char *bank_name;
} Code;

typedef struct
{
  const char *country;
  const char *account;
  const char *bic_fi;        /* NULL: the table has no such code */
} Expected;

static gboolean
is_code (const char *text)
{
  return text[0] != '\0' && strlen (text) <= 8 && strspn (text, "0123456789") == strlen (text);
}

static int
compare_codes (const void *a,
               const void *b)
{
  const Code *first = a;
  const Code *second = b;
  int order = strcmp (first->country, second->country);

  if (order == 0)
    order = (strlen (first->from) > strlen (second->from)) - (strlen (first->from) < strlen (second->from));

  return order != 0 ? order : strcmp (first->from, second->from);
}

/* The texts of the codes are never freed: the test ends soon. */
static GArray *
read_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "search", "data", name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Code));

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);
      g_auto (GStrv) codes = NULL;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;

      g_test_message ("%s", lines[i]);
      g_assert_cmpint (g_strv_length (columns), ==, 4);
      g_assert_true (g_utf8_validate (columns[3], -1, NULL));
      g_assert_cmpint (strlen (columns[3]), >, 0);
      for (guint j = 0; j < 4; j++)
        g_assert_true (columns[j][0] != ' ' && !g_str_has_suffix (columns[j], " "));

      codes = g_strsplit (columns[1], ",", -1);
      for (guint j = 0; codes[j] != NULL; j++)
        {
          g_auto (GStrv) ends = g_strsplit (codes[j], "-", -1);
          Code code = { .country = g_intern_string (columns[0]), .from = g_intern_string (ends[0]) };

          g_assert_cmpint (g_strv_length (ends), <=, 2);
          code.to = ends[1] ? g_intern_string (ends[1]) : code.from;
          code.bic_fi = g_intern_string (columns[2]);
          code.bank_name = g_intern_string (columns[3]);
          g_array_append_val (found, code);
        }
    }
  g_assert_cmpint (found->len, >, 0);

  return found;
}

/* A bank that works in another country under its own BIC has that country's letters. */
static gboolean
is_bic_of (const char *bic_fi,
           const char *country)
{
  static const char * const abroad[] = { "SE LOSADKKK", "SE FEMAMTMT", "SE LUNADK2B", "NO LUNADK2C", NULL };
  g_autofree char *both = g_strdup_printf ("%s %s", country, bic_fi);

  return strncmp (bic_fi + 4, country, 2) == 0 || g_strv_contains (abroad, both);
}

static void
assert_codes_are_sound (const char *name,
                        Find        find)
{
  g_autoptr (GArray) codes = read_file (name);

  for (guint i = 0; i < codes->len; i++)
    {
      const Code *code = &g_array_index (codes, Code, i);
      const AtlasIbanCountry *country = atlas_iban_country_find (code->country);
      const char * const ends[] = { code->from, code->to };

      g_test_message ("%s %s-%s %s", code->country, code->from, code->to, code->bic_fi);
      g_assert_nonnull (country);
      g_assert_true (is_code (code->from));
      g_assert_true (is_code (code->to));
      g_assert_cmpint (strlen (code->from), ==, strlen (code->to));
      g_assert_cmpint (strlen (code->from), <=, country->length - 4);
      g_assert_cmpstr (code->from, <=, code->to);
      g_assert_true (atlas_bic_is_well_formed (code->bic_fi));
      g_assert_true (is_bic_of (code->bic_fi, code->country));

      for (guint j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          const char *bic_fi = NULL;
          const char *bank_name = NULL;

          g_assert_cmpint (find (code->country, ends[j], &bic_fi, &bank_name), ==, ATLAS_BANK_CODE_KNOWN);
          g_assert_cmpstr (bic_fi, ==, code->bic_fi);
          g_assert_cmpstr (bank_name, ==, code->bank_name);
        }
    }

  /* No code has two banks. */
  g_array_sort (codes, compare_codes);
  for (guint i = 1; i < codes->len; i++)
    {
      const Code *before = &g_array_index (codes, Code, i - 1);
      const Code *code = &g_array_index (codes, Code, i);

      if (strcmp (before->country, code->country) != 0 || strlen (before->from) != strlen (code->from))
        continue;
      g_test_message ("%s %s-%s, %s-%s", code->country, before->from, before->to, code->from, code->to);
      g_assert_cmpstr (before->to, <, code->from);
    }
}

static void
test_sound (void)
{
  assert_codes_are_sound ("bank-codes.tsv", atlas_bank_codes_find);
  assert_codes_are_sound ("national-codes.tsv", atlas_bank_codes_find_national);
}

static void
assert_found (const Expected *expected,
              gsize           n_expected,
              Find            find)
{
  for (gsize i = 0; i < n_expected; i++)
    {
      const char *bic_fi = "";
      const char *bank_name = "";
      AtlasBankCodeResult result = find (expected[i].country, expected[i].account, &bic_fi, &bank_name);

      g_test_message ("%s %s", expected[i].country, expected[i].account);
      g_assert_cmpstr (bic_fi, ==, expected[i].bic_fi);
      g_assert_cmpint (result, ==, expected[i].bic_fi ? ATLAS_BANK_CODE_KNOWN : ATLAS_BANK_CODE_NOT_LISTED);
      g_assert_cmpint (bank_name != NULL, ==, expected[i].bic_fi != NULL);
    }
}

static void
test_iban (void)
{
  static const Expected expected[] = {
    { "SE", "500", "ESSESESS" },
    { "SE", "50", NULL },
    { "SE", "", NULL },
    { "SE", "501", NULL },
    { "DE", "370400440532013000", "COBADEFF" },
    { "DE", "10000000", "MARKDEFF" },
    { "DE", "12070024", "DEUTDEDB" },
    { "DE", "12080000", "COBADEFF" },        /* formerly Dresdner Bank */
    { "DE", "20690500", "GENODEF1S11" },
    { "DE", "43060967", "GENODEM1GLS" },
    { "DE", "99999999", NULL },
    { "FI", "792", "IVPYFIH2" },
    { "FI", "793", "TRYEFIH3" },
    { "FI", "794", "PASXFIH2" },
    { "FI", "795", "WAMOFIH2" },
    { "FI", "796", "NARYFIH2" },
    { "FI", "797", "TRYEFIH2" },
    { "FI", "798", NULL },
    { "FI", "799", "HOLVFIHH" },
    { "DK", "0039", NULL },
    { "DK", "0040", "NDEADKKK" },
    { "DK", "0198", "NDEADKKK" },
    { "DK", "0199", NULL },
    { "DK", "0200", "DABADKKK" },
    { "DK", "9070", "VRAADK21" },
    { "NO", "2050", "TOTENO21" },
    { "NO", "2051", "TOTENO21" },
    { "NO", "2052", NULL },
    { "NO", "3060", "SPSKNO21" },
    { "NO", "9602", "LUNADK2C" },
    { "AT", "20111", "GIBAATWW" },
    { "AT", "32000", "RLNWATWW" },
    { "BE", "299", "GEBABEBB" },
    { "BE", "300", "BBRUBEBB" },
    { "CH", "00230", "UBSWCHZH" },
    { "CH", "09000", "POFICHBE" },
    { "PL", "24811112", "POLUPLPR" },        /* the longer code says more */
    { "PL", "24811111", "GBGCPLPK" },
    { "PL", "248", "GBGCPLPK" },
    { "LT", "71799", NULL },
    { "LT", "71800", "CBSBLT26" },
    { "LT", "71899", "CBSBLT26" },
    { "LT", "71900", NULL },
  };
  const char *bic_fi = "";
  const char *bank_name = "";

  assert_found (expected, G_N_ELEMENTS (expected), atlas_bank_codes_find);
  g_assert_cmpint (atlas_bank_codes_find ("US", "123", &bic_fi, &bank_name), ==, ATLAS_BANK_CODE_NO_TABLE);
  g_assert_null (bic_fi);
  g_assert_null (bank_name);
  g_assert_cmpint (atlas_bank_codes_find ("SE", "500", NULL, NULL), ==, ATLAS_BANK_CODE_KNOWN);
}

static void
test_national (void)
{
  static const Expected expected[] = {
    /* A clearing number is not the code of the IBAN. */
    { "SE", "5439", "ESSESESS" },
    { "SE", "543", NULL },
    { "SE", "3300", "NDEASESS" },
    { "SE", "3399", "NDEASESS" },
    { "SE", "3400", "ELLFSESS" },
    { "SE", "3409", "ELLFSESS" },
    { "SE", "3410", "NDEASESS" },
    { "SE", "9119", NULL },
    { "SE", "9120", "ESSESESS" },
    { "SE", "9125", NULL },
    { "SE", "8327", "SWEDSESS" },
    { "SE", "832799034012345", "SWEDSESS" },
    { "SE", "1000", "RIKSSESS" },
    { "SE", "1199", "NDEASESS" },
    { "SE", "1200", "DABASESX" },
    { "SE", "1399", "DABASESX" },
    { "SE", "1400", "NDEASESS" },
    { "SE", "2099", "NDEASESS" },
    { "SE", "2100", NULL },
    { "SE", "4999", "NDEASESS" },
    { "SE", "5000", "ESSESESS" },
    { "SE", "6000", "HANDSESS" },
    { "SE", "7999", "SWEDSESS" },
    { "SE", "9349", "SWEDSESS" },
    { "SE", "9350", NULL },
    { "SE", "9570", "SPSDSE23" },
    { "SE", "9789", "KLRNSESS" },
    { "SE", "9960", "NDEASESS" },
    { "SE", "9970", NULL },
    { "GB", "601613", "NWBKGB2L" },          /* of the IBAN registry's example */
    { "GB", "608371", "SRLGGB3L" },
    { "GB", "608370", NULL },
    { "GB", "200415", "BUKBGB22" },
    { "GB", "040004", "MONZGB2L" },
    { "GB", "04000", NULL },
    { "NO", "05301234567", "DNBANOKK" },
    { "NO", "86011117947", "DABANO22" },
    { "DK", "00400440116243", "NDEADKKK" },
    { "DK", "3000", "DABADKKK" },
    { "FI", "123456785", "NDEAFIHH" },
    { "DE", "37040044", "COBADEFF" },
    { "DE", "3704004", NULL },
  };

  assert_found (expected, G_N_ELEMENTS (expected), atlas_bank_codes_find_national);
  g_assert_cmpint (atlas_bank_codes_find_national ("US", "123", NULL, NULL), ==, ATLAS_BANK_CODE_NO_TABLE);
}

/* The examples of the IBAN registry, each with the bank that its country's list names. */
static void
test_registry (void)
{
  static const char * const examples[][2] = {
    { "CY17002001280000001200527600", "BCYPCY2N" }, { "CZ6508000000192000145399", "GIBACZPX" },
    { "DE89370400440532013000", "COBADEFF" }, { "DK5000400440116243", "NDEADKKK" },
    { "EE382200221020145685", "HABAEE2X" }, { "ES9121000418450200051332", "CAIXESBB" },
    { "FI2112345600000785", "NDEAFIHH" }, { "FR1420041010050500013M02606", "PSSTFRPP" },
    { "GR1601101250000000012300695", "ETHNGRAA" }, { "HR1210010051863000160", "NBHRHR2X" },
    { "HU42117730161111101800000000", "OTPVHUHB" }, { "IS140159260076545510730339", "NBIIISRE" },
    { "IT60X0542811101000000123456", "BLOPIT22" }, { "LI21088100002324013AA", "BLFLLI2X" },
    { "LU280019400644750000", "BCEELULL" }, { "NO9386011117947", "DABANO22" },
    { "PL61109010140000071219812874", "WBKPPLPP" }, { "SE4550000000058398257466", "ESSESESS" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      AtlasToldBank bank;

      g_test_message ("%s", examples[i][0]);
      g_assert_true (atlas_iban_check (examples[i][0]));
      atlas_iban_tell_bank (examples[i][0], &bank);
      g_assert_cmpint (bank.told, ==, ATLAS_BANK_KNOWN);
      g_assert_cmpstr (bank.bic_fi, ==, examples[i][1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/bank-codes/sound", test_sound);
  g_test_add_func ("/search/bank-codes/iban", test_iban);
  g_test_add_func ("/search/bank-codes/registry", test_registry);
  g_test_add_func ("/search/bank-codes/national", test_national);

  return g_test_run ();
}
