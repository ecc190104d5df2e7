/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-completion.h"

#include "atlas-query-scan-private.h"
#include "atlas-query-text-private.h"
#include "atlas-text.h"

/* What of a value stands before the cursor, without the quote that it begins with. */
static char *
dup_typed (const char *start,
           const char *cursor)
{
  g_autofree char *part = g_strndup (start, cursor - start);
  g_autofree char *value = NULL;
  gboolean is_open;

  atlas_query_scan_value (part, &value, &is_open);

  return value ? g_steal_pointer (&value) : g_strdup ("");
}

static void
fill_value (AtlasQueryCompletion *completion,
            const char           *text,
            const char           *start,
            const char           *end,
            const char           *cursor,
            AtlasQueryField       field)
{
  completion->field = field;
  completion->typed = dup_typed (start, cursor);
  completion->start = start - text;
  completion->end = end - text;
}

/* Returns where the qualifier at @p ends, or NULL when there is none with a value. A quote that is not closed yet
 * takes in the rest of the text, of which only what is before the cursor is replaced. */
static const char *
find_in_qualifier (const char           *text,
                   const char           *p,
                   const char           *cursor,
                   AtlasQueryCompletion *completion)
{
  AtlasQueryField field;
  gboolean negated;
  gboolean has_value = FALSE;

  for (p = atlas_query_scan_qualifier (p, &field, &negated); p != NULL; p++)
    {
      g_autofree char *value = NULL;
      const char *start = p;
      gboolean is_open;

      p = atlas_query_scan_value (start, &value, &is_open);
      has_value = has_value || value != NULL;
      if (cursor >= start && cursor <= p)
        fill_value (completion, text, start, is_open ? cursor : p, cursor, field);
      if (*p != ',')
        return has_value ? p : NULL;
    }

  return NULL;
}

static gboolean
begins_a_name (const char *start,
               gsize       length)
{
  for (guint i = ATLAS_QUERY_FIELD_NONE + 1; i < ATLAS_N_QUERY_FIELDS; i++)
    if (g_ascii_strncasecmp (atlas_query_field_get_name (i), start, length) == 0)
      return TRUE;

  return FALSE;
}

static void
find_in_word (const char           *text,
              const char           *start,
              const char           *end,
              const char           *cursor,
              AtlasQueryCompletion *completion)
{
  if (*start == '-')
    start++;
  if (cursor <= start || cursor > end || !begins_a_name (start, cursor - start))
    return;
  for (const char *p = start; p < end; p++)
    if (!g_ascii_isalpha (*p))
      return;

  completion->field = ATLAS_QUERY_FIELD_NONE;
  completion->typed = g_strndup (start, cursor - start);
  completion->start = start - text;
  completion->end = end - text;
}

/* What is a label in a message becomes no qualifier once its value is there. */
static gboolean
is_worth_completing (const char           *text,
                     AtlasQueryCompletion *completion)
{
  g_autofree char *completed = atlas_query_completion_dup_text (completion, text, "x", NULL);
  g_autoptr (AtlasQueryText) query = atlas_query_text_new (completed);

  if (atlas_query_text_is_query (query))
    return TRUE;
  atlas_query_completion_clear (completion);

  return FALSE;
}

/**
 * atlas_query_completion_find:
 * @text: a query's text, valid UTF-8
 * @cursor: where the cursor is, in bytes
 * @completion: (out): what is being typed there
 *
 * Finds what may be completed at the cursor: a value of a qualifier, also an empty one, or a word that
 * begins as a qualifier's name does.
 *
 * Returns: whether there is anything to complete
 */
gboolean
atlas_query_completion_find (const char           *text,
                             gsize                 cursor,
                             AtlasQueryCompletion *completion)
{
  const char *at;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (completion != NULL, FALSE);

  *completion = (AtlasQueryCompletion) { 0 };
  at = text + MIN (cursor, strlen (text));
  for (const char *p = atlas_query_scan_spaces (text); *p != '\0' && p <= at; p = atlas_query_scan_spaces (p))
    {
      g_autofree char *word = NULL;
      const char *start = p;

      p = find_in_qualifier (text, start, at, completion);
      if (completion->typed != NULL)
        return is_worth_completing (text, completion);
      if (p == NULL)
        {
          p = atlas_query_scan_word (start, &word);
          find_in_word (text, start, p, at, completion);
        }
    }

  return completion->typed != NULL && is_worth_completing (text, completion);
}

/**
 * atlas_query_completion_dup_text:
 * @self: what is being typed
 * @text: the text that it was found in
 * @value: the candidate that was chosen
 * @cursor: (out) (optional): where the cursor goes, in bytes
 *
 * Puts a candidate into the text, in quotes where it must be. After a name comes its colon; after a
 * value a space, unless there is one.
 *
 * Returns: (transfer full): the new text
 */
char *
atlas_query_completion_dup_text (const AtlasQueryCompletion *self,
                                 const char                 *text,
                                 const char                 *value,
                                 gsize                      *cursor)
{
  g_autoptr (GString) completed = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && text != NULL && value != NULL, NULL);
  g_return_val_if_fail (self->start <= self->end && self->end <= strlen (text), NULL);

  g_string_append_len (completed, text, self->start);
  if (self->field == ATLAS_QUERY_FIELD_NONE)
    {
      g_string_append (completed, value);
      if (text[self->end] != ':')
        g_string_append_c (completed, ':');
    }
  else
    {
      atlas_query_append_value (completed, value);
      if (text[self->end] != ',' && !atlas_query_scan_is_space (text + self->end))
        g_string_append_c (completed, ' ');
    }
  if (cursor != NULL)
    *cursor = completed->len;
  g_string_append (completed, text + self->end);

  return g_string_free (g_steal_pointer (&completed), FALSE);
}

/**
 * atlas_query_completion_clear:
 * @self: what was being typed
 *
 * Frees what is in @self.
 */
void
atlas_query_completion_clear (AtlasQueryCompletion *self)
{
  g_clear_pointer (&self->typed, g_free);
}
