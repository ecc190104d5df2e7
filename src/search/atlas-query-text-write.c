/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-query-text-private.h"

#include "atlas-query-scan-private.h"
#include "atlas-text.h"

/* A text while it is being written: values of one qualifier that follow each other share its name. */
typedef struct
{
  GString         *text;
  AtlasQueryField  field;
  gboolean         negated;
} Writer;

static void
write_value (Writer          *writer,
             AtlasQueryField  field,
             gboolean         negated,
             const char      *value)
{
  if (writer->text->len > 0 && writer->field == field && !writer->negated == !negated)
    {
      g_string_append_c (writer->text, ',');
    }
  else
    {
      if (writer->text->len > 0)
        g_string_append_c (writer->text, ' ');
      g_string_append_printf (writer->text, "%s%s:", negated ? "-" : "", atlas_query_field_get_name (field));
    }
  atlas_query_append_value (writer->text, value);
  writer->field = field;
  writer->negated = negated;
}

static void
write_term (Writer               *writer,
            const AtlasQueryTerm *term)
{
  write_value (writer, term->field, term->negated, term->value);
}

static char *
finish (Writer               *writer,
        const AtlasQueryText *words)
{
  for (guint i = 0; i < words->words->len; i++)
    {
      if (writer->text->len > 0)
        g_string_append_c (writer->text, ' ');
      atlas_query_append_word (writer->text, g_array_index (words->words, AtlasQueryWord, i).text);
    }

  return g_string_free (g_steal_pointer (&writer->text), FALSE);
}

/**
 * atlas_query_text_dup_canonical:
 * @self: a query's text
 *
 * Writes a query in its one normal form: the qualifiers, then the words, with single spaces and with
 * quotes only where they must be. Read again, it is equal to @self.
 *
 * Returns: (transfer full): the text
 */
char *
atlas_query_text_dup_canonical (const AtlasQueryText *self)
{
  Writer writer = { .text = g_string_new (NULL) };

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->terms->len; i++)
    write_term (&writer, &g_array_index (self->terms, AtlasQueryTerm, i));

  return finish (&writer, self);
}

/**
 * atlas_query_text_dup_without:
 * @self: a query's text
 * @position: the term to leave out
 *
 * Returns: (transfer full): the canonical text without one term, as when its chip is closed
 */
char *
atlas_query_text_dup_without (const AtlasQueryText *self,
                              guint                 position)
{
  Writer writer = { .text = g_string_new (NULL) };

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->terms->len; i++)
    if (i != position)
      write_term (&writer, &g_array_index (self->terms, AtlasQueryTerm, i));

  return finish (&writer, self);
}

/**
 * atlas_query_text_dup_with:
 * @self: a query's text
 * @field: the field to set
 * @negated: whether to set the values that are excluded
 * @values: (nullable) (array zero-terminated=1): the values to have instead of those in @self
 *
 * Sets what a field asks for, as when something is chosen with a filter button. Values that are empty are left out.
 *
 * Returns: (transfer full): the canonical text
 */
char *
atlas_query_text_dup_with (const AtlasQueryText *self,
                           AtlasQueryField       field,
                           gboolean              negated,
                           const char * const   *values)
{
  Writer writer = { .text = g_string_new (NULL) };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (field != ATLAS_QUERY_FIELD_NONE && field < ATLAS_N_QUERY_FIELDS, NULL);

  for (guint i = 0; i < self->terms->len; i++)
    {
      const AtlasQueryTerm *term = &g_array_index (self->terms, AtlasQueryTerm, i);

      if (term->field != field || !term->negated != !negated)
        write_term (&writer, term);
    }
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    if (!atlas_text_is_blank (values[i]))
      write_value (&writer, field, negated, values[i]);

  return finish (&writer, self);
}

/**
 * atlas_query_text_dup_with_words:
 * @self: a query's text
 * @words: (nullable): other words, as a person types them; qualifiers in them are left out
 *
 * Returns: (transfer full): the canonical text with the qualifiers of @self and with @words
 */
char *
atlas_query_text_dup_with_words (const AtlasQueryText *self,
                                 const char           *words)
{
  g_autoptr (AtlasQueryText) others = atlas_query_text_new (words);
  Writer writer = { .text = g_string_new (NULL) };

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->terms->len; i++)
    write_term (&writer, &g_array_index (self->terms, AtlasQueryTerm, i));

  return finish (&writer, others);
}
