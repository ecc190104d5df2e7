/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-profiles.h"
#include "atlas-secrets.h"

G_BEGIN_DECLS

/* Removes a connection with all that is kept for it alone: its secrets, the profile, its cached directory,
 * and its stars and notes. */

DexFuture *atlas_profile_removal_run (AtlasProfiles *profiles,
                                      AtlasSecrets  *secrets,
                                      AtlasProfile  *profile,
                                      const char    *data_dir);

G_END_DECLS
