/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-simulator-directory.h"
#include "atlas-simulator-tokens.h"

G_BEGIN_DECLS

/* Which answer a request gets: the documented API as a function, without a server around it. Not thread-safe. */

typedef struct _AtlasSimulatorRouter AtlasSimulatorRouter;

typedef struct
{
  const char *method;
  const char *path;            /* as it was sent, percent-encoded */
  const char *query;           /* (nullable): likewise */
  const char *authorization;   /* (nullable) */
  const char *content_type;    /* (nullable) */
  const char *if_none_match;   /* (nullable) */
  const char *body;            /* text */
} AtlasSimulatorCall;

typedef struct
{
  guint       status;
  const char *content_type;
  GBytes     *body;
  char       *etag;            /* (nullable) */
  const char *allow;           /* (nullable) */
} AtlasSimulatorAnswer;

AtlasSimulatorRouter *atlas_simulator_router_new                   (AtlasSimulatorDirectory    *directory);
void                  atlas_simulator_router_free                  (AtlasSimulatorRouter       *self);
AtlasSimulatorTokens *atlas_simulator_router_get_tokens            (AtlasSimulatorRouter       *self);
void                  atlas_simulator_router_set_directory         (AtlasSimulatorRouter       *self,
                                                                    AtlasSimulatorDirectory    *directory);
void                  atlas_simulator_router_set_base_url          (AtlasSimulatorRouter       *self,
                                                                    const char                 *base_url);
void                  atlas_simulator_router_set_literal_logo_urls (AtlasSimulatorRouter       *self,
                                                                    gboolean                    literal);
AtlasSimulatorAnswer *atlas_simulator_router_answer                (AtlasSimulatorRouter       *self,
                                                                    const AtlasSimulatorCall   *call);
gboolean              atlas_simulator_router_is_logo               (const char                 *path);

AtlasSimulatorAnswer *atlas_simulator_answer_new_error             (guint                       status);
void                  atlas_simulator_answer_free                  (AtlasSimulatorAnswer       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSimulatorRouter, atlas_simulator_router_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSimulatorAnswer, atlas_simulator_answer_free)

G_END_DECLS
