/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-table.h"
#include "atlas-lexicon.h"

G_BEGIN_DECLS

/**
 * AtlasIndex:
 *
 * What searching needs of a table of banks: the words of each field, and the BICs as numbers. Immutable, reference
 * counted, and safe to read from any thread; it takes some ten milliseconds to make for fifty thousand banks, so make it on a
 * worker's thread.
 */
typedef struct _AtlasIndex AtlasIndex;

#define ATLAS_TYPE_INDEX (atlas_index_get_type ())

typedef enum
{
  ATLAS_INDEX_NAME,
  ATLAS_INDEX_AFFILIATE,   /* names and ids of affiliates */
  ATLAS_INDEX_OTHER,       /* city and street */
} AtlasIndexField;

#define ATLAS_N_INDEX_FIELDS (ATLAS_INDEX_OTHER + 1)

GType            atlas_index_get_type    (void) G_GNUC_CONST;
AtlasIndex      *atlas_index_new         (AtlasAspspTable *table);
AtlasIndex      *atlas_index_ref         (AtlasIndex      *self);
void             atlas_index_unref       (AtlasIndex      *self);
AtlasAspspTable *atlas_index_get_table   (AtlasIndex      *self);
AtlasLexicon    *atlas_index_get_lexicon (AtlasIndex      *self,
                                          AtlasIndexField  field);
const guint64   *atlas_index_get_bics    (AtlasIndex      *self);

guint64          atlas_index_pack_bic        (const char      *folded_bic,
                                              gsize            length);
gsize            atlas_index_get_host_length (const char      *folded_host,
                                              gsize            length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasIndex, atlas_index_unref)

G_END_DECLS
