/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AtlasAspspTable:
 *
 * All banks of one snapshot of the directory, in display order, in a few flat arrays: immutable,
 * reference counted, and safe to read from any thread. A bank is a position in it.
 */
typedef struct _AtlasAspspTable AtlasAspspTable;
typedef struct _AtlasAspspTableBuilder AtlasAspspTableBuilder;

#define ATLAS_TYPE_ASPSP_TABLE (atlas_aspsp_table_get_type ())
#define ATLAS_ASPSP_TABLE_NOT_FOUND G_MAXUINT

/**
 * AtlasAspspRow:
 *
 * A view of one bank. The strings belong to the table. The arrays hold positions in the table's own
 * vocabularies, see atlas_aspsp_table_get_word().
 */
typedef struct
{
  const char    *bic_fi;
  const char    *name;          /* trimmed, for showing */
  const char    *logo_url;      /* (nullable) */
  const char    *city;          /* (nullable): from the details, else from the city's own list */
  const char    *affiliates;    /* (nullable): names, one a line */
  gint64         first_seen;    /* Unix seconds */
  const guint16 *countries;     /* codes */
  const guint16 *cities;        /* ids */
  const guint16 *products;
  const guint16 *methods;
  guint16        n_countries;
  guint16        n_cities;
  guint16        n_products;
  guint16        n_methods;
} AtlasAspspRow;

typedef enum
{
  ATLAS_WORD_COUNTRY,   /* an ISO 3166-1 alpha-2 code */
  ATLAS_WORD_CITY,      /* a city id */
  ATLAS_WORD_PRODUCT,   /* a payment product's identifier, global or the bank's own */
  ATLAS_WORD_METHOD,    /* an authorization method's name */
} AtlasWordKind;

#define ATLAS_N_WORD_KINDS (ATLAS_WORD_METHOD + 1)

GType                   atlas_aspsp_table_get_type          (void) G_GNUC_CONST;
AtlasAspspTable        *atlas_aspsp_table_ref               (AtlasAspspTable *self);
void                    atlas_aspsp_table_unref             (AtlasAspspTable *self);
guint                   atlas_aspsp_table_get_n_rows        (AtlasAspspTable *self);
void                    atlas_aspsp_table_get_row           (AtlasAspspTable *self,
                                                             guint            position,
                                                             AtlasAspspRow   *row);
guint                   atlas_aspsp_table_find              (AtlasAspspTable *self,
                                                             const char      *bic_fi);
guint                   atlas_aspsp_table_get_n_words       (AtlasAspspTable *self,
                                                             AtlasWordKind    kind);
const char             *atlas_aspsp_table_get_word          (AtlasAspspTable *self,
                                                             AtlasWordKind    kind,
                                                             guint            index);
guint                   atlas_aspsp_table_get_word_count    (AtlasAspspTable *self,
                                                             AtlasWordKind    kind,
                                                             guint            index);
gboolean                atlas_aspsp_table_row_matches       (AtlasAspspTable *self,
                                                             guint            position,
                                                             const char      *folded_word,
                                                             gsize            length);

AtlasAspspTableBuilder *atlas_aspsp_table_builder_new       (guint                   expected_rows);
void                    atlas_aspsp_table_builder_free      (AtlasAspspTableBuilder *self);
void                    atlas_aspsp_table_builder_begin_row (AtlasAspspTableBuilder *self,
                                                             const char             *bic_fi,
                                                             const char             *name,
                                                             const char             *logo_url,
                                                             const char             *city,
                                                             gint64                  first_seen);
void                    atlas_aspsp_table_builder_add_word  (AtlasAspspTableBuilder *self,
                                                             AtlasWordKind           kind,
                                                             const char             *word);
void                    atlas_aspsp_table_builder_add_affiliate (AtlasAspspTableBuilder *self,
                                                             const char             *id,
                                                             const char             *name);
AtlasAspspTable        *atlas_aspsp_table_builder_finish    (AtlasAspspTableBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasAspspTable, atlas_aspsp_table_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasAspspTableBuilder, atlas_aspsp_table_builder_free)

G_END_DECLS
