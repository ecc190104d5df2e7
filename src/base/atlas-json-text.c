/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-json-text.h"

#define INDENT 2
/* Deeper levels are not indented any further, so that the text stays in proportion to its source. */
#define MAX_INDENTED_DEPTH 32

static const char *
skip_space (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

/* What a terminal would obey rather than show, and what changes how its neighbours are read: controls, and format
 * characters, among them all that turn the direction of text round. */
static gboolean
must_be_escaped (gunichar c)
{
  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x2028 || c == 0x2029;
}

static void
append_escaped (GString  *out,
                gunichar  c)
{
  if (c < 0x10000)
    g_string_append_printf (out, "\\u%04x", c);
  else
    g_string_append_printf (out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + ((c - 0x10000) & 0x3ff));
}

static const char *
append_character (GString    *out,
                  const char *p)
{
  gunichar c = g_utf8_get_char_validated (p, -1);

  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      g_string_append (out, "\357\277\275");
      return p + 1;
    }
  if (must_be_escaped (c))
    append_escaped (out, c);
  else
    g_string_append_unichar (out, c);

  return g_utf8_next_char (p);
}

/* Copies a string literal, @p at its opening quote; returns what follows it. */
static const char *
copy_literal (GString    *out,
              const char *p)
{
  g_string_append_c (out, *p++);
  while (*p != '\0' && *p != '"')
    {
      if (*p == '\\' && p[1] != '\0')
        g_string_append_c (out, *p++);
      p = append_character (out, p);
    }
  if (*p == '"')
    g_string_append_c (out, *p++);

  return p;
}

static const char *
copy_opening (GString    *out,
              const char *p,
              guint      *depth)
{
  char closing = *p == '{' ? '}' : ']';

  g_string_append_c (out, *p);
  p = skip_space (p + 1);
  if (*p == closing)
    {
      g_string_append_c (out, closing);
      return p + 1;
    }
  atlas_json_text_append_line (out, ++*depth);

  return p;
}

/* Copies the token at @p, and returns what follows it. */
static const char *
copy_token (GString    *out,
            const char *p,
            guint      *depth)
{
  switch (*p)
    {
    case '"':
      return copy_literal (out, p);
    case '{':
    case '[':
      return copy_opening (out, p, depth);
    case '}':
    case ']':
      *depth -= *depth > 0 ? 1 : 0;
      atlas_json_text_append_line (out, *depth);
      g_string_append_c (out, *p);
      return p + 1;
    case ',':
      g_string_append_c (out, *p);
      atlas_json_text_append_line (out, *depth);
      return p + 1;
    case ':':
      g_string_append (out, ": ");
      return p + 1;
    default:
      return append_character (out, p);
    }
}

/**
 * atlas_json_text_append_line:
 * @out: where to append
 * @depth: how deep the next line stands
 *
 * Begins a new line as atlas_json_text_append_pretty() does.
 */
void
atlas_json_text_append_line (GString *out,
                             guint    depth)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < INDENT * MIN (depth, MAX_INDENTED_DEPTH); i++)
    g_string_append_c (out, ' ');
}

/**
 * atlas_json_text_append_pretty:
 * @out: where to append
 * @json: a text from anywhere, meant to be JSON
 * @depth: how deep it stands in what is appended to
 *
 * Appends the same text, one value a line, and without a character that is obeyed rather than shown: those are
 * escaped, so that what is read of it as JSON stays the same. Nothing of it is lost even where it is no JSON.
 */
void
atlas_json_text_append_pretty (GString    *out,
                               const char *json,
                               guint       depth)
{
  for (const char *p = skip_space (json); *p != '\0'; p = skip_space (p))
    p = copy_token (out, p, &depth);
}

/**
 * atlas_json_text_append_string:
 * @out: where to append
 * @text: (nullable): a text
 *
 * Appends @text as a JSON string, or null.
 */
void
atlas_json_text_append_string (GString    *out,
                               const char *text)
{
  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0';)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (out, '\\');
      p = append_character (out, p);
    }
  g_string_append_c (out, '"');
}

/**
 * atlas_json_text_escape:
 * @json: (nullable): a text from anywhere, meant to be JSON
 *
 * Returns: (transfer full): the same text laid out as it was, but for what atlas_json_text_append_pretty() escapes
 */
char *
atlas_json_text_escape (const char *json)
{
  GString *out = g_string_new (NULL);
  const char *p = json ? json : "";

  while (*p != '\0')
    {
      if (*p == '\n' || *p == '\t' || (*p == '\r' && p[1] == '\n'))
        g_string_append_c (out, *p++);
      else
        p = append_character (out, p);
    }

  return g_string_free (out, FALSE);
}
