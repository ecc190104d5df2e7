/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "atlas-text.h"

#include "atlas-cli-error.h"
#include "atlas-cli-options.h"

#define PROGRAM "bank-atlas-cli"

/* What GOption fills in. Texts are taken as bytes (FILENAME), because a text in UTF-8 is meant as
 * such under LC_ALL=C, too. */
typedef struct
{
  AtlasCliOptions *options;
  gboolean         json;
  gboolean         excel;
  char            *format;
  char            *limit;
  GStrv            countries;
  GStrv            cities;
  GStrv            products;
  GStrv            methods;
  GStrv            arguments;
} Parse;

/* Every group has room for this many options, and an end. */
#define MAX_OPTIONS 12

/* As many as a person reads. */
#define DEFAULT_LIMIT 20

typedef struct
{
  GOptionEntry global[MAX_OPTIONS];
  GOptionEntry country[2];
  GOptionEntry city[2];
  GOptionEntry filters[3];
  GOptionEntry find[3];
  GOptionEntry log[3];
  GOptionEntry check[2];
  GOptionEntry profile[8];
} Entries;

static void
fill_entries (Entries *entries,
              Parse   *parse)
{
  AtlasCliOptions *options = parse->options;
  const Entries filled = {
    .global = {
      { "profile", 0, 0, G_OPTION_ARG_FILENAME, &options->profile, N_("Use this profile instead of the current one"), N_("NAME") },
      { "demo", 0, 0, G_OPTION_ARG_NONE, &options->demo, N_("Use the sample directory; needs no credentials"), NULL },
      { "offline", 0, 0, G_OPTION_ARG_NONE, &options->offline, N_("Answer from the cache; never use the network"), NULL },
      { "refresh", 0, 0, G_OPTION_ARG_NONE, &options->refresh, N_("Ask the platform first, however fresh the cache is"), NULL },
      { "format", 0, 0, G_OPTION_ARG_FILENAME, &parse->format, N_("How to write the answer: table, json, csv or markdown"), N_("FORMAT") },
      { "json", 0, 0, G_OPTION_ARG_NONE, &parse->json, N_("Short for --format json"), NULL },
      { "excel", 0, 0, G_OPTION_ARG_NONE, &parse->excel, N_("With --format csv, for spreadsheets: with a byte order mark, and numbers kept as text"), NULL },
      { "request-id", 0, 0, G_OPTION_ARG_FILENAME, &options->request_id, N_("Send this X-Request-ID with the first request"), N_("UUID") },
      { "trace", 0, 0, G_OPTION_ARG_NONE, &options->trace, N_("Print each request to standard error as it ends"), NULL },
      { "help", 'h', 0, G_OPTION_ARG_NONE, &options->help, N_("Show this help"), NULL },
      { "version", 'V', 0, G_OPTION_ARG_NONE, &options->version, N_("Show the version"), NULL },
    },
    .country = {
      { "country", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &parse->countries, N_("In this country; may be repeated, or be a list with commas"), N_("CC") },
    },
    .city = {
      { "city", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &parse->cities, N_("Or in this city; may be repeated, or be a list with commas"), N_("ID") },
    },
    .filters = {
      { "product", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &parse->products, N_("Only with this payment product, or with any of several"), N_("P") },
      { "auth", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &parse->methods, N_("Only with this authorization method, or with any of several"), N_("M") },
    },
    .find = {
      { "limit", 0, 0, G_OPTION_ARG_FILENAME, &parse->limit, N_("Show so many banks at most, 20 unless this is given; 0 shows all"), N_("N") },
      { "explain", 0, 0, G_OPTION_ARG_NONE, &options->explain, N_("Show how well each bank matches, and why"), NULL },
    },
    .log = {
      { "failed", 0, 0, G_OPTION_ARG_NONE, &options->failed, N_("Only requests that failed"), NULL },
      { "har", 0, 0, G_OPTION_ARG_FILENAME, &options->har, N_("Write an HTTP Archive (HAR) to this file, or to standard output for -"), N_("FILE") },
    },
    .check = {
      { "all-scopes", 0, 0, G_OPTION_ARG_NONE, &options->all_scopes, N_("Ask for a token for each documented scope, though the platform grants few"), NULL },
    },
    .profile = {
      { "environment", 0, 0, G_OPTION_ARG_FILENAME, &options->environment, N_("sandbox (the default), production or custom"), N_("ENVIRONMENT") },
      { "client-id", 0, 0, G_OPTION_ARG_FILENAME, &options->client_id, N_("The client ID from the developer portal"), N_("ID") },
      { "auth-url", 0, 0, G_OPTION_ARG_FILENAME, &options->auth_url, N_("The token host, if it is not the environment’s own"), N_("URL") },
      { "api-url", 0, 0, G_OPTION_ARG_FILENAME, &options->api_url, N_("The API host, if it is not the environment’s own"), N_("URL") },
      { "scope", 0, 0, G_OPTION_ARG_FILENAME, &options->scope, N_("The scope to request a token for"), N_("SCOPE") },
      { "list-encoding", 0, 0, G_OPTION_ARG_FILENAME, &options->list_encoding, N_("How to write lists in a query: comma or repeat"), N_("ENCODING") },
      { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate, N_("A client certificate (PKCS#12); its password is asked for like the secret"), N_("FILE") },
    },
  };

  *entries = filled;
}

static const GOptionEntry *
find_entry (const GOptionEntry *entries,
            const char         *name)
{
  for (gsize i = 0; entries[i].long_name != NULL; i++)
    if (g_str_equal (entries[i].long_name, name))
      return &entries[i];

  return NULL;
}

static gboolean
takes_value (const Entries *entries,
             const char    *word)
{
  const GOptionEntry *groups[] = { entries->global, entries->country, entries->city, entries->filters, entries->find, entries->log, entries->check, entries->profile };

  if (!g_str_has_prefix (word, "--"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      const GOptionEntry *entry = find_entry (groups[i], word + 2);

      if (entry != NULL)
        return entry->arg != G_OPTION_ARG_NONE;
    }

  return FALSE;
}

/* Takes the next word that is no option, and no option's value, out of @words. */
static char *
take_command_word (const Entries *entries,
                   GPtrArray     *words,
                   guint         *position)
{
  while (*position < words->len)
    {
      const char *word = g_ptr_array_index (words, *position);

      if (g_str_equal (word, "--"))
        return NULL;
      if (word[0] != '-' || word[1] == '\0')
        return g_ptr_array_steal_index (words, *position);
      *position += takes_value (entries, word) ? 2 : 1;
    }

  return NULL;
}

static gboolean
asks_for_help (GPtrArray *words)
{
  for (guint i = 1; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      if (g_str_equal (word, "--help") || g_str_equal (word, "-h"))
        return TRUE;
    }

  return FALSE;
}

static gboolean
take_command (const Entries    *entries,
              GPtrArray        *words,
              AtlasCliOptions  *options,
              GError          **error)
{
  guint position = 1;
  g_autofree char *name = take_command_word (entries, words, &position);

  if (g_strcmp0 (name, "help") == 0)
    {
      options->help = TRUE;
      g_free (name);
      name = take_command_word (entries, words, &position);
    }
  if (name == NULL)
    return TRUE;
  if (g_str_equal (name, "profile"))
    {
      g_autofree char *first = g_steal_pointer (&name);
      g_autofree char *second = take_command_word (entries, words, &position);

      if (second == NULL && (options->help || asks_for_help (words)))
        return TRUE;
      if (second == NULL)
        {
          g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
                       _("“profile” needs to know what to do: add, list, show, use, remove or check"));
          return FALSE;
        }
      name = g_strconcat (first, " ", second, NULL);
    }

  options->command = atlas_cli_command_find (name);
  if (options->command == NULL)
    {
      g_autofree char *clean = atlas_cli_cell_clean (name);

      g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
                   _("There is no command “%s”; “%s --help” lists them all"), clean, PROGRAM);
    }

  return options->command != NULL;
}

static GOptionContext *
new_context (const AtlasCliCommand *command,
             const Entries         *entries,
             Parse                 *parse)
{
  g_autofree char *usage = NULL;
  GOptionContext *context;
  GOptionGroup *group;
  const GOptionEntry rest[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &parse->arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  usage = command ? g_strconcat (command->name, command->synopsis[0] ? " " : "", command->synopsis, NULL)
                  : g_strdup (_("COMMAND"));
  context = g_option_context_new (usage);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries->global, ATLAS_GETTEXT_DOMAIN);
  group = g_option_context_get_main_group (context);
  if (command != NULL && (command->takes & ATLAS_CLI_TAKES_COUNTRY) != 0)
    g_option_group_add_entries (group, entries->country);
  if (command != NULL && (command->takes & ATLAS_CLI_TAKES_CITY) != 0)
    g_option_group_add_entries (group, entries->city);
  if (command != NULL && (command->takes & ATLAS_CLI_TAKES_FILTERS) != 0)
    g_option_group_add_entries (group, entries->filters);
  if (command != NULL && (command->takes & ATLAS_CLI_TAKES_FIND) != 0)
    g_option_group_add_entries (group, entries->find);
  if (command != NULL && (command->takes & ATLAS_CLI_TAKES_LOG) != 0)
    g_option_group_add_entries (group, entries->log);
  if (command != NULL && (command->takes & ATLAS_CLI_TAKES_CHECK) != 0)
    g_option_group_add_entries (group, entries->check);
  if (command != NULL && (command->takes & ATLAS_CLI_TAKES_PROFILE) != 0)
    g_option_group_add_entries (group, entries->profile);
  g_option_group_add_entries (group, rest);

  return context;
}

/* Parts repeated values that may hold commas: ["SE,FI", "DE"] becomes ["SE", "FI", "DE"]. */
static GStrv
part_lists (const char * const *values)
{
  g_autoptr (GStrvBuilder) parted = g_strv_builder_new ();

  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (values[i], ",", -1);

      for (gsize j = 0; parts[j] != NULL; j++)
        if (*g_strstrip (parts[j]) != '\0')
          g_strv_builder_add (parted, parts[j]);
    }

  return g_strv_builder_end (parted);
}

static gboolean
take_list (GStrv        values,
           const char  *name,
           GStrv       *list,
           GError     **error)
{
  *list = part_lists ((const char * const *) values);
  if (values == NULL || **list != NULL)
    return TRUE;

  g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, _("“%s” needs a value"), name);

  return FALSE;
}

static gboolean
take_format (Parse   *parse,
             GError **error)
{
  const struct
  {
    const char    *name;
    AtlasCliFormat format;
  } formats[] = {
    { "table", ATLAS_CLI_FORMAT_TABLE },
    { "json", ATLAS_CLI_FORMAT_JSON },
    { "csv", ATLAS_CLI_FORMAT_CSV },
    { "markdown", ATLAS_CLI_FORMAT_MARKDOWN },
  };
  AtlasCliOptions *options = parse->options;

  options->has_format = parse->json || parse->format != NULL;
  options->format = ATLAS_CLI_FORMAT_JSON;
  if (parse->excel && g_strcmp0 (parse->format, "csv") != 0)
    {
      g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, _("“--excel” goes with “--format csv”"));
      return FALSE;
    }
  if (parse->format == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, parse->format) &&
        (!parse->json || formats[i].format == ATLAS_CLI_FORMAT_JSON))
      {
        options->format = parse->excel ? ATLAS_CLI_FORMAT_EXCEL : formats[i].format;
        return TRUE;
      }

  if (parse->json)
    g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, _("Give either --json or --format, not both"));
  else
    g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
                 _("The format must be table, json, csv or markdown"));

  return FALSE;
}

static gboolean
take_limit (Parse   *parse,
            GError **error)
{
  guint64 limit = DEFAULT_LIMIT;

  if (parse->limit != NULL && !g_ascii_string_to_unsigned (parse->limit, 10, 0, G_MAXUINT, &limit, NULL))
    {
      g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, _("The limit is a number; 0 shows all banks"));
      return FALSE;
    }
  parse->options->limit = limit;

  return TRUE;
}

static gboolean
check_options (AtlasCliOptions  *options,
               GError          **error)
{
  const char *problem = NULL;

  if (options->offline && options->refresh)
    problem = _("Give either --offline or --refresh, not both");
  else if (options->demo && options->profile != NULL)
    problem = _("Give either --demo or --profile, not both");
  else if (options->request_id != NULL && !g_uuid_string_is_valid (options->request_id))
    problem = _("A request ID is a UUID, such as 6ff9e7ee-2ac2-42d3-a188-c7314d434b9c");
  else if (options->explain && options->has_format && options->format == ATLAS_CLI_FORMAT_JSON)
    problem = _("JSON is just what the platform says; give --explain with another format");
  if (problem != NULL)
    g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, problem);

  return problem == NULL;
}

/* What comes of a variable that is empty. A text may hold such words; an id or a name is none. */
static gboolean
has_empty_argument (AtlasCliOptions *options)
{
  if ((options->command->takes & (ATLAS_CLI_TAKES_FILTERS | ATLAS_CLI_TAKES_FIND)) != 0)
    return FALSE;
  for (gsize i = 0; options->arguments[i] != NULL; i++)
    if (atlas_text_is_blank (options->arguments[i]))
      return TRUE;

  return FALSE;
}

static gboolean
check_arguments (AtlasCliOptions  *options,
                 GError          **error)
{
  const AtlasCliCommand *command = options->command;
  guint n_arguments = g_strv_length (options->arguments);

  if (command == NULL)
    {
      g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
                   _("A command is missing; “%s --help” lists them all"), PROGRAM);
      return FALSE;
    }
  for (guint i = 0; i < n_arguments; i++)
    if (!g_utf8_validate (options->arguments[i], -1, NULL))
      {
        g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, _("The arguments are not valid UTF-8"));
        return FALSE;
      }
  if (has_empty_argument (options))
    {
      g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
                   _("An argument is empty; the usage is: %s %s %s"), PROGRAM, command->name, command->synopsis);
      return FALSE;
    }
  if (n_arguments >= command->min_arguments && n_arguments <= command->max_arguments)
    return TRUE;

  g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
               n_arguments < command->min_arguments ? _("An argument is missing; the usage is: %s %s %s")
                                                    : _("There are too many arguments; the usage is: %s %s %s"),
               PROGRAM, command->name, command->synopsis);

  return FALSE;
}

static gboolean
finish (Parse   *parse,
        GError **error)
{
  AtlasCliOptions *options = parse->options;

  options->arguments = parse->arguments ? g_steal_pointer (&parse->arguments) : g_new0 (char *, 1);
  if (options->help || options->version)
    return TRUE;

  return take_format (parse, error) &&
         check_arguments (options, error) &&
         take_limit (parse, error) &&
         take_list (parse->countries, "--country", &options->countries, error) &&
         take_list (parse->cities, "--city", &options->cities, error) &&
         take_list (parse->products, "--product", &options->products, error) &&
         take_list (parse->methods, "--auth", &options->methods, error) &&
         check_options (options, error);
}

static void
parse_clear (Parse *parse)
{
  g_clear_pointer (&parse->format, g_free);
  g_clear_pointer (&parse->limit, g_free);
  g_clear_pointer (&parse->countries, g_strfreev);
  g_clear_pointer (&parse->cities, g_strfreev);
  g_clear_pointer (&parse->products, g_strfreev);
  g_clear_pointer (&parse->methods, g_strfreev);
  g_clear_pointer (&parse->arguments, g_strfreev);
}

static GPtrArray *
copy_words (const char * const *words)
{
  GPtrArray *copy = g_ptr_array_new_null_terminated (16, g_free, TRUE);

  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (copy, g_strdup (words[i]));

  return copy;
}

/**
 * atlas_cli_options_parse:
 * @words: the command line, the program's name first
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_USAGE, or of the %G_OPTION_ERROR domain
 *
 * Options may stand before or after the command.
 *
 * Returns: (transfer full) (nullable): what was asked for
 */
AtlasCliOptions *
atlas_cli_options_parse (const char * const  *words,
                         GError             **error)
{
  g_autoptr (AtlasCliOptions) options = g_new0 (AtlasCliOptions, 1);
  g_autoptr (GPtrArray) rest = copy_words (words);
  g_autoptr (GOptionContext) context = NULL;
  g_auto (GStrv) arguments = NULL;
  Parse parse = { .options = options };
  Entries entries;
  gboolean done;

  fill_entries (&entries, &parse);
  if (!take_command (&entries, rest, options, error))
    return NULL;
  context = new_context (options->command, &entries, &parse);
  arguments = (GStrv) g_ptr_array_free (g_steal_pointer (&rest), FALSE);
  done = g_option_context_parse_strv (context, &arguments, error) && finish (&parse, error);
  parse_clear (&parse);

  return done ? g_steal_pointer (&options) : NULL;
}

/**
 * atlas_cli_options_free:
 * @self: (transfer full): what was asked for
 */
void
atlas_cli_options_free (AtlasCliOptions *self)
{
  g_free (self->profile);
  g_free (self->request_id);
  g_strfreev (self->countries);
  g_strfreev (self->cities);
  g_strfreev (self->products);
  g_strfreev (self->methods);
  g_free (self->har);
  g_free (self->environment);
  g_free (self->client_id);
  g_free (self->auth_url);
  g_free (self->api_url);
  g_free (self->scope);
  g_free (self->list_encoding);
  g_free (self->certificate);
  g_strfreev (self->arguments);
  g_free (self);
}

/**
 * atlas_cli_options_dup_help:
 * @command: (nullable): which command, or %NULL for all of them
 *
 * Returns: (transfer full): the help to show
 */
char *
atlas_cli_options_dup_help (const AtlasCliCommand *command)
{
  AtlasCliOptions options = { 0 };
  Parse parse = { .options = &options };
  Entries entries;
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GString) list = NULL;
  const AtlasCliCommand *commands;
  guint n_commands;

  fill_entries (&entries, &parse);
  context = new_context (command, &entries, &parse);
  if (command != NULL)
    {
      g_option_context_set_summary (context, _(command->summary));
      return g_option_context_get_help (context, TRUE, NULL);
    }

  commands = atlas_cli_commands_get (&n_commands);
  list = g_string_new (_("Commands:"));
  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *usage = g_strjoin (" ", commands[i].name, commands[i].synopsis, NULL);

      /* The width of "profile remove NAME", and a little. */
      g_string_append_printf (list, "\n  %s%*s%s", usage, (int) MAX (2, 24 - g_utf8_strlen (usage, -1)), "", _(commands[i].summary));
    }
  g_option_context_set_summary (context, list->str);
  g_option_context_set_description (context, _("“bank-atlas-cli COMMAND --help” tells more about a command; the manual page covers everything."));

  return g_option_context_get_help (context, TRUE, NULL);
}
