/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-catalogue.h"
#include "atlas-place-set.h"

G_BEGIN_DECLS

/* The second pane: the banks that a query finds. Properties: catalogue, places (shared with the places' pane) and
 * bic-fi (the bank that is shown; notifies when another one is selected), all writable.
 * Signal "bank-opened": the person wants to see the selected bank. */

#define ATLAS_TYPE_BANKS_PANE (atlas_banks_pane_get_type ())

G_DECLARE_FINAL_TYPE (AtlasBanksPane, atlas_banks_pane, ATLAS, BANKS_PANE, AdwNavigationPage)

void            atlas_banks_pane_set_catalogue (AtlasBanksPane *self,
                                                AtlasCatalogue *catalogue);
void            atlas_banks_pane_set_places    (AtlasBanksPane *self,
                                                AtlasPlaceSet  *places);
const char     *atlas_banks_pane_get_bic_fi    (AtlasBanksPane *self);
guint32         atlas_banks_pane_get_row_id    (AtlasBanksPane *self);
void            atlas_banks_pane_set_bic_fi    (AtlasBanksPane *self,
                                                const char     *bic_fi);
GListModel     *atlas_banks_pane_get_list      (AtlasBanksPane *self);
void            atlas_banks_pane_focus_search  (AtlasBanksPane *self);
void            atlas_banks_pane_paste         (AtlasBanksPane *self);
void            atlas_banks_pane_focus_list    (AtlasBanksPane *self);
gboolean        atlas_banks_pane_clear_search  (AtlasBanksPane *self);
gboolean        atlas_banks_pane_restore_search (AtlasBanksPane *self);
void            atlas_banks_pane_set_search    (AtlasBanksPane *self,
                                                const char     *text);
gboolean        atlas_banks_pane_forward_key   (AtlasBanksPane *self,
                                                GtkEventControllerKey *controller);

G_END_DECLS
