/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-profiles.h"
#include "atlas-secrets.h"

G_BEGIN_DECLS

/* Makes a profile, or changes one: what is typed is checked step by step before anything is saved.
 * Signal "connected" (AtlasProfile), once it is. */

#define ATLAS_TYPE_CONNECT_DIALOG (atlas_connect_dialog_get_type ())

G_DECLARE_FINAL_TYPE (AtlasConnectDialog, atlas_connect_dialog, ATLAS, CONNECT_DIALOG, AdwDialog)

AdwDialog *atlas_connect_dialog_new (AtlasProfiles *profiles,
                                     AtlasSecrets  *secrets,
                                     AtlasProfile  *edit_or_null);

G_END_DECLS
