/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue.h"

G_BEGIN_DECLS

/* Brings one bank's details at a time: from the store at once, and from the platform where they are missing or old.
 * What comes late for another bank than the one that is wanted now is dropped.
 *
 * Property "loading" (read-only). Signals "loaded" (AtlasAspspDetails), once for each answer, and
 * "failed" (const GError *), after which what was loaded before still holds. */

#define ATLAS_TYPE_DETAILS_LOADER (atlas_details_loader_get_type ())

G_DECLARE_FINAL_TYPE (AtlasDetailsLoader, atlas_details_loader, ATLAS, DETAILS_LOADER, GObject)

AtlasDetailsLoader *atlas_details_loader_new         (void);
void                atlas_details_loader_load        (AtlasDetailsLoader *self,
                                                      AtlasCatalogue     *catalogue,
                                                      const char         *bic_fi);
void                atlas_details_loader_reload      (AtlasDetailsLoader *self);
void                atlas_details_loader_refresh     (AtlasDetailsLoader *self);
gboolean            atlas_details_loader_get_loading (AtlasDetailsLoader *self);

G_END_DECLS
