/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-aspsp-table-private.h"
#include "atlas-bic.h"

G_DEFINE_BOXED_TYPE (AtlasAspspTable, atlas_aspsp_table, atlas_aspsp_table_ref, atlas_aspsp_table_unref)

void
atlas_vocabulary_init (AtlasVocabulary *self)
{
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->indices = g_hash_table_new (g_str_hash, g_str_equal);
  self->counts = g_array_new (FALSE, TRUE, sizeof (guint));
}

void
atlas_vocabulary_clear (AtlasVocabulary *self)
{
  g_clear_pointer (&self->indices, g_hash_table_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_array_unref);
}

guint
atlas_vocabulary_find (AtlasVocabulary *self,
                       const char      *word)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (self->indices, word, NULL, &index))
    return ATLAS_ASPSP_TABLE_NOT_FOUND;

  return GPOINTER_TO_UINT (index);
}

/* BICs are ASCII; whatever else the platform sends as one is compared as it is. */
static guint
hash_bic (const char *bic_fi)
{
  guint hash = 2166136261u;

  for (const char *p = bic_fi; *p != '\0'; p++)
    hash = (hash ^ (guchar) g_ascii_toupper (*p)) * 16777619u;

  return hash ^ (hash >> 15);
}

/* The bucket of that very BIC, or the empty one where it belongs. */
static guint
find_bucket (AtlasAspspTable *self,
             const char      *bic_fi)
{
  guint bucket = hash_bic (bic_fi) & self->bucket_mask;

  while (self->buckets[bucket] != 0 &&
         g_ascii_strcasecmp (self->strings + self->records[self->buckets[bucket] - 1].bic_fi, bic_fi) != 0)
    bucket = (bucket + 1) & self->bucket_mask;

  return bucket;
}

/* Fills the index by BIC. Where rows share one, the first is in it, and leads to the others. */
void
atlas_aspsp_table_index_bics (AtlasAspspTable *self)
{
  guint n_buckets = 8;

  /* A quarter of them stays empty, so that a search ends soon. */
  while (n_buckets / 4 * 3 < self->n_rows)
    n_buckets *= 2;
  self->buckets = g_new0 (guint32, n_buckets);
  self->bucket_mask = n_buckets - 1;

  for (guint i = self->n_rows; i > 0; i--)
    {
      guint bucket = find_bucket (self, self->strings + self->records[i - 1].bic_fi);

      if (self->buckets[bucket] != 0 && self->next_same == NULL)
        self->next_same = g_new0 (guint32, self->n_rows);
      if (self->next_same != NULL)
        self->next_same[i - 1] = self->buckets[bucket];
      self->buckets[bucket] = i;
    }
}

static const char *
string_or_null (AtlasAspspTable *self,
                guint32          offset)
{
  return offset != 0 ? self->strings + offset : NULL;
}

static gboolean
begins_word (const char *start,
             const char *p)
{
  return p == start || ((guchar) p[-1] < 0x80 && !g_ascii_isalnum (p[-1]));
}

static AtlasMatch
rank_in_name (const AtlasAspspFolded *folded,
              const char             *word,
              gsize                   length)
{
  const char *end = folded->name + folded->name_length;
  const char *p = folded->name;
  AtlasMatch best = ATLAS_MATCH_NONE;

  if (length <= folded->name_length && memcmp (p, word, length) == 0)
    return ATLAS_MATCH_NAME_START;

  while ((p = memmem (p, end - p, word, length)) != NULL)
    {
      if (begins_word (folded->name, p))
        return ATLAS_MATCH_NAME_WORD;
      best = ATLAS_MATCH_INSIDE;
      p++;
    }

  return best;
}

static AtlasMatch
rank_in_bic (const AtlasAspspFolded *folded,
             const char             *word,
             gsize                   length)
{
  if (length > folded->bic_fi_length)
    return ATLAS_MATCH_NONE;
  if (memcmp (folded->bic_fi, word, length) == 0)
    return length == folded->bic_fi_length ? ATLAS_MATCH_BIC : ATLAS_MATCH_BIC_START;

  return memmem (folded->bic_fi, folded->bic_fi_length, word, length) ? ATLAS_MATCH_INSIDE : ATLAS_MATCH_NONE;
}

static AtlasMatch
rank_in_rest (const AtlasAspspFolded *folded,
              const char             *word,
              gsize                   length)
{
  const char *end = folded->rest + folded->rest_length;
  const char *p = folded->rest;
  AtlasMatch best = ATLAS_MATCH_NONE;

  while ((p = memmem (p, end - p, word, length)) != NULL)
    {
      if (begins_word (folded->rest, p))
        return ATLAS_MATCH_OTHER_WORD;
      best = ATLAS_MATCH_INSIDE;
      p++;
    }

  return best;
}

/* The last row that begins at or before @offset. */
static guint
row_at_offset (AtlasAspspTable *self,
               guint            from,
               gsize            offset)
{
  guint low = from;
  guint high = self->n_rows;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->folded_offsets[middle] <= offset)
        low = middle;
      else
        high = middle;
    }

  return low;
}

static gsize
word_length (const char *word,
             gssize      length)
{
  return length < 0 ? strlen (word) : (gsize) length;
}

static void
table_free (AtlasAspspTable *self)
{
  for (guint i = 0; i < ATLAS_N_WORD_KINDS; i++)
    atlas_vocabulary_clear (&self->vocabularies[i]);
  g_free (self->records);
  g_free (self->first_seen);
  g_free (self->strings);
  g_free (self->words);
  g_free (self->folded);
  g_free (self->folded_offsets);
  g_free (self->buckets);
  g_free (self->next_same);
  g_free (self);
}

/**
 * atlas_aspsp_table_ref:
 * @self: a table
 *
 * Returns: (transfer full): @self
 */
AtlasAspspTable *
atlas_aspsp_table_ref (AtlasAspspTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * atlas_aspsp_table_unref:
 * @self: (transfer full): a table
 *
 * Drops a reference; with the last one, all memory of the table.
 */
void
atlas_aspsp_table_unref (AtlasAspspTable *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    table_free (self);
}

/**
 * atlas_aspsp_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many banks there are
 */
guint
atlas_aspsp_table_get_n_rows (AtlasAspspTable *self)
{
  return self->n_rows;
}

/**
 * atlas_aspsp_table_get_row:
 * @self: a table
 * @position: a position below atlas_aspsp_table_get_n_rows()
 * @row: (out caller-allocates): what is there, valid as long as the table is
 *
 * Looks at one bank, without copying anything.
 */
void
atlas_aspsp_table_get_row (AtlasAspspTable *self,
                           guint            position,
                           AtlasAspspRow   *row)
{
  const AtlasRecord *record;

  g_return_if_fail (position < self->n_rows);

  record = &self->records[position];
  row->id = record->id;
  row->bic_fi = self->strings + record->bic_fi;
  row->name = self->strings + record->name;
  row->logo_folder = string_or_null (self, record->logo_folder);
  row->logo_name = string_or_null (self, record->logo_name);
  row->city = string_or_null (self, record->city);
  row->affiliates = string_or_null (self, record->affiliates);
  row->first_seen = self->first_seen[position];
  row->n_countries = record->n_words[ATLAS_WORD_COUNTRY];
  row->n_cities = record->n_words[ATLAS_WORD_CITY];
  row->n_products = record->n_words[ATLAS_WORD_PRODUCT];
  row->n_methods = record->n_words[ATLAS_WORD_METHOD];
  row->countries = self->words + record->words;
  row->cities = row->countries + row->n_countries;
  row->products = row->cities + row->n_cities;
  row->methods = row->products + row->n_products;
}

/**
 * atlas_aspsp_row_dup_logo_url:
 * @row: a bank
 *
 * Returns: (transfer full) (nullable): the address of its logo
 */
char *
atlas_aspsp_row_dup_logo_url (const AtlasAspspRow *row)
{
  if (row->logo_folder == NULL && row->logo_name == NULL)
    return NULL;

  return g_strconcat (row->logo_folder ? row->logo_folder : "", row->logo_name, NULL);
}

/**
 * atlas_aspsp_table_find:
 * @self: a table
 * @bic_fi: a BIC, in upper or lower case
 *
 * A head office is found by its 8 characters as well as with "XXX" behind them, whichever the platform writes; where
 * it lists both, each finds its own. Of several banks with that BIC, the first is found.
 *
 * Returns: the position of that bank, or %ATLAS_ASPSP_TABLE_NOT_FOUND
 */
guint
atlas_aspsp_table_find (AtlasAspspTable *self,
                        const char      *bic_fi)
{
  g_autofree char *other = NULL;
  guint bucket;

  g_return_val_if_fail (bic_fi != NULL, ATLAS_ASPSP_TABLE_NOT_FOUND);

  bucket = find_bucket (self, bic_fi);
  if (self->buckets[bucket] == 0 && (other = atlas_bic_dup_other (bic_fi)) != NULL)
    bucket = find_bucket (self, other);

  /* Kept as the position + 1, and 0 for none: that less 1 is %ATLAS_ASPSP_TABLE_NOT_FOUND. */
  return self->buckets[bucket] - 1;
}

/**
 * atlas_aspsp_table_find_next:
 * @self: a table
 * @position: a position below atlas_aspsp_table_get_n_rows()
 *
 * Returns: the position of the next bank with the very same BIC, or %ATLAS_ASPSP_TABLE_NOT_FOUND
 */
guint
atlas_aspsp_table_find_next (AtlasAspspTable *self,
                             guint            position)
{
  g_return_val_if_fail (position < self->n_rows, ATLAS_ASPSP_TABLE_NOT_FOUND);

  /* Kept as the position + 1, and 0 for none: that less 1 is %ATLAS_ASPSP_TABLE_NOT_FOUND. */
  return self->next_same ? self->next_same[position] - 1 : ATLAS_ASPSP_TABLE_NOT_FOUND;
}

/**
 * atlas_aspsp_table_find_row:
 * @self: a table
 * @bic_fi: a BIC, in upper or lower case
 * @id: the number of a row, as it is in #AtlasAspspRow
 *
 * Returns: the position of that row, or %ATLAS_ASPSP_TABLE_NOT_FOUND where it is not there, or is another bank's now
 */
guint
atlas_aspsp_table_find_row (AtlasAspspTable *self,
                            const char      *bic_fi,
                            guint32          id)
{
  guint position = atlas_aspsp_table_find (self, bic_fi);

  while (position != ATLAS_ASPSP_TABLE_NOT_FOUND && self->records[position].id != id)
    position = atlas_aspsp_table_find_next (self, position);

  return position;
}

/**
 * atlas_aspsp_table_look_up:
 * @self: a table
 * @typed: a BIC from outside, in upper or lower case
 * @is_branch: (out) (optional): whether it is that of a branch which the table does not have, though its head office
 *
 * Returns: the position of the bank that is meant, or %ATLAS_ASPSP_TABLE_NOT_FOUND
 */
guint
atlas_aspsp_table_look_up (AtlasAspspTable *self,
                           const char      *typed,
                           gboolean        *is_branch)
{
  guint position = atlas_aspsp_table_find (self, typed);
  g_autofree char *head_office = position == ATLAS_ASPSP_TABLE_NOT_FOUND ? atlas_bic_dup_head_office (typed) : NULL;

  if (head_office != NULL)
    position = atlas_aspsp_table_find (self, head_office);
  if (is_branch != NULL)
    *is_branch = head_office != NULL && position != ATLAS_ASPSP_TABLE_NOT_FOUND;

  return position;
}

/**
 * atlas_aspsp_table_get_n_words:
 * @self: a table
 * @kind: a kind of word
 *
 * Returns: how many different words of that kind its banks have
 */
guint
atlas_aspsp_table_get_n_words (AtlasAspspTable *self,
                               AtlasWordKind    kind)
{
  return self->vocabularies[kind].words->len;
}

/**
 * atlas_aspsp_table_get_word:
 * @self: a table
 * @kind: a kind of word
 * @index: an index below atlas_aspsp_table_get_n_words()
 *
 * Returns: (transfer none): the word, valid as long as the table is
 */
const char *
atlas_aspsp_table_get_word (AtlasAspspTable *self,
                            AtlasWordKind    kind,
                            guint            index)
{
  g_return_val_if_fail (index < self->vocabularies[kind].words->len, NULL);

  return g_ptr_array_index (self->vocabularies[kind].words, index);
}

/**
 * atlas_aspsp_table_get_word_count:
 * @self: a table
 * @kind: a kind of word
 * @index: an index below atlas_aspsp_table_get_n_words()
 *
 * Returns: how many banks have the word
 */
guint
atlas_aspsp_table_get_word_count (AtlasAspspTable *self,
                                  AtlasWordKind    kind,
                                  guint            index)
{
  g_return_val_if_fail (index < self->vocabularies[kind].counts->len, 0);

  return g_array_index (self->vocabularies[kind].counts, guint, index);
}

/**
 * atlas_aspsp_table_find_word:
 * @self: a table
 * @kind: a kind of word
 * @word: a word, written as the platform writes it
 *
 * Returns: the index of the word among those of its kind, or %ATLAS_ASPSP_TABLE_NOT_FOUND where no bank has it
 */
guint
atlas_aspsp_table_find_word (AtlasAspspTable *self,
                             AtlasWordKind    kind,
                             const char      *word)
{
  g_return_val_if_fail (word != NULL, ATLAS_ASPSP_TABLE_NOT_FOUND);

  return atlas_vocabulary_find (&self->vocabularies[kind], word);
}

/**
 * atlas_aspsp_table_get_folded:
 * @self: a table
 * @position: a position below atlas_aspsp_table_get_n_rows()
 * @folded: (out caller-allocates): the bank's folded texts, valid as long as the table is
 *
 * Looks at what searching looks at: name, BIC, affiliates and city, folded.
 */
void
atlas_aspsp_table_get_folded (AtlasAspspTable  *self,
                              guint             position,
                              AtlasAspspFolded *folded)
{
  const char *start, *end;

  g_return_if_fail (position < self->n_rows);

  start = self->folded + self->folded_offsets[position];
  end = self->folded + self->folded_offsets[position + 1] - 1;

  folded->name = start;
  folded->bic_fi = memchr (start, ATLAS_FOLDED_SEPARATOR, end - start);
  folded->bic_fi = folded->bic_fi ? folded->bic_fi + 1 : end;
  folded->name_length = folded->bic_fi > start ? folded->bic_fi - start - 1 : 0;
  folded->rest = memchr (folded->bic_fi, ATLAS_FOLDED_SEPARATOR, end - folded->bic_fi);
  folded->rest = folded->rest ? folded->rest + 1 : end;
  folded->bic_fi_length = folded->rest > folded->bic_fi ? folded->rest - folded->bic_fi - 1 : 0;
  folded->rest_length = end - folded->rest;
}

/**
 * atlas_aspsp_table_row_matches:
 * @self: a table
 * @position: a position below atlas_aspsp_table_get_n_rows()
 * @folded_word: a word, folded with atlas_text_fold()
 * @length: how many bytes it has, or -1
 *
 * Returns: whether the word occurs anywhere in the bank's name, BIC, city, or affiliates' ids and names
 */
gboolean
atlas_aspsp_table_row_matches (AtlasAspspTable *self,
                               guint            position,
                               const char      *folded_word,
                               gssize           length)
{
  const char *start;
  gsize n;

  g_return_val_if_fail (position < self->n_rows, FALSE);

  start = self->folded + self->folded_offsets[position];
  n = self->folded_offsets[position + 1] - self->folded_offsets[position] - 1;

  return memmem (start, n, folded_word, word_length (folded_word, length)) != NULL;
}

/**
 * atlas_aspsp_table_rank_row:
 * @self: a table
 * @position: a position below atlas_aspsp_table_get_n_rows()
 * @folded_word: a word, folded with atlas_text_fold(), not empty
 * @length: how many bytes it has, or -1
 *
 * Returns: the best place at which the word occurs, %ATLAS_MATCH_NONE where it does not
 */
AtlasMatch
atlas_aspsp_table_rank_row (AtlasAspspTable *self,
                            guint            position,
                            const char      *folded_word,
                            gssize           length)
{
  gsize n = word_length (folded_word, length);
  AtlasAspspFolded folded;
  AtlasMatch best, other;

  atlas_aspsp_table_get_folded (self, position, &folded);

  best = rank_in_bic (&folded, folded_word, n);
  if (best >= ATLAS_MATCH_BIC_START)
    return best;

  other = rank_in_name (&folded, folded_word, n);
  best = MAX (best, other);
  if (best > ATLAS_MATCH_OTHER_WORD)
    return best;

  other = rank_in_rest (&folded, folded_word, n);

  return MAX (best, other);
}

/**
 * atlas_aspsp_table_next_match:
 * @self: a table
 * @from: the first position to look at
 * @folded_word: a word, folded with atlas_text_fold(), not empty
 * @length: how many bytes it has, or -1
 *
 * Finds the next bank in which the word occurs, with one memmem() over the folded texts of all: to walk
 * all matches, go on from the position after each. This is the fast way; see atlas_aspsp_table_row_matches()
 * for the words after the first.
 *
 * Returns: a position, at least @from, or %ATLAS_ASPSP_TABLE_NOT_FOUND
 */
guint
atlas_aspsp_table_next_match (AtlasAspspTable *self,
                              guint            from,
                              const char      *folded_word,
                              gssize           length)
{
  const char *start, *hit;

  if (from >= self->n_rows)
    return ATLAS_ASPSP_TABLE_NOT_FOUND;

  start = self->folded + self->folded_offsets[from];
  hit = memmem (start,
                self->folded_offsets[self->n_rows] - self->folded_offsets[from],
                folded_word,
                word_length (folded_word, length));
  if (hit == NULL)
    return ATLAS_ASPSP_TABLE_NOT_FOUND;

  return row_at_offset (self, from, hit - self->folded);
}
