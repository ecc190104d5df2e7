/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-monogram.h"

/* Quiet enough to stand among logos, dark enough for white letters (contrast of 4.5 or more). */
static const char *const colours[] = {
  "#4a6785", "#5b6f4a", "#7a5c46", "#6b5a86",
  "#3f7270", "#86566a", "#5d6470", "#74692f",
};

static const char *
skip_to_word (const char *text)
{
  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

static const char *
skip_word (const char *text)
{
  while (*text != '\0' && !g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/**
 * atlas_monogram_dup_initials:
 * @name: (nullable): a name, valid UTF-8
 *
 * Returns: (transfer full): the first letters of its first two words, in capitals; "" where there are none
 */
char *
atlas_monogram_dup_initials (const char *name)
{
  g_autoptr (GString) initials = g_string_new (NULL);
  const char *word = skip_to_word (name ? name : "");

  for (guint i = 0; i < 2 && *word != '\0'; i++)
    {
      g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (word)));
      word = skip_to_word (skip_word (word));
    }

  return g_string_free (g_steal_pointer (&initials), FALSE);
}

/**
 * atlas_monogram_get_colour:
 * @name: (nullable): a name
 * @colour: (out caller-allocates): where to put the colour
 *
 * The same name gets the same colour on every machine.
 */
void
atlas_monogram_get_colour (const char *name,
                           GdkRGBA    *colour)
{
  guint hash = g_str_hash (name ? name : "");

  gdk_rgba_parse (colour, colours[(hash ^ hash >> 16) % G_N_ELEMENTS (colours)]);
}
