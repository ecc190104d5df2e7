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
  guint32        id;            /* the store's number for the row: several rows may have one BIC */
  const char    *bic_fi;
  const char    *name;          /* trimmed, for showing */
  const char    *logo_folder;   /* (nullable): the logo's address up to its last slash, which many banks share, */
  const char    *logo_name;     /* and the rest: see atlas_aspsp_row_dup_logo_url() */
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

/**
 * AtlasMatch:
 *
 * Where a folded word occurs in a bank's folded text, at its best place. A greater value is a better match.
 */
typedef enum
{
  ATLAS_MATCH_NONE = 0,
  ATLAS_MATCH_INSIDE,       /* in the middle of a word, anywhere */
  ATLAS_MATCH_OTHER_WORD,   /* begins a word of the city, or of an affiliate's id or name */
  ATLAS_MATCH_NAME_WORD,    /* begins a word of the name */
  ATLAS_MATCH_NAME_START,   /* begins the name */
  ATLAS_MATCH_BIC_START,    /* begins the BIC */
  ATLAS_MATCH_BIC,          /* is the whole BIC */
} AtlasMatch;

/**
 * AtlasFoldedMark:
 *
 * With what a line of a bank's folded text begins that is neither an affiliate nor the city.
 */
typedef enum
{
  ATLAS_FOLDED_STREET = 1,
  ATLAS_FOLDED_COMPANY_NUMBER,
  ATLAS_FOLDED_PHONE,
  ATLAS_FOLDED_HOST,
} AtlasFoldedMark;

/**
 * AtlasAspspFolded:
 *
 * A bank's texts as atlas_text_fold() makes them, for searching. Each is followed by a byte that no
 * folded word holds, so none is a C string but the last.
 */
typedef struct
{
  const char *name;
  gsize       name_length;
  const char *bic_fi;
  gsize       bic_fi_length;
  const char *rest;          /* affiliates, one a line as "id name", marked details, then the city; NUL-terminated */
  gsize       rest_length;
} AtlasAspspFolded;

GType                   atlas_aspsp_table_get_type          (void) G_GNUC_CONST;
AtlasAspspTable        *atlas_aspsp_table_ref               (AtlasAspspTable *self);
void                    atlas_aspsp_table_unref             (AtlasAspspTable *self);
guint                   atlas_aspsp_table_get_n_rows        (AtlasAspspTable *self);
void                    atlas_aspsp_table_get_row           (AtlasAspspTable *self,
                                                             guint            position,
                                                             AtlasAspspRow   *row);
char                   *atlas_aspsp_row_dup_logo_url        (const AtlasAspspRow *row);
guint                   atlas_aspsp_table_find              (AtlasAspspTable *self,
                                                             const char      *bic_fi);
guint                   atlas_aspsp_table_find_next         (AtlasAspspTable *self,
                                                             guint            position);
guint                   atlas_aspsp_table_find_row          (AtlasAspspTable *self,
                                                             const char      *bic_fi,
                                                             guint32          id);
guint                   atlas_aspsp_table_look_up           (AtlasAspspTable *self,
                                                             const char      *typed,
                                                             gboolean        *is_branch);
guint                   atlas_aspsp_table_get_n_words       (AtlasAspspTable *self,
                                                             AtlasWordKind    kind);
const char             *atlas_aspsp_table_get_word          (AtlasAspspTable *self,
                                                             AtlasWordKind    kind,
                                                             guint            index);
guint                   atlas_aspsp_table_get_word_count    (AtlasAspspTable *self,
                                                             AtlasWordKind    kind,
                                                             guint            index);
guint                   atlas_aspsp_table_find_word         (AtlasAspspTable *self,
                                                             AtlasWordKind    kind,
                                                             const char      *word);

/* Searching. Words are folded with atlas_text_fold(); @length is in bytes, or -1. */
gboolean                atlas_aspsp_table_row_matches       (AtlasAspspTable *self,
                                                             guint            position,
                                                             const char      *folded_word,
                                                             gssize           length);
AtlasMatch              atlas_aspsp_table_rank_row          (AtlasAspspTable *self,
                                                             guint            position,
                                                             const char      *folded_word,
                                                             gssize           length);
guint                   atlas_aspsp_table_next_match        (AtlasAspspTable *self,
                                                             guint            from,
                                                             const char      *folded_word,
                                                             gssize           length);
void                    atlas_aspsp_table_get_folded        (AtlasAspspTable  *self,
                                                             guint             position,
                                                             AtlasAspspFolded *folded);

/* Building. Rows are added one after the other, in display order or with an order given at the end. */
AtlasAspspTableBuilder *atlas_aspsp_table_builder_new            (guint                   expected_rows);
void                    atlas_aspsp_table_builder_free           (AtlasAspspTableBuilder *self);
void                    atlas_aspsp_table_builder_begin_row      (AtlasAspspTableBuilder *self,
                                                                  const char             *bic_fi,
                                                                  const char             *name,
                                                                  const char             *logo_url,
                                                                  const char             *city,
                                                                  gint64                  first_seen);
void                    atlas_aspsp_table_builder_add_word       (AtlasAspspTableBuilder *self,
                                                                  AtlasWordKind           kind,
                                                                  const char             *word);
void                    atlas_aspsp_table_builder_add_affiliate  (AtlasAspspTableBuilder *self,
                                                                  const char             *id,
                                                                  const char             *name);
AtlasAspspTable        *atlas_aspsp_table_builder_finish         (AtlasAspspTableBuilder *self);

/* The same, for a store that keeps what costs time to work out. */
void                    atlas_aspsp_table_builder_set_id         (AtlasAspspTableBuilder *self,
                                                                  guint32                 id);
guint                   atlas_aspsp_table_builder_intern         (AtlasAspspTableBuilder *self,
                                                                  AtlasWordKind           kind,
                                                                  const char             *word);
void                    atlas_aspsp_table_builder_add_interned   (AtlasAspspTableBuilder *self,
                                                                  AtlasWordKind           kind,
                                                                  guint                   index);
void                    atlas_aspsp_table_builder_set_derived    (AtlasAspspTableBuilder *self,
                                                                  const char             *affiliates,
                                                                  const char             *folded);
AtlasAspspTable        *atlas_aspsp_table_builder_finish_ordered (AtlasAspspTableBuilder *self,
                                                                  const guint32          *order);
void                    atlas_aspsp_fold                         (GString                *folded,
                                                                  const char             *bic_fi,
                                                                  const char             *name);
void                    atlas_aspsp_fold_affiliate               (GString                *folded,
                                                                  const char             *id,
                                                                  const char             *name);
void                    atlas_aspsp_fold_detail                  (GString                *folded,
                                                                  AtlasFoldedMark         mark,
                                                                  const char             *text);
gboolean                atlas_aspsp_folded_is_marked             (char                    c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasAspspTable, atlas_aspsp_table_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasAspspTableBuilder, atlas_aspsp_table_builder_free)

G_END_DECLS
