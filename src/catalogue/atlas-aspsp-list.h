/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "atlas-aspsp-item.h"
#include "atlas-reason.h"

G_BEGIN_DECLS

/* A GListModel of AtlasAspspItem over the catalogue's table, narrowed by a query. Setting another
 * query, or a refresh of the catalogue, emits the smallest items-changed. Made by atlas_catalogue_list_aspsps().
 * Properties: query (boxed AtlasQuery, writable), n-items.
 * A bank is the same item as long as anyone holds it. What a refresh changes about it, the item notifies; it is
 * not taken out of the list for that, so that a selection stays. */

#define ATLAS_TYPE_ASPSP_LIST (atlas_aspsp_list_get_type ())

G_DECLARE_FINAL_TYPE (AtlasAspspList, atlas_aspsp_list, ATLAS, ASPSP_LIST, GObject)

const AtlasQuery *atlas_aspsp_list_get_query   (AtlasAspspList   *self);
void              atlas_aspsp_list_set_query   (AtlasAspspList   *self,
                                                const AtlasQuery *query);
guint             atlas_aspsp_list_find        (AtlasAspspList   *self,
                                                const char       *bic_fi,
                                                guint32           id);

/* The bank that is selected, say: changes are emitted round it where it stays, so that a selection model
 * need not look for it among all that is added. */
void              atlas_aspsp_list_set_anchor  (AtlasAspspList   *self,
                                                const char       *bic_fi,
                                                guint32           id);

/* How the query's text was understood. */
char             *atlas_aspsp_list_dup_understood  (AtlasAspspList   *self);

/* Why a bank is listed; for the rows in sight. */
AtlasReason      *atlas_aspsp_list_explain         (AtlasAspspList   *self,
                                                    const char       *bic_fi,
                                                    guint32           id);

/* (element-type AtlasAlternative) (transfer full): what to offer where the list is empty. */
GPtrArray        *atlas_aspsp_list_ask_alternatives (AtlasAspspList *self);

G_END_DECLS
