/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-item.h"
#include "atlas-aspsp-table.h"
#include "atlas-search.h"

G_BEGIN_DECLS

/* What every list of banks of one catalogue shares: the table of the moment, what is new, who is starred,
 * and the items that are alive, so that a bank is the same object in every list and across refreshes.
 * Signals, for the lists: "table-changed", and "starred-changed" (bic_fi: string, nullable for many). */

/**
 * AtlasSetStarredFunc:
 *
 * Stars a bank or takes the star away. Whoever keeps the stars calls atlas_aspsp_source_starred_changed() then.
 */
typedef void (*AtlasSetStarredFunc) (const char *bic_fi, gboolean starred, gpointer data);

#define ATLAS_TYPE_ASPSP_SOURCE (atlas_aspsp_source_get_type ())

G_DECLARE_FINAL_TYPE (AtlasAspspSource, atlas_aspsp_source, ATLAS, ASPSP_SOURCE, GObject)

AtlasAspspSource *atlas_aspsp_source_new             (void);
void              atlas_aspsp_source_set_stars       (AtlasAspspSource    *self,
                                                      AtlasStarredFunc     is_starred,
                                                      AtlasSetStarredFunc  set_starred,
                                                      gpointer             data);
void              atlas_aspsp_source_starred_changed (AtlasAspspSource    *self,
                                                      const char          *bic_fi);
gboolean          atlas_aspsp_source_get_starred     (AtlasAspspSource    *self,
                                                      const char          *bic_fi);
void              atlas_aspsp_source_set_starred     (AtlasAspspSource    *self,
                                                      const char          *bic_fi,
                                                      gboolean             starred);
AtlasAspspTable  *atlas_aspsp_source_get_table       (AtlasAspspSource    *self);
void              atlas_aspsp_source_set_table       (AtlasAspspSource    *self,
                                                      AtlasAspspTable     *table);
AtlasIndex       *atlas_aspsp_source_get_index       (AtlasAspspSource    *self);
void              atlas_aspsp_source_set_index       (AtlasAspspSource    *self,
                                                      AtlasIndex          *index);
void              atlas_aspsp_source_fill_context    (AtlasAspspSource    *self,
                                                      AtlasSearchContext  *context);
void              atlas_aspsp_source_set_preferred   (AtlasAspspSource    *self,
                                                      GStrv                bic_fis);
void              atlas_aspsp_source_set_new_since   (AtlasAspspSource    *self,
                                                      gint64               new_since);
gboolean          atlas_aspsp_source_is_new          (AtlasAspspSource    *self,
                                                      gint64               first_seen);
AtlasAspspItem   *atlas_aspsp_source_dup_item        (AtlasAspspSource    *self,
                                                      const char          *bic_fi,
                                                      guint32              id);
AtlasAspspItem   *atlas_aspsp_source_dup_item_at     (AtlasAspspSource    *self,
                                                      AtlasAspspTable     *table,
                                                      guint                position);
void              atlas_aspsp_source_forget          (AtlasAspspSource    *self,
                                                      AtlasAspspItem      *item);

G_END_DECLS
