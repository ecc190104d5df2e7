/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-cli-command.h"

static const AtlasCliCommand commands[] = {
  { "countries", "[CODE…]", N_("List the countries that have banks"), 0, 0, G_MAXUINT, atlas_cli_run_countries },
  { "cities", "[ID…]", N_("List the cities that have banks"), ATLAS_CLI_TAKES_COUNTRY, 0, G_MAXUINT, atlas_cli_run_cities },
  { "banks", "[TEXT…]", N_("List all banks, or those that match"),
    ATLAS_CLI_TAKES_COUNTRY | ATLAS_CLI_TAKES_CITY | ATLAS_CLI_TAKES_FILTERS, 0, G_MAXUINT, atlas_cli_run_banks },
  { "find", "TEXT…", N_("Find banks by anything: names, BICs, IBANs, numbers, a whole message"),
    ATLAS_CLI_TAKES_FIND, 1, G_MAXUINT, atlas_cli_run_find },
  { "show", "BICFI…", N_("Show everything known about a bank"), 0, 1, G_MAXUINT, atlas_cli_run_show, atlas_cli_peek_show },
  { "sync", "", N_("Fetch the whole directory"), 0, 0, 0, NULL },
  { "log", "[start|stop]", N_("Show the requests that are kept on disk; begin or stop keeping them"), ATLAS_CLI_TAKES_LOG, 0, 1, NULL },
  { "profile add", "NAME", N_("Add a profile; its secret is asked for, or read from standard input"),
    ATLAS_CLI_TAKES_PROFILE, 1, 1, NULL },
  { "profile list", "", N_("List the profiles"), 0, 0, 0, atlas_cli_run_profile_list },
  { "profile show", "NAME", N_("Show the settings of a profile"), 0, 1, 1, atlas_cli_run_profile_show },
  { "profile use", "NAME", N_("Make a profile the current one"), 0, 1, 1, atlas_cli_run_profile_use },
  { "profile remove", "NAME", N_("Remove a profile with its secrets and its cache"), 0, 1, 1, NULL },
  { "profile check", "[NAME]", N_("Check step by step that a profile works, and why not"), ATLAS_CLI_TAKES_CHECK, 0, 1, NULL },
  { "help", "[COMMAND]", N_("Show the help of the program, or of a command"), 0, 0, 2, NULL },
};

/**
 * atlas_cli_commands_get:
 * @n_commands: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_commands): every command, in the order for the help
 */
const AtlasCliCommand *
atlas_cli_commands_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}

/**
 * atlas_cli_command_find:
 * @name: what was typed, one word or two
 *
 * Returns: (transfer none) (nullable): the command of that name
 */
const AtlasCliCommand *
atlas_cli_command_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];

  return NULL;
}
