/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "atlas-query-field.h"

G_BEGIN_DECLS

/**
 * AtlasQueryCompletion:
 *
 * What is being typed at the cursor: a value of @field, or, where that is %ATLAS_QUERY_FIELD_NONE, the
 * name of a qualifier. @start and @end are the bytes of the text that a candidate replaces.
 */
typedef struct
{
  AtlasQueryField  field;
  char            *typed;   /* before the cursor, without quotes; may be empty */
  gsize            start;
  gsize            end;
} AtlasQueryCompletion;

/**
 * AtlasQueryCandidates:
 *
 * What may stand in a place, each with the text that people know it by: made once, asked at each key.
 */
typedef struct _AtlasQueryCandidates AtlasQueryCandidates;

gboolean              atlas_query_completion_find       (const char                 *text,
                                                         gsize                       cursor,
                                                         AtlasQueryCompletion       *completion);
char                 *atlas_query_completion_dup_text   (const AtlasQueryCompletion *self,
                                                         const char                 *text,
                                                         const char                 *value,
                                                         gsize                      *cursor);
void                  atlas_query_completion_clear      (AtlasQueryCompletion       *self);

AtlasQueryCandidates *atlas_query_candidates_new        (void);
AtlasQueryCandidates *atlas_query_candidates_new_fixed  (AtlasQueryField             field);
void                  atlas_query_candidates_free       (AtlasQueryCandidates       *self);
void                  atlas_query_candidates_add        (AtlasQueryCandidates       *self,
                                                         const char                 *value,
                                                         const char                 *label);
guint                 atlas_query_candidates_get_size   (const AtlasQueryCandidates *self);
const char           *atlas_query_candidates_get_value  (const AtlasQueryCandidates *self,
                                                         guint                       position);
const char           *atlas_query_candidates_get_label  (const AtlasQueryCandidates *self,
                                                         guint                       position);
GArray               *atlas_query_candidates_match      (const AtlasQueryCandidates *self,
                                                         const char                 *typed,
                                                         guint                       max);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasQueryCompletion, atlas_query_completion_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasQueryCandidates, atlas_query_candidates_free)

G_END_DECLS
