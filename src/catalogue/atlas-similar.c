/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-lexicon.h"
#include "atlas-similar.h"
#include "atlas-text.h"

#define MOST_SUGGESTIONS 3
#define MOST_WORDS 6
#define SHORTEST_WORD 4

/* So alike are two words, in hundredths, where one is suggested for the other. */
#define LEAST_ALIKE 45

/* The pairs of letters of a word, as bits. */
typedef struct
{
  guint64 bits[16];
  guint   n;
} Pairs;

static void
pairs_init (Pairs      *self,
            const char *word,
            gsize       length)
{
  memset (self, 0, sizeof *self);
  for (gsize i = 0; i + 1 < length; i++)
    {
      const guint pair = ((guchar) word[i] * 31u + (guchar) word[i + 1]) % (64 * G_N_ELEMENTS (self->bits));

      if ((self->bits[pair / 64] & ((guint64) 1 << pair % 64)) == 0)
        self->n++;
      self->bits[pair / 64] |= (guint64) 1 << pair % 64;
    }
}

/* How many of their pairs two words share, in hundredths. */
static guint
compare_pairs (const Pairs *a,
               const Pairs *b)
{
  guint n = 0;

  if (a->n + b->n == 0)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (a->bits); i++)
    n += __builtin_popcountll (a->bits[i] & b->bits[i]);

  return 200 * n / (a->n + b->n);
}

/* The word of all names that is most like @typed, but for it. */
static char *
dup_most_alike (AtlasIndex *index,
                const char *typed)
{
  AtlasLexicon *lexicon = atlas_index_get_lexicon (index, ATLAS_INDEX_NAME);
  const guint n_words = atlas_lexicon_get_n_words (lexicon);
  const char *best = NULL;
  gsize best_length = 0;
  guint most = LEAST_ALIKE - 1;
  Pairs wanted;

  pairs_init (&wanted, typed, strlen (typed));
  for (guint i = 0; i < n_words; i++)
    {
      gsize length;
      const char *word = atlas_lexicon_get_word (lexicon, i, &length);
      Pairs pairs;
      guint alike;

      if (length < SHORTEST_WORD)
        continue;
      pairs_init (&pairs, word, length);
      alike = compare_pairs (&wanted, &pairs);
      if (alike > most && !(length == strlen (typed) && memcmp (word, typed, length) == 0))
        {
          most = alike;
          best = word;
          best_length = length;
        }
    }

  return best ? g_strndup (best, best_length) : NULL;
}

/* Tries the query with another text; what finds anything is kept. */
static void
try_text (const AtlasQuery *query,
          AtlasIndex       *index,
          const char       *text,
          GPtrArray        *found)
{
  g_autoptr (AtlasQuery) other = atlas_query_copy (query);
  g_autoptr (AtlasSearchResult) result = NULL;
  AtlasAlternative *alternative;

  if (atlas_text_is_blank (text) || found->len >= MOST_SUGGESTIONS)
    return;
  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (((AtlasAlternative *) g_ptr_array_index (found, i))->query->text, text))
      return;

  g_set_str (&other->text, text);
  result = atlas_search_run (index, other, NULL);
  if (result->positions->len == 0)
    return;

  alternative = g_new0 (AtlasAlternative, 1);
  alternative->kind = ATLAS_ALTERNATIVE_SIMILAR;
  alternative->n_banks = result->positions->len;
  alternative->query = g_steal_pointer (&other);
  g_ptr_array_add (found, alternative);
}

/* The text with one word replaced, or left out where @replacement is %NULL. */
static char *
dup_with (GStrv       words,
          guint       position,
          const char *replacement)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = i == position ? replacement : words[i];

      if (word != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", word);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Nothing is similar to a number: other digits would be another account or company. */
static gboolean
holds_number (AtlasIndex *index,
              const char *text)
{
  g_autoptr (AtlasRecognition) recognition = atlas_search_recognize (atlas_index_get_table (index), text);

  for (guint i = 0; i < recognition->n_findings; i++)
    if (recognition->findings[i].kind != ATLAS_FINDING_BIC)
      return TRUE;

  return FALSE;
}

/**
 * atlas_similar_ask:
 * @query: a query whose text nothing matches, not even with typos allowed for
 * @index: the banks that were asked
 *
 * Looks through all words of all names, so it takes a worker's thread. Who is starred does not count.
 *
 * Returns: (transfer full) (element-type AtlasAlternative): queries with another text, the nearest first
 */
GPtrArray *
atlas_similar_ask (const AtlasQuery *query,
                   AtlasIndex       *index)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_alternative_free);
  g_autofree char *folded = atlas_text_fold (query->text ? query->text : "");
  g_auto (GStrv) words = g_strsplit (folded, " ", MOST_WORDS + 1);
  const guint n_words = g_strv_length (words);

  if (n_words > MOST_WORDS || holds_number (index, query->text))
    return g_steal_pointer (&found);

  for (guint i = 0; i < n_words; i++)
    {
      g_autofree char *alike = strlen (words[i]) >= SHORTEST_WORD ? dup_most_alike (index, words[i]) : NULL;
      g_autofree char *text = alike ? dup_with (words, i, alike) : NULL;

      if (text != NULL)
        try_text (query, index, text, found);
    }
  for (guint i = 0; n_words > 1 && i < n_words; i++)
    {
      g_autofree char *text = dup_with (words, i, NULL);

      try_text (query, index, text, found);
    }

  return g_steal_pointer (&found);
}
