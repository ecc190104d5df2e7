/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "atlas-simulator-options.h"
#include "atlas-text.h"

static gboolean
fault_cb (const char  *option,
          const char  *value,
          gpointer     data,
          GError     **error)
{
  AtlasSimulatorOptions *self = data;
  AtlasFault *fault = atlas_fault_parse (value, error);

  if (fault == NULL)
    {
      /* Whatever the reason, it is the command line that is wrong. */
      if (error != NULL)
        (*error)->domain = G_OPTION_ERROR;
      return FALSE;
    }
  g_ptr_array_add (self->faults, fault);

  return TRUE;
}

static GOptionContext *
create_context (AtlasSimulatorOptions *self)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &self->port, N_("Listen on this port of 127.0.0.1; 0 chooses a free one (default: 8640)"), N_("N") },
    { "directory", 'd', 0, G_OPTION_ARG_FILENAME, &self->directory, N_("Serve this directory file in place of the sample data"), N_("FILE") },
    { "banks", 'b', 0, G_OPTION_ARG_INT, &self->n_banks, N_("Serve this many invented banks"), N_("N") },
    { "seed", 0, 0, G_OPTION_ARG_INT, &self->seed, N_("Invent other banks; the same seed gives the same ones (default: 1)"), N_("N") },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &self->client_id, N_("The client that gets a token (default: demo)"), N_("ID") },
    { "client-secret-file", 0, 0, G_OPTION_ARG_FILENAME, &self->client_secret_file, N_("Read the client’s secret from the first line of FILE, or of standard input for - (default: the secret is demo-secret)"), N_("FILE") },
    { "scope", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->scopes, N_("Grant this scope; may be repeated (default: every documented one)"), N_("SCOPE") },
    { "token-lifetime", 0, 0, G_OPTION_ARG_INT, &self->token_lifetime, N_("Let tokens expire after this many seconds (default: 7776000)"), N_("SECONDS") },
    { "fault", 'f', 0, G_OPTION_ARG_CALLBACK, fault_cb, N_("Let something go wrong, as “status=503 path=*/aspsps count=2”; may be repeated"), N_("FAULT") },
    { "literal-logo-urls", 0, 0, G_OPTION_ARG_NONE, &self->literal_logo_urls, N_("Leave the logos’ addresses as the directory gives them"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &self->quiet, N_("Print the address, but no requests"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version, N_("Print the version"), NULL },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);
  GOptionGroup *group = g_option_group_new ("main", "", "", self, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, ATLAS_GETTEXT_DOMAIN);
  g_option_context_set_main_group (context, group);
  g_option_context_set_translation_domain (context, ATLAS_GETTEXT_DOMAIN);
  g_option_context_set_summary (context,
                                _("A local stand-in for the Open Payments Platform: it grants tokens, answers the bank (ASPSP)\n"
                                  "information calls as they are documented, and serves the logos, all on one port."));
  g_option_context_set_description (context,
                                    _("A fault says what goes wrong: status=N, cut-off, drop, body=TEXT, oversized=BYTES, nested=N, stall,\n"
                                      "drip=MILLISECONDS or redirect=URL, or only delay=MILLISECONDS; and when: path=GLOB, skip=N, count=N.\n"
                                      "The words body=, content-type= and retry-after= add to the answer, and status= to a redirection.\n"
                                      "Values are quoted as in a shell.\n"
                                      "\n"
                                      "Exit status: 0 ended by a signal, 1 failure, 2 wrong usage. See bank-atlas-simulator(1) for more."));

  return context;
}

static gboolean
refuse (GError     **error,
        const char  *text)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);

  return FALSE;
}

static gboolean
check_directory (const AtlasSimulatorOptions  *self,
                 GError                      **error)
{
  if (self->n_banks != -1 && self->directory != NULL)
    return refuse (error, _("--banks and --directory exclude each other"));
  if (self->seed != -1 && self->n_banks == -1)
    return refuse (error, _("--seed needs --banks"));
  if (self->n_banks < -1 || self->n_banks > ATLAS_SIMULATOR_MAX_GENERATED)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--banks must be between 0 and %d"), ATLAS_SIMULATOR_MAX_GENERATED);
      return FALSE;
    }
  if (self->seed < -1)
    return refuse (error, _("--seed must not be negative"));

  return TRUE;
}

static gboolean
check (const AtlasSimulatorOptions  *self,
       GError                      **error)
{
  if (self->port < 0 || self->port > G_MAXUINT16)
    return refuse (error, _("--port must be between 0 and 65535"));
  if (self->token_lifetime < -1)
    return refuse (error, _("--token-lifetime must not be negative"));
  if (self->client_id != NULL && atlas_text_is_blank (self->client_id))
    return refuse (error, _("--client-id must not be empty"));
  for (gsize i = 0; self->scopes != NULL && self->scopes[i] != NULL; i++)
    if (atlas_text_is_blank (self->scopes[i]))
      return refuse (error, _("--scope must not be empty"));

  return check_directory (self, error);
}

/**
 * atlas_simulator_options_parse:
 * @argc: (inout): how many arguments there are
 * @argv: (inout): the arguments
 * @error: (nullable): where the error goes, always of the domain %G_OPTION_ERROR
 *
 * Reads the command line; `--help` prints it and ends the program.
 *
 * Returns: (transfer full) (nullable): what it asks for
 */
AtlasSimulatorOptions *
atlas_simulator_options_parse (int      *argc,
                               char   ***argv,
                               GError  **error)
{
  g_autoptr (AtlasSimulatorOptions) self = g_new0 (AtlasSimulatorOptions, 1);
  g_autoptr (GOptionContext) context = NULL;

  self->port = ATLAS_SIMULATOR_DEFAULT_PORT;
  self->n_banks = self->seed = self->token_lifetime = -1;
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_fault_free);
  context = create_context (self);
  if (!g_option_context_parse (context, argc, argv, error) || !check (self, error))
    return NULL;
  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("“%s” is not an option"), (*argv)[1]);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * atlas_simulator_options_free:
 * @self: (transfer full): options
 */
void
atlas_simulator_options_free (AtlasSimulatorOptions *self)
{
  g_free (self->directory);
  g_free (self->client_id);
  g_free (self->client_secret_file);
  g_strfreev (self->scopes);
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/**
 * atlas_simulator_options_read_secret:
 * @self: options that name a file with a secret
 * @error: (nullable): where the error goes
 *
 * Returns: (transfer full) (nullable): the first line of that file
 */
char *
atlas_simulator_options_read_secret (const AtlasSimulatorOptions  *self,
                                     GError                      **error)
{
  gboolean from_stdin = g_str_equal (self->client_secret_file, "-");
  g_autoptr (GFile) file = from_stdin ? NULL : g_file_new_for_commandline_arg (self->client_secret_file);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) own_error = NULL;
  g_autofree char *line = NULL;

  if (from_stdin)
    stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  else
    stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
  if (stream == NULL)
    return NULL;

  lines = g_data_input_stream_new (stream);
  g_data_input_stream_set_newline_type (lines, G_DATA_STREAM_NEWLINE_TYPE_ANY);
  line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &own_error);
  if (own_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  if (line == NULL || *line == '\0')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The first line of the secret’s file is empty"));
      return NULL;
    }

  return g_steal_pointer (&line);
}
