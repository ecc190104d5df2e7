/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-filter-private.h"
#include "atlas-search-values-private.h"
#include "atlas-search-words-private.h"
#include "atlas-text.h"

/* What it adds that the name begins with all of the text, or is it, or has it as one word with hyphens; that an affiliate
 * is called so. */
#define NAME_START_BONUS 6
#define NAME_BONUS 25
#define COMPOUND_BONUS 22
#define AFFILIATE_BONUS 20
#define SAME_LENGTH_BONUS 1

#define MOST_SCORE (ATLAS_HIT_BIC * ATLAS_SEARCH_MOST_WORDS + NAME_START_BONUS + NAME_BONUS)

/* Banks that the text names outright, in its order; more than any words. */
#define NAMED_SCORE 500
#define LEAST_NAMED_SCORE 200

static AtlasSearchResult *
result_new (guint n_expected)
{
  AtlasSearchResult *self = g_new0 (AtlasSearchResult, 1);

  self->answers = g_array_new (FALSE, FALSE, sizeof (AtlasAnswer));
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
  g_clear_pointer (&self->recognition, atlas_recognition_free);
  g_array_unref (self->answers);
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
  result = result_new (n_rows);
  for (guint row = 0; row < n_rows; row++)
    if (passing == NULL || passing[row])
      {
        g_array_append_val (result->positions, row);
        g_array_append_val (result->scores, score);
      }

  return result;
}

/* A text while it is searched for. */
typedef struct
{
  AtlasIndex        *index;
  AtlasSearchResult *result;
  const guint8      *passing;   /* (nullable) */
  guint16           *scores;    /* for each row; 0: not found */
  guint              n_found;
} Search;

static gboolean
has_words (Search                *search,
           const AtlasSearchText *text,
           gboolean               with_typos,
           AtlasSearchHow         how)
{
  search->n_found = score_words (search->index, text, search->passing, with_typos, search->scores);
  if (search->n_found > 0)
    search->result->how = how;

  return search->n_found > 0;
}

/* Every word is there, perhaps once words are joined and taken apart, or typos allowed for. */
static gboolean
find_words (Search     *search,
            const char *words)
{
  g_auto (AtlasSearchText) text = { 0 };
  g_auto (AtlasSearchText) respaced = { 0 };

  atlas_search_text_init (&text, words);
  if (text.n_words == 0 || text.is_cut)
    return FALSE;

  return has_words (search, &text, FALSE, ATLAS_SEARCH_AS_TYPED) ||
         (atlas_search_text_respace (&text, search->index, &respaced) && has_words (search, &respaced, FALSE, ATLAS_SEARCH_RESPACED)) ||
         has_words (search, &text, TRUE, ATLAS_SEARCH_TYPOS);
}

static gboolean
find_words_as_typed (Search     *search,
                     const char *words)
{
  g_auto (AtlasSearchText) text = { 0 };

  atlas_search_text_init (&text, words);

  return text.n_words > 0 && !text.is_cut && has_words (search, &text, FALSE, ATLAS_SEARCH_AS_TYPED);
}

static int
compare_named (gconstpointer a,
               gconstpointer b)
{
  const AtlasNamed *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;

  return (x->quality < y->quality) - (x->quality > y->quality);
}

/* Banks in the order in which the text names them; those that one value names are equals. */
static void
score_named (Search *search,
             GArray *named)
{
  const gsize size = (atlas_aspsp_table_get_n_rows (atlas_index_get_table (search->index)) + 1) * sizeof (guint16);
  guint16 value = NAMED_SCORE;

  memset (search->scores, 0, size);
  search->n_found = 0;
  g_array_sort (named, compare_named);
  for (guint i = 0; i < named->len; i++)
    {
      const AtlasNamed *one = &g_array_index (named, AtlasNamed, i);

      if (i > 0 && compare_named (one, one - 1) != 0 && value > LEAST_NAMED_SCORE)
        value--;
      if (search->scores[one->row] != 0)
        continue;
      search->scores[one->row] = value;
      search->n_found++;
    }
}

/* What the values in the text name. */
static void
answer_values (Search *search,
               GArray *named)
{
  AtlasSearchResult *result = search->result;

  for (guint i = 0; i < result->recognition->n_findings; i++)
    {
      const AtlasAnswer answer = atlas_search_add_value (atlas_index_get_table (search->index),
                                                         &result->recognition->findings[i], search->passing, named);

      g_array_append_val (result->answers, answer);
    }
}

/* Where no bank can be told from any of the numbers, they still tell their country. */
static void
answer_countries (Search *search,
                  GArray *named)
{
  AtlasSearchResult *result = search->result;

  for (guint i = 0; i < result->answers->len; i++)
    if (g_array_index (result->answers, AtlasAnswer, i) == ATLAS_ANSWER_NOT_TOLD)
      atlas_search_add_country (atlas_index_get_table (search->index), &result->recognition->findings[i],
                                search->passing, named);
}

static gboolean
tells_bank (const AtlasFinding *finding)
{
  switch (finding->kind)
    {
    case ATLAS_FINDING_IBAN:
      return TRUE;
    case ATLAS_FINDING_ACCOUNT_NUMBER:
      return finding->bank.told != ATLAS_BANK_NOT_TOLD;
    case ATLAS_FINDING_BIC:
      /* Any word in capitals may have the form of one; no word has digits in it. */
      return finding->state == ATLAS_FINDING_CERTAIN || strpbrk (finding->value, "0123456789") != NULL;
    case ATLAS_FINDING_VAT_NUMBER:
    case ATLAS_FINDING_COMPANY_NUMBER:
    case ATLAS_FINDING_PHONE:
    case ATLAS_FINDING_HOST:
    default:
      return finding->state == ATLAS_FINDING_CERTAIN;
    }
}

/* Whether a value names a bank, so that no other is an answer. A number that no bank has may be anything. */
static gboolean
names_a_bank (const AtlasSearchResult *result)
{
  for (guint i = 0; i < result->answers->len; i++)
    if (tells_bank (&result->recognition->findings[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_possible_account (const AtlasFinding *finding)
{
  return finding->kind == ATLAS_FINDING_ACCOUNT_NUMBER && finding->state == ATLAS_FINDING_POSSIBLE;
}

static gboolean
is_named_elsewhere (const GArray       *named,
                    const AtlasFinding *finding,
                    guint               row)
{
  for (guint i = 0; i < named->len; i++)
    {
      const AtlasNamed *one = &g_array_index (named, AtlasNamed, i);

      if (one->start != finding->start && (row == ATLAS_ASPSP_TABLE_NOT_FOUND || one->row == row))
        return TRUE;
    }

  return FALSE;
}

/* Of digits that may be an account, as dates and amounts may, nothing is said where the rest of the text names another bank. */
static void
drop_doubtful_accounts (AtlasSearchResult *result,
                        GArray            *named)
{
  AtlasRecognition *recognition = result->recognition;

  for (guint i = recognition->n_findings; i-- > 0;)
    {
      const AtlasFinding *finding = &recognition->findings[i];
      gboolean is_confirmed = FALSE;

      if (!is_possible_account (finding) || !is_named_elsewhere (named, finding, ATLAS_ASPSP_TABLE_NOT_FOUND))
        continue;
      for (guint k = 0; k < named->len; k++)
        {
          const AtlasNamed *one = &g_array_index (named, AtlasNamed, k);

          is_confirmed = is_confirmed || (one->start == finding->start && is_named_elsewhere (named, finding, one->row));
        }
      if (is_confirmed)
        continue;
      for (guint k = named->len; k-- > 0;)
        if (g_array_index (named, AtlasNamed, k).start == finding->start)
          g_array_remove_index (named, k);
      g_array_remove_index (result->answers, i);
      atlas_recognition_remove (recognition, i);
    }
}

static gboolean
has_iban (const AtlasSearchResult *result)
{
  for (guint i = 0; i < result->answers->len; i++)
    if (result->recognition->findings[i].kind == ATLAS_FINDING_IBAN)
      return TRUE;

  return FALSE;
}

/* Values first, whatever stands around them, with the names beside them. Where no value is of a bank that is here, the
 * characters may stand in a name all the same, or the words beside them tell. */
static void
find_text (Search     *search,
           const char *raw)
{
  AtlasSearchResult *result = search->result;
  const gboolean is_prose = atlas_search_is_prose (raw, ATLAS_SENTENCE_WORDS);
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (AtlasNamed));
  const char *rest;

  result->recognition = atlas_search_recognize (atlas_index_get_table (search->index), raw);
  rest = result->recognition->rest;
  answer_values (search, named);
  if (named->len == 0 && !has_iban (result) &&
      (names_a_bank (result) ? find_words_as_typed (search, raw) : !is_prose && find_words (search, raw)))
    return;

  result->how = named->len > 0 || result->answers->len > 0 ? ATLAS_SEARCH_RECOGNIZED : ATLAS_SEARCH_NAMES;
  result->n_names = atlas_search_add_names (search->index, rest, search->passing, named);
  if (result->n_names > 0)
    result->how = ATLAS_SEARCH_NAMES;
  drop_doubtful_accounts (result, named);
  if (named->len == 0 && !names_a_bank (result) && (result->answers->len > 0 || is_prose) && find_words (search, rest))
    return;
  if (named->len == 0)
    answer_countries (search, named);
  score_named (search, named);
}

/**
 * atlas_search_run:
 * @index: the banks to ask
 * @query: what to ask for
 * @context: (nullable): about the person
 *
 * Every word of the text must be in a bank's name, BIC, affiliates, city, street, products or numbers, or say its country.
 * Values in the text come first. Where no bank has all words, they are joined and taken apart, then typos are allowed for;
 * a message is read for the names in it.
 *
 * Returns: (transfer full): the banks, best first; equals in display order, those first that the person prefers
 */
AtlasSearchResult *
atlas_search_run (AtlasIndex               *index,
                  const AtlasQuery         *query,
                  const AtlasSearchContext *context)
{
  AtlasAspspTable *table;
  g_autofree guint8 *passing = NULL;
  g_autofree guint8 *preferred = NULL;
  g_autofree guint16 *scores = NULL;
  g_auto (AtlasSearchText) text = { 0 };
  Search search;
  guint n_rows;

  g_return_val_if_fail (index != NULL && query != NULL, NULL);

  table = atlas_index_get_table (index);
  n_rows = atlas_aspsp_table_get_n_rows (table);
  atlas_search_text_init (&text, query->text);
  if (text.n_words == 0)
    return atlas_search_filter (table, query, context);

  passing = atlas_filter_run (table, query, context);
  preferred = mark_preferred (table, context);
  scores = g_new0 (guint16, n_rows + 1);
  search = (Search) { index, result_new (0), passing, scores, 0 };
  find_text (&search, query->text);
  collect (search.result, scores, n_rows, search.n_found, preferred);

  return search.result;
}
