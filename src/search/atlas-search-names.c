/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-bic.h"
#include "atlas-search-values-private.h"
#include "atlas-search-words-private.h"
#include "atlas-text.h"

/* More words than that of a text are not looked at. */
#define MAX_WORDS 4096

/* A bank counts as named where half of its name's weight, in hundredths, is in the text, */
#define HALF 50

/* and a word that one bank of fifty has says nothing alone. */
#define COMMON_BANKS 50

/* Where several names fit about as well, so many hundredths of the best, all are meant. */
#define AS_GOOD 75

/* Words of one name may have so many others between them. */
#define MAX_GAP 2

/* "Handelsbankens" is a form of a name: so many letters may be added to so long a word. */
#define MAX_ENDING 3
#define SHORTEST_STEM 5

/* A line that is long enough for a sentence; with so many words it is prose even without any mark, in lower case with fewer. */
#define SENTENCE_CHARS 60
#define PROSE_WORDS 13
#define PROSE_LOWER_WORDS 8

#define MAX_NAME_WORDS 32

/* An affiliate's id: fewer digits may count anything, but for the only number in a text. */
#define SHORTEST_ID 5
#define SHORTEST_ONLY_ID 4

/* "GmbH", "plc", "Oyj" */
#define LONGEST_LEGAL_FORM 4

typedef struct
{
  gsize    start;
  gboolean is_lower;   /* it begins so */
} Word;

/* The text's words. */
typedef struct
{
  AtlasIndex *index;
  guint       n_rows;
  GHashTable *places;       /* (element-type utf8 GArray): a folded word → the numbers of the words that may be it */
  GArray     *words;        /* (element-type Word) */
  guint       n_numbers;
  gboolean    has_names;    /* the writer gives names capitals: there are some in the midst of sentences */
  guint16    *weights[2];   /* for each row: of the text's words, those of names and those of affiliates */
} Text;

/* ---------------------------------------------------------------- words of the text */

/* Of a word that names begin with, the most that one country has: a name that is used in several countries tells as much as
 * another. */
static guint
count_in_one_country (AtlasIndex         *index,
                      const AtlasPosting *postings,
                      guint               n_postings)
{
  guint8 counts[26 * 26] = { 0 };
  guint most = 1;

  if (n_postings > COMMON_BANKS)
    return n_postings;

  for (guint i = 0; i < n_postings; i++)
    {
      g_autofree char *country = NULL;
      AtlasAspspRow row;
      guint8 *count;

      if (!(postings[i] & ATLAS_POSTING_IS_FIRST))
        return n_postings;
      atlas_aspsp_table_get_row (atlas_index_get_table (index), ATLAS_POSTING_ROW (postings[i]), &row);
      country = atlas_bic_dup_country_code (row.bic_fi);
      if (country == NULL)
        continue;
      count = &counts[26 * (country[0] - 'A') + country[1] - 'A'];
      (*count)++;
      most = MAX (most, *count);
    }

  return most;
}

static guint
count_banks (AtlasIndex      *index,
             AtlasIndexField  field,
             const char      *word,
             gsize            length)
{
  AtlasLexicon *lexicon = atlas_index_get_lexicon (index, field);
  const AtlasPosting *postings;
  guint n_started, n_postings;
  const guint number = atlas_lexicon_find_start (lexicon, word, length, &n_started);
  gsize found_length;

  if (n_started == 0)
    return 0;
  atlas_lexicon_get_word (lexicon, number, &found_length);
  if (found_length != length)
    return 0;
  postings = atlas_lexicon_get_postings (lexicon, number, &n_postings);

  return count_in_one_country (index, postings, n_postings);
}

static gboolean
is_of_names (AtlasIndex *index,
             const char *word,
             gsize       length)
{
  return count_banks (index, ATLAS_INDEX_NAME, word, length) > 0 || count_banks (index, ATLAS_INDEX_AFFILIATE, word, length) > 0;
}

/* A word weighs the more, the fewer banks have it in their names or their affiliates': the logarithm of their share, to the base 2.
 * A letter weighs nothing: "A/S" is no part of "Bank S.A.". */
static guint
weigh (const Text *text,
       const char *word,
       gsize       length)
{
  guint n_banks;

  if (length == 0 || g_utf8_next_char (word) == word + length)
    return 0;
  n_banks = MAX (count_banks (text->index, ATLAS_INDEX_NAME, word, length), count_banks (text->index, ATLAS_INDEX_AFFILIATE, word, length));

  return n_banks > 0 ? g_bit_storage (text->n_rows / n_banks) : 0;
}

static void
add_weights (Text            *text,
             AtlasIndexField  field,
             const char      *word,
             guint16         *weights)
{
  AtlasLexicon *lexicon = atlas_index_get_lexicon (text->index, field);
  const gsize length = strlen (word);
  const guint weight = weigh (text, word, length);
  guint n_started, n_postings;
  const AtlasPosting *postings;

  if (count_banks (text->index, field, word, length) == 0)
    return;
  postings = atlas_lexicon_get_postings (lexicon, atlas_lexicon_find_start (lexicon, word, length, &n_started), &n_postings);
  for (guint i = 0; i < n_postings; i++)
    weights[ATLAS_POSTING_ROW (postings[i])] += weight;
}

static void
add_place (Text       *text,
           const char *word,
           gsize       length,
           guint       number)
{
  g_autofree char *key = g_strndup (word, length);
  GArray *numbers = g_hash_table_lookup (text->places, key);

  if (!is_of_names (text->index, word, length))
    return;
  if (numbers == NULL)
    {
      numbers = g_array_new (FALSE, FALSE, sizeof (guint));
      add_weights (text, ATLAS_INDEX_NAME, key, text->weights[0]);
      add_weights (text, ATLAS_INDEX_AFFILIATE, key, text->weights[1]);
      g_hash_table_insert (text->places, g_steal_pointer (&key), numbers);
    }
  g_array_append_val (numbers, number);
}

/* The word, what it is short for, and what it is a form of. */
static void
add_word (const char *word,
          gsize       length,
          guint       index,
          gpointer    data)
{
  Text *text = data;
  const guint number = text->words->len - 1;
  g_autofree char *copy = g_strndup (word, length);
  g_auto (GStrv) alias = atlas_search_lookup_alias (copy);

  add_place (text, word, length, number);
  for (guint i = 0; alias != NULL && alias[i] != NULL; i++)
    add_place (text, alias[i], strlen (alias[i]), number);
  for (gsize ending = 1; ending <= MAX_ENDING && length >= SHORTEST_STEM + ending && !is_of_names (text->index, word, length); ending++)
    add_place (text, word, length - ending, number);
}

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static void
read_words (Text       *text,
            const char *raw)
{
  gunichar before = '.';

  for (const char *p = raw; *p != '\0' && text->words->len < MAX_WORDS;)
    {
      const char *start = p;
      const Word one = { p - raw, g_unichar_islower (g_utf8_get_char (p)) };
      g_autofree char *word = NULL;
      g_autofree char *folded = NULL;

      while (is_in_word (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p == start)
        {
          before = *p == ' ' ? before : g_utf8_get_char (p);
          p = g_utf8_next_char (p);
          continue;
        }
      text->has_names = text->has_names || (g_unichar_isupper (g_utf8_get_char (start)) && is_in_word (before));
      text->n_numbers += g_ascii_isdigit (*start);
      before = 'a';
      word = g_strndup (start, p - start);
      folded = atlas_text_fold (word);
      g_array_append_val (text->words, one);
      atlas_lexicon_split (folded, strlen (folded), add_word, text);
    }
}

/* ---------------------------------------------------------------- one name */

typedef struct
{
  const Text *text;
  guint       n_words;
  guint       weights[MAX_NAME_WORDS];
  gsize       lengths[MAX_NAME_WORDS];
  GArray     *numbers[MAX_NAME_WORDS];   /* (nullable) */
  guint       total;
} Name;

static void
add_name_word (const char *word,
               gsize       length,
               guint       index,
               gpointer    data)
{
  Name *name = data;
  g_autofree char *key = g_strndup (word, length);

  if (name->n_words == MAX_NAME_WORDS)
    return;
  name->weights[name->n_words] = weigh (name->text, word, length);
  name->lengths[name->n_words] = length;
  name->total += name->weights[name->n_words];
  name->numbers[name->n_words++] = g_hash_table_lookup (name->text->places, key);
}

static gboolean
is_near (const GArray *numbers,
         guint         number,
         guint         reach)
{
  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      const guint other = g_array_index (numbers, guint, i);

      if (other + reach >= number && other <= number + reach)
        return TRUE;
    }

  return FALSE;
}

/* What of a name stands together in the text. */
typedef struct
{
  guint covered;   /* hundredths of its weight */
  guint weight;
  guint number;    /* of the text's word that tells most */
} Match;

static gboolean
match_name (const Text *text,
            const char *folded,
            gsize       length,
            Match      *match)
{
  Name name = { .text = text };
  guint heaviest = G_MAXUINT;

  *match = (Match) { 0 };
  atlas_lexicon_split (folded, length, add_name_word, &name);
  for (guint i = 0; i < name.n_words; i++)
    if (name.numbers[i] != NULL && (heaviest == G_MAXUINT || name.weights[i] > name.weights[heaviest]))
      heaviest = i;
  if (heaviest == G_MAXUINT || name.total == 0)
    return FALSE;
  /* Companies of one legal form are not one company. */
  if (heaviest > 0 && name.lengths[heaviest] <= LONGEST_LEGAL_FORM && name.numbers[0] == NULL)
    return FALSE;

  for (guint i = 0; i < name.numbers[heaviest]->len; i++)
    {
      const guint number = g_array_index (name.numbers[heaviest], guint, i);
      guint weight = 0;
      guint n_there = 0;

      for (guint k = 0; k < name.n_words; k++)
        if (is_near (name.numbers[k], number, name.n_words + MAX_GAP))
          {
            weight += name.weights[k];
            n_there++;
          }
      /* One word of a name may be one of everyday: "payments". */
      if (n_there == 1 && name.n_words > 1 && text->has_names && g_array_index (text->words, Word, number).is_lower)
        continue;
      if (weight > match->weight)
        *match = (Match) { 100 * weight / name.total, weight, number };
    }

  return match->weight > g_bit_storage (MIN (COMMON_BANKS, text->n_rows)) && match->covered >= HALF;
}

static guint
quality_of (const Match *match)
{
  return match->covered * match->weight;
}

static void
try_name (const Text *text,
          const char *folded,
          gsize       length,
          Match      *best)
{
  Match match;

  if (match_name (text, folded, length, &match) && quality_of (&match) > quality_of (best))
    *best = match;
}

/* A bank's name, its website's, and its affiliates' names and ids. */
static gboolean
match_row (const Text *text,
           guint       row,
           Match      *best)
{
  AtlasAspspFolded folded;
  const char *end;

  *best = (Match) { 0 };
  atlas_aspsp_table_get_folded (atlas_index_get_table (text->index), row, &folded);
  try_name (text, folded.name, folded.name_length, best);
  end = folded.rest + folded.rest_length;
  for (const char *line = folded.rest, *line_end; line < end && (line_end = memchr (line, '\n', end - line)) != NULL; line = line_end + 1)
    {
      const char *space = memchr (line, ' ', line_end - line);

      if (*line == ATLAS_FOLDED_HOST)
        try_name (text, line + 1, atlas_index_get_host_length (line + 1, line_end - line - 1), best);
      else if (space != NULL && !atlas_aspsp_folded_is_marked (*line))
        {
          try_name (text, space, line_end - space, best);
          if (space - line >= (text->n_numbers == 1 ? SHORTEST_ONLY_ID : SHORTEST_ID))
            try_name (text, line, space - line, best);
        }
    }

  return best->weight > 0;
}

/* ---------------------------------------------------------------- the whole */

typedef struct
{
  guint row;
  Match match;
} Candidate;

static void
find_candidates (const Text   *text,
                 const guint8 *passing,
                 GArray       *candidates)
{
  const guint common = g_bit_storage (MIN (COMMON_BANKS, text->n_rows));

  for (guint row = 0; row < text->n_rows; row++)
    {
      Candidate candidate = { .row = row };

      if ((passing == NULL || passing[row]) && MAX (text->weights[0][row], text->weights[1][row]) > common &&
          match_row (text, row, &candidate.match))
        g_array_append_val (candidates, candidate);
    }
}

static gboolean
holds_row (const GArray *named,
           guint         n,
           guint         row)
{
  for (guint i = 0; i < n; i++)
    if (g_array_index (named, AtlasNamed, i).row == row)
      return TRUE;

  return FALSE;
}

/* Adds the banks whose names, or affiliates' names, are in a text. Of those that the same word tells, the best are meant; of several
 * countries' banks of one name that which a value names. Returns how many. */
guint
atlas_search_add_names (AtlasIndex   *index,
                        const char   *raw,
                        const guint8 *passing,
                        GArray       *named)
{
  const guint n_rows = atlas_aspsp_table_get_n_rows (atlas_index_get_table (index));
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autofree guint16 *of_names = g_new0 (guint16, n_rows + 1);
  g_autofree guint16 *of_affiliates = g_new0 (guint16, n_rows + 1);
  g_autofree guint *best = NULL;
  g_autofree gboolean *is_told = NULL;
  const guint n_by_value = named->len;
  Text text = { index, n_rows, places, words, 0, FALSE, { of_names, of_affiliates } };
  guint n_named = 0;

  read_words (&text, raw);
  find_candidates (&text, passing, candidates);
  best = g_new0 (guint, words->len + 1);
  is_told = g_new0 (gboolean, words->len + 1);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Match *match = &g_array_index (candidates, Candidate, i).match;

      if (quality_of (match) > best[match->number])
        best[match->number] = quality_of (match);
      if (holds_row (named, n_by_value, g_array_index (candidates, Candidate, i).row))
        is_told[match->number] = TRUE;
    }
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      const Match *match = &candidate->match;
      const AtlasNamed one = { candidate->row, g_array_index (words, Word, match->number).start, quality_of (match) };

      if (100 * one.quality < AS_GOOD * best[match->number] ||
          (is_told[match->number] && !holds_row (named, n_by_value, candidate->row)))
        continue;
      g_array_append_val (named, one);
      n_named++;
    }

  return n_named;
}

static gboolean
is_mark (gunichar c)
{
  return c == '.' || c == ',' || c == ';' || c == '!' || c == '?';
}

/* Whether a text is sentences, or several lines, rather than words to look for; @sentence: so many words with a mark are one. */
gboolean
atlas_search_is_prose (const char *text,
                       guint       sentence)
{
  guint n_lines = 1, n_words = 0, n_lower_words = 0;
  gsize n_chars = 0;
  gboolean has_mark = FALSE;
  gunichar before = ' ', before_that = ' ';

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      n_chars++;
      n_lines += c == '\n' && p[1] != '\0';
      if (!g_unichar_isspace (c) && g_unichar_isspace (before))
        {
          n_words++;
          n_lower_words += g_unichar_islower (c);
        }
      has_mark = has_mark || (is_mark (before) && g_unichar_isspace (c) && g_unichar_islower (before_that));
      before_that = before;
      before = c;
    }
  has_mark = has_mark || (is_mark (before) && g_unichar_islower (before_that));

  return n_lines > 1 || n_words >= PROSE_WORDS || n_lower_words >= PROSE_LOWER_WORDS ||
         (has_mark && (n_words >= sentence || n_chars > SENTENCE_CHARS));
}
