/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-chip-text.h"
#include "atlas-text.h"

static gboolean
is_space (const char *p)
{
  return *p != '\0' && g_unichar_isspace (g_utf8_get_char (p));
}

static gboolean
is_repeated (const AtlasQueryText *text,
             guint                 position)
{
  const AtlasQueryTerm *term = atlas_query_text_get_term (text, position);

  for (guint i = 0; i < position; i++)
    {
      const AtlasQueryTerm *other = atlas_query_text_get_term (text, i);

      if (other->field == term->field && !other->negated == !term->negated && g_ascii_strcasecmp (other->value, term->value) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A qualifier is finished once a space follows it and the cursor has left it. */
static gboolean
is_finished (const char           *typed,
             const AtlasQueryTerm *term,
             gsize                 cursor)
{
  return is_space (typed + term->token_end) && (cursor < term->token_start || cursor > term->token_end);
}

static gboolean
is_new_token (GArray               *ranges,
              const AtlasQueryTerm *term)
{
  return ranges->len == 0 || g_array_index (ranges, AtlasTextRange, ranges->len - 1).start != term->token_start;
}

/* A name and its colon, with nothing behind it yet. */
static gboolean
is_half_qualifier (const char *typed,
                   gsize       length)
{
  if (length > 0 && *typed == '-')
    {
      typed++;
      length--;
    }

  return length > 1 && typed[length - 1] == ':' && atlas_query_field_find (typed, length - 1) != ATLAS_QUERY_FIELD_NONE;
}

/**
 * atlas_chip_text_read:
 * @text: (nullable): a query's text
 *
 * Returns: (transfer full): its qualifiers alone, each value once
 */
AtlasQueryText *
atlas_chip_text_read (const char *text)
{
  g_autoptr (AtlasQueryText) parts = atlas_query_text_new (text);
  g_autofree char *canonical = atlas_query_text_dup_with_words (parts, NULL);
  AtlasQueryText *chips = atlas_query_text_new (canonical);

  for (guint i = atlas_query_text_get_n_terms (chips); i > 0; i--)
    {
      g_autofree char *shorter = is_repeated (chips, i - 1) ? atlas_query_text_dup_without (chips, i - 1) : NULL;

      if (shorter == NULL)
        continue;
      atlas_query_text_unref (chips);
      chips = atlas_query_text_new (shorter);
    }

  return chips;
}

/**
 * atlas_chip_text_take:
 * @chips: the chips so far
 * @typed: what is in the entry, valid UTF-8
 * @cursor: where the cursor is in it, in bytes
 * @all: whether to take every qualifier; else those that are finished
 * @ranges: (element-type AtlasTextRange): where to put what leaves the entry, with the spaces behind it
 *
 * Returns: (transfer full): the chips with what was taken
 */
AtlasQueryText *
atlas_chip_text_take (const AtlasQueryText *chips,
                      const char           *typed,
                      gsize                 cursor,
                      gboolean              all,
                      GArray               *ranges)
{
  g_autoptr (AtlasQueryText) parts = atlas_query_text_new (typed);
  g_autofree char *old = atlas_query_text_dup_canonical (chips);
  g_autoptr (GString) text = g_string_new (old);

  for (guint i = 0; i < atlas_query_text_get_n_terms (parts); i++)
    {
      const AtlasQueryTerm *term = atlas_query_text_get_term (parts, i);
      AtlasTextRange range = { term->token_start, term->token_end };

      if (!is_new_token (ranges, term) || (!all && !is_finished (typed, term, cursor)))
        continue;
      g_string_append_c (text, ' ');
      g_string_append_len (text, typed + range.start, range.end - range.start);
      while (is_space (typed + range.end))
        range.end = g_utf8_next_char (typed + range.end) - typed;
      g_array_append_val (ranges, range);
    }

  return atlas_chip_text_read (text->str);
}

/**
 * atlas_chip_text_take_back:
 * @chips: at least one chip
 * @typed: what is in the entry
 *
 * Returns: (transfer full): what is in the entry once the last chip is to be edited: at its end, where nothing follows
 *   that would finish it again
 */
char *
atlas_chip_text_take_back (const AtlasQueryText *chips,
                           const char           *typed)
{
  const AtlasQueryTerm *last = atlas_query_text_get_term (chips, atlas_query_text_get_n_terms (chips) - 1);
  g_autoptr (AtlasQueryText) nothing = atlas_query_text_new (NULL);
  g_autofree char *qualifier = atlas_query_text_dup_with (nothing, last->field, last->negated, (const char *[]) { last->value, NULL });
  g_autofree char *trimmed = atlas_text_dup_trimmed (typed);

  return trimmed ? g_strconcat (trimmed, " ", qualifier, NULL) : g_steal_pointer (&qualifier);
}

/**
 * atlas_chip_text_dup_rest:
 * @text: (nullable): a query's text
 *
 * Returns: (transfer full): what of it goes into the entry
 */
char *
atlas_chip_text_dup_rest (const char *text)
{
  g_autoptr (AtlasQueryText) parts = atlas_query_text_new (text);
  g_autoptr (AtlasQueryText) nothing = atlas_query_text_new (NULL);
  g_autofree char *words = atlas_query_text_dup_words (parts);

  return strchr (words, '\n') != NULL ? g_steal_pointer (&words) : atlas_query_text_dup_with_words (nothing, words);
}

/**
 * atlas_chip_text_dup_words:
 * @typed: what is in the entry
 *
 * Returns: (transfer full) (nullable): what to look for: a qualifier that was only begun is none of it
 */
char *
atlas_chip_text_dup_words (const AtlasQueryText *typed)
{
  const char *text = atlas_query_text_get_text (typed);
  g_autoptr (GString) words = g_string_new (NULL);

  if (strchr (text, '\n') != NULL)
    return atlas_query_text_dup_words (typed);

  for (guint i = 0; i < atlas_query_text_get_n_words (typed); i++)
    {
      const AtlasQueryWord *word = atlas_query_text_get_word (typed, i);

      if (is_half_qualifier (text + word->start, word->end - word->start))
        continue;
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append (words, word->text);
    }

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}
