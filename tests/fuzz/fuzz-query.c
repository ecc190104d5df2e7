/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-completion.h"
#include "atlas-query-text.h"
#include "fuzz.h"

static void
check_ranges (const AtlasQueryText *query)
{
  gsize length = strlen (atlas_query_text_get_text (query));

  for (guint i = 0; i < atlas_query_text_get_n_terms (query); i++)
    {
      const AtlasQueryTerm *term = atlas_query_text_get_term (query, i);
      g_autofree char *without = atlas_query_text_dup_without (query, i);

      g_assert_true (term->token_start <= term->start && term->start < term->end && term->end <= term->token_end);
      g_assert_cmpuint (term->token_end, <=, length);
      g_assert_true (g_utf8_validate (without, -1, NULL));
    }
  for (guint i = 0; i < atlas_query_text_get_n_words (query); i++)
    {
      const AtlasQueryWord *word = atlas_query_text_get_word (query, i);

      g_assert_true (word->start < word->end && word->end <= length);
    }
}

/* What is written in its proper form means the same, and has it already. */
static void
check_canonical (const AtlasQueryText *query)
{
  g_autofree char *text = atlas_query_text_dup_canonical (query);
  g_autoptr (AtlasQueryText) again = atlas_query_text_new (text);
  g_autofree char *twice = atlas_query_text_dup_canonical (again);

  g_assert_cmpstr (text, ==, twice);
  g_assert_cmpuint (atlas_query_text_get_n_terms (query), ==, atlas_query_text_get_n_terms (again));
}

static void
check_completion (const char *text)
{
  gsize length = strlen (text);

  /* The cursor stands between characters. */
  for (const char *c = text; c - text < 64; c = g_utf8_next_char (c))
    {
      gsize cursor = (gsize) (c - text);
      g_auto (AtlasQueryCompletion) completion = { 0 };
      g_autofree char *completed = NULL;
      gsize after;

      if (atlas_query_completion_find (text, cursor, &completion))
        {
          g_assert_true (completion.start <= completion.end && completion.end <= length);
          completed = atlas_query_completion_dup_text (&completion, text, "two words", &after);
          g_assert_cmpuint (after, <=, strlen (completed));
        }
      if (*c == '\0')
        break;
    }
}

/* A text of the search box, taken apart, put together and completed. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr (AtlasQueryText) query = atlas_query_text_new (text);

  check_ranges (query);
  check_canonical (query);
  check_completion (text);

  return 0;
}
