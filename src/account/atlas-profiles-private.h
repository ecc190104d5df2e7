/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-profiles.h"

G_BEGIN_DECLS

gboolean atlas_profiles_check           (AtlasProfiles  *self,
                                         AtlasProfile   *profile,
                                         GError        **error);
gboolean atlas_profiles_check_removable (AtlasProfiles  *self,
                                         AtlasProfile   *profile,
                                         GError        **error);
gboolean atlas_profiles_drop            (AtlasProfiles  *self,
                                         AtlasProfile   *profile,
                                         GError        **error);

G_END_DECLS
