/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-search.h"

#include "atlas-cli-session.h"

G_BEGIN_DECLS

/* The banks that a query finds, and how they are written down. */

/**
 * AtlasCliMakeQueryFunc:
 *
 * Reads the question that the command line asks, by what the cache holds. It may be called again when the cache holds more.
 */
typedef AtlasQuery *(*AtlasCliMakeQueryFunc) (AtlasCliSession  *session,
                                              AtlasSnapshot    *snapshot,
                                              GError          **error);

AtlasSearchResult *atlas_cli_found_search  (AtlasCliSession          *session,
                                            gboolean                  needs_details,
                                            AtlasCliMakeQueryFunc     make_query,
                                            AtlasQuery              **query,
                                            GError                  **error);
gboolean           atlas_cli_found_check   (AtlasCliSession          *session,
                                            const AtlasSearchResult  *result,
                                            gboolean                  must_find,
                                            GError                  **error);
gboolean           atlas_cli_found_write   (AtlasCliSession          *session,
                                            AtlasAspspTable          *aspsps,
                                            const AtlasSearchResult  *result,
                                            GStrv                     reasons,
                                            GError                  **error);

G_END_DECLS
