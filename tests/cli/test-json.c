/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <json-glib/json-glib.h>

#include "atlas-cli-json.h"
#include "atlas-json-text.h"

static const char sample[] =
  "{\"bicFi\":\"ESSESESS\",\"name\":\"Skandinaviska Enskilda Banken AB \",\"n\":1.50,\"big\":12345678901234567890,"
  "\"a\":[],\"o\":{},\"l\":[1,{\"x\":null}],\"s\":\"a\\\"b\\\\\",\"t\":true}";

static const char sample_laid_out[] =
  "{\n"
  "  \"bicFi\": \"ESSESESS\",\n"
  "  \"name\": \"Skandinaviska Enskilda Banken AB \",\n"
  "  \"n\": 1.50,\n"
  "  \"big\": 12345678901234567890,\n"
  "  \"a\": [],\n"
  "  \"o\": {},\n"
  "  \"l\": [\n"
  "    1,\n"
  "    {\n"
  "      \"x\": null\n"
  "    }\n"
  "  ],\n"
  "  \"s\": \"a\\\"b\\\\\",\n"
  "  \"t\": true\n"
  "}\n";

static void
test_object (void)
{
  const struct
  {
    const char *raw;
    const char *expected;
  } cases[] = {
    { sample, sample_laid_out },
    { sample_laid_out, sample_laid_out },
    { "{ }", "{}\n" },
    { " \n[ ]", "[]\n" },
    { "{\"a\":\"{[,:]}\"}", "{\n  \"a\": \"{[,:]}\"\n}\n" },
    { "{\"a\":\"\302\233\342\200\256\x7f\"}", "{\n  \"a\": \"\\u009b\\u202e\\u007f\"\n}\n" },
    { "{\"a\":\"\033[31m\"}", "{\n  \"a\": \"\\u001b[31m\"\n}\n" },
    { "{\"a\":\"\363\240\200\201\"}", "{\n  \"a\": \"\\udb40\\udc01\"\n}\n" },
    { "{\"a\":\"ö銀\"}", "{\n  \"a\": \"ö銀\"\n}\n" },
    { "{\"a\":\"\\u00f6\\n\"}", "{\n  \"a\": \"\\u00f6\\n\"\n}\n" },
    /* Not well-formed: nothing is read beyond the end. */
    { "{\"a", "{\n  \"a\n" },
    { "{\"a\\", "{\n  \"a\\\n" },
    { "]}", "\n]\n}\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = atlas_cli_json_format_object (cases[i].raw);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_list (void)
{
  const char *none[] = { NULL };
  const char *two[] = { "{\"bicFi\":\"A\"}", "{}", NULL };
  g_autofree char *empty = atlas_cli_json_format_list ("aspsps", none);
  g_autofree char *text = atlas_cli_json_format_list ("aspsps", two);

  g_assert_cmpstr (empty, ==, "{\n  \"aspsps\": []\n}\n");
  g_assert_cmpstr (text, ==, "{\n  \"aspsps\": [\n    {\n      \"bicFi\": \"A\"\n    },\n    {}\n  ]\n}\n");
}

/* What was laid out means what it meant. */
static void
test_meaning (void)
{
  g_autofree char *text = atlas_cli_json_format_object (sample);
  g_autoptr (JsonNode) before = json_from_string (sample, NULL);
  g_autoptr (JsonNode) after = json_from_string (text, NULL);

  g_assert_nonnull (before);
  g_assert_nonnull (after);
  g_assert_true (json_node_equal (before, after));
}

static void
test_string (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  atlas_json_text_append_string (out, "a\"b\\c\nd");
  atlas_json_text_append_string (out, NULL);
  g_assert_cmpstr (out->str, ==, "\"a\\\"b\\\\c\\u000ad\"null");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/json/object", test_object);
  g_test_add_func ("/cli/json/list", test_list);
  g_test_add_func ("/cli/json/meaning", test_meaning);
  g_test_add_func ("/cli/json/string", test_string);

  return g_test_run ();
}
