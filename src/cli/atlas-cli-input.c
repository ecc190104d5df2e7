/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memfd_create() */

#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "atlas-text.h"

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

static gboolean
begins_with (const GString *bytes,
             const char    *mark)
{
  return strncmp (bytes->str, mark, strlen (mark)) == 0;
}

/* Which UTF-16 it is, or NULL. A mark at the start says so; without one, at least every second character is of those (Latin
 * letters, digits, spaces) that have a zero beside them, on the same side. */
static const char *
find_utf16 (const GString *bytes)
{
  gsize n_zeros[2] = { 0 };

  if (begins_with (bytes, "\377\376"))
    return "UTF-16LE";
  if (begins_with (bytes, "\376\377"))
    return "UTF-16BE";

  for (gsize i = 0; i < bytes->len; i++)
    n_zeros[i % 2] += bytes->str[i] == '\0';
  if (n_zeros[0] + n_zeros[1] < bytes->len / 4)
    return NULL;
  if (n_zeros[1] > 4 * n_zeros[0])
    return "UTF-16LE";

  return n_zeros[0] > 4 * n_zeros[1] ? "UTF-16BE" : NULL;
}

/* What only looks like text in some encoding, such as a picture, has characters that no text has. */
static gboolean
has_controls (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) && !g_ascii_isspace (*p) && *p != '\v')
      return TRUE;

  return FALSE;
}

/* Banks export text in UTF-8 and in UTF-16, with a mark at its start or without, and in Windows-1252, to which the letters of
 * ISO-8859-1 belong. Returns it without the mark; NULL where it is none of these. */
static char *
decode (const GString *bytes)
{
  const char *encoding = find_utf16 (bytes);
  g_autofree char *text = NULL;
  gsize length;

  if (encoding == NULL && g_utf8_validate_len (bytes->str, bytes->len, NULL))
    return g_strdup (bytes->str + atlas_text_get_mark_length (bytes->str, bytes->len));

  text = g_convert (bytes->str, bytes->len, "UTF-8", encoding ? encoding : "WINDOWS-1252", NULL, &length, NULL);
  if (text == NULL || strlen (text) != length || has_controls (text))
    return NULL;

  return g_strdup (text + atlas_text_get_mark_length (text, length));
}

/**
 * atlas_cli_input_read:
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_USAGE
 *
 * Returns: (transfer full) (nullable): all of standard input, in UTF-8; it may be read again
 */
char *
atlas_cli_input_read (GError **error)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autofree char *text = NULL;
  char piece[4096];
  gssize length;

  while (bytes->len <= LONGEST_INPUT && (length = read (STDIN_FILENO, piece, sizeof piece)) > 0)
    g_string_append_len (bytes, piece, length);
  if (bytes->len <= LONGEST_INPUT)
    text = decode (bytes);
  if (text == NULL)
    {
      g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
                   bytes->len > LONGEST_INPUT ? _("The text on standard input is too long")
                                              : _("Standard input is not text in UTF-8, UTF-16 or Windows-1252"));
      return NULL;
    }
  put_back (bytes);

  return g_steal_pointer (&text);
}
