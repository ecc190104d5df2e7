/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-catalogue.h"

G_BEGIN_DECLS

/* The list of banks, and what stands in its place while there is none. Properties: catalogue and bic-fi (the bank
 * that is shown; notifies when another one is selected), both writable.
 * Signals: "changed", when there are more or fewer banks; "bank-opened", when the person wants to see the selected
 * one; "query-chosen" (AtlasQuery, BIC or NULL), when another query is asked for. */

#define ATLAS_TYPE_BANKS_VIEW (atlas_banks_view_get_type ())

G_DECLARE_FINAL_TYPE (AtlasBanksView, atlas_banks_view, ATLAS, BANKS_VIEW, AdwBin)

AtlasCatalogue *atlas_banks_view_get_catalogue  (AtlasBanksView     *self);
void            atlas_banks_view_set_catalogue  (AtlasBanksView     *self,
                                                 AtlasCatalogue     *catalogue);
void            atlas_banks_view_set_query      (AtlasBanksView     *self,
                                                 const AtlasQuery   *query,
                                                 const char * const *place_names);
const char     *atlas_banks_view_get_bic_fi     (AtlasBanksView     *self);
guint32         atlas_banks_view_get_row_id     (AtlasBanksView     *self);
void            atlas_banks_view_set_bic_fi     (AtlasBanksView     *self,
                                                 const char         *bic_fi);
GListModel     *atlas_banks_view_get_list       (AtlasBanksView     *self);
guint           atlas_banks_view_get_n_banks    (AtlasBanksView     *self);
char           *atlas_banks_view_dup_understood (AtlasBanksView     *self);
void            atlas_banks_view_explain_soon   (AtlasBanksView     *self);
void            atlas_banks_view_announce_count (AtlasBanksView     *self);
gboolean        atlas_banks_view_open_first     (AtlasBanksView     *self);
gboolean        atlas_banks_view_focus_first    (AtlasBanksView     *self);
gboolean        atlas_banks_view_focus_selected (AtlasBanksView     *self);

G_END_DECLS
