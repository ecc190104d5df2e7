/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-connection.h"
#include "atlas-store.h"

G_BEGIN_DECLS

/* One bank, asked for and kept: for AtlasCatalogue, and for who wants to know of one bank without all the others. */

AtlasAspspDetails *atlas_details_fetch (AtlasConnection  *connection,
                                        AtlasStore       *store,
                                        const char       *bic_fi,
                                        const char       *request_id,
                                        DexFuture        *cancelled,
                                        AtlasChanges    **changes,
                                        GError          **error);

G_END_DECLS
