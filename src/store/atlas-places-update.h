/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-history.h"
#include "atlas-sqlite.h"

G_BEGIN_DECLS

/* Brings the kept countries and cities in step with those of a refresh, in a transaction that writes. */

gboolean  atlas_countries_update  (AtlasSqlite   *sqlite,
                                   AtlasHistory  *history,
                                   GPtrArray     *countries,
                                   GError       **error);
gboolean  atlas_cities_update     (AtlasSqlite   *sqlite,
                                   AtlasHistory  *history,
                                   GPtrArray     *cities,
                                   GError       **error);

G_END_DECLS
