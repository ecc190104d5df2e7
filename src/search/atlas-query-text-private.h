/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-query-text.h"

G_BEGIN_DECLS

struct _AtlasQueryText
{
  char   *text;
  GArray *terms;   /* of AtlasQueryTerm */
  GArray *words;   /* of AtlasQueryWord */
};

gboolean atlas_query_text_is_query (const AtlasQueryText *self);

G_END_DECLS
