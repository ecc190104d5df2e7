/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-search.h"
#include "atlas-user-data.h"

#include "atlas-cli-session.h"

G_BEGIN_DECLS

/* Qualifiers in the command line's text, as in the window's search. */

char          *atlas_cli_query_dup_text        (AtlasCliSession       *session);
gboolean       atlas_cli_query_needs_details   (AtlasCliSession       *session);
gboolean       atlas_cli_query_has_text        (AtlasCliSession       *session);
void           atlas_cli_query_add_text        (AtlasCliSession       *session,
                                                AtlasSnapshot         *snapshot,
                                                AtlasQuery            *query);
AtlasUserData *atlas_cli_query_fill_context    (AtlasCliSession       *session,
                                                const AtlasQuery      *query,
                                                AtlasSearchContext    *context);

G_END_DECLS
