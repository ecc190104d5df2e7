/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-scan-private.h"

#include "atlas-text.h"

/* Returns where the quoted text ends, behind its quote; or NULL when it is not closed. */
static const char *
find_quoted_end (const char *p)
{
  for (p++; *p != '\0'; p++)
    {
      if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
        p++;
      else if (*p == '"')
        return p + 1;
    }

  return NULL;
}

static char *
dup_unescaped (const char *start,
               const char *end)
{
  g_autoptr (GString) text = g_string_sized_new (end - start);

  for (const char *p = start; p < end; p++)
    {
      if (*p == '\\' && p + 1 < end && (p[1] == '"' || p[1] == '\\'))
        p++;
      g_string_append_c (text, *p);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
find_bare_end (const char *p,
               char        separator)
{
  while (*p != '\0' && *p != separator && !atlas_query_scan_is_space (p))
    p = g_utf8_next_char (p);

  return p;
}

static gboolean
needs_quotes (const char *text,
              char        separator)
{
  const char *end = find_bare_end (text, separator);

  return *text == '\0' || *end != '\0' || strchr (text, '"') != NULL;
}

static void
append_quoted (GString    *text,
               const char *value)
{
  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

/**
 * atlas_query_scan_is_space:
 * @p: in a text, valid UTF-8
 *
 * Returns: whether a character that parts tokens begins at @p
 */
gboolean
atlas_query_scan_is_space (const char *p)
{
  return *p != '\0' && g_unichar_isspace (g_utf8_get_char (p));
}

/**
 * atlas_query_scan_spaces:
 * @p: in a text
 *
 * Returns: (transfer none): the next character that is no space
 */
const char *
atlas_query_scan_spaces (const char *p)
{
  while (atlas_query_scan_is_space (p))
    p = g_utf8_next_char (p);

  return p;
}

/**
 * atlas_query_scan_qualifier:
 * @p: where a token begins
 * @field: (out): the field that is named
 * @negated: (out): whether there is a "-" before it
 *
 * Returns: (transfer none) (nullable): where its values begin, or %NULL when no known name and colon are there
 */
const char *
atlas_query_scan_qualifier (const char      *p,
                            AtlasQueryField *field,
                            gboolean        *negated)
{
  const char *name;

  *negated = *p == '-';
  name = *negated ? p + 1 : p;
  for (p = name; g_ascii_isalpha (*p); p++)
    continue;
  if (*p != ':')
    return NULL;

  *field = atlas_query_field_find (name, p - name);

  return *field != ATLAS_QUERY_FIELD_NONE ? p + 1 : NULL;
}

/**
 * atlas_query_scan_value:
 * @p: where a value begins
 * @value: (out) (transfer full) (nullable): what it says, without quotes and spaces at its ends; %NULL: nothing
 * @is_open: (out): whether it begins with a quote that is never closed
 *
 * Returns: (transfer none): where it ends
 */
const char *
atlas_query_scan_value (const char  *p,
                        char       **value,
                        gboolean    *is_open)
{
  g_autofree char *plain = NULL;
  const char *end;

  *is_open = FALSE;
  if (*p != '"')
    {
      end = find_bare_end (p, ',');
      *value = end > p ? g_strndup (p, end - p) : NULL;
      return end;
    }

  end = find_quoted_end (p);
  *is_open = end == NULL;
  if (*is_open)
    end = p + strlen (p);
  plain = dup_unescaped (p + 1, *is_open ? end : end - 1);
  *value = atlas_text_dup_trimmed (plain);

  return end;
}

/**
 * atlas_query_scan_word:
 * @p: where a token begins that is no qualifier
 * @word: (out) (transfer full) (nullable): the word, without quotes; %NULL: nothing in them
 *
 * Returns: (transfer none): where it ends
 */
const char *
atlas_query_scan_word (const char  *p,
                       char       **word)
{
  const char *end = *p == '"' ? find_quoted_end (p) : NULL;
  g_autofree char *plain = NULL;

  if (end == NULL)
    {
      end = find_bare_end (p, '\0');
      *word = g_strndup (p, end - p);
      return end;
    }

  plain = dup_unescaped (p + 1, end - 1);
  *word = atlas_text_dup_trimmed (plain);

  return end;
}

/**
 * atlas_query_scan_is_term:
 * @p: where a token begins
 *
 * Returns: whether it is a qualifier that has a value
 */
gboolean
atlas_query_scan_is_term (const char *p)
{
  AtlasQueryField field;
  gboolean negated;

  p = atlas_query_scan_qualifier (p, &field, &negated);
  while (p != NULL)
    {
      g_autofree char *value = NULL;
      gboolean is_open;

      p = atlas_query_scan_value (p, &value, &is_open);
      if (value != NULL)
        return TRUE;
      p = *p == ',' ? p + 1 : NULL;
    }

  return FALSE;
}

/**
 * atlas_query_append_value:
 * @text: where to write
 * @value: a value
 *
 * Writes @value so that it is read as one value, in quotes where it must be.
 */
void
atlas_query_append_value (GString    *text,
                          const char *value)
{
  if (needs_quotes (value, ','))
    append_quoted (text, value);
  else
    g_string_append (text, value);
}

/**
 * atlas_query_append_word:
 * @text: where to write
 * @word: a word
 *
 * Writes @word so that it is read as one word and as no qualifier, in quotes where it must be.
 */
void
atlas_query_append_word (GString    *text,
                         const char *word)
{
  if (needs_quotes (word, '\0') || atlas_query_scan_is_term (word))
    append_quoted (text, word);
  else
    g_string_append (text, word);
}
