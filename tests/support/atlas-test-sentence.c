/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-test-sentence.h"

/**
 * atlas_test_sentence_get_remedy:
 * @sentence: what a person is told, in English
 *
 * Returns: (transfer none): the last of its sentences, which is to say what to do
 */
const char *
atlas_test_sentence_get_remedy (const char *sentence)
{
  const char *remedy = sentence;

  for (const char *p = strstr (sentence, ". "); p != NULL; p = strstr (p + 1, ". "))
    remedy = p + 2;

  return remedy;
}

/**
 * atlas_test_sentence_says_what_to_do:
 * @sentence: what a person is told, in English
 *
 * Returns: whether it says first what is wrong, and then, in the imperative, what to do about it
 */
gboolean
atlas_test_sentence_says_what_to_do (const char *sentence)
{
  static const char *const imperatives[] = { "Ask ", "Check ", "Choose ", "Enter ", "Free ", "Refresh ", "Start ", "Try ", "Unlock ", "Update ", "Wait " };
  const char *remedy = atlas_test_sentence_get_remedy (sentence);

  if (remedy == sentence || !g_str_has_suffix (remedy, "."))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (imperatives); i++)
    if (g_str_has_prefix (remedy, imperatives[i]))
      return TRUE;

  return FALSE;
}
