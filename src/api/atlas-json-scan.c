/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-json-scan.h"

/* That of "\\u0041" */
#define ESCAPE_LENGTH 6

typedef struct
{
  const char *text;
  gsize       length;
  gsize       position;
} Cursor;

/* Steps over the string that begins at the cursor, and leaves it behind the closing quote. */
static void
skip_string (Cursor *self)
{
  self->position++;
  while (self->position < self->length && self->text[self->position] != '"')
    self->position += self->text[self->position] == '\\' ? 2 : 1;
  self->position = MIN (self->position + 1, self->length);
}

/* Steps over one string or one character, and says by how much the nesting changes. */
static int
step (Cursor *self)
{
  char c = self->text[self->position];

  if (c == '"')
    {
      skip_string (self);
      return 0;
    }
  self->position++;
  if (c == '{' || c == '[')
    return 1;

  return c == '}' || c == ']' ? -1 : 0;
}

static void
skip_space (Cursor *self)
{
  while (self->position < self->length && g_ascii_isspace (self->text[self->position]))
    self->position++;
}

/* Steps over a whole value; the cursor is at its beginning, and then at its end. */
static AtlasJsonSpan
skip_value (Cursor *self)
{
  AtlasJsonSpan span = { self->position, self->position };
  int depth = 0;

  while (self->position < self->length)
    {
      char c = self->text[self->position];

      if (depth == 0 && (c == ',' || c == ']' || c == '}'))
        break;
      depth += step (self);
      if (!g_ascii_isspace (c))
        span.end = self->position;
    }

  return span;
}

static GArray *
collect_elements (Cursor *self)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (AtlasJsonSpan));

  self->position++;
  for (skip_space (self); self->position < self->length && self->text[self->position] != ']'; skip_space (self))
    {
      AtlasJsonSpan span = skip_value (self);

      g_array_append_val (spans, span);
      if (self->position < self->length && self->text[self->position] == ',')
        self->position++;
      else
        break;
    }

  return spans;
}

static gboolean
is_key (Cursor              *self,
        const AtlasJsonSpan *span,
        const char          *key)
{
  gsize length = strlen (key);

  return span->end - span->start == length + 2 && memcmp (self->text + span->start + 1, key, length) == 0;
}

/* Goes through the members of the object at the cursor. Of members of the same name the last one counts,
 * as it does for the parser. */
static GArray *
collect_member (Cursor     *self,
                const char *key)
{
  GArray *spans = NULL;

  self->position++;
  while (self->position < self->length)
    {
      AtlasJsonSpan name = { 0, 0 };

      skip_space (self);
      if (self->position >= self->length || self->text[self->position] != '"')
        break;
      name.start = self->position;
      skip_string (self);
      name.end = self->position;
      while (self->position < self->length && self->text[self->position] != ':')
        self->position++;
      self->position++;
      skip_space (self);
      if (self->position < self->length && self->text[self->position] == '[' && is_key (self, &name, key))
        {
          gsize start = self->position;

          g_clear_pointer (&spans, g_array_unref);
          spans = collect_elements (self);
          self->position = start;
        }
      skip_value (self);
      if (self->position < self->length && self->text[self->position] == ',')
        self->position++;
    }

  return spans;
}

/**
 * atlas_json_scan_is_shallow:
 * @text: a text that may be JSON
 * @length: its length in bytes
 * @max_depth: how deep arrays and objects may be nested
 *
 * Returns: whether it is safe to parse @text by recursion
 */
gboolean
atlas_json_scan_is_shallow (const char *text,
                            gsize       length,
                            guint       max_depth)
{
  Cursor cursor = { text, length, 0 };
  gint64 depth = 0;

  while (cursor.position < length)
    {
      depth += step (&cursor);
      if (depth > (gint64) max_depth)
        return FALSE;
    }

  return TRUE;
}

/* The code unit of the escape at @position, which may be "\\u0041"; -1 where there is none. */
static int
read_escape (const char *text,
             gsize       length,
             gsize       position)
{
  int unit = 0;

  if (length < ESCAPE_LENGTH || position > length - ESCAPE_LENGTH || text[position] != '\\' || text[position + 1] != 'u')
    return -1;
  for (gsize i = position + 2; i < position + ESCAPE_LENGTH; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }

  return unit;
}

static gboolean
is_high_surrogate (int unit)
{
  return unit >= 0xd800 && unit <= 0xdbff;
}

static gboolean
is_low_surrogate (int unit)
{
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/**
 * atlas_json_scan_mend_escapes:
 * @text: (inout): a text that may be JSON
 * @length: its length in bytes
 *
 * Puts U+FFFD in place of what no text can hold: half of a surrogate pair, for which the parser would refuse
 * the whole text, and NUL, at which it would end the string.
 *
 * Returns: whether there was any
 */
gboolean
atlas_json_scan_mend_escapes (char  *text,
                              gsize  length)
{
  gboolean mended = FALSE;
  gsize step_length;

  for (gsize position = 0; position < length; position += step_length)
    {
      int unit = read_escape (text, length, position);

      step_length = text[position] == '\\' ? 2 : 1;
      if (unit < 0)
        continue;
      step_length = ESCAPE_LENGTH;
      if (is_high_surrogate (unit) && is_low_surrogate (read_escape (text, length, position + ESCAPE_LENGTH)))
        step_length = 2 * ESCAPE_LENGTH;
      else if (unit == 0 || is_high_surrogate (unit) || is_low_surrogate (unit))
        {
          memcpy (text + position, "\\ufffd", ESCAPE_LENGTH);
          mended = TRUE;
        }
    }

  return mended;
}

/**
 * atlas_json_scan_elements:
 * @text: a text that was parsed as JSON without an error
 * @length: its length in bytes
 * @key: the member that holds the list
 *
 * Finds where the elements of a list are, which is @text itself or its member @key, so that each can be
 * kept as it was received.
 *
 * Returns: (transfer full) (nullable) (element-type AtlasJsonSpan): one span for each element, without
 *   white space around it; %NULL when there is no such list
 */
GArray *
atlas_json_scan_elements (const char *text,
                          gsize       length,
                          const char *key)
{
  Cursor cursor = { text, length, 0 };

  skip_space (&cursor);
  if (cursor.position >= length)
    return NULL;
  if (text[cursor.position] == '[')
    return collect_elements (&cursor);
  if (text[cursor.position] == '{')
    return collect_member (&cursor, key);

  return NULL;
}
