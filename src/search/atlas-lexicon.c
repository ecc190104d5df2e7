/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "atlas-lexicon.h"

struct _AtlasLexicon
{
  guint         n_words;
  char         *text;        /* the words in order, each followed by a NUL */
  gsize         text_length;
  guint32      *offsets;     /* n_words + 1: where each begins in @text */
  guint32      *letters;     /* n_words: see atlas_lexicon_letters_of() */
  guint32      *starts;      /* n_words + 1: where its postings begin */
  AtlasPosting *postings;
};

/* An occurrence of a word, in the order in which they came. */
typedef struct
{
  guint32      word;
  AtlasPosting posting;
} Occurrence;

struct _AtlasLexiconBuilder
{
  GHashTable   *numbers;     /* word → its number in @words, plus 1 */
  GPtrArray    *words;       /* (element-type utf8): owned by @chunk */
  GStringChunk *chunk;
  GArray       *occurrences; /* (element-type Occurrence) */
};

#define LONGEST_WORD 255

static gboolean
is_word_byte (guchar c)
{
  return c >= 0x80 || g_ascii_isalnum (c);
}

/**
 * atlas_lexicon_split:
 * @folded: a text, folded by atlas_text_fold()
 * @length: its length in bytes
 * @func: (scope call): is called for each word, with its index
 * @data: for @func
 *
 * Splits a text into words, which are what stands between spaces, punctuation and signs. Every index and every query is split by this, so that both agree.
 */
void
atlas_lexicon_split (const char    *folded,
                     gsize          length,
                     AtlasWordFunc  func,
                     gpointer       data)
{
  const char *end = folded + length;
  guint index = 0;

  for (const char *p = folded; p < end;)
    {
      const char *start;

      while (p < end && !is_word_byte (*p))
        p++;
      start = p;
      while (p < end && is_word_byte (*p))
        p++;
      if (p > start)
        func (start, MIN ((gsize) (p - start), LONGEST_WORD), index++, data);
    }
}

/**
 * atlas_lexicon_count_words:
 * @folded: a text, folded by atlas_text_fold()
 * @length: its length in bytes
 * @most: how many are worth counting
 *
 * Returns: how many words atlas_lexicon_split() would find, or @most where there are more
 */
guint
atlas_lexicon_count_words (const char *folded,
                           gsize       length,
                           guint       most)
{
  guint n_words = 0;
  gboolean in_word = FALSE;

  for (gsize i = 0; i < length && n_words < most; i++)
    {
      const gboolean was_in_word = in_word;

      in_word = is_word_byte (folded[i]);
      n_words += in_word && !was_in_word;
    }

  return n_words;
}

/**
 * atlas_lexicon_letters_of:
 * @word: a folded word
 * @length: its length in bytes
 *
 * Returns: a bit for each letter, or group of other bytes, that occurs in the word: two words cannot be alike where
 *   these differ by much
 */
guint32
atlas_lexicon_letters_of (const char *word,
                          gsize       length)
{
  guint32 letters = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = word[i];

      if (c >= 'a' && c <= 'z')
        letters |= 1u << (c - 'a');
      else if (c >= '0' && c <= '9')
        letters |= 1u << 26;
      else
        letters |= 1u << (27 + c % 5);
    }

  return letters;
}

/* ---------------------------------------------------------------- building */

/**
 * atlas_lexicon_builder_new:
 *
 * Returns: (transfer full): a builder of a lexicon
 */
AtlasLexiconBuilder *
atlas_lexicon_builder_new (void)
{
  AtlasLexiconBuilder *self = g_new0 (AtlasLexiconBuilder, 1);

  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->words = g_ptr_array_new ();
  self->chunk = g_string_chunk_new (16 * 1024);
  self->occurrences = g_array_new (FALSE, FALSE, sizeof (Occurrence));

  return self;
}

static guint
get_number (AtlasLexiconBuilder *self,
            const char          *word,
            gsize                length)
{
  char buffer[LONGEST_WORD + 1];
  guint number;
  char *kept;

  memcpy (buffer, word, length);
  buffer[length] = '\0';
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, buffer));
  if (number != 0)
    return number - 1;

  kept = g_string_chunk_insert_len (self->chunk, word, length);
  g_ptr_array_add (self->words, kept);
  g_hash_table_insert (self->numbers, kept, GUINT_TO_POINTER (self->words->len));

  return self->words->len - 1;
}

/**
 * atlas_lexicon_builder_add:
 * @self: a builder
 * @word: a folded word
 * @length: its length in bytes
 * @row: a bank's position; not lower than at the call before
 * @is_first: whether the bank's field begins with the word
 *
 * Adds a word of a bank. A word that stands twice in the same bank counts once.
 */
void
atlas_lexicon_builder_add (AtlasLexiconBuilder *self,
                           const char          *word,
                           gsize                length,
                           guint                row,
                           gboolean             is_first)
{
  Occurrence occurrence;

  length = MIN (length, LONGEST_WORD);
  occurrence.word = get_number (self, word, length);
  occurrence.posting = row | (is_first ? ATLAS_POSTING_IS_FIRST : 0);
  g_array_append_val (self->occurrences, occurrence);
}

static int
compare_words (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  GPtrArray *words = data;

  return strcmp (g_ptr_array_index (words, *(const guint32 *) a), g_ptr_array_index (words, *(const guint32 *) b));
}

/* Writes the words in order; @ranks is then each word's place in that order. */
static void
lay_out_words (AtlasLexicon *self,
               GPtrArray    *words,
               guint32      *ranks)
{
  g_autofree guint32 *order = g_new (guint32, words->len + 1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    order[i] = i;
  g_sort_array (order, words->len, sizeof (guint32), compare_words, words);

  self->n_words = words->len;
  self->offsets = g_new (guint32, words->len + 1);
  self->letters = g_new (guint32, words->len + 1);
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, order[i]);
      gsize length = strlen (word);

      ranks[order[i]] = i;
      self->offsets[i] = text->len;
      self->letters[i] = atlas_lexicon_letters_of (word, length);
      g_string_append_len (text, word, length + 1);
    }
  self->offsets[words->len] = text->len;
  self->text_length = text->len;
  self->text = g_memdup2 (text->str, text->len + 1);
}

static gboolean
is_same_row (const AtlasLexicon *self,
             guint32             start,
             guint32             end,
             AtlasPosting        posting)
{
  return end > start && ATLAS_POSTING_ROW (self->postings[end - 1]) == ATLAS_POSTING_ROW (posting);
}

/* Sorts the occurrences by word: they came by bank, and stay so within each word. */
static void
lay_out_postings (AtlasLexicon  *self,
                  GArray        *occurrences,
                  const guint32 *ranks)
{
  g_autofree guint32 *ends = g_new0 (guint32, self->n_words + 1);
  guint32 kept = 0;

  self->starts = g_new0 (guint32, self->n_words + 1);
  self->postings = g_new (AtlasPosting, occurrences->len + 1);
  for (guint i = 0; i < occurrences->len; i++)
    self->starts[ranks[g_array_index (occurrences, Occurrence, i).word] + 1]++;
  for (guint i = 0; i < self->n_words; i++)
    self->starts[i + 1] += self->starts[i];
  memcpy (ends, self->starts, self->n_words * sizeof (guint32));

  for (guint i = 0; i < occurrences->len; i++)
    {
      const Occurrence *occurrence = &g_array_index (occurrences, Occurrence, i);
      const guint32 rank = ranks[occurrence->word];

      if (is_same_row (self, self->starts[rank], ends[rank], occurrence->posting))
        self->postings[ends[rank] - 1] |= occurrence->posting & ATLAS_POSTING_IS_FIRST;
      else
        self->postings[ends[rank]++] = occurrence->posting;
    }

  /* Close the gaps that words left which a bank has twice. */
  for (guint i = 0; i < self->n_words; i++)
    {
      const guint32 n = ends[i] - self->starts[i];

      memmove (self->postings + kept, self->postings + self->starts[i], n * sizeof (AtlasPosting));
      self->starts[i] = kept;
      kept += n;
    }
  self->starts[self->n_words] = kept;
  self->postings = g_renew (AtlasPosting, self->postings, kept + 1);
}

/**
 * atlas_lexicon_builder_finish:
 * @self: (transfer full): a builder
 *
 * Returns: (transfer full): the lexicon
 */
AtlasLexicon *
atlas_lexicon_builder_finish (AtlasLexiconBuilder *self)
{
  AtlasLexicon *lexicon = g_new0 (AtlasLexicon, 1);
  g_autofree guint32 *ranks = g_new (guint32, self->words->len + 1);

  lay_out_words (lexicon, self->words, ranks);
  lay_out_postings (lexicon, self->occurrences, ranks);

  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->words);
  g_string_chunk_free (self->chunk);
  g_array_unref (self->occurrences);
  g_free (self);

  return lexicon;
}

/**
 * atlas_lexicon_free:
 * @self: (transfer full): a lexicon
 */
void
atlas_lexicon_free (AtlasLexicon *self)
{
  g_free (self->text);
  g_free (self->offsets);
  g_free (self->letters);
  g_free (self->starts);
  g_free (self->postings);
  g_free (self);
}

/* ---------------------------------------------------------------- looking up */

/**
 * atlas_lexicon_get_n_words:
 * @self: a lexicon
 *
 * Returns: how many different words there are
 */
guint
atlas_lexicon_get_n_words (AtlasLexicon *self)
{
  return self->n_words;
}

/**
 * atlas_lexicon_get_word:
 * @self: a lexicon
 * @number: a number below atlas_lexicon_get_n_words()
 * @length: (out) (optional): its length in bytes
 *
 * Returns: (transfer none): the word
 */
const char *
atlas_lexicon_get_word (AtlasLexicon *self,
                        guint         number,
                        gsize        *length)
{
  if (length != NULL)
    *length = self->offsets[number + 1] - self->offsets[number] - 1;

  return self->text + self->offsets[number];
}

/**
 * atlas_lexicon_get_letters:
 * @self: a lexicon
 * @number: a number below atlas_lexicon_get_n_words()
 *
 * Returns: what atlas_lexicon_letters_of() says of the word
 */
guint32
atlas_lexicon_get_letters (AtlasLexicon *self,
                           guint         number)
{
  return self->letters[number];
}

/**
 * atlas_lexicon_get_postings:
 * @self: a lexicon
 * @number: a number below atlas_lexicon_get_n_words()
 * @n_postings: (out): how many banks have the word
 *
 * Returns: (transfer none) (array length=n_postings): the banks that have the word, by position
 */
const AtlasPosting *
atlas_lexicon_get_postings (AtlasLexicon *self,
                            guint         number,
                            guint        *n_postings)
{
  *n_postings = self->starts[number + 1] - self->starts[number];

  return self->postings + self->starts[number];
}

static int
compare_start (AtlasLexicon *self,
               guint         number,
               const char   *start,
               gsize         length)
{
  return strncmp (self->text + self->offsets[number], start, length);
}

/**
 * atlas_lexicon_find_start:
 * @self: a lexicon
 * @start: how words are to begin
 * @length: its length in bytes
 * @n_found: (out): how many do
 *
 * Returns: the number of the first of them, which is @start itself where that is a word; the others follow
 */
guint
atlas_lexicon_find_start (AtlasLexicon *self,
                          const char   *start,
                          gsize         length,
                          guint        *n_found)
{
  guint low = 0;
  guint high = self->n_words;
  guint first;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_start (self, middle, start, length) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  first = low;
  high = self->n_words;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_start (self, middle, start, length) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  *n_found = low - first;

  return first;
}

static guint
word_at (AtlasLexicon *self,
         guint         from,
         gsize         offset)
{
  guint low = from;
  guint high = self->n_words;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->offsets[middle] <= offset)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/**
 * atlas_lexicon_next_inside:
 * @self: a lexicon
 * @from: the number of the first word to look at
 * @part: a part of a word
 * @length: its length in bytes
 *
 * Returns: the number of the next word that holds @part anywhere, or atlas_lexicon_get_n_words()
 */
guint
atlas_lexicon_next_inside (AtlasLexicon *self,
                           guint         from,
                           const char   *part,
                           gsize         length)
{
  const char *start;
  const char *found;

  if (from >= self->n_words)
    return self->n_words;

  start = self->text + self->offsets[from];
  found = memmem (start, self->text + self->text_length - start, part, length);

  return found ? word_at (self, from, found - self->text) : self->n_words;
}
