/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#include "atlas-environ.h"
#include "atlas-simulator-options.h"
#include "atlas-text.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define MAX_LOGGED_CHARS 2000

static int
fail (int           status,
      const GError *error)
{
  g_autofree char *line = atlas_text_dup_single_line (error->message, MAX_LOGGED_CHARS);

  g_printerr ("bank-atlas-simulator: %s\n", line);

  return status;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_CONTINUE;
}

/* One line for each request, unless it is to be quiet. The token and the body, which may hold the secret, stay out of it. */
static void
log_cb (const AtlasSimulatorRequest *request,
        gpointer                     data)
{
  const AtlasSimulatorOptions *options = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *path = atlas_text_dup_single_line (request->path, MAX_LOGGED_CHARS);
  g_autofree char *request_id = atlas_text_dup_single_line (request->request_id ? request->request_id : "-", MAX_LOGGED_CHARS);

  if (!options->quiet)
    g_print ("%s %s %s %u %s\n", time, request->method, path, request->status, request_id);
  if (request->leaked_token)
    g_printerr ("%s %s\n", time, _("Warning: a request for a logo carried an Authorization header"));
}

static AtlasSimulatorDirectory *
open_directory (const AtlasSimulatorOptions  *options,
                GError                      **error)
{
  g_autoptr (GFile) file = NULL;

  if (options->n_banks != -1)
    return atlas_simulator_directory_generate (options->n_banks, options->seed != -1 ? options->seed : 1);
  if (options->directory == NULL)
    return atlas_simulator_directory_load_demo (error);

  file = g_file_new_for_commandline_arg (options->directory);

  return atlas_simulator_directory_load (file, error);
}

static gboolean
configure (AtlasSimulator               *simulator,
           const AtlasSimulatorOptions  *options,
           GError                      **error)
{
  g_autofree char *secret = g_strdup (ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET);

  if (options->client_secret_file != NULL)
    {
      g_free (secret);
      secret = atlas_simulator_options_read_secret (options, error);
    }
  if (secret == NULL)
    return FALSE;

  atlas_simulator_set_credentials (simulator, options->client_id ? options->client_id : ATLAS_SIMULATOR_DEFAULT_CLIENT_ID, secret);
  atlas_simulator_set_scopes (simulator, (const char * const *) options->scopes);
  atlas_simulator_set_literal_logo_urls (simulator, options->literal_logo_urls);
  if (options->token_lifetime != -1)
    atlas_simulator_set_token_lifetime (simulator, options->token_lifetime);
  for (guint i = 0; i < options->faults->len; i++)
    atlas_simulator_add_fault (simulator, g_ptr_array_index (options->faults, i));
  atlas_simulator_set_log_func (simulator, log_cb, (gpointer) options);

  return TRUE;
}

static void
greet (AtlasSimulator              *simulator,
       AtlasSimulatorDirectory     *directory,
       const AtlasSimulatorOptions *options)
{
  const char *url = atlas_simulator_get_url (simulator);
  const char *client_id = options->client_id ? options->client_id : ATLAS_SIMULATOR_DEFAULT_CLIENT_ID;
  guint n_banks = atlas_simulator_directory_get_n_banks (directory);

  g_print (_("Listening on %s\n"), url);
  g_print (ngettext ("Serving %u bank.", "Serving %u banks.", n_banks), n_banks);
  if (options->directory == NULL)
    g_print (" %s", _("Sample data."));
  g_print ("\n\n");
  g_print (_("  Token host and API host: %s\n"), url);
  g_print (_("  Client ID:               %s\n"), client_id);
  if (options->client_secret_file == NULL)
    g_print (_("  Client secret:           %s\n"), ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET);
  g_print ("\n  bank-atlas-cli profile add simulator --environment custom --client-id %s --auth-url %s --api-url %s\n\n", client_id, url, url);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasSimulatorOptions) options = NULL;
  g_autoptr (AtlasSimulatorDirectory) directory = NULL;
  g_autoptr (AtlasSimulator) simulator = NULL;
  g_autoptr (GMainLoop) loop = NULL;

  atlas_environ_init ();
  /* Who reads the log may go away. */
  signal (SIGPIPE, SIG_IGN);

  options = atlas_simulator_options_parse (&argc, &argv, &error);
  if (options == NULL)
    return fail (EXIT_USAGE, error);
  if (options->version)
    {
      g_print ("bank-atlas-simulator %s\n", ATLAS_VERSION);
      return EXIT_SUCCESS;
    }

  directory = open_directory (options, &error);
  if (directory == NULL)
    return fail (EXIT_FAILED, error);
  simulator = atlas_simulator_new (directory);
  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  if (!configure (simulator, options, &error) || !atlas_simulator_start (simulator, options->port, &error))
    return fail (EXIT_FAILED, error);

  greet (simulator, directory, options);
  g_main_loop_run (loop);
  atlas_simulator_stop (simulator);

  return EXIT_SUCCESS;
}
