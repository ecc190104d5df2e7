/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-typo.h"

static void
assert_typos (const char *typed,
              const char *word,
              guint       expected,
              gboolean    expected_whole)
{
  gboolean is_whole;

  g_assert_cmpuint (atlas_typo_count (typed, strlen (typed), word, strlen (word), 2, &is_whole), ==, expected);
  if (expected != ATLAS_TYPO_TOO_MANY)
    g_assert_cmpint (is_whole, ==, expected_whole);
}

static void
test_kinds (void)
{
  assert_typos ("nordea", "nordea", 0, TRUE);
  assert_typos ("nodrea", "nordea", 1, TRUE);
  assert_typos ("norda", "nordea", 1, TRUE);
  assert_typos ("nordeea", "nordea", 1, TRUE);
  assert_typos ("nurdea", "nordea", 1, TRUE);
  assert_typos ("handelsbnaken", "handelsbanken", 1, TRUE);
  assert_typos ("hanelsbnaken", "handelsbanken", 2, TRUE);
  assert_typos ("hanelsbnakn", "handelsbanken", ATLAS_TYPO_TOO_MANY, FALSE);
}

static void
test_start (void)
{
  assert_typos ("hnadels", "handelsbanken", 1, FALSE);
  assert_typos ("handels", "handelsbanken", 0, FALSE);
  assert_typos ("handelsbanken", "handels", ATLAS_TYPO_TOO_MANY, FALSE);
}

static void
test_allowed (void)
{
  g_assert_cmpuint (atlas_typo_allowed (2), ==, 0);
  g_assert_cmpuint (atlas_typo_allowed (3), ==, 1);
  g_assert_cmpuint (atlas_typo_allowed (5), ==, 1);
  g_assert_cmpuint (atlas_typo_allowed (6), ==, 2);
  g_assert_cmpuint (atlas_typo_allowed (33), ==, 0);
}

/* The textbook's table, without its short cuts. */
static guint
count_by_the_book (const char *typed,
                   const char *word)
{
  const gsize n = strlen (typed), m = strlen (word);
  guint table[16][16];
  guint best = G_MAXUINT;

  for (gsize i = 0; i <= n; i++)
    for (gsize j = 0; j <= m; j++)
      {
        guint edits = i == 0 ? j : j == 0 ? i : table[i - 1][j - 1] + (typed[i - 1] != word[j - 1]);

        if (i > 0 && j > 0)
          edits = MIN (edits, MIN (table[i - 1][j], table[i][j - 1]) + 1);
        if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
          edits = MIN (edits, table[i - 2][j - 2] + 1);
        table[i][j] = edits;
      }
  for (gsize j = 0; j <= m; j++)
    best = MIN (best, table[n][j]);

  return best;
}

static void
test_any (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      char typed[12] = { 0 }, word[12] = { 0 };
      const guint max = g_test_rand_int_range (1, 3);
      gboolean is_whole;
      guint expected, got;

      for (gint32 i = g_test_rand_int_range (1, 11); i > 0; i--)
        typed[i - 1] = 'a' + g_test_rand_int_range (0, 3);
      for (gint32 i = g_test_rand_int_range (1, 11); i > 0; i--)
        word[i - 1] = 'a' + g_test_rand_int_range (0, 3);
      expected = count_by_the_book (typed, word);
      got = atlas_typo_count (typed, strlen (typed), word, strlen (word), max, &is_whole);
      g_assert_cmpuint (got, ==, expected <= max ? expected : ATLAS_TYPO_TOO_MANY);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/typo/kinds", test_kinds);
  g_test_add_func ("/search/typo/start", test_start);
  g_test_add_func ("/search/typo/allowed", test_allowed);
  g_test_add_func ("/search/typo/any", test_any);

  return g_test_run ();
}
