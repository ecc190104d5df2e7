/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "atlas-aspsp-table.h"
#include "atlas-sqlite.h"

G_BEGIN_DECLS

/* The words of the directory (countries, cities, products, methods) and their numbers in the database.
 * A bank's words are packed: their numbers, four bytes each, little-endian. */

typedef struct _AtlasWords AtlasWords;

AtlasWords  *atlas_words_load      (AtlasSqlite    *sqlite,
                                    GError        **error);
void         atlas_words_free      (AtlasWords     *self);
gboolean     atlas_words_append    (AtlasWords     *self,
                                    GArray         *packed,
                                    AtlasWordKind   kind,
                                    const char     *word,
                                    GError        **error);
const char  *atlas_words_get       (AtlasWords     *self,
                                    guint           number,
                                    AtlasWordKind  *kind);
guint        atlas_words_get_max   (AtlasWords     *self);
GArray      *atlas_words_unpack    (gconstpointer   packed,
                                    gsize           length);
void         atlas_words_sort      (GArray         *packed);

/* SQLite's blobs begin at any address. */
static inline guint32
atlas_words_number_at (gconstpointer packed,
                       gsize         index)
{
  guint32 number;

  memcpy (&number, (const guint8 *) packed + index * sizeof number, sizeof number);

  return GUINT32_FROM_LE (number);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasWords, atlas_words_free)

G_END_DECLS
