/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-cli-bank.h"

static const char swedbank[] =
  "{\"name\":\"Swedbank \",\"bicFi\":\"SWEDSESS\",\"phone\":null,\"websiteUrl\":\"https://swedbank.example/\","
  "\"globalPaymentProducts\":[\"domestic\",\"moon-transfers\"],\"paymentProducts\":[],"
  "\"supportedAuthorizationMethods\":[{\"name\":\"OAuth2\",\"uri\":\"https://a.example/\"},{\"name\":\"Decoupled\",\"uri\":\"\"}],"
  "\"affiliatedAspsps\":[{\"id\":\"08999\",\"name\":\"Sparbank\"}],\"novelty\":{\"depth\":2},\"rank\":7}";

static char *
list (const char        *raw,
      AtlasCliBankWords  words)
{
  const char *raws[] = { raw, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasCliTable) table = atlas_cli_bank_list (raws, words, &error);

  g_assert_no_error (error);

  return atlas_cli_table_format (table, ATLAS_CLI_FORMAT_PLAIN, FALSE);
}

static void
test_keys (void)
{
  g_autofree char *text = list (swedbank, ATLAS_CLI_BANK_KEYS);

  g_assert_cmpstr (text, ==,
                   "bicFi\tSWEDSESS\n"
                   "name\tSwedbank\n"
                   "websiteUrl\thttps://swedbank.example/\n"
                   "supportedAuthorizationMethods\tOAuth2 https://a.example/\n"
                   "supportedAuthorizationMethods\tDecoupled\n"
                   "globalPaymentProducts\tdomestic\n"
                   "globalPaymentProducts\tmoon-transfers\n"
                   "affiliatedAspsps\t08999 Sparbank\n"
                   "novelty\t{\"depth\":2}\n"
                   "rank\t7\n");
}

static void
test_labels (void)
{
  g_autofree char *text = list (swedbank, ATLAS_CLI_BANK_LABELS);

  g_assert_nonnull (strstr (text, "Website\thttps://swedbank.example/\n"));
  g_assert_nonnull (strstr (text, "Global products\tdomestic (Domestic payments)\n\tmoon-transfers\n"));
  g_assert_nonnull (strstr (text, "rank\t7\n"));
}

static void
test_record (void)
{
  const char *raws[] = { swedbank, "{\"bicFi\":\"A\"}", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasCliTable) table = atlas_cli_bank_record (raws, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (atlas_cli_table_get_n_rows (table), ==, 2);
  text = atlas_cli_table_format (table, ATLAS_CLI_FORMAT_CSV, FALSE);
  g_assert_true (g_str_has_prefix (text, "bicFi,name,"));
  g_assert_nonnull (strstr (text, ",\"domestic; moon-transfers\","));
  g_assert_nonnull (strstr (text, "\r\nA,,"));
}

static void
test_refused (void)
{
  const char *refused[] = { "", "[]", "1", "{", "\"x\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      const char *raws[] = { refused[i], NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (atlas_cli_bank_list (raws, ATLAS_CLI_BANK_KEYS, &error));
      g_assert_nonnull (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/bank/keys", test_keys);
  g_test_add_func ("/cli/bank/labels", test_labels);
  g_test_add_func ("/cli/bank/record", test_record);
  g_test_add_func ("/cli/bank/refused", test_refused);

  return g_test_run ();
}
