/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-cli-error.h"
#include "atlas-cli-options.h"

static AtlasCliOptions *
parse (const char  *line,
       GError     **error)
{
  g_auto (GStrv) words = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));

  return atlas_cli_options_parse ((const char * const *) words, error);
}

static void
assert_list (GStrv       list,
             const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", list);

  g_assert_cmpstr (joined, ==, expected);
}

/* Wherever an option stands, it means the same. */
static void
test_order (void)
{
  const char *lines[] = {
    "x banks --country SE,FI --country de --city 1 --json --product p nordea 'abp x'",
    "x --country SE,FI banks nordea --json --country de --city 1 --product p 'abp x'",
    "x --json --country=SE,FI --country=de --city=1 --product=p banks nordea 'abp x'",
    "x --format json --product p --city 1 --country 'SE, FI,' banks --country de -- nordea 'abp x'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasCliOptions) options = parse (lines[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (options->command->name, ==, "banks");
      g_assert_true (options->has_format);
      g_assert_cmpint (options->format, ==, ATLAS_CLI_FORMAT_JSON);
      assert_list (options->countries, "SE|FI|de");
      assert_list (options->cities, "1");
      assert_list (options->products, "p");
      assert_list (options->methods, "");
      assert_list (options->arguments, "nordea|abp x");
    }
}

static void
test_commands (void)
{
  const struct
  {
    const char *line;
    const char *command;
    const char *arguments;
  } cases[] = {
    { "x countries", "countries", "" },
    { "x show ESSESESS NDEASESS", "show", "ESSESESS|NDEASESS" },
    { "x --profile show banks", "banks", "" },
    { "x profile --json add --client-id list name", "profile add", "name" },
    { "x profile check", "profile check", "" },
    { "x --offline profile show show", "profile show", "show" },
    { "x banks -- --country", "banks", "--country" },
    { "x banks Spärbank", "banks", "Spärbank" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasCliOptions) options = parse (cases[i].line, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (options->command->name, ==, cases[i].command);
      assert_list (options->arguments, cases[i].arguments);
    }
}

static void
test_refused (void)
{
  const char *lines[] = {
    "x", "x --json", "x nonsense", "x profile", "x profile nonsense", "x show", "x profile add", "x profile add a b",
    "x sync now", "x countries --city 1", "x banks --scope s", "x banks --country", "x banks --country ''",
    "x banks --format", "x banks --format xml", "x banks --format csv --json", "x banks --offline --refresh",
    "x banks --demo --profile p", "x banks --request-id 1", "x banks --jsonx", "x --nonsense", "x banks '\xff'",
    "x help nonsense", "x help profile nonsense", "x banks --excel", "x banks --excel --json", "x banks --excel --format table",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasCliOptions) options = parse (lines[i], &error);

      g_assert_null (options);
      g_assert_nonnull (error);
      g_assert_cmpint (atlas_cli_error_get_status (error), ==, ATLAS_CLI_STATUS_USAGE);
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* "help" is followed by what "--help" follows. */
static void
test_help_command (void)
{
  const char *names[] = { "banks", "show", "profile add" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *line = g_strconcat ("x help ", names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasCliOptions) options = parse (line, &error);

      g_assert_no_error (error);
      g_assert_true (options->help);
      g_assert_cmpstr (options->command->name, ==, names[i]);
    }
}

static void
test_excel (void)
{
  const struct
  {
    const char    *line;
    AtlasCliFormat format;
  } cases[] = {
    { "x banks --format csv", ATLAS_CLI_FORMAT_CSV },
    { "x banks --format csv --excel", ATLAS_CLI_FORMAT_EXCEL },
    { "x --excel show A --format=csv", ATLAS_CLI_FORMAT_EXCEL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasCliOptions) options = parse (cases[i].line, &error);

      g_assert_no_error (error);
      g_assert_true (options->has_format);
      g_assert_cmpint (options->format, ==, cases[i].format);
    }
}

static void
test_help (void)
{
  const char *lines[] = { "x --help", "x -h", "x --help banks", "x banks -h", "x profile --help", "x --version", "x show -h",
                          "x -V", "x banks -V", "x help", "x --json help", "x help profile", "x help help" };
  const AtlasCliCommand *commands;
  guint n_commands;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasCliOptions) options = parse (lines[i], &error);

      g_assert_no_error (error);
      g_assert_true (options->help || options->version);
    }

  commands = atlas_cli_commands_get (&n_commands);
  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *help = atlas_cli_options_dup_help (&commands[i]);
      g_autofree char *everything = atlas_cli_options_dup_help (NULL);

      g_assert_nonnull (strstr (help, commands[i].name));
      g_assert_nonnull (strstr (help, commands[i].summary));
      g_assert_nonnull (strstr (everything, commands[i].summary));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/options/order", test_order);
  g_test_add_func ("/cli/options/commands", test_commands);
  g_test_add_func ("/cli/options/refused", test_refused);
  g_test_add_func ("/cli/options/help", test_help);
  g_test_add_func ("/cli/options/help-command", test_help_command);
  g_test_add_func ("/cli/options/excel", test_excel);

  return g_test_run ();
}
