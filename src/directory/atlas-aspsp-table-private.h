/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-table.h"

G_BEGIN_DECLS

/* Between the fields of a bank's folded text. Folding leaves no line break in a field, nor in a word. */
#define ATLAS_FOLDED_SEPARATOR '\n'

/* The vocabulary of one kind: the words in the order in which they first came. */
typedef struct
{
  GPtrArray  *words;    /* (element-type utf8) */
  GHashTable *indices;  /* word → its index; the keys belong to @words */
  GArray     *counts;   /* (element-type guint): in how many rows each stands */
} AtlasVocabulary;

/* Where the texts and words of a bank begin. Offset 0 into the strings is the empty string, which stands for none. */
typedef struct
{
  guint32 id;
  guint32 bic_fi;
  guint32 name;
  guint32 logo_folder;
  guint32 logo_name;
  guint32 city;
  guint32 affiliates;
  guint32 words;
  guint16 n_words[ATLAS_N_WORD_KINDS];
} AtlasRecord;

struct _AtlasAspspTable
{
  gatomicrefcount  ref_count;
  guint            n_rows;
  AtlasRecord     *records;
  guint32         *first_seen;       /* Unix seconds, up to the year 2106 */
  char            *strings;
  guint16         *words;
  char            *folded;           /* the rows' folded texts, each with its NUL */
  guint32         *folded_offsets;   /* n_rows + 1 of them */
  guint32         *buckets;          /* by BIC: position + 1 of the first with that BIC, 0 where empty */
  guint32         *next_same;        /* (nullable): for each position, position + 1 of the next with its BIC; 0: none */
  guint            bucket_mask;
  AtlasVocabulary  vocabularies[ATLAS_N_WORD_KINDS];
};

void              atlas_vocabulary_init          (AtlasVocabulary *self);
void              atlas_vocabulary_clear         (AtlasVocabulary *self);
guint             atlas_vocabulary_find          (AtlasVocabulary *self,
                                                  const char      *word);
void              atlas_aspsp_table_index_bics   (AtlasAspspTable *self);

G_END_DECLS
