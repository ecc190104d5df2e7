/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-explain.h"
#include "atlas-nothing-found.h"

G_BEGIN_DECLS

/* What the banks' pane says, and what it shows when; pure functions. */

typedef enum
{
  ATLAS_BANKS_LOADING,   /* nothing to show yet */
  ATLAS_BANKS_FAILED,    /* nothing to show, because the first refresh failed */
  ATLAS_BANKS_EMPTY,     /* the directory has no banks */
  ATLAS_BANKS_NOTHING,   /* the query has no banks */
  ATLAS_BANKS_LISTED,
} AtlasBanksState;

AtlasBanksState  atlas_banks_state                 (gboolean                loaded,
                                                    gboolean                refreshing,
                                                    gboolean                has_error,
                                                    guint                   n_aspsps,
                                                    guint                   n_listed);
const char      *atlas_banks_state_to_string       (AtlasBanksState         state);
char            *atlas_banks_dup_count             (guint                   n_banks);
char            *atlas_banks_dup_offline           (gint64                  updated_at,
                                                    gint64                  now);
char            *atlas_banks_dup_nothing           (const AtlasQuery       *query,
                                                    const char * const     *place_names);
char            *atlas_alternative_dup_label       (const AtlasAlternative *alternative);
const char      *atlas_remedy_get_label            (AtlasRemedy             remedy);
const char      *atlas_remedy_get_action           (AtlasRemedy             remedy);

G_END_DECLS
