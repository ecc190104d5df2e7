/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-api-client.h"
#include "atlas-profile-credentials.h"

G_BEGIN_DECLS

/* A profile's way to the platform; for the demo, to a simulator in this process, which is started when it is
 * first needed. */

#define ATLAS_TYPE_CONNECTION (atlas_connection_get_type ())

G_DECLARE_FINAL_TYPE (AtlasConnection, atlas_connection, ATLAS, CONNECTION, GObject)

AtlasConnection *atlas_connection_new             (AtlasProfile            *profile,
                                                   AtlasProfileCredentials *credentials,
                                                   AtlasRequestLog         *log);
DexFuture       *atlas_connection_open            (AtlasConnection         *self);
AtlasApiClient  *atlas_connection_get_client      (AtlasConnection         *self);
AtlasRequestLog *atlas_connection_get_request_log (AtlasConnection         *self);
const char      *atlas_connection_get_auth_url    (AtlasConnection         *self);
const char      *atlas_connection_get_api_url     (AtlasConnection         *self);
DexFuture       *atlas_connection_resolve_logo    (AtlasConnection         *self,
                                                   const char              *logo_url);

G_END_DECLS
