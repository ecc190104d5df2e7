/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-wire.h"

G_BEGIN_DECLS

/* Where the calls get their token from: memory, else what is kept, else the token host. */

#define ATLAS_TYPE_TOKEN_SOURCE (atlas_token_source_get_type ())

G_DECLARE_FINAL_TYPE (AtlasTokenSource, atlas_token_source, ATLAS, TOKEN_SOURCE, GObject)

AtlasTokenSource *atlas_token_source_new           (AtlasWire        *wire,
                                                    AtlasCredentials *credentials,
                                                    const char       *auth_url,
                                                    const char       *client_id,
                                                    const char       *scope);
DexFuture        *atlas_token_source_ensure        (AtlasTokenSource *self,
                                                    const AtlasToken *refused,
                                                    const char       *url);
void              atlas_token_source_note_accepted (AtlasTokenSource *self,
                                                    const AtlasToken *token,
                                                    const char       *url,
                                                    gboolean          helped);
void              atlas_token_source_note_refused  (AtlasTokenSource *self,
                                                    const char       *url);

G_END_DECLS
