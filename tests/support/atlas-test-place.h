/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue.h"
#include "atlas-profiles.h"
#include "atlas-simulator.h"

G_BEGIN_DECLS

/* A place to test the app in: a simulator with the demo directory, a profile that connects to it, its secret in memory,
 * and a directory for files that is gone afterwards. */

typedef struct
{
  AtlasSimulator *simulator;
  AtlasSecrets   *secrets;
  AtlasProfiles  *profiles;
  AtlasProfile   *profile;
  char           *path;
} AtlasTestPlace;

AtlasTestPlace *atlas_test_place_new           (void);
void            atlas_test_place_free          (AtlasTestPlace *self);
AtlasCatalogue *atlas_test_place_new_catalogue (AtlasTestPlace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasTestPlace, atlas_test_place_free)

G_END_DECLS
