/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-store.h"
#include "atlas-test-await.h"

G_BEGIN_DECLS

#define STOCKHOLM "37efa883-c8ad-4ff7-927b-b11b02beb923"
#define HELSINKI "ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c"

AtlasStore        *fixture_open_store        (const char        *path);
void               fixture_close_store       (AtlasStore        *store);
AtlasSnapshot     *fixture_load              (AtlasStore        *store);
AtlasChanges      *fixture_apply             (AtlasStore        *store,
                                              AtlasRefresh      *refresh);
AtlasChanges      *fixture_save_details      (AtlasStore        *store,
                                              AtlasAspspDetails *details);
AtlasAspspDetails *fixture_load_details      (AtlasStore        *store,
                                              const char        *bic_fi);

GPtrArray         *fixture_objects           (gpointer           first,
                                              ...) G_GNUC_NULL_TERMINATED;
AtlasRefresh      *fixture_documented        (gint64             fetched_at);
AtlasRefresh      *fixture_generated         (guint              n_banks,
                                              guint              generation,
                                              gint64             fetched_at);
char              *fixture_fingerprint       (AtlasSnapshot     *snapshot);
char              *fixture_dup_path          (const char        *name);

G_END_DECLS
