/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-reason-private.h"
#include "atlas-text.h"

/* Folding looks at one character at a time, but for spaces, which it never makes more of. */
void
atlas_shown_text_init (AtlasShownText *self,
                       const char     *shown)
{
  self->folded = g_string_new (NULL);
  self->origins = g_array_new (FALSE, FALSE, sizeof (AtlasReasonRange));

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    {
      const AtlasReasonRange origin = { p - shown, g_utf8_next_char (p) - shown };
      char character[7] = { 0 };
      g_autofree char *folded = NULL;

      memcpy (character, p, MIN (origin.end - origin.start, sizeof character - 1));
      folded = g_unichar_isspace (g_utf8_get_char (p)) ? g_strdup (" ") : atlas_text_fold (character);
      g_string_append (self->folded, folded);
      for (gsize i = 0; folded[i] != '\0'; i++)
        g_array_append_val (self->origins, origin);
    }
}

void
atlas_shown_text_clear (AtlasShownText *self)
{
  g_string_free (self->folded, TRUE);
  g_array_unref (self->origins);
}

static gboolean
is_letter (guchar c)
{
  return c >= 0x80 || g_ascii_isalnum (c);
}

/* Where a word stands best: at the start of a word, else anywhere. */
static const char *
find_word (const char *folded,
           const char *word)
{
  const char *first = strstr (folded, word);

  for (const char *p = first; p != NULL; p = strstr (p + 1, word))
    if (p == folded || !is_letter (p[-1]))
      return p;

  return first;
}

/* Adds what is shown of some bytes of the folded text. */
void
atlas_shown_text_mark (const AtlasShownText *self,
                       gsize                 start,
                       gsize                 length,
                       GArray               *ranges)
{
  const AtlasReasonRange range = {
    g_array_index (self->origins, AtlasReasonRange, start).start,
    g_array_index (self->origins, AtlasReasonRange, start + length - 1).end,
  };

  g_array_append_val (ranges, range);
}

void
atlas_shown_text_locate (const AtlasShownText *self,
                         const char           *folded_word,
                         GArray               *ranges)
{
  const char *found = *folded_word != '\0' ? find_word (self->folded->str, folded_word) : NULL;

  if (found != NULL)
    atlas_shown_text_mark (self, found - self->folded->str, strlen (folded_word), ranges);
}
