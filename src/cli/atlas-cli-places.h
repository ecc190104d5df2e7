/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-snapshot.h"

G_BEGIN_DECLS

/* The countries and cities that a command line names, looked up in what the platform lists. */

GPtrArray *atlas_cli_places_list_distinct (GPtrArray           *countries);
GStrv    atlas_cli_places_check_countries (AtlasSnapshot       *snapshot,
                                           GStrv                typed,
                                           GError             **error);
GStrv    atlas_cli_places_check_cities    (AtlasSnapshot       *snapshot,
                                           GStrv                typed,
                                           GError             **error);
guint    atlas_cli_places_count_banks     (AtlasSnapshot       *snapshot,
                                           AtlasWordKind        kind,
                                           const char          *id);

G_END_DECLS
