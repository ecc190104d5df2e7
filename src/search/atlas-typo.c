/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-typo.h"

#define SHORT_WORD 5
#define LONGEST_TYPED 32
#define MOST_TYPOS 2

/**
 * atlas_typo_allowed:
 * @length: how many letters were typed
 *
 * Returns: how many typos a word of that length may have; with fewer than three letters it would be like any other
 */
guint
atlas_typo_allowed (gsize length)
{
  if (length < 3 || length > LONGEST_TYPED)
    return 0;

  return length <= SHORT_WORD ? 1 : MOST_TYPOS;
}

static guint
min3 (guint a,
      guint b,
      guint c)
{
  return MIN (a, MIN (b, c));
}

/**
 * atlas_typo_count:
 * @typed: a folded word as it was typed, perhaps not to its end; of at most 32 bytes
 * @typed_length: its length in bytes
 * @word: a folded word
 * @word_length: its length in bytes
 * @max: how many typos are of interest: 1 or 2
 * @is_whole: (out): whether that many lead to the whole of @word rather than to its start
 *
 * Counts the letters that are missing, too many, wrong, or swapped with their neighbour: the optimal string
 * alignment distance, to @word or to the start of it that is nearest.
 *
 * Returns: how many typos, or %ATLAS_TYPO_TOO_MANY
 */
guint
atlas_typo_count (const char *typed,
                  gsize       typed_length,
                  const char *word,
                  gsize       word_length,
                  guint       max,
                  gboolean   *is_whole)
{
  const gsize columns = MIN (word_length, typed_length + max);
  guint8 rows[3][LONGEST_TYPED + MOST_TYPOS + 2];
  guint8 *before = rows[0], *above = rows[1], *row = rows[2];
  guint best = ATLAS_TYPO_TOO_MANY;

  *is_whole = FALSE;
  if (typed_length > LONGEST_TYPED || max > MOST_TYPOS || word_length + max < typed_length)
    return ATLAS_TYPO_TOO_MANY;

  for (gsize j = 0; j <= columns; j++)
    above[j] = j;
  for (gsize i = 1; i <= typed_length; i++)
    {
      guint8 *next = before;
      guint smallest;

      row[0] = smallest = i;
      for (gsize j = 1; j <= columns; j++)
        {
          guint edits = min3 (above[j] + 1, row[j - 1] + 1, above[j - 1] + (typed[i - 1] != word[j - 1]));

          if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
            edits = MIN (edits, (guint) before[j - 2] + 1);
          row[j] = edits;
          smallest = MIN (smallest, edits);
        }
      if (smallest > max)
        return ATLAS_TYPO_TOO_MANY;
      before = above;
      above = row;
      row = next;
    }

  for (gsize j = 0; j <= columns; j++)
    best = MIN (best, above[j]);
  if (best > max)
    return ATLAS_TYPO_TOO_MANY;
  *is_whole = columns == word_length && above[columns] == best;

  return best;
}
