/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The token host: who may have a token, and which tokens are good. Not thread-safe. */

typedef struct _AtlasSimulatorTokens AtlasSimulatorTokens;

typedef enum
{
  ATLAS_TOKEN_GOOD,
  ATLAS_TOKEN_MISSING,
  ATLAS_TOKEN_UNKNOWN,
  ATLAS_TOKEN_EXPIRED,
} AtlasTokenState;

AtlasSimulatorTokens *atlas_simulator_tokens_new             (void);
void                  atlas_simulator_tokens_free            (AtlasSimulatorTokens *self);
void                  atlas_simulator_tokens_set_credentials (AtlasSimulatorTokens *self,
                                                              const char           *client_id,
                                                              const char           *client_secret);
void                  atlas_simulator_tokens_set_scopes      (AtlasSimulatorTokens *self,
                                                              const char * const   *accepted);
void                  atlas_simulator_tokens_set_lifetime    (AtlasSimulatorTokens *self,
                                                              guint                 seconds);
void                  atlas_simulator_tokens_revoke_all      (AtlasSimulatorTokens *self);
char                 *atlas_simulator_tokens_issue           (AtlasSimulatorTokens *self,
                                                              const char           *form,
                                                              guint                *status);
AtlasTokenState       atlas_simulator_tokens_check           (AtlasSimulatorTokens *self,
                                                              const char           *authorization);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSimulatorTokens, atlas_simulator_tokens_free)

G_END_DECLS
