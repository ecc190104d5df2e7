/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-search-message-private.h"
#include "atlas-text.h"

/* A bank counts as named where that much of its name's weight, in hundredths, is in the message, */
#define LEAST_COVERED 50

/* and a word that one bank of fifty has says nothing alone. */
#define COMMON_BANKS 50

#define FULL_SCORE 400

typedef struct
{
  AtlasIndex *index;
  guint       n_rows;
  guint16    *found;       /* for each row, the weight of its name's words that are in the message */
  GHashTable *seen;        /* numbers of words */
} Reading;

/* A word weighs the more, the fewer banks have it: the logarithm of their share, to the base 2. */
static guint
weigh (guint n_rows,
       guint n_postings)
{
  return g_bit_storage (n_rows / n_postings);
}

static void
find_word (const char *word,
           gsize       length,
           guint       index,
           gpointer    data)
{
  Reading *reading = data;
  AtlasLexicon *lexicon = atlas_index_get_lexicon (reading->index, ATLAS_INDEX_NAME);
  guint n_started, n_postings;
  const guint number = atlas_lexicon_find_start (lexicon, word, length, &n_started);
  const AtlasPosting *postings;
  gsize found_length;
  guint weight;

  if (n_started == 0)
    return;
  atlas_lexicon_get_word (lexicon, number, &found_length);
  if (found_length != length || !g_hash_table_add (reading->seen, GUINT_TO_POINTER (number)))
    return;

  postings = atlas_lexicon_get_postings (lexicon, number, &n_postings);
  weight = weigh (reading->n_rows, n_postings);
  for (guint i = 0; i < n_postings; i++)
    reading->found[ATLAS_POSTING_ROW (postings[i])] += weight;
}

typedef struct
{
  AtlasIndex *index;
  guint       n_rows;
  guint       total;
} Weighing;

static void
add_weight (const char *word,
            gsize       length,
            guint       index,
            gpointer    data)
{
  Weighing *weighing = data;
  AtlasLexicon *lexicon = atlas_index_get_lexicon (weighing->index, ATLAS_INDEX_NAME);
  guint n_started, n_postings;
  const guint number = atlas_lexicon_find_start (lexicon, word, length, &n_started);

  if (n_started == 0)
    return;
  atlas_lexicon_get_postings (lexicon, number, &n_postings);
  weighing->total += weigh (weighing->n_rows, n_postings);
}

static guint16
score_row (const Reading *reading,
           guint          row)
{
  Weighing weighing = { reading->index, reading->n_rows, 0 };
  const guint found = reading->found[row];
  AtlasAspspFolded folded;
  guint covered;

  /* Only words that many banks have: "bank" alone names nobody. */
  if (found <= g_bit_storage (MIN (COMMON_BANKS, reading->n_rows)))
    return 0;

  atlas_aspsp_table_get_folded (atlas_index_get_table (reading->index), row, &folded);
  atlas_lexicon_split (folded.name, folded.name_length, add_weight, &weighing);
  covered = weighing.total > 0 ? MIN (100 * found / weighing.total, 100) : 0;
  if (covered < LEAST_COVERED)
    return 0;

  return 1 + MIN (covered * covered * found / 1000, FULL_SCORE);
}

/* Scores the banks whose names are in a longer text. Returns how many are. */
guint
atlas_search_score_message (AtlasIndex   *index,
                            const char   *text,
                            const guint8 *passing,
                            guint16      *scores)
{
  const guint n_rows = atlas_aspsp_table_get_n_rows (atlas_index_get_table (index));
  g_autofree guint16 *found = g_new0 (guint16, n_rows + 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree char *folded = atlas_text_fold (text);
  Reading reading = { index, n_rows, found, seen };
  guint n_found = 0;

  atlas_lexicon_split (folded, strlen (folded), find_word, &reading);
  for (guint row = 0; row < n_rows; row++)
    {
      scores[row] = passing == NULL || passing[row] ? score_row (&reading, row) : 0;
      n_found += scores[row] != 0;
    }

  return n_found;
}
