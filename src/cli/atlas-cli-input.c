/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memfd_create() */

#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "atlas-cli-error.h"
#include "atlas-cli-input.h"

/* More than anybody pastes. */
#define LONGEST_INPUT 65536

/* Puts what was read back, in memory, for the program that may have to go on with the same command line. */
static void
put_back (const GString *text)
{
  int memory = memfd_create ("input", MFD_CLOEXEC);

  if (memory == -1)
    return;
  if (write (memory, text->str, text->len) == (gssize) text->len && lseek (memory, 0, SEEK_SET) == 0)
    dup2 (memory, STDIN_FILENO);
  close (memory);
}

/**
 * atlas_cli_input_read:
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_USAGE
 *
 * Returns: (transfer full) (nullable): all of standard input, which may be read again
 */
char *
atlas_cli_input_read (GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char piece[4096];
  gssize length;

  while (text->len <= LONGEST_INPUT && (length = read (STDIN_FILENO, piece, sizeof piece)) > 0)
    g_string_append_len (text, piece, length);
  if (text->len > LONGEST_INPUT || !g_utf8_validate_len (text->str, text->len, NULL))
    {
      g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
                   text->len > LONGEST_INPUT ? _("The text on standard input is too long") : _("The text on standard input is not valid UTF-8"));
      return NULL;
    }
  put_back (text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
