/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-search-words-private.h"
#include "atlas-typo.h"

/* The letters of a BIC that name the institution: with fewer, any word would be the start of some BIC. */
#define INSTITUTION_LETTERS 4
#define SHORTEST_INSIDE 2
#define SHORTEST_INSIDE_BIC 3
#define SHORTEST_TELLING_INSIDE 4
#define SHORTEST_NUMBER 4

/* What typos cost, of a hit that is otherwise as good. */
#define TYPO_COST 7

/* How good a hit is, by field: in the word, at its start, the whole word. */
static const AtlasHit field_hits[ATLAS_N_INDEX_FIELDS][3] = {
  [ATLAS_INDEX_NAME] = { ATLAS_HIT_INSIDE, ATLAS_HIT_WORD_START, ATLAS_HIT_WORD },
  [ATLAS_INDEX_AFFILIATE] = { ATLAS_HIT_AFFILIATE_INSIDE, ATLAS_HIT_AFFILIATE_START, ATLAS_HIT_AFFILIATE_WORD },
  [ATLAS_INDEX_OTHER] = { ATLAS_HIT_OTHER_INSIDE, ATLAS_HIT_OTHER_START, ATLAS_HIT_OTHER_WORD },
};

enum
{
  INSIDE,
  START,
  WHOLE,
};

/* Without a branch, which nobody could foretell. */
static inline void
raise_hit (guint8 *hits,
           guint   row,
           guint   hit)
{
  hits[row] = MAX (hits[row], hit);
}

/* Two or three letters are in the midst of many words: an affiliate that is called so is meant rather. */
static guint
inside_hit (AtlasIndexField field,
            gsize           length)
{
  return field == ATLAS_INDEX_NAME && length < SHORTEST_TELLING_INSIDE ? ATLAS_HIT_OTHER_INSIDE : field_hits[field][INSIDE];
}

static void
mark_postings (AtlasLexicon    *lexicon,
               guint            number,
               guint            hit,
               guint            first,
               guint8          *hits)
{
  guint n_postings;
  const AtlasPosting *postings = atlas_lexicon_get_postings (lexicon, number, &n_postings);

  for (guint i = 0; i < n_postings; i++)
    raise_hit (hits, ATLAS_POSTING_ROW (postings[i]), postings[i] & ATLAS_POSTING_IS_FIRST ? first : hit);
}

/* Of the name, the first word counts for more than the others. */
static void
mark_word_of (AtlasLexicon    *lexicon,
              guint            number,
              AtlasIndexField  field,
              gboolean         is_whole,
              guint            cost,
              guint8          *hits)
{
  const guint hit = field_hits[field][is_whole ? WHOLE : START];
  const guint first = field != ATLAS_INDEX_NAME ? hit : is_whole ? ATLAS_HIT_NAME_START_WORD : ATLAS_HIT_NAME_START;

  mark_postings (lexicon, number, hit > cost ? hit - cost : 1, first > cost ? first - cost : 1, hits);
}

static void
mark_in_field (AtlasIndex      *index,
               AtlasIndexField  field,
               const char      *text,
               gsize            length,
               guint8          *hits)
{
  AtlasLexicon *lexicon = atlas_index_get_lexicon (index, field);
  const guint n_words = atlas_lexicon_get_n_words (lexicon);
  guint n_started;
  const guint first = atlas_lexicon_find_start (lexicon, text, length, &n_started);

  for (guint number = first; number < first + n_started; number++)
    {
      gsize word_length;

      atlas_lexicon_get_word (lexicon, number, &word_length);
      mark_word_of (lexicon, number, field, word_length == length, 0, hits);
    }
  if (length < SHORTEST_INSIDE)
    return;

  for (guint number = atlas_lexicon_next_inside (lexicon, 0, text, length);
       number < n_words;
       number = atlas_lexicon_next_inside (lexicon, number + 1, text, length))
    if (number < first || number >= first + n_started)
      mark_postings (lexicon, number, inside_hit (field, length), inside_hit (field, length), hits);
}

/* The eight letters that an index keeps do not tell branches apart. */
static gboolean
begins_bic (AtlasIndex *index,
            guint       row,
            const char *text,
            gsize       length,
            gboolean   *is_whole)
{
  AtlasAspspFolded folded;

  atlas_aspsp_table_get_folded (atlas_index_get_table (index), row, &folded);
  *is_whole = folded.bic_fi_length == length;

  return folded.bic_fi_length >= length && memcmp (folded.bic_fi, text, length) == 0;
}

static void
mark_bic_start (AtlasIndex *index,
                guint       row,
                const char *text,
                gsize       length,
                guint8     *hits)
{
  gboolean is_whole;

  if (begins_bic (index, row, text, length, &is_whole))
    raise_hit (hits, row, is_whole ? ATLAS_HIT_BIC : length >= INSTITUTION_LETTERS ? ATLAS_HIT_BIC_START : ATLAS_HIT_OTHER_START);
}

static void
mark_bics (AtlasIndex *index,
           const char *text,
           gsize       length,
           guint8     *hits)
{
  const guint64 *bics = atlas_index_get_bics (index);
  const guint n_rows = atlas_aspsp_table_get_n_rows (atlas_index_get_table (index));
  const gsize kept = MIN (length, 8);
  const guint64 wanted = atlas_index_pack_bic (text, length);
  const guint64 mask = kept == 8 ? G_MAXUINT64 : ~(G_MAXUINT64 >> (8 * kept));

  if (length > 11)
    return;
  for (guint row = 0; row < n_rows; row++)
    if ((bics[row] & mask) == wanted)
      mark_bic_start (index, row, text, length, hits);
  if (length < SHORTEST_INSIDE_BIC || length >= 8)
    return;

  for (guint row = 0; row < n_rows; row++)
    for (guint shift = 1; shift <= 8 - length; shift++)
      if ((bics[row] << (8 * shift) & mask) == wanted)
        {
          raise_hit (hits, row, inside_hit (ATLAS_INDEX_NAME, length));
          break;
        }
}

/* @word_hits: for each word of the vocabulary, what a bank that has it gains. */
static void
mark_rows_with (AtlasAspspTable *table,
                AtlasWordKind    kind,
                const guint8    *word_hits,
                guint8          *hits)
{
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);

  for (guint i = 0; i < n_rows; i++)
    {
      AtlasAspspRow row;
      const guint16 *words;
      guint n_words;

      atlas_aspsp_table_get_row (table, i, &row);
      words = kind == ATLAS_WORD_COUNTRY ? row.countries : row.products;
      n_words = kind == ATLAS_WORD_COUNTRY ? row.n_countries : row.n_products;
      for (guint j = 0; j < n_words; j++)
        raise_hit (hits, i, word_hits[words[j]]);
    }
}

/* Whether a word is one or more whole parts of an identifier, as "giro" is of "swedish-giro". */
static gboolean
names_product (const char *word,
               gsize       length,
               const char *product)
{
  for (const char *p = strstr (product, word); p != NULL; p = strstr (p + 1, word))
    if ((p == product || p[-1] == '-') && (p[length] == '\0' || p[length] == '-'))
      return TRUE;

  return FALSE;
}

static void
mark_vocabulary (AtlasIndex    *index,
                 AtlasWordKind  kind,
                 const char    *text,
                 gsize          length,
                 guint8        *hits)
{
  AtlasAspspTable *table = atlas_index_get_table (index);
  const guint n_words = atlas_aspsp_table_get_n_words (table, kind);
  g_autofree guint8 *word_hits = g_new0 (guint8, n_words + 1);
  gboolean any = FALSE;

  for (guint i = 0; i < n_words; i++)
    {
      const char *word = atlas_aspsp_table_get_word (table, kind, i);

      if (kind == ATLAS_WORD_COUNTRY)
        word_hits[i] = atlas_search_names_country (text, length, word);
      else if (names_product (text, length, word))
        word_hits[i] = ATLAS_HIT_PRODUCT;
      any = any || word_hits[i] != ATLAS_HIT_NONE;
    }

  if (any)
    mark_rows_with (table, kind, word_hits, hits);
}

/* Company and phone numbers stand in no lexicon: each bank has its own. */
static void
mark_numbers (AtlasIndex *index,
              const char *text,
              gsize       length,
              guint8     *hits)
{
  AtlasAspspTable *table = atlas_index_get_table (index);
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);
  const gsize n_zeros = strspn (text, "0");

  if (length < SHORTEST_NUMBER || strspn (text, "0123456789") != length || n_zeros == length)
    return;

  /* A phone number begins with 0 at home, with 00 or + and the country abroad. */
  text += n_zeros;
  length -= n_zeros;
  for (guint row = atlas_aspsp_table_next_match (table, 0, text, length);
       row < n_rows;
       row = atlas_aspsp_table_next_match (table, row + 1, text, length))
    raise_hit (hits, row, ATLAS_HIT_OTHER_INSIDE);
}

static void
mark_text (AtlasIndex *index,
           const char *text,
           gsize       length,
           guint8     *hits)
{
  for (AtlasIndexField field = 0; field < ATLAS_N_INDEX_FIELDS; field++)
    mark_in_field (index, field, text, length, hits);
  mark_bics (index, text, length, hits);
  mark_vocabulary (index, ATLAS_WORD_COUNTRY, text, length, hits);
  mark_vocabulary (index, ATLAS_WORD_PRODUCT, text, length, hits);
  mark_numbers (index, text, length, hits);
}

/* An abbreviation stands for all of its words. */
static void
mark_alias (AtlasIndex *index,
            GStrv       alias,
            guint8     *hits)
{
  const guint n_rows = atlas_aspsp_table_get_n_rows (atlas_index_get_table (index));
  g_autofree guint8 *all = g_malloc (n_rows + 1);
  g_autofree guint8 *one = g_malloc (n_rows + 1);

  memset (all, G_MAXUINT8, n_rows);
  for (guint i = 0; alias[i] != NULL; i++)
    {
      memset (one, 0, n_rows);
      mark_in_field (index, ATLAS_INDEX_NAME, alias[i], strlen (alias[i]), one);
      for (guint row = 0; row < n_rows; row++)
        all[row] = MIN (all[row], one[row]);
    }
  for (guint row = 0; row < n_rows; row++)
    raise_hit (hits, row, all[row]);
}

static void
mark_in_city (AtlasIndex         *index,
              const char         *name,
              const char *const  *names,
              guint8             *hits)
{
  AtlasAspspTable *table = atlas_index_get_table (index);
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);
  const gsize length = strcspn (name, " ");

  for (guint row = atlas_aspsp_table_next_match (table, 0, name, length); row < n_rows; row = atlas_aspsp_table_next_match (table, row + 1, name, length))
    {
      AtlasAspspFolded folded;
      const char *city;

      atlas_aspsp_table_get_folded (table, row, &folded);
      city = strrchr (folded.rest, '\n');
      city = city ? city + 1 : folded.rest;
      if (strncmp (city, name, length) == 0 && atlas_search_is_city (names, city))
        raise_hit (hits, row, ATLAS_HIT_OTHER_WORD);
    }
}

void
atlas_search_mark_word (AtlasIndex            *index,
                        const AtlasSearchWord *word,
                        guint8                *hits)
{
  mark_text (index, word->text, word->length, hits);
  if (word->plain != NULL)
    mark_text (index, word->plain, strlen (word->plain), hits);
  if (word->alias != NULL)
    mark_alias (index, word->alias, hits);
  for (guint i = 0; word->city_names != NULL && word->city_names[i] != NULL; i++)
    mark_in_city (index, word->city_names[i], word->city_names, hits);
}

/* Two words that differ in more letters than the typos can explain are not worth the comparison. */
static gboolean
may_be_like (guint32 typed_letters,
             guint32 word_letters,
             guint   max)
{
  return (guint) __builtin_popcount (typed_letters & ~word_letters) <= max;
}

static void
mark_typos_of (AtlasIndex      *index,
               AtlasIndexField  field,
               const char      *text,
               gsize            length,
               guint            max,
               guint8          *hits)
{
  AtlasLexicon *lexicon = atlas_index_get_lexicon (index, field);
  const guint n_words = atlas_lexicon_get_n_words (lexicon);
  const guint32 letters = atlas_lexicon_letters_of (text, length);

  for (guint number = 0; number < n_words; number++)
    {
      gsize word_length;
      const char *word = atlas_lexicon_get_word (lexicon, number, &word_length);
      gboolean is_whole;
      guint n_typos;

      if (word_length + max < length || !may_be_like (letters, atlas_lexicon_get_letters (lexicon, number), max))
        continue;
      n_typos = atlas_typo_count (text, length, word, word_length, max, &is_whole);
      if (n_typos != ATLAS_TYPO_TOO_MANY)
        mark_word_of (lexicon, number, field, is_whole, n_typos * TYPO_COST, hits);
    }
}

static void
mark_typos_of_bics (AtlasIndex *index,
                    const char *text,
                    gsize       length,
                    guint8     *hits)
{
  AtlasAspspTable *table = atlas_index_get_table (index);
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);
  const guint64 *bics = atlas_index_get_bics (index);
  const guint64 wanted = atlas_index_pack_bic (text, length);

  if (length < 6 || length > 8)
    return;
  for (guint row = 0; row < n_rows; row++)
    {
      AtlasAspspFolded folded;
      gboolean is_whole;

      /* One typo leaves the first half or the second as it is. */
      if (bics[row] >> 40 != wanted >> 40)
        continue;
      atlas_aspsp_table_get_folded (table, row, &folded);
      if (atlas_typo_count (text, length, folded.bic_fi, MIN (folded.bic_fi_length, 8), 1, &is_whole) != ATLAS_TYPO_TOO_MANY)
        raise_hit (hits, row, ATLAS_HIT_BIC_START - TYPO_COST);
    }
}

void
atlas_search_mark_typos (AtlasIndex            *index,
                         const AtlasSearchWord *word,
                         guint8                *hits)
{
  const guint max = atlas_typo_allowed (word->length);

  if (max == 0)
    return;

  for (AtlasIndexField field = 0; field < ATLAS_N_INDEX_FIELDS; field++)
    mark_typos_of (index, field, word->text, word->length, max, hits);
  mark_typos_of_bics (index, word->text, word->length, hits);
}
