/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-profiles.h"
#include "atlas-secrets.h"

G_BEGIN_DECLS

/* Saves a connection that was checked: its secrets to the keyring, then the profile to the list. It holds the
 * secrets in memory that is not paged out, and no property gives them away. */

#define ATLAS_TYPE_CONNECTION_SAVER (atlas_connection_saver_get_type ())

G_DECLARE_FINAL_TYPE (AtlasConnectionSaver, atlas_connection_saver, ATLAS, CONNECTION_SAVER, GObject)

AtlasConnectionSaver *atlas_connection_saver_new  (AtlasProfiles        *profiles,
                                                   AtlasSecrets         *secrets,
                                                   AtlasProfile         *profile,
                                                   SecretValue          *client_secret,
                                                   SecretValue          *certificate_password);
DexFuture            *atlas_connection_saver_save (AtlasConnectionSaver *self,
                                                   gboolean              for_this_run_only);

G_END_DECLS
