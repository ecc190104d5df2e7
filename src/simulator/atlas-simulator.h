/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "atlas-simulator-directory.h"
#include "atlas-simulator-fault.h"

G_BEGIN_DECLS

/* The API's other side: a local server that speaks the documented API, both hosts' and the logo host's paths on one
 * port. It answers on a thread of its own, so that whoever holds it may block or be busy. Every function may be called
 * while it runs. */

#define ATLAS_TYPE_SIMULATOR (atlas_simulator_get_type ())
#define ATLAS_SIMULATOR_DEFAULT_CLIENT_ID "demo"
#define ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET "demo-secret"

G_DECLARE_FINAL_TYPE (AtlasSimulator, atlas_simulator, ATLAS, SIMULATOR, GObject)

/* One request as the simulator saw it, for tests; header names as sent. */
typedef struct
{
  char       *method;
  char       *path;            /* with the query, as it was sent */
  char       *body;            /* (nullable) */
  char       *request_id;      /* (nullable) */
  char       *authorization;   /* (nullable) */
  guint       status;          /* 0: the connection ended without an answer */
  gboolean    leaked_token;    /* it was for the logo host, and carried an Authorization header */
} AtlasSimulatorRequest;

/* Hears of every request, on the server's thread. */
typedef void (*AtlasSimulatorLogFunc) (const AtlasSimulatorRequest *request,
                                       gpointer                     data);

void            atlas_simulator_request_free     (AtlasSimulatorRequest   *self);

AtlasSimulator *atlas_simulator_new              (AtlasSimulatorDirectory *directory);
/* Listens on 127.0.0.1; port 0 chooses a free one. */
gboolean        atlas_simulator_start            (AtlasSimulator          *self,
                                                  guint                    port,
                                                  GError                 **error);
void            atlas_simulator_stop             (AtlasSimulator          *self);
const char     *atlas_simulator_get_url          (AtlasSimulator          *self);
guint           atlas_simulator_get_port         (AtlasSimulator          *self);
void            atlas_simulator_set_credentials  (AtlasSimulator          *self,
                                                  const char              *client_id,
                                                  const char              *client_secret);
void            atlas_simulator_set_scopes       (AtlasSimulator          *self,
                                                  const char * const      *accepted);
void            atlas_simulator_set_token_lifetime (AtlasSimulator        *self,
                                                  guint                    seconds);
void            atlas_simulator_set_directory    (AtlasSimulator          *self,
                                                  AtlasSimulatorDirectory *directory);
void            atlas_simulator_set_literal_logo_urls (AtlasSimulator     *self,
                                                  gboolean                 literal);
void            atlas_simulator_set_logo_base    (AtlasSimulator          *self,
                                                  const char              *url);
void            atlas_simulator_revoke_tokens    (AtlasSimulator          *self);
void            atlas_simulator_add_fault        (AtlasSimulator          *self,
                                                  const AtlasFault        *fault);
void            atlas_simulator_clear_faults     (AtlasSimulator          *self);
/* (transfer full) (element-type AtlasSimulatorRequest): everything since the last call. */
GPtrArray      *atlas_simulator_take_requests    (AtlasSimulator          *self);
void            atlas_simulator_set_log_func     (AtlasSimulator          *self,
                                                  AtlasSimulatorLogFunc    func,
                                                  gpointer                 data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSimulatorRequest, atlas_simulator_request_free)

G_END_DECLS
