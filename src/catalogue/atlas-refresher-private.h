/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-api-answer.h"
#include "atlas-refresher.h"

G_BEGIN_DECLS

/* What the parts of a refresh share: the lists, and the details. */

#define ATLAS_REFRESHER_MAX_UNDER_WAY 6

struct _AtlasRefresher
{
  GObject         parent_instance;

  AtlasApiClient *client;
  AtlasStore     *store;
  DexPromise     *cancel;           /* rejects when the refresh is cancelled */
  gint64          older_than;

  AtlasRefresh   *refresh;
  GPtrArray      *answers;          /* (element-type AtlasApiAnswer): kept to be freed elsewhere than on the main loop */
  GPtrArray      *places;           /* (element-type Place): what banks are listed by */
  const char *const *bic_fis;       /* whose details are asked for; borrowed while they are */
  GPtrArray      *batch;            /* (element-type AtlasAspspDetails): fetched, to be saved */
  char           *request_id;
  guint           n_done;
  guint           n_total;
  guint           n_failures;       /* in a row */
  guint           n_transient_failures;
  gboolean        cities_unknown;
};

void            atlas_refresher_emit_progress      (AtlasRefresher *self);
void            atlas_refresher_emit_details_saved (AtlasRefresher *self,
                                                    AtlasChanges   *changes);
void            atlas_refresher_count_done         (AtlasRefresher *self);
AtlasApiAnswer *atlas_refresher_await_answer       (AtlasRefresher *self,
                                                    DexFuture      *call,
                                                    GError        **error);

G_END_DECLS
