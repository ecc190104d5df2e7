/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-search.h"

G_BEGIN_DECLS

/* So many words with a mark of punctuation are a sentence; fewer, where what looks like a qualifier is among them. */
#define ATLAS_SENTENCE_WORDS 7
#define ATLAS_SENTENCE_WORDS_WITH_LABEL 3

/* A bank that a part of the text names. */
typedef struct
{
  guint row;
  gsize start;     /* where in the text */
  guint quality;   /* of those that the same part names, the greater is the better */
} AtlasNamed;

AtlasAnswer  atlas_search_add_value      (AtlasAspspTable        *table,
                                          const AtlasFinding     *finding,
                                          const guint8           *passing,
                                          GArray                 *named);
char        *atlas_search_dup_value_line (const AtlasAspspFolded *folded,
                                          const AtlasFinding     *finding);
gboolean     atlas_search_add_country    (AtlasAspspTable        *table,
                                          const AtlasFinding     *finding,
                                          const guint8           *passing,
                                          GArray                 *named);
guint        atlas_search_add_names      (AtlasIndex             *index,
                                          const char             *text,
                                          const guint8           *passing,
                                          GArray                 *named);
gboolean     atlas_search_is_prose       (const char             *text,
                                          guint                   sentence);

G_END_DECLS
