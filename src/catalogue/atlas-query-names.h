/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-table.h"
#include "atlas-query-completion.h"

G_BEGIN_DECLS

/**
 * AtlasQueryNames:
 *
 * What the values of qualifiers may name in one directory: its countries, cities, products and authorization methods.
 */
typedef struct _AtlasQueryNames AtlasQueryNames;

AtlasQueryNames      *atlas_query_names_new             (AtlasAspspTable *table);
void                  atlas_query_names_free            (AtlasQueryNames *self);
void                  atlas_query_names_add_country     (AtlasQueryNames *self,
                                                         const char      *code,
                                                         const char      *name);
void                  atlas_query_names_add_city        (AtlasQueryNames *self,
                                                         const char      *id,
                                                         const char      *name,
                                                         const char      *country_code);
AtlasAspspTable      *atlas_query_names_get_table       (AtlasQueryNames *self);

GStrv                 atlas_query_names_lookup          (AtlasQueryNames *self,
                                                         AtlasQueryField  field,
                                                         const char      *value);
char                 *atlas_query_names_dup_value       (AtlasQueryNames *self,
                                                         AtlasQueryField  field,
                                                         const char      *word);
char                 *atlas_query_names_dup_label       (AtlasQueryNames *self,
                                                         AtlasQueryField  field,
                                                         const char      *value);
char                 *atlas_query_names_dup_description (AtlasQueryNames *self,
                                                         AtlasQueryField  field,
                                                         const char      *value);
guint                 atlas_query_names_count_banks     (AtlasQueryNames *self,
                                                         AtlasQueryField  field,
                                                         const char      *value);
AtlasQueryCandidates *atlas_query_names_list_candidates (AtlasQueryNames *self,
                                                         AtlasQueryField  field);
AtlasQueryCandidates *atlas_query_names_list_bics       (AtlasQueryNames *self,
                                                         const char      *typed,
                                                         guint            max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasQueryNames, atlas_query_names_free)

G_END_DECLS
