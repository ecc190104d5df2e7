/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-text-private.h"

#include "atlas-query-scan-private.h"
#include "atlas-search-values-private.h"

G_DEFINE_BOXED_TYPE (AtlasQueryText, atlas_query_text, atlas_query_text_ref, atlas_query_text_unref)

static void
term_clear (gpointer data)
{
  g_free (((AtlasQueryTerm *) data)->value);
}

static void
word_clear (gpointer data)
{
  g_free (((AtlasQueryWord *) data)->text);
}

static void
query_text_clear (gpointer data)
{
  AtlasQueryText *self = data;

  g_free (self->text);
  g_array_unref (self->terms);
  g_array_unref (self->words);
}

/* Returns where the qualifier ends, or NULL when there is none, or none of its values says anything. */
static const char *
read_terms (AtlasQueryText *self,
            const char     *start)
{
  guint first = self->terms->len;
  AtlasQueryField field;
  gboolean negated;
  const char *p = atlas_query_scan_qualifier (start, &field, &negated);

  if (p == NULL)
    return NULL;

  for (;;)
    {
      AtlasQueryTerm term = { .field = field, .negated = negated, .start = p - self->text };
      gboolean is_open;

      p = atlas_query_scan_value (p, &term.value, &is_open);
      term.end = p - self->text;
      term.token_start = start - self->text;
      if (term.value != NULL)
        g_array_append_val (self->terms, term);
      if (*p != ',')
        break;
      p++;
    }

  for (guint i = first; i < self->terms->len; i++)
    g_array_index (self->terms, AtlasQueryTerm, i).token_end = p - self->text;

  return self->terms->len > first ? p : NULL;
}

static const char *
read_word (AtlasQueryText *self,
           const char     *start)
{
  AtlasQueryWord word = { .start = start - self->text };
  const char *end = atlas_query_scan_word (start, &word.text);

  word.end = end - self->text;
  if (word.text != NULL)
    g_array_append_val (self->words, word);

  return end;
}

static gboolean
term_equal (const AtlasQueryTerm *a,
            const AtlasQueryTerm *b)
{
  return a->field == b->field && a->negated == b->negated && strcmp (a->value, b->value) == 0;
}

static void
read_tokens (AtlasQueryText *self,
             gboolean        with_terms)
{
  g_array_set_size (self->terms, 0);
  g_array_set_size (self->words, 0);
  for (const char *p = atlas_query_scan_spaces (self->text); *p != '\0'; p = atlas_query_scan_spaces (p))
    {
      const char *end = with_terms ? read_terms (self, p) : NULL;

      p = end ? end : read_word (self, p);
    }
}

static char *
join_words (const AtlasQueryText *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "", g_array_index (self->words, AtlasQueryWord, i).text);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* A query is one line, and no sentence: elsewhere "City:Kiruna" is a label with what it is of. */
gboolean
atlas_query_text_is_query (const AtlasQueryText *self)
{
  g_autofree char *words = join_words (self);

  return strchr (self->text, '\n') == NULL && !atlas_search_is_prose (words, ATLAS_SENTENCE_WORDS_WITH_LABEL);
}

/**
 * atlas_query_text_new:
 * @text: (nullable): what a person typed
 *
 * Takes a text apart: qualifiers that are known and have a value become terms, everything else, half a
 * qualifier included, stays words; so does everything in a message. Every text can be read. The time it takes grows as its length does.
 *
 * Returns: (transfer full): the parts
 */
AtlasQueryText *
atlas_query_text_new (const char *text)
{
  AtlasQueryText *self = g_atomic_rc_box_new0 (AtlasQueryText);
  gsize length;

  self->text = g_utf8_make_valid (text ? text : "", -1);
  /* A line's end at the end is none between lines. */
  length = strlen (self->text);
  while (length > 0 && (self->text[length - 1] == '\n' || self->text[length - 1] == '\r'))
    self->text[--length] = '\0';
  self->terms = g_array_new (FALSE, FALSE, sizeof (AtlasQueryTerm));
  self->words = g_array_new (FALSE, FALSE, sizeof (AtlasQueryWord));
  g_array_set_clear_func (self->terms, term_clear);
  g_array_set_clear_func (self->words, word_clear);

  read_tokens (self, TRUE);
  if (self->terms->len > 0 && !atlas_query_text_is_query (self))
    read_tokens (self, FALSE);

  return self;
}

/**
 * atlas_query_text_ref:
 * @self: a query's text
 *
 * Returns: (transfer full): @self
 */
AtlasQueryText *
atlas_query_text_ref (AtlasQueryText *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * atlas_query_text_unref:
 * @self: (transfer full): a query's text
 */
void
atlas_query_text_unref (AtlasQueryText *self)
{
  g_atomic_rc_box_release_full (self, query_text_clear);
}

/**
 * atlas_query_text_equal:
 * @a: a query's text
 * @b: a query's text
 *
 * Returns: whether both have the same terms and the same words in the same order, however they are written
 */
gboolean
atlas_query_text_equal (const AtlasQueryText *a,
                        const AtlasQueryText *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->terms->len != b->terms->len || a->words->len != b->words->len)
    return FALSE;
  for (guint i = 0; i < a->terms->len; i++)
    if (!term_equal (&g_array_index (a->terms, AtlasQueryTerm, i), &g_array_index (b->terms, AtlasQueryTerm, i)))
      return FALSE;
  for (guint i = 0; i < a->words->len; i++)
    if (strcmp (g_array_index (a->words, AtlasQueryWord, i).text, g_array_index (b->words, AtlasQueryWord, i).text) != 0)
      return FALSE;

  return TRUE;
}

/**
 * atlas_query_text_get_text:
 * @self: a query's text
 *
 * Returns: (transfer none): the text as it was typed, which all ranges are in
 */
const char *
atlas_query_text_get_text (const AtlasQueryText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * atlas_query_text_get_n_terms:
 * @self: a query's text
 *
 * Returns: how many values its qualifiers have
 */
guint
atlas_query_text_get_n_terms (const AtlasQueryText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->terms->len;
}

/**
 * atlas_query_text_get_term:
 * @self: a query's text
 * @position: which, from 0
 *
 * Returns: (transfer none): a term, in the order of the text
 */
const AtlasQueryTerm *
atlas_query_text_get_term (const AtlasQueryText *self,
                           guint                 position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < self->terms->len, NULL);

  return &g_array_index (self->terms, AtlasQueryTerm, position);
}

/**
 * atlas_query_text_get_n_words:
 * @self: a query's text
 *
 * Returns: how many words are no qualifiers
 */
guint
atlas_query_text_get_n_words (const AtlasQueryText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->words->len;
}

/**
 * atlas_query_text_get_word:
 * @self: a query's text
 * @position: which, from 0
 *
 * Returns: (transfer none): a word, in the order of the text
 */
const AtlasQueryWord *
atlas_query_text_get_word (const AtlasQueryText *self,
                           guint                 position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < self->words->len, NULL);

  return &g_array_index (self->words, AtlasQueryWord, position);
}

/**
 * atlas_query_text_dup_words:
 * @self: a query's text
 *
 * Returns: (transfer full): what to look for: all words with one space between them; of several lines all of the text, for lines tell
 */
char *
atlas_query_text_dup_words (const AtlasQueryText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return strchr (self->text, '\n') != NULL ? g_strdup (self->text) : join_words (self);
}

/**
 * atlas_query_text_dup_values:
 * @self: a query's text
 * @field: a field
 * @negated: whether to get the values that are excluded
 *
 * Returns: (transfer full): the values of @field as they were typed, which may be none
 */
GStrv
atlas_query_text_dup_values (const AtlasQueryText *self,
                             AtlasQueryField       field,
                             gboolean              negated)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->terms->len; i++)
    {
      const AtlasQueryTerm *term = &g_array_index (self->terms, AtlasQueryTerm, i);

      if (term->field == field && !term->negated == !negated)
        g_strv_builder_add (values, term->value);
    }

  return g_strv_builder_end (values);
}

/**
 * atlas_query_text_has_flag:
 * @self: a query's text
 * @flag: a flag
 *
 * Returns: whether the query asks for @flag, as `is:starred` does; not where it excludes it
 */
gboolean
atlas_query_text_has_flag (const AtlasQueryText *self,
                           AtlasQueryFlag        flag)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->terms->len; i++)
    {
      const AtlasQueryTerm *term = &g_array_index (self->terms, AtlasQueryTerm, i);

      if (!term->negated && flag != ATLAS_QUERY_FLAG_UNKNOWN && atlas_query_flag_find (term->field, term->value) == flag)
        return TRUE;
    }

  return FALSE;
}
