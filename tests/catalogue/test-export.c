/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-export.h"
#include "atlas-test-await.h"

static void
test_pretty (void)
{
  static const char *const texts[][2] = {
    { NULL, "" },
    { "", "" },
    { "{}", "{}" },
    { " { } ", "{}" },
    { "[ ]", "[]" },
    { "{\"a\":1,\"b\":[1.50,true,null],\"c\":{\"d\":\"x\"}}",
      "{\n  \"a\": 1,\n  \"b\": [\n    1.50,\n    true,\n    null\n  ],\n  \"c\": {\n    \"d\": \"x\"\n  }\n}" },
    { "{\"a\":\"{[,:]} \\\" \\\\\"}", "{\n  \"a\": \"{[,:]} \\\" \\\\\"\n}" },
    { "{\"id\":\"08999\",\"n\":123456789012345678901234567890}", "{\n  \"id\": \"08999\",\n  \"n\": 123456789012345678901234567890\n}" },
    /* What would be obeyed rather than read. */
    { "{\"a\":\"\302\233\342\200\256\x7f\"}", "{\n  \"a\": \"\\u009b\\u202e\\u007f\"\n}" },
    /* No JSON: still readable, and nothing lost. */
    { "\"open \\", "\"open \\" },
    { "]}", "\n]\n}" },
    { "oops", "oops" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *pretty = atlas_export_pretty_json (texts[i][0]);

      g_assert_cmpstr (pretty, ==, texts[i][1]);
    }
}

static void
test_deep (void)
{
  g_autofree char *deep = g_strnfill (10000, '[');
  g_autofree char *pretty = atlas_export_pretty_json (deep);

  g_assert_cmpuint (strlen (pretty), <, 100 * 10000);
}

static void
test_soon (void)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = atlas_test_await (atlas_export_pretty_json_soon ("[1]"), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (value), ==, "[\n  1\n]");
}

static void
test_bank (void)
{
  AtlasAspspFields *fields = atlas_aspsp_fields_new ();
  g_autoptr (AtlasAspspDetails) received = NULL, made = NULL;
  g_autofree char *as_received = NULL, *as_made = NULL;

  fields->bic_fi = g_strdup ("ESSESESS");
  received = atlas_aspsp_details_new (fields, "{\"bicFi\":\"ESSESESS\",\"new\":1}", NULL, 0);
  as_received = atlas_export_bank_as_json (received);
  g_assert_cmpstr (as_received, ==, "{\n  \"bicFi\": \"ESSESESS\",\n  \"new\": 1\n}");

  fields = atlas_aspsp_fields_new ();
  fields->bic_fi = g_strdup ("ESSESESS");
  fields->affiliates = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_affiliate_free);
  g_ptr_array_add (fields->affiliates, atlas_affiliate_new ("08999", "Södra"));
  made = atlas_aspsp_details_new (fields, NULL, NULL, 0);
  as_made = atlas_export_bank_as_json (made);
  g_assert_cmpstr (as_made,
                   ==,
                   "{\n  \"bicFi\": \"ESSESESS\",\n  \"affiliatedAspsps\": [\n    {\n      \"id\": \"08999\",\n      \"name\": \"Södra\"\n    }\n  ]\n}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/catalogue/export/pretty", test_pretty);
  g_test_add_func ("/catalogue/export/deep", test_deep);
  g_test_add_func ("/catalogue/export/soon", test_soon);
  g_test_add_func ("/catalogue/export/bank", test_bank);

  return g_test_run ();
}
