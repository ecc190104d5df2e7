/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-profile.h"

G_BEGIN_DECLS

/* Where a catalogue keeps its store, and the locks that go with its token; for AtlasCatalogue, and for who does
 * without one. */

char *atlas_catalogue_dup_store_path (AtlasProfile *profile,
                                      const char   *data_dir);
char *atlas_catalogue_dup_user_path  (const char   *data_dir);
char *atlas_catalogue_dup_locks_path (const char   *data_dir);
char *atlas_catalogue_dup_turn_path  (AtlasProfile *profile,
                                      const char   *part,
                                      const char   *data_dir);

G_END_DECLS
