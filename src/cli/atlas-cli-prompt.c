/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "atlas-text.h"

#include "atlas-cli-error.h"
#include "atlas-cli-prompt.h"

#define MAX_SECRET 4096

/* What ends the program, or stops it, while the terminal does not echo. */
static const int caught_signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };

static volatile sig_atomic_t caught_signal;
/* A signal may come just before the program waits, or to another thread: what it writes here is not missed. */
static int signal_pipe[2] = { -1, -1 };

typedef struct
{
  struct termios   settings;
  struct sigaction actions[G_N_ELEMENTS (caught_signals)];
} Terminal;

static void
signal_cb (int number)
{
  int saved_errno = errno;

  caught_signal = number;
  /* A pipe that is full says enough already. */
  (void) !write (signal_pipe[1], "", 1);
  errno = saved_errno;
}

static void
terminal_hush (Terminal *self)
{
  struct sigaction action = { .sa_handler = signal_cb };
  struct termios hushed;

  caught_signal = 0;
  g_unix_open_pipe (signal_pipe, O_CLOEXEC | O_NONBLOCK, NULL);
  sigemptyset (&action.sa_mask);
  for (gsize i = 0; i < G_N_ELEMENTS (caught_signals); i++)
    sigaction (caught_signals[i], &action, &self->actions[i]);

  tcgetattr (STDIN_FILENO, &self->settings);
  hushed = self->settings;
  hushed.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hushed);
}

static void
terminal_restore (Terminal *self)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &self->settings);
  for (gsize i = 0; i < G_N_ELEMENTS (caught_signals); i++)
    sigaction (caught_signals[i], &self->actions[i], NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (signal_pipe); i++)
    g_clear_fd (&signal_pipe[i], NULL);
  fputc ('\n', stderr);
  /* Now that the terminal is as it was, the signal does what it would have done. */
  if (caught_signal != 0)
    raise (caught_signal);
}

/* Returns whether there is something to read, rather than a signal. */
static gboolean
wait_for_input (void)
{
  struct pollfd polled[] = { { .fd = STDIN_FILENO, .events = POLLIN }, { .fd = signal_pipe[0], .events = POLLIN } };

  while (caught_signal == 0 && poll (polled, G_N_ELEMENTS (polled), -1) < 0 && errno == EINTR)
    ;

  return caught_signal == 0;
}

/* Byte by byte, so that what follows the line is left for whoever reads next. Returns the length, or -1. */
static gssize
read_line (char  *line,
           gsize  size)
{
  gsize length = 0, mark_length;

  while (length < size)
    {
      gssize n = wait_for_input () ? read (STDIN_FILENO, &line[length], 1) : -1;

      if (n < 0 || (n == 0 && length == 0))
        return -1;
      if (n == 0 || line[length] == '\n')
        break;
      length++;
    }
  if (length > 0 && line[length - 1] == '\r')
    length--;
  /* An editor may have marked the file as UTF-8. */
  mark_length = atlas_text_get_mark_length (line, length);
  length -= mark_length;
  memmove (line, line + mark_length, length);

  return length < size ? (gssize) length : -1;
}

static gssize
ask (const char *question,
     char       *line,
     gsize       size)
{
  Terminal terminal;
  gssize length;

  if (!isatty (STDIN_FILENO))
    return read_line (line, size);

  terminal_hush (&terminal);
  fprintf (stderr, "%s: ", question);
  fflush (stderr);
  length = read_line (line, size);
  terminal_restore (&terminal);

  return caught_signal == 0 ? length : -1;
}

/**
 * atlas_cli_prompt_read:
 * @question: what to ask for, without a colon
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_CREDENTIALS where nothing came
 *
 * Blocks: nothing else is going on yet.
 *
 * Returns: (transfer full) (nullable): what was typed, or the next line of standard input
 */
SecretValue *
atlas_cli_prompt_read (const char  *question,
                       GError     **error)
{
  char line[MAX_SECRET];
  SecretValue *value = NULL;
  gssize length = ask (question, line, sizeof line);

  if (length > 0 && memchr (line, '\0', length) == NULL && g_utf8_validate (line, length, NULL))
    value = secret_value_new (line, length, "text/plain");
  else
    g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_CREDENTIALS,
                 _("%s: nothing was given; type it when asked, or write it to standard input as one line"), question);
  explicit_bzero (line, sizeof line);

  return value;
}
