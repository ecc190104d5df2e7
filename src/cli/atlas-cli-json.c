/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-cli-json.h"

#define INDENT 2

static void
append_newline (GString *out,
                guint    depth)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < depth * INDENT; i++)
    g_string_append_c (out, ' ');
}

static const char *
skip_space (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

/* What a terminal would obey rather than show: C0 and C1 controls, DEL, direction overrides. */
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
  g_string_append_c (out, '"');

  return *p == '"' ? p + 1 : p;
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
  append_newline (out, ++*depth);

  return p;
}

static void
append_laid_out (GString    *out,
                 const char *raw,
                 guint       depth)
{
  const char *p = skip_space (raw);

  while (*p != '\0')
    {
      if (*p == '"')
        p = copy_literal (out, p);
      else if (*p == '{' || *p == '[')
        p = copy_opening (out, p, &depth);
      else if (*p == '}' || *p == ']')
        {
          depth -= depth > 0 ? 1 : 0;
          append_newline (out, depth);
          g_string_append_c (out, *p++);
        }
      else if (*p == ',')
        {
          g_string_append_c (out, *p++);
          append_newline (out, depth);
        }
      else if (*p == ':')
        {
          g_string_append (out, ": ");
          p++;
        }
      else
        p = append_character (out, p);
      p = skip_space (p);
    }
}

/**
 * atlas_cli_json_append_string:
 * @out: where to append
 * @text: (nullable): a text
 *
 * Appends @text as a JSON string, or null.
 */
void
atlas_cli_json_append_string (GString    *out,
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
 * atlas_cli_json_format_object:
 * @raw: a JSON value, well-formed
 *
 * Returns: (transfer full): the same value, laid out over several lines
 */
char *
atlas_cli_json_format_object (const char *raw)
{
  GString *out = g_string_sized_new (2 * strlen (raw));

  append_laid_out (out, raw, 0);
  g_string_append_c (out, '\n');

  return g_string_free (out, FALSE);
}

/**
 * atlas_cli_json_format_list:
 * @key: the platform's name of the list
 * @raws: JSON objects, well-formed
 *
 * Returns: (transfer full): the shape in which the platform sends a list, {"key": [...]}
 */
char *
atlas_cli_json_format_list (const char         *key,
                            const char * const *raws)
{
  GString *out = g_string_new ("{");

  append_newline (out, 1);
  atlas_cli_json_append_string (out, key);
  g_string_append (out, ": [");
  for (gsize i = 0; raws[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_newline (out, 2);
      append_laid_out (out, raws[i], 2);
    }
  if (raws[0] != NULL)
    append_newline (out, 1);
  g_string_append (out, "]\n}\n");

  return g_string_free (out, FALSE);
}
