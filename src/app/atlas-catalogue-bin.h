/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-catalogue.h"

G_BEGIN_DECLS

/* What reports about one catalogue, and may be given another one. Property: catalogue (writable). */

#define ATLAS_TYPE_CATALOGUE_BIN (atlas_catalogue_bin_get_type ())

G_DECLARE_DERIVABLE_TYPE (AtlasCatalogueBin, atlas_catalogue_bin, ATLAS, CATALOGUE_BIN, AdwBin)

/**
 * AtlasCatalogueBinClass:
 * @catalogue_changed: another catalogue, or none, is to be reported about
 */
struct _AtlasCatalogueBinClass
{
  AdwBinClass parent_class;

  void (*catalogue_changed) (AtlasCatalogueBin *self);
};

AtlasCatalogue *atlas_catalogue_bin_get_catalogue (AtlasCatalogueBin *self);
void            atlas_catalogue_bin_watch         (AtlasCatalogueBin *self,
                                                   const char        *detailed_signal,
                                                   GCallback          callback);

G_END_DECLS
