/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <libdex.h>

#include "atlas-environ.h"

#include "atlas-cli-output.h"
#include "atlas-cli.h"

#define PROGRAM "bank-atlas-cli"

typedef struct
{
  AtlasCliSession session;
  AtlasCliRunFunc run;
} Run;

/* The program that may use network and keyring loads many libraries: three times what an answer from the
 * cache takes. So it is another one, which starts from the beginning, where it is needed. A freshly
 * built one lies beside this one. */
static char *
find_online_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = self ? g_path_get_dirname (self) : NULL;
  char *beside = directory ? g_build_filename (directory, ATLAS_CLI_ONLINE_PROGRAM, NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return beside;
  g_free (beside);

  return g_build_filename (ATLAS_CLI_LIBEXECDIR, ATLAS_CLI_ONLINE_PROGRAM, NULL);
}

static int
go_on_online (char **argv)
{
  g_autofree char *program = find_online_program ();

  execv (program, argv);
  atlas_cli_output_complain (_("“%s” could not be started; reinstall Bank Atlas"), program);

  return ATLAS_CLI_STATUS_FAILED;
}

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  GError *error = NULL;

  if (!run->run (&run->session, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_boolean (TRUE);
}

static gboolean
run_to_end (Run     *run,
            GError **error)
{
  AtlasCliPeekFunc peek = run->session.options->command->peek;
  g_autoptr (GError) peek_error = NULL;
  DexFuture *future;
  gboolean done;

  if (peek != NULL && run->session.online == NULL && peek (&run->session, &peek_error))
    return TRUE;
  if (peek_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&peek_error));
      return FALSE;
    }

  dex_init ();
  future = dex_scheduler_spawn (NULL, 0, run_fiber, run, NULL);
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  done = dex_future_get_value (future, error) != NULL;
  dex_unref (future);

  return done;
}

static int
answer_with_text (char *text)
{
  g_autofree char *taken = text;
  g_autoptr (GError) error = NULL;

  if (atlas_cli_output_write (taken, &error))
    return ATLAS_CLI_STATUS_DONE;
  if (error->code != ATLAS_CLI_ERROR_CLOSED_PIPE)
    atlas_cli_output_complain ("%s", error->message);

  return atlas_cli_error_get_status (error);
}

static gboolean
is_for_the_online_program (const AtlasCliOnline *online,
                           const GError         *error)
{
  if (online != NULL || error->domain == ATLAS_PROFILES_ERROR)
    return FALSE;

  /* What went wrong below, the other program explains better, if it still goes wrong there. */
  return error->domain != ATLAS_CLI_ERROR || error->code == ATLAS_CLI_ERROR_NEEDS_ONLINE;
}

static int
complain (AtlasCliSession *session,
          const GError    *error)
{
  g_autofree char *sentence = NULL;

  /* The reader, such as head, closed the pipe. That is no error, so nothing is said of it. */
  if (g_error_matches (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_CLOSED_PIPE))
    return ATLAS_CLI_STATUS_CLOSED_PIPE;

  sentence = atlas_cli_session_explain (session, error);
  atlas_cli_output_complain ("%s", sentence);

  return atlas_cli_session_get_status (session, error);
}

static int
run_command (const AtlasCliOptions  *options,
             const AtlasCliOnline   *online,
             char                  **argv)
{
  g_autoptr (GError) error = NULL;
  Run run = { .run = options->command->run };
  gboolean goes_on = FALSE;
  int status = ATLAS_CLI_STATUS_DONE;

  if (run.run == NULL && online == NULL)
    return go_on_online (argv);
  if (run.run == NULL)
    run.run = online->find_run (options->command->name);

  atlas_cli_session_init (&run.session, options, online);
  if (!run_to_end (&run, &error))
    goes_on = is_for_the_online_program (online, error);
  if (error != NULL && !goes_on)
    status = complain (&run.session, error);
  atlas_cli_session_clear (&run.session);

  return goes_on ? go_on_online (argv) : status;
}

static int
parse_and_run (char                 **argv,
               const AtlasCliOnline  *online)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasCliOptions) options = atlas_cli_options_parse ((const char * const *) argv, &error);

  if (options == NULL)
    {
      atlas_cli_output_complain ("%s", error->message);
      return ATLAS_CLI_STATUS_USAGE;
    }
  if (options->help)
    return answer_with_text (atlas_cli_options_dup_help (options->command));
  if (options->version)
    return answer_with_text (g_strdup (PROGRAM " " ATLAS_VERSION "\n"));

  return run_command (options, online, argv);
}

/* Ends by the signal, so that a shell sees what it sees of other programs in a pipe. The signal was ignored until now, so that
 * work under way, such as storing a new token, could be finished. */
static void
end_by_closed_pipe (void)
{
  signal (SIGPIPE, SIG_DFL);
  raise (SIGPIPE);
}

/**
 * atlas_cli_main:
 * @argc: how many words the command line has
 * @argv: its words
 * @online: (nullable): what may use network and keyring; without it, another program goes on with
 *   the same command line where it is needed
 *
 * Returns: the exit status, see #AtlasCliStatus
 */
int
atlas_cli_main (int                    argc,
                char                 **argv,
                const AtlasCliOnline  *online)
{
  int status;

  /* All files are local; the desktop's file system would be loaded, and a bus connected to, for nothing. */
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  atlas_environ_init ();
  g_set_prgname (PROGRAM);
  /* A socket that its other end closed must not end the program. Writing the answer to a closed pipe fails with EPIPE instead. */
  signal (SIGPIPE, SIG_IGN);

  status = parse_and_run (argv, online);
  if (status == ATLAS_CLI_STATUS_CLOSED_PIPE)
    end_by_closed_pipe ();

  return status;
}
