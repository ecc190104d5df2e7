/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasLexicon:
 *
 * The different words of one field of all banks, in order, and for each of them the banks that have it. Some ten
 * thousand words stand for the names of fifty thousand banks, so that looking at all of them takes a fraction of the
 * time that looking at all names would. Immutable, and safe to read from any thread.
 */
typedef struct _AtlasLexicon AtlasLexicon;
typedef struct _AtlasLexiconBuilder AtlasLexiconBuilder;

/* A bank that has a word: its position, and in the highest bit whether its field begins with the word. */
typedef guint32 AtlasPosting;

#define ATLAS_POSTING_IS_FIRST ((AtlasPosting) 1 << 31)
#define ATLAS_POSTING_ROW(posting) ((posting) & ~ATLAS_POSTING_IS_FIRST)

AtlasLexiconBuilder *atlas_lexicon_builder_new    (void);
void                 atlas_lexicon_builder_add    (AtlasLexiconBuilder *self,
                                                   const char          *word,
                                                   gsize                length,
                                                   guint                row,
                                                   gboolean             is_first);
AtlasLexicon        *atlas_lexicon_builder_finish (AtlasLexiconBuilder *self);

void                 atlas_lexicon_free           (AtlasLexicon        *self);
guint                atlas_lexicon_get_n_words    (AtlasLexicon        *self);
const char          *atlas_lexicon_get_word       (AtlasLexicon        *self,
                                                   guint                number,
                                                   gsize               *length);
guint32              atlas_lexicon_get_letters    (AtlasLexicon        *self,
                                                   guint                number);
const AtlasPosting  *atlas_lexicon_get_postings   (AtlasLexicon        *self,
                                                   guint                number,
                                                   guint               *n_postings);
guint                atlas_lexicon_find_start     (AtlasLexicon        *self,
                                                   const char          *start,
                                                   gsize                length,
                                                   guint               *n_found);
guint                atlas_lexicon_next_inside    (AtlasLexicon        *self,
                                                   guint                from,
                                                   const char          *part,
                                                   gsize                length);

guint32              atlas_lexicon_letters_of     (const char          *word,
                                                   gsize                length);

/* Calls @func for each word of a folded text. */
typedef void (*AtlasWordFunc) (const char *word, gsize length, guint index, gpointer data);

void                 atlas_lexicon_split          (const char          *folded,
                                                   gsize                length,
                                                   AtlasWordFunc        func,
                                                   gpointer             data);
guint                atlas_lexicon_count_words    (const char          *folded,
                                                   gsize                length,
                                                   guint                most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLexicon, atlas_lexicon_free)

G_END_DECLS
