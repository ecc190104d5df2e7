/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Links into the program: `bank-atlas:search?q=…` for a query, `bank-atlas:bank/ESSESESS` for a bank. */

#define ATLAS_QUERY_LINK_SCHEME "bank-atlas"

/* How many characters of a query a link takes. */
#define ATLAS_QUERY_LINK_MAX_CHARS 2000

typedef enum
{
  ATLAS_QUERY_LINK_NONE,
  ATLAS_QUERY_LINK_SEARCH,
  ATLAS_QUERY_LINK_BANK,
} AtlasQueryLinkKind;

AtlasQueryLinkKind  atlas_query_link_read        (const char  *link,
                                                  char       **value);
char               *atlas_query_link_dup_search  (const char  *query);
char               *atlas_query_link_dup_bank    (const char  *bic_fi);

G_END_DECLS
