/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-simulator-json.h"

/**
 * atlas_simulator_json_append_string:
 * @json: where to
 * @text: valid UTF-8
 *
 * Appends @text as a JSON string, in its quotes.
 */
void
atlas_simulator_json_append_string (GString    *json,
                                    const char *text)
{
  const char *begin = text;

  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (json, begin, p - begin);
      g_string_append_printf (json, c >= 0x20 ? "\\%c" : "\\u%04x", c);
      begin = p + 1;
    }
  g_string_append (json, begin);
  g_string_append_c (json, '"');
}

/**
 * atlas_simulator_json_append_member:
 * @json: an object that is still open
 * @key: the member's name, which needs no escaping
 * @text: its value, valid UTF-8
 *
 * Appends a member, after a comma where one is needed.
 */
void
atlas_simulator_json_append_member (GString    *json,
                                    const char *key,
                                    const char *text)
{
  if (json->len > 0 && json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  g_string_append_c (json, '"');
  g_string_append (json, key);
  g_string_append (json, "\":");
  atlas_simulator_json_append_string (json, text);
}
