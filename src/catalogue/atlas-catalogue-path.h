/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-profile.h"

G_BEGIN_DECLS

/* Where a catalogue keeps its store; for AtlasCatalogue, and for who reads the store without one. */

char *atlas_catalogue_dup_store_path (AtlasProfile *profile,
                                      const char   *data_dir);

G_END_DECLS
