/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-store-error.h"
#include "atlas-words.h"

/* A word's number is its place among the words, counted from 1, as SQLite counts rows: none is ever removed. */
typedef struct
{
  AtlasWordKind  kind;
  char          *word;
} Word;

struct _AtlasWords
{
  AtlasSqlite *sqlite;
  GArray      *words;     /* (element-type Word) by number - 1 */
  GHashTable  *numbers[ATLAS_N_WORD_KINDS];
};

static void
word_clear (Word *word)
{
  g_free (word->word);
}

static guint
remember (AtlasWords    *self,
          AtlasWordKind  kind,
          const char    *text)
{
  Word word = { kind, g_strdup (text) };

  g_array_append_val (self->words, word);
  g_hash_table_insert (self->numbers[kind], word.word, GUINT_TO_POINTER (self->words->len));

  return self->words->len;
}

static gboolean
read_words (AtlasWords  *self,
            GError     **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = atlas_sqlite_prepare (self->sqlite, "SELECT id, kind, word FROM words ORDER BY id", error);
  if (statement == NULL)
    return FALSE;

  while (atlas_statement_step (statement, &local_error))
    {
      gint64 kind = atlas_statement_get_int64 (statement, 1);
      const char *word = atlas_statement_get_required_text (statement, 2);

      if (kind < 0 || kind >= ATLAS_N_WORD_KINDS ||
          atlas_statement_get_int64 (statement, 0) != self->words->len + 1)
        {
          g_set_error_literal (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_CORRUPT, "the words are not in order");
          return FALSE;
        }
      remember (self, kind, word);
    }

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 first = GUINT32_FROM_LE (*(const guint32 *) a);
  guint32 second = GUINT32_FROM_LE (*(const guint32 *) b);

  return (first > second) - (first < second);
}

/**
 * atlas_words_load:
 * @sqlite: a connection, in a transaction
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): the words, valid as long as the transaction is
 */
AtlasWords *
atlas_words_load (AtlasSqlite  *sqlite,
                  GError      **error)
{
  g_autoptr (AtlasWords) self = g_new0 (AtlasWords, 1);

  self->sqlite = sqlite;
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (self->words, (GDestroyNotify) word_clear);
  for (guint kind = 0; kind < ATLAS_N_WORD_KINDS; kind++)
    self->numbers[kind] = g_hash_table_new (g_str_hash, g_str_equal);

  return read_words (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * atlas_words_free:
 * @self: (transfer full): the words
 *
 * Frees them.
 */
void
atlas_words_free (AtlasWords *self)
{
  for (guint kind = 0; kind < ATLAS_N_WORD_KINDS; kind++)
    g_hash_table_unref (self->numbers[kind]);
  g_array_unref (self->words);
  g_free (self);
}

/**
 * atlas_words_append:
 * @self: the words, in a transaction that writes
 * @packed: (element-type guint32): a bank's words
 * @kind: a kind of word
 * @word: a word, which is kept in the database where it is new
 * @error: where an error goes
 *
 * Returns: whether the word is now among @packed
 */
gboolean
atlas_words_append (AtlasWords     *self,
                    GArray         *packed,
                    AtlasWordKind   kind,
                    const char     *word,
                    GError        **error)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers[kind], word));
  guint32 stored;

  if (number == 0)
    {
      g_autoptr (AtlasStatement) statement = NULL;

      statement = atlas_sqlite_prepare (self->sqlite, "INSERT INTO words (id, kind, word) VALUES (?, ?, ?)", error);
      if (statement == NULL)
        return FALSE;
      atlas_statement_bind_int64 (statement, 1, self->words->len + 1);
      atlas_statement_bind_int64 (statement, 2, kind);
      atlas_statement_bind_text (statement, 3, word);
      if (!atlas_statement_run (statement, error))
        return FALSE;
      number = remember (self, kind, word);
    }

  stored = GUINT32_TO_LE (number);
  g_array_append_val (packed, stored);

  return TRUE;
}

/**
 * atlas_words_get:
 * @self: the words
 * @number: a word's number
 * @kind: (out): its kind
 *
 * Returns: (transfer none) (nullable): the word; %NULL where there is none
 */
const char *
atlas_words_get (AtlasWords    *self,
                 guint          number,
                 AtlasWordKind *kind)
{
  const Word *word;

  if (number == 0 || number > self->words->len)
    return NULL;
  word = &g_array_index (self->words, Word, number - 1);
  *kind = word->kind;

  return word->word;
}

/**
 * atlas_words_get_max:
 * @self: the words
 *
 * Returns: the greatest number that a word has
 */
guint
atlas_words_get_max (AtlasWords *self)
{
  return self->words->len;
}

/**
 * atlas_words_unpack:
 * @packed: (nullable): what is kept of a bank
 * @length: how many bytes
 *
 * Returns: (transfer full) (element-type guint32): a copy that can be changed, still little-endian
 */
GArray *
atlas_words_unpack (gconstpointer packed,
                    gsize         length)
{
  GArray *array = g_array_sized_new (FALSE, FALSE, sizeof (guint32), length / sizeof (guint32));

  if (length >= sizeof (guint32))
    g_array_append_vals (array, packed, length / sizeof (guint32));

  return array;
}

/**
 * atlas_words_sort:
 * @packed: (element-type guint32): a bank's words
 *
 * Puts them in an order that does not depend on the order in which they came.
 */
void
atlas_words_sort (GArray *packed)
{
  g_array_sort (packed, compare_numbers);
}
