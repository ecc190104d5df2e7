/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-json-text.h"

#include "atlas-cli-json.h"

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

  atlas_json_text_append_pretty (out, raw, 0);
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

  atlas_json_text_append_line (out, 1);
  atlas_json_text_append_string (out, key);
  g_string_append (out, ": [");
  for (gsize i = 0; raws[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      atlas_json_text_append_line (out, 2);
      atlas_json_text_append_pretty (out, raws[i], 2);
    }
  if (raws[0] != NULL)
    atlas_json_text_append_line (out, 1);
  g_string_append (out, "]\n}\n");

  return g_string_free (out, FALSE);
}
