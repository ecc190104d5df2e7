/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-search.h"

#include "atlas-cli-session.h"

G_BEGIN_DECLS

/* The banks that a query finds, and how they are written down. */

AtlasSearchResult *atlas_cli_found_search  (AtlasCliSession          *session,
                                            AtlasAspspTable          *aspsps,
                                            const AtlasQuery         *query);
gboolean           atlas_cli_found_write   (AtlasCliSession          *session,
                                            AtlasAspspTable          *aspsps,
                                            const AtlasSearchResult  *result,
                                            GStrv                     reasons,
                                            GError                  **error);

G_END_DECLS
