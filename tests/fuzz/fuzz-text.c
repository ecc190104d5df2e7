/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-text.h"
#include "fuzz.h"

#define MAX_CHARS 40

static void
check_single_line (const char *text)
{
  g_autofree char *line = atlas_text_dup_single_line (text, MAX_CHARS);
  g_autofree char *again = atlas_text_dup_single_line (line, MAX_CHARS);
  glong n_chars = g_utf8_strlen (line, -1);

  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_assert_cmpint (n_chars, <=, MAX_CHARS + 1);
  if (n_chars <= MAX_CHARS)
    g_assert_cmpstr (again, ==, line);
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (p));

      g_assert_true (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT);
      g_assert_true (*p == ' ' || !g_unichar_isspace (g_utf8_get_char (p)));
    }
}

/* What is sorted and searched has been made valid by the reader of the answer. */
static void
check_valid (const char *text)
{
  g_autofree char *shown = atlas_text_dup_shown (text);
  g_autofree char *trimmed = atlas_text_dup_trimmed (text);
  g_autofree char *trimmed_again = atlas_text_dup_trimmed (trimmed);
  g_autofree char *folded = atlas_text_fold (text);
  g_autofree char *folded_shown = atlas_text_fold (shown);
  g_autofree char *key = atlas_text_collate_key (text);

  g_assert_cmpstr (trimmed, ==, trimmed_again);
  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_nonnull (key);
  /* A bank is found by what is shown of it. */
  if (shown != NULL && !g_str_has_suffix (shown, "…"))
    g_assert_cmpstr (g_strchomp (folded), ==, g_strchomp (folded_shown));
}

/* What people see of a text from anywhere. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *valid = g_utf8_make_valid (bytes, -1);

  check_single_line (bytes);
  check_valid (valid);

  return 0;
}
