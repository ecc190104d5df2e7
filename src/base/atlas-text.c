/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-text.h"

/* No language stacks more marks on a letter. */
#define MAX_MARKS 4

/**
 * atlas_text_get_mark_length:
 * @text: bytes
 * @length: how many there are
 *
 * Returns: how many of them are a byte order mark at the start, to be passed over; 0 without one
 */
gsize
atlas_text_get_mark_length (const char *text,
                            gsize       length)
{
  const gsize mark_length = strlen (ATLAS_TEXT_BYTE_ORDER_MARK);

  return length >= mark_length && memcmp (text, ATLAS_TEXT_BYTE_ORDER_MARK, mark_length) == 0 ? mark_length : 0;
}

/**
 * atlas_text_is_blank:
 * @text: (nullable): a text
 *
 * Returns: whether there is nothing to read in it
 */
gboolean
atlas_text_is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/**
 * atlas_text_dup_trimmed:
 * @text: (nullable): a text, valid UTF-8
 *
 * The platform's names may end in a space ("Skandinaviska Enskilda Banken AB "): for showing and
 * sorting they are trimmed, while the raw value is kept as it came.
 *
 * Returns: (transfer full) (nullable): @text without white space at its ends, or %NULL when nothing is left
 */
char *
atlas_text_dup_trimmed (const char *text)
{
  const char *end;

  if (atlas_text_is_blank (text))
    return NULL;

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  end = text + strlen (text);
  while (g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, end - text);
}

/* What cannot be seen, or changes how its neighbours are read: controls and format characters (among them all
 * that turn the direction of text round), and the letters and marks that are drawn as nothing. */
static gboolean
is_unseen (gunichar c)
{
  switch (c)
    {
    case 0x034f: /* combining grapheme joiner */
    case 0x115f: /* fillers of Hangul */
    case 0x1160:
    case 0x17b4: /* inherent vowels of Khmer */
    case 0x17b5:
    case 0x2800: /* a Braille pattern without dots */
    case 0x3164:
    case 0xffa0:
      return TRUE;
    default:
      return g_unichar_type (c) == G_UNICODE_FORMAT ||
             (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || /* variation selectors */
             (c >= 0x180b && c <= 0x180f);
    }
}

static gboolean
separates (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

/**
 * atlas_text_dup_single_line:
 * @text: (nullable): a text from anywhere, not necessarily valid UTF-8
 * @max_chars: how many characters to keep at most
 *
 * Makes a text from the network fit to stand in a sentence or a row: valid, one line, of bounded length, without
 * controls, without characters that turn its direction round, without what cannot be seen, and without heaps of
 * marks that would be drawn over the lines around it. It is plain text still: who shows it as markup escapes it.
 *
 * Returns: (transfer full): the text, cut with an ellipsis where it was longer
 */
char *
atlas_text_dup_single_line (const char *text,
                            gsize       max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean pending_space = FALSE;
  gsize n_chars = 0;
  guint n_marks = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (separates (c))
        {
          pending_space = line->len > 0;
          n_marks = 0;
          continue;
        }
      if (is_unseen (c))
        continue;
      n_marks = g_unichar_ismark (c) ? n_marks + 1 : 0;
      if (n_marks > MAX_MARKS)
        continue;
      if (n_chars + (pending_space ? 1 : 0) >= max_chars)
        {
          g_string_append (line, "…");
          break;
        }
      if (pending_space)
        {
          g_string_append_c (line, ' ');
          n_chars++;
          pending_space = FALSE;
        }
      g_string_append_unichar (line, c);
      n_chars++;
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* Most names are this: nothing but ASCII that can be seen, and single spaces within. */
static gboolean
is_fit_as_it_is (const char *text)
{
  const char *p = text;

  if (*p == ' ')
    return FALSE;
  for (; *p != '\0'; p++)
    if (*p < 0x20 || *p > 0x7e || (*p == ' ' && (p[1] == ' ' || p[1] == '\0')))
      return FALSE;

  return p - text <= ATLAS_TEXT_MAX_SHOWN;
}

/**
 * atlas_text_dup_shown:
 * @text: (nullable): a name or a value as it came from the network
 *
 * The one place that decides what people see of it: atlas_text_dup_single_line() of at most %ATLAS_TEXT_MAX_SHOWN
 * characters. What the platform said is kept beside it, and is what is exported as JSON.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when there is nothing to see in it
 */
char *
atlas_text_dup_shown (const char *text)
{
  g_autofree char *line = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  if (is_fit_as_it_is (text))
    return g_strdup (text);

  line = atlas_text_dup_single_line (text, ATLAS_TEXT_MAX_SHOWN);

  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

/* Letters that Unicode does not take apart, though people type them without their mark. */
static const char *
fold_letter (gunichar c)
{
  switch (c)
    {
    case 0x00e6: return "ae";
    case 0x00f8: return "o";
    case 0x0153: return "oe";
    case 0x00f0: return "d";
    case 0x00fe: return "th";
    case 0x0111: return "d";
    case 0x0142: return "l";
    case 0x0131: return "i";
    default: return NULL;
    }
}

/* Before the case is folded: that makes a letter of the iota below a Greek vowel (U+0345). */
static void
drop_marks (char *text)
{
  char *end = text;

  for (const char *p = text; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p);

      if (!g_unichar_ismark (g_utf8_get_char (p)))
        {
          memmove (end, p, next - p);
          end += next - p;
        }
      p = next;
    }
  *end = '\0';
}

/**
 * atlas_text_fold:
 * @text: (nullable): a text, valid UTF-8
 *
 * Folds a text for searching: without case, without diacritics ("Kungsträdgårdsgatan" becomes
 * "kungstradgardsgatan", "Straße" becomes "strasse"), runs of white space and controls as one space, without what cannot be seen: a name is found
 * by what is shown of it.
 *
 * Returns: (transfer full): the folded text
 */
char *
atlas_text_fold (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text ? text : "", -1, G_NORMALIZE_ALL);
  g_autofree char *lower = NULL;
  g_autoptr (GString) folded = g_string_new (NULL);
  gboolean pending_space = FALSE;

  if (decomposed != NULL)
    drop_marks (decomposed);
  lower = g_utf8_casefold (decomposed ? decomposed : "", -1);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *plain;

      if (g_unichar_ismark (c) || is_unseen (c))
        continue;
      if (separates (c))
        {
          pending_space = folded->len > 0;
          continue;
        }
      if (pending_space)
        g_string_append_c (folded, ' ');
      pending_space = FALSE;
      plain = fold_letter (c);
      if (plain != NULL)
        g_string_append (folded, plain);
      else
        g_string_append_unichar (folded, c);
    }

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

/**
 * atlas_text_collate_key:
 * @text: (nullable): a text, valid UTF-8
 *
 * Returns: (transfer full): a key that sorts with strcmp() as the user's language sorts
 */
char *
atlas_text_collate_key (const char *text)
{
  return g_utf8_collate_key (text ? text : "", -1);
}
