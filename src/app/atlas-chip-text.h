/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-query-text.h"

G_BEGIN_DECLS

/* What of a search's text is chips, and what stays in its entry. */

typedef struct
{
  gsize start;   /* bytes */
  gsize end;
} AtlasTextRange;

AtlasQueryText *atlas_chip_text_read      (const char           *text);
AtlasQueryText *atlas_chip_text_take      (const AtlasQueryText *chips,
                                           const char           *typed,
                                           gsize                 cursor,
                                           gboolean              all,
                                           GArray               *ranges);
char           *atlas_chip_text_take_back (const AtlasQueryText *chips,
                                           const char           *typed);
char           *atlas_chip_text_dup_rest  (const char           *text);
char           *atlas_chip_text_dup_words (const AtlasQueryText *typed);

G_END_DECLS
