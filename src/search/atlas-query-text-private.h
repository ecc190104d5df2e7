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

G_END_DECLS
