/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-search.h"

G_BEGIN_DECLS

/* More words than that are a message. */
#define ATLAS_SEARCH_MOST_WORDS 12

/* One word of a text, with what else may stand for it. */
typedef struct
{
  char  *text;        /* folded */
  gsize  length;
  char  *plain;       /* (nullable): with "ae", "oe", "ue" as people write them for "ä", "ö", "ü" taken back */
  GStrv  alias;       /* (nullable): the words that it is short for */
  const char *const *city_names;   /* (nullable): where it names a city, all names of that */
} AtlasSearchWord;

typedef struct
{
  char            *text;    /* folded, one space between words */
  AtlasSearchWord  words[ATLAS_SEARCH_MOST_WORDS];
  guint            n_words;
  gboolean         is_cut;  /* there were more words */
  char            *compound; /* (nullable): folded, where all of the text is one word with hyphens in it */
} AtlasSearchText;

void     atlas_search_text_init       (AtlasSearchText *self,
                                       const char      *text);
void     atlas_search_text_clear      (AtlasSearchText *self);
gboolean atlas_search_text_respace    (const AtlasSearchText *self,
                                       AtlasIndex            *index,
                                       AtlasSearchText       *respaced);

/* Raises hits[row] for each bank that has the word; hits has one byte for each row. */
void     atlas_search_mark_word       (AtlasIndex            *index,
                                       const AtlasSearchWord *word,
                                       guint8                *hits);
void     atlas_search_mark_typos      (AtlasIndex            *index,
                                       const AtlasSearchWord *word,
                                       guint8                *hits);

GStrv    atlas_search_lookup_alias    (const char *folded);
AtlasHit atlas_search_names_country   (const char *folded_word,
                                       gsize       length,
                                       const char *country_code);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasSearchText, atlas_search_text_clear)

G_END_DECLS
