/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "atlas-query-field.h"

G_BEGIN_DECLS

/**
 * AtlasQueryTerm:
 *
 * One value of a qualifier: `country:SE,FI` are two terms. Of @field, terms that are not negated are
 * alternatives (countries and cities together are one union, as the platform's own queries are), but
 * each of `is:` and `has:` narrows; a negated term excludes. Ranges are bytes in the text.
 */
typedef struct
{
  AtlasQueryField field;
  gboolean        negated;
  char           *value;         /* as typed, without quotes; never empty */
  gsize           start;         /* of the value, its quotes included */
  gsize           end;
  gsize           token_start;   /* of the whole qualifier */
  gsize           token_end;
} AtlasQueryTerm;

/**
 * AtlasQueryWord:
 *
 * What is no qualifier: a word, or several in quotes.
 */
typedef struct
{
  char  *text;
  gsize  start;
  gsize  end;
} AtlasQueryWord;

/**
 * AtlasQueryText:
 *
 * A text of the search box, taken apart. Immutable, counted, and safe to share between threads.
 */
typedef struct _AtlasQueryText AtlasQueryText;

#define ATLAS_TYPE_QUERY_TEXT (atlas_query_text_get_type ())

GType                 atlas_query_text_get_type      (void) G_GNUC_CONST;
AtlasQueryText       *atlas_query_text_new           (const char           *text);
AtlasQueryText       *atlas_query_text_ref           (AtlasQueryText       *self);
void                  atlas_query_text_unref         (AtlasQueryText       *self);
gboolean              atlas_query_text_equal         (const AtlasQueryText *a,
                                                      const AtlasQueryText *b);
const char           *atlas_query_text_get_text      (const AtlasQueryText *self);
guint                 atlas_query_text_get_n_terms   (const AtlasQueryText *self);
const AtlasQueryTerm *atlas_query_text_get_term      (const AtlasQueryText *self,
                                                      guint                 position);
guint                 atlas_query_text_get_n_words   (const AtlasQueryText *self);
const AtlasQueryWord *atlas_query_text_get_word      (const AtlasQueryText *self,
                                                      guint                 position);
char                 *atlas_query_text_dup_words     (const AtlasQueryText *self);
GStrv                 atlas_query_text_dup_values    (const AtlasQueryText *self,
                                                      AtlasQueryField       field,
                                                      gboolean              negated);
gboolean              atlas_query_text_has_flag      (const AtlasQueryText *self,
                                                      AtlasQueryFlag        flag);

/* Texts to put into the box. */
char                 *atlas_query_text_dup_canonical (const AtlasQueryText *self);
char                 *atlas_query_text_dup_without   (const AtlasQueryText *self,
                                                      guint                 position);
char                 *atlas_query_text_dup_with      (const AtlasQueryText *self,
                                                      AtlasQueryField       field,
                                                      gboolean              negated,
                                                      const char * const   *values);
char                 *atlas_query_text_dup_with_words (const AtlasQueryText *self,
                                                       const char           *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasQueryText, atlas_query_text_unref)

G_END_DECLS
