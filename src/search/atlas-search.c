/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-filter-private.h"
#include "atlas-search-message-private.h"
#include "atlas-search-recognized-private.h"
#include "atlas-search-words-private.h"

/* What it adds that the name begins with all of the text, or is it, or has it as one word with hyphens; that an affiliate
 * is called so. */
#define NAME_START_BONUS 6
#define NAME_BONUS 25
#define COMPOUND_BONUS 22
#define AFFILIATE_BONUS 20
#define SAME_LENGTH_BONUS 1

#define MOST_SCORE (ATLAS_HIT_BIC * ATLAS_SEARCH_MOST_WORDS + NAME_START_BONUS + NAME_BONUS)

/* So many words that are not all in one bank may be part of a message. */
#define WORDS_OF_A_MESSAGE 4

static AtlasSearchResult *
result_new (AtlasSearchHow how,
            guint          n_expected)
{
  AtlasSearchResult *self = g_new0 (AtlasSearchResult, 1);

  self->how = how;
  self->positions = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_expected);
  self->scores = g_array_sized_new (FALSE, FALSE, sizeof (guint16), n_expected);

  return self;
}

/**
 * atlas_search_result_free:
 * @self: (transfer full): a result
 */
void
atlas_search_result_free (AtlasSearchResult *self)
{
  g_array_unref (self->positions);
  g_array_unref (self->scores);
  g_free (self);
}

/* ---------------------------------------------------------------- scoring */

static gboolean
is_letter (guchar c)
{
  return c >= 0x80 || g_ascii_isalnum (c);
}

/* How many words of the text a folded name begins with, one after the other and whole; @is_all: it is nothing else. */
static guint
count_leading_words (const char            *name,
                     gsize                  length,
                     const AtlasSearchText *text,
                     gboolean              *is_all)
{
  const char *p = name;
  const char *end = name + length;
  guint n = 0;

  while (n < text->n_words)
    {
      const AtlasSearchWord *word = &text->words[n];

      while (p < end && !is_letter (*p))
        p++;
      if ((gsize) (end - p) < word->length || memcmp (p, word->text, word->length) != 0)
        break;
      p += word->length;
      if (p < end && is_letter (*p))
        break;
      n++;
    }
  while (p < end && !is_letter (*p))
    p++;
  *is_all = n == text->n_words && p == end;

  return n;
}

/* Whether a word with hyphens is in a folded name as it was typed, and whole. */
static gboolean
has_compound (const char *name,
              gsize       length,
              const char *compound)
{
  const gsize compound_length = strlen (compound);
  const char *end = name + length;

  for (const char *p = name; (p = memmem (p, end - p, compound, compound_length)) != NULL; p++)
    if ((p == name || !is_letter (p[-1])) && (p + compound_length == end || !is_letter (p[compound_length])))
      return TRUE;

  return FALSE;
}

static guint
score_name (const char            *name,
            gsize                  length,
            const AtlasSearchText *text)
{
  gboolean is_all;
  const guint n = count_leading_words (name, length, text, &is_all);

  if (is_all)
    return NAME_BONUS;
  if (text->compound != NULL && has_compound (name, length, text->compound))
    return COMPOUND_BONUS + (n == text->n_words);
  if (n == text->n_words)
    return NAME_START_BONUS;
  if (n > 1)
    return MIN (2 * (n - 1), NAME_START_BONUS - 1);

  /* With a typo in it, a name of as many words is rather meant than a longer one. */
  return atlas_lexicon_count_words (name, length, text->n_words + 1) == text->n_words ? SAME_LENGTH_BONUS : 0;
}

/* An affiliate that is called just so is worth more than a bank in whose name the words are somewhere; one in whose name
 * a word with hyphens is whole, too. */
static guint
score_affiliates (const AtlasAspspFolded *folded,
                  const AtlasSearchText  *text)
{
  const char *line = folded->rest;
  const char *end = folded->rest + folded->rest_length;
  const char *line_end;

  for (; line < end && (line_end = memchr (line, '\n', end - line)) != NULL; line = line_end + 1)
    {
      const char *space = memchr (line, ' ', line_end - line);
      gboolean is_all = FALSE;

      if (space != NULL && !atlas_aspsp_folded_is_marked (*line))
        {
          count_leading_words (space, line_end - space, text, &is_all);
          is_all = is_all || (text->compound != NULL && has_compound (space, line_end - space, text->compound));
        }
      if (is_all)
        return AFFILIATE_BONUS;
    }

  return 0;
}

static guint
name_bonus (AtlasAspspTable       *table,
            const AtlasSearchText *text,
            guint                  row)
{
  AtlasAspspFolded folded;
  guint bonus;

  atlas_aspsp_table_get_folded (table, row, &folded);
  bonus = score_name (folded.name, folded.name_length, text);

  return MAX (bonus, score_affiliates (&folded, text));
}

/* Adds up what each word is worth where all of them are. Returns how many rows have all. */
static guint
score_words (AtlasIndex            *index,
             const AtlasSearchText *text,
             const guint8          *passing,
             gboolean               with_typos,
             guint16               *scores)
{
  AtlasAspspTable *table = atlas_index_get_table (index);
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);
  g_autofree guint8 *hits = g_malloc (n_rows + 1);
  guint n_found = 0;

  for (guint row = 0; row < n_rows; row++)
    scores[row] = passing == NULL || passing[row];

  for (guint i = 0; i < text->n_words; i++)
    {
      memset (hits, 0, n_rows);
      atlas_search_mark_word (index, &text->words[i], hits);
      if (with_typos)
        atlas_search_mark_typos (index, &text->words[i], hits);
      for (guint row = 0; row < n_rows; row++)
        scores[row] = hits[row] != 0 && scores[row] != 0 ? scores[row] + hits[row] : 0;
    }

  for (guint row = 0; row < n_rows; row++)
    if (scores[row] != 0)
      {
        scores[row] += name_bonus (table, text, row);
        n_found++;
      }

  return n_found;
}

/* ---------------------------------------------------------------- sorting */

static guint8 *
mark_preferred (AtlasAspspTable          *table,
                const AtlasSearchContext *context)
{
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);
  guint8 *preferred;

  if (context == NULL || context->preferred == NULL || context->preferred[0] == NULL)
    return NULL;

  preferred = g_malloc0 (n_rows + 1);
  for (guint i = 0; context->preferred[i] != NULL; i++)
    {
      const guint row = atlas_aspsp_table_find (table, context->preferred[i]);

      if (row != ATLAS_ASPSP_TABLE_NOT_FOUND)
        preferred[row] = 1;
    }

  return preferred;
}

/* Where a row belongs: the better ones first, and among equals those that the person prefers. */
static guint
bucket_of (guint16       score,
           const guint8 *preferred,
           guint         row)
{
  return 2 * (MOST_SCORE - MIN (score, MOST_SCORE)) + (preferred != NULL && preferred[row] ? 0 : 1);
}

/* Rows are in display order, and stay so within a bucket. */
static void
collect (AtlasSearchResult *result,
         const guint16     *scores,
         guint              n_rows,
         guint              n_found,
         const guint8      *preferred)
{
  g_autofree guint32 *starts = g_new0 (guint32, 2 * MOST_SCORE + 3);

  g_array_set_size (result->positions, n_found);
  g_array_set_size (result->scores, n_found);
  for (guint row = 0; row < n_rows; row++)
    if (scores[row] != 0)
      starts[bucket_of (scores[row], preferred, row) + 1]++;
  for (guint i = 1; i < 2 * MOST_SCORE + 2; i++)
    starts[i] += starts[i - 1];
  for (guint row = 0; row < n_rows; row++)
    if (scores[row] != 0)
      {
        const guint place = starts[bucket_of (scores[row], preferred, row)]++;

        g_array_index (result->positions, guint, place) = row;
        g_array_index (result->scores, guint16, place) = scores[row];
      }
}

/* ---------------------------------------------------------------- searching */

/**
 * atlas_search_filter:
 * @table: the banks to ask
 * @query: what to ask for; its text does not count
 * @context: (nullable): about the person
 *
 * What can be answered without an index.
 *
 * Returns: (transfer full): the banks that the query's places and filters let pass, in display order
 */
AtlasSearchResult *
atlas_search_filter (AtlasAspspTable          *table,
                     const AtlasQuery         *query,
                     const AtlasSearchContext *context)
{
  g_autofree guint8 *passing = NULL;
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);
  AtlasSearchResult *result;
  guint16 score = 0;

  g_return_val_if_fail (query != NULL, NULL);

  passing = atlas_filter_run (table, query, context);
  result = result_new (ATLAS_SEARCH_ALL, n_rows);
  for (guint row = 0; row < n_rows; row++)
    if (passing == NULL || passing[row])
      {
        g_array_append_val (result->positions, row);
        g_array_append_val (result->scores, score);
      }

  return result;
}

/* Tries one reading of the words after the other, until one finds anything. */
static AtlasSearchHow
score_by_words (AtlasIndex            *index,
            const AtlasSearchText *text,
            const guint8          *passing,
            guint16               *scores,
            guint                 *n_found)
{
  g_auto (AtlasSearchText) respaced = { 0 };

  if (text->is_cut)
    return ATLAS_SEARCH_MESSAGE;

  if (atlas_search_text_join_bic (text, index, &respaced))
    {
      *n_found = score_words (index, &respaced, passing, FALSE, scores);
      return ATLAS_SEARCH_RESPACED;
    }
  *n_found = score_words (index, text, passing, FALSE, scores);
  if (*n_found > 0)
    return ATLAS_SEARCH_AS_TYPED;
  if (atlas_search_text_respace (text, index, &respaced))
    {
      *n_found = score_words (index, &respaced, passing, FALSE, scores);
      if (*n_found > 0)
        return ATLAS_SEARCH_RESPACED;
    }
  *n_found = score_words (index, text, passing, TRUE, scores);
  if (*n_found > 0 || text->n_words < WORDS_OF_A_MESSAGE)
    return ATLAS_SEARCH_TYPOS;

  return ATLAS_SEARCH_MESSAGE;
}

/* A number or a code says which bank is meant; where it does not, its characters may stand in a name all the same. */
static AtlasSearchHow
score_text (AtlasIndex            *index,
            const char            *raw,
            const AtlasSearchText *text,
            const guint8          *passing,
            guint16               *scores,
            guint                 *n_found,
            guint                 *n_names)
{
  AtlasAspspTable *table = atlas_index_get_table (index);
  const gsize size = (atlas_aspsp_table_get_n_rows (table) + 1) * sizeof (guint16);
  g_autoptr (AtlasRecognition) recognition = atlas_search_recognize (table, raw);
  AtlasSearchHow how;

  if (atlas_search_is_all_recognized (recognition))
    {
      memset (scores, 0, size);
      *n_found = atlas_search_score_recognized (table, recognition, passing, scores, 0);
      if (*n_found > 0)
        return ATLAS_SEARCH_RECOGNIZED;
    }

  how = atlas_recognition_is_message (recognition) ? ATLAS_SEARCH_MESSAGE : score_by_words (index, text, passing, scores, n_found);
  if (how != ATLAS_SEARCH_MESSAGE && (*n_found > 0 || atlas_recognition_get_n_findings (recognition) == 0))
    return how;

  *n_names = how == ATLAS_SEARCH_MESSAGE ? atlas_search_score_message (index, raw, passing, scores) : 0;
  *n_found = atlas_search_score_recognized (table, recognition, passing, scores, *n_names);

  return ATLAS_SEARCH_MESSAGE;
}

/**
 * atlas_search_run:
 * @index: the banks to ask
 * @query: what to ask for
 * @context: (nullable): about the person
 *
 * Every word of the text must be in a bank's name, BIC, affiliates, city, street, products or numbers, or say its country.
 * Where no bank has all, words are joined and taken apart, then typos are allowed for, and at last the text is read as
 * a message that a bank's name is somewhere in.
 *
 * Returns: (transfer full): the banks, best first; equals in display order, those first that the person prefers
 */
AtlasSearchResult *
atlas_search_run (AtlasIndex               *index,
                  const AtlasQuery         *query,
                  const AtlasSearchContext *context)
{
  AtlasAspspTable *table;
  g_auto (AtlasSearchText) text = { 0 };
  g_autofree guint8 *passing = NULL;
  g_autofree guint8 *preferred = NULL;
  g_autofree guint16 *scores = NULL;
  AtlasSearchResult *result;
  AtlasSearchHow how;
  guint n_rows;
  guint n_found = 0;
  guint n_names = 0;

  g_return_val_if_fail (index != NULL && query != NULL, NULL);

  table = atlas_index_get_table (index);
  n_rows = atlas_aspsp_table_get_n_rows (table);
  atlas_search_text_init (&text, query->text);
  if (text.n_words == 0)
    return atlas_search_filter (table, query, context);

  passing = atlas_filter_run (table, query, context);
  preferred = mark_preferred (table, context);
  scores = g_new (guint16, n_rows + 1);
  how = score_text (index, query->text, &text, passing, scores, &n_found, &n_names);
  result = result_new (how, 0);
  result->n_names = n_names;
  collect (result, scores, n_rows, n_found, preferred);

  return result;
}
