/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-prose-private.h"

/* What parts a word from a number that it would say something about; "|" stands for what was found before. */
static gboolean
is_between_numbers (char c)
{
  return c == '\n' || c == '|' || g_ascii_isdigit (c);
}

/**
 * atlas_prose_starts_word:
 * @text: a text
 * @p: in @text
 *
 * Returns: whether there is no letter or digit right before @p
 */
gboolean
atlas_prose_starts_word (const char *text,
                         const char *p)
{
  return p == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
}

/**
 * atlas_prose_starts_number:
 * @text: a text
 * @p: in @text
 *
 * Returns: whether a number that begins at @p is not the later part of another, as in "12-34", "1,5" or "+46"
 */
gboolean
atlas_prose_starts_number (const char *text,
                           const char *p)
{
  if (!atlas_prose_starts_word (text, p))
    return FALSE;
  if (p == text)
    return TRUE;
  if (p[-1] == '+')
    return FALSE;

  return p - text < 2 || strchr ("-.,/", p[-1]) == NULL || !g_ascii_isdigit (p[-2]);
}

/**
 * atlas_prose_ends_word:
 * @p: in a text
 *
 * Returns: whether there is no letter or digit at @p
 */
gboolean
atlas_prose_ends_word (const char *p)
{
  return *p == '\0' || !g_unichar_isalnum (g_utf8_get_char (p));
}

/**
 * atlas_prose_is_hyphen:
 * @c: a character
 *
 * Returns: whether it is a hyphen, of any kind
 */
gboolean
atlas_prose_is_hyphen (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2013) || c == 0x2212;
}

/**
 * atlas_prose_skip_separator:
 * @p: in a text
 * @is_hyphen: (out): whether it is a hyphen rather than a blank
 *
 * Returns: (transfer none) (nullable): what is behind the one blank or hyphen at @p, or %NULL when there is none
 */
const char *
atlas_prose_skip_separator (const char *p,
                            gboolean   *is_hyphen)
{
  gunichar c = g_utf8_get_char (p);

  *is_hyphen = atlas_prose_is_hyphen (c);
  if (!*is_hyphen && g_unichar_type (c) != G_UNICODE_SPACE_SEPARATOR)
    return NULL;

  return g_utf8_next_char (p);
}

/**
 * atlas_prose_is_before:
 * @text: a text
 * @p: in @text
 * @word: a word in ASCII
 * @reach: how many bytes to look at
 *
 * Returns: whether a word that begins with @word begins within @reach before @p, in any case, on the same line
 *   and with no other number between
 */
gboolean
atlas_prose_is_before (const char *text,
                       const char *p,
                       const char *word,
                       gsize       reach)
{
  gsize length = strlen (word);

  for (const char *before = p; before > text && (gsize) (p - before) < reach && !is_between_numbers (before[-1]); before--)
    if (g_ascii_strncasecmp (before - 1, word, length) == 0 && atlas_prose_starts_word (text, before - 1))
      return TRUE;

  return FALSE;
}
