/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-search-words-private.h"
#include "atlas-text.h"

#define SHORTEST_TO_SPLIT 5
#define SHORTEST_REST 3
#define SHORTEST_REST_OF_ALL 6   /* "spankki" is S-Pankki */

/* "muenchen" for "münchen": Germans write a letter for the mark where a keyboard has none. Taken back here, since a
 * name is folded without its marks. */
static char *
take_back_marks (const char *word)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = word; *p != '\0'; p++)
    {
      g_string_append_c (plain, *p);
      /* At the end it may be a slip of the finger, or not be the end yet. */
      if (p[1] != '\0' && p[2] != '\0' && ((strchr ("aou", *p) != NULL && p[1] == 'e') || (*p == 'a' && p[1] == 'a')))
        p++;
    }

  return strlen (word) != plain->len ? g_string_free (g_steal_pointer (&plain), FALSE) : NULL;
}

static void
add_word (AtlasSearchText *self,
          const char      *text,
          gsize            length)
{
  AtlasSearchWord *word;

  if (self->n_words == ATLAS_SEARCH_MOST_WORDS)
    {
      self->is_cut = TRUE;
      return;
    }

  word = &self->words[self->n_words++];
  word->text = g_strndup (text, length);
  word->length = length;
  word->plain = take_back_marks (word->text);
  word->alias = atlas_search_lookup_alias (word->text);
  word->city_names = atlas_search_get_city_names (word->text);
}

static void
add_word_cb (const char *text,
             gsize       length,
             guint       index,
             gpointer    data)
{
  add_word (data, text, length);
}

static void
clear_words (AtlasSearchText *self)
{
  for (guint i = 0; i < self->n_words; i++)
    {
      g_free (self->words[i].text);
      g_free (self->words[i].plain);
      g_strfreev (self->words[i].alias);
    }
  memset (self->words, 0, sizeof self->words);
  self->n_words = 0;
}

static void
join_text (AtlasSearchText *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->n_words; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", self->words[i].text);
  g_free (self->text);
  self->text = g_string_free (g_steal_pointer (&text), FALSE);
}

/* "sr-bank" */
static gboolean
is_compound (const char *folded)
{
  return strchr (folded, '-') != NULL && strpbrk (folded, " \t\n") == NULL;
}

void
atlas_search_text_init (AtlasSearchText *self,
                        const char      *text)
{
  g_autofree char *folded = atlas_text_fold (text);

  memset (self, 0, sizeof *self);
  atlas_lexicon_split (folded, strlen (folded), add_word_cb, self);
  join_text (self);
  if (self->n_words > 1 && is_compound (folded))
    self->compound = g_steal_pointer (&folded);
}

void
atlas_search_text_clear (AtlasSearchText *self)
{
  clear_words (self);
  g_clear_pointer (&self->compound, g_free);
  g_clear_pointer (&self->text, g_free);
}

/* How many banks have a word of the name that is @word, or begins so. */
static guint
count_in_names (AtlasIndex *index,
                const char *word,
                gsize       length,
                gboolean    whole)
{
  AtlasLexicon *lexicon = atlas_index_get_lexicon (index, ATLAS_INDEX_NAME);
  guint n_words, n_postings;
  guint first = atlas_lexicon_find_start (lexicon, word, length, &n_words);
  gsize first_length;

  if (n_words == 0)
    return 0;
  if (!whole)
    return n_words;

  atlas_lexicon_get_word (lexicon, first, &first_length);
  atlas_lexicon_get_postings (lexicon, first, &n_postings);

  return first_length == length ? n_postings : 0;
}

/* "swed bank" */
static gboolean
join_words (const AtlasSearchText *self,
            AtlasIndex            *index,
            GPtrArray             *words)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < self->n_words; i++)
    {
      g_autofree char *joined = i + 1 < self->n_words ? g_strconcat (self->words[i].text, self->words[i + 1].text, NULL) : NULL;

      if (joined != NULL && count_in_names (index, joined, strlen (joined), FALSE) > 0)
        {
          g_ptr_array_add (words, g_steal_pointer (&joined));
          changed = TRUE;
          i++;
        }
      else
        {
          g_ptr_array_add (words, g_strdup (self->words[i].text));
        }
    }

  return changed;
}

/* "lansforsakringarbank": the longest word of a name that it begins with, and the rest where names have that. */
static gboolean
split_word (AtlasIndex *index,
            const char *word,
            GPtrArray  *words)
{
  const gsize length = strlen (word);

  if (length < SHORTEST_TO_SPLIT || count_in_names (index, word, length, FALSE) > 0)
    return FALSE;

  for (gsize left = length - SHORTEST_REST; left >= 1; left--)
    if ((left >= SHORTEST_REST || (left == 1 && length - left >= SHORTEST_REST_OF_ALL)) && count_in_names (index, word, left, TRUE) > 0 && count_in_names (index, word + left, length - left, FALSE) > 0)
      {
        g_ptr_array_add (words, g_strndup (word, left));
        g_ptr_array_add (words, g_strdup (word + left));
        return TRUE;
      }

  return FALSE;
}

static gboolean
split_words (const AtlasSearchText *self,
             AtlasIndex            *index,
             GPtrArray             *words)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < self->n_words; i++)
    if (split_word (index, self->words[i].text, words))
      changed = TRUE;
    else
      g_ptr_array_add (words, g_strdup (self->words[i].text));

  return changed;
}

/* Makes another text with words joined, or taken apart, so that names or a city have them. Returns whether there is one. */
gboolean
atlas_search_text_respace (const AtlasSearchText *self,
                           AtlasIndex            *index,
                           AtlasSearchText       *respaced)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (self->n_words > 1 && atlas_search_get_city_names (self->text) != NULL)
    {
      add_word (respaced, self->text, strlen (self->text));
      join_text (respaced);
      return TRUE;
    }
  if (!join_words (self, index, words))
    {
      g_ptr_array_set_size (words, 0);
      if (!split_words (self, index, words))
        return FALSE;
    }

  for (guint i = 0; i < words->len; i++)
    add_word (respaced, g_ptr_array_index (words, i), strlen (g_ptr_array_index (words, i)));
  join_text (respaced);

  return TRUE;
}
