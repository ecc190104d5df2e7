/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-query-link.h"
#include "fuzz.h"

/* A link into the program, from a page or another program. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *link = g_strndup ((const char *) data, size);
  g_autofree char *value = NULL;
  g_autofree char *again = NULL;
  g_autofree char *value_again = NULL;
  AtlasQueryLinkKind kind = atlas_query_link_read (link, &value);

  if (kind == ATLAS_QUERY_LINK_NONE)
    return 0;

  g_assert_true (g_utf8_validate (value, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (value, -1), <=, ATLAS_QUERY_LINK_MAX_CHARS);
  again = kind == ATLAS_QUERY_LINK_SEARCH ? atlas_query_link_dup_search (value) : atlas_query_link_dup_bank (value);
  g_assert_cmpint (atlas_query_link_read (again, &value_again), ==, kind);
  g_assert_cmpstr (value, ==, value_again);

  return 0;
}
