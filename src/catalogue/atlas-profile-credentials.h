/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-credentials.h"
#include "atlas-profile.h"
#include "atlas-secrets.h"

G_BEGIN_DECLS

/* A profile's credentials, from the keyring; the demo's are built in. */

#define ATLAS_TYPE_PROFILE_CREDENTIALS (atlas_profile_credentials_get_type ())

G_DECLARE_FINAL_TYPE (AtlasProfileCredentials, atlas_profile_credentials, ATLAS, PROFILE_CREDENTIALS, GObject)

AtlasProfileCredentials *atlas_profile_credentials_new     (AtlasProfile            *profile,
                                                            AtlasSecrets            *secrets,
                                                            const char              *lock_directory);
void                     atlas_profile_credentials_replace (AtlasProfileCredentials *self,
                                                            SecretValue             *client_secret,
                                                            SecretValue             *certificate_password);

G_END_DECLS
