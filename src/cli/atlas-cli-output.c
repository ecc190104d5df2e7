/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "atlas-cli-output.h"

static gboolean
may_colour (void)
{
  const char *no_colour = g_getenv ("NO_COLOR");
  const char *term = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) && (no_colour == NULL || *no_colour == '\0') && g_strcmp0 (term, "dumb") != 0;
}

/**
 * atlas_cli_output_get_width:
 *
 * Returns: how wide a table may be: as COLUMNS says, else as the terminal is that the answer goes to; 0 where neither says it
 */
guint
atlas_cli_output_get_width (void)
{
  const char *columns = g_getenv ("COLUMNS");
  struct winsize size;
  guint64 width;

  if (columns != NULL && g_ascii_string_to_unsigned (columns, 10, 1, G_MAXUINT16, &width, NULL))
    return width;

  return isatty (STDOUT_FILENO) && ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/**
 * atlas_cli_output_get_format:
 * @session: the session
 *
 * Returns: the format that was asked for; else a table for a terminal, plain lines for a pipe
 */
AtlasCliFormat
atlas_cli_output_get_format (AtlasCliSession *session)
{
  if (session->options->has_format)
    return session->options->format;

  return isatty (STDOUT_FILENO) ? ATLAS_CLI_FORMAT_TABLE : ATLAS_CLI_FORMAT_PLAIN;
}

/**
 * atlas_cli_output_is_for_people:
 * @session: the session
 *
 * Returns: whether words in the user's language are wanted, rather than the platform's own
 */
gboolean
atlas_cli_output_is_for_people (AtlasCliSession *session)
{
  AtlasCliFormat format = atlas_cli_output_get_format (session);

  return format == ATLAS_CLI_FORMAT_TABLE || format == ATLAS_CLI_FORMAT_MARKDOWN;
}

/**
 * atlas_cli_output_write:
 * @text: the answer, complete
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_OUTPUT, or %ATLAS_CLI_ERROR_CLOSED_PIPE
 *
 * Returns: whether all of it reached standard output
 */
gboolean
atlas_cli_output_write (const char  *text,
                        GError     **error)
{
  if (fputs (text, stdout) != EOF && fflush (stdout) != EOF)
    return TRUE;

  g_set_error (error, ATLAS_CLI_ERROR, errno == EPIPE ? ATLAS_CLI_ERROR_CLOSED_PIPE : ATLAS_CLI_ERROR_OUTPUT,
               _("The answer could not be written: %s"), g_strerror (errno));

  return FALSE;
}

/**
 * atlas_cli_output_write_table:
 * @session: the session
 * @table: the answer
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_OUTPUT
 *
 * Returns: whether all of it reached standard output
 */
gboolean
atlas_cli_output_write_table (AtlasCliSession  *session,
                              AtlasCliTable    *table,
                              GError          **error)
{
  g_autofree char *text = atlas_cli_table_format (table, atlas_cli_output_get_format (session), may_colour ());

  return atlas_cli_output_write (text, error);
}

/**
 * atlas_cli_output_complain:
 * @format: a printf() format
 * @...: its values
 *
 * Writes one line to standard error, after the program's name.
 */
void
atlas_cli_output_complain (const char *format,
                           ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  line = atlas_cli_cell_clean (text);
  fprintf (stderr, "%s: %s\n", g_get_prgname (), line);
}
