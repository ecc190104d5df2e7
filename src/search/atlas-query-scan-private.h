/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-query-field.h"

G_BEGIN_DECLS

/* The grammar of a query's text, piece by piece: what reads it and what completes it share this.
 *
 *   query     = { space } { token space { space } }
 *   token     = qualifier | word
 *   qualifier = [ "-" ] name ":" value { "," value }      at least one value with something in it
 *   value     = quoted | { any but a space and "," }      a quote that is never closed goes to the end
 *   word      = quoted | { any but a space }              a quote that is never closed is a character
 *   quoted    = '"' { any, where \" and \\ are '"' and '\' } '"'
 */

gboolean    atlas_query_scan_is_space   (const char       *p);
const char *atlas_query_scan_spaces     (const char       *p);
const char *atlas_query_scan_qualifier  (const char       *p,
                                         AtlasQueryField  *field,
                                         gboolean         *negated);
const char *atlas_query_scan_value      (const char       *p,
                                         char            **value,
                                         gboolean         *is_open);
const char *atlas_query_scan_word       (const char       *p,
                                         char            **word);
gboolean    atlas_query_scan_is_term    (const char       *p);
void        atlas_query_append_value    (GString          *text,
                                         const char       *value);
void        atlas_query_append_word     (GString          *text,
                                         const char       *word);

G_END_DECLS
