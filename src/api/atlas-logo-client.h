/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "atlas-request-log.h"

G_BEGIN_DECLS

/* Fetches the bytes of logos, with a session of its own that never sees a token. */

#define ATLAS_TYPE_LOGO_CLIENT (atlas_logo_client_get_type ())
#define ATLAS_LOGO_MAX_BYTES (2 * 1024 * 1024)

G_DECLARE_FINAL_TYPE (AtlasLogoClient, atlas_logo_client, ATLAS, LOGO_CLIENT, GObject)

/**
 * AtlasLogoAnswer:
 *
 * What a logo host answered. @bytes is %NULL when the host says that nothing changed since @validator.
 */
typedef struct
{
  GBytes *bytes;
  char   *validator;   /* (nullable): the ETag */
} AtlasLogoAnswer;

#define ATLAS_TYPE_LOGO_ANSWER (atlas_logo_answer_get_type ())

GType            atlas_logo_answer_get_type (void) G_GNUC_CONST;
AtlasLogoAnswer *atlas_logo_answer_copy     (const AtlasLogoAnswer *self);
void             atlas_logo_answer_free     (AtlasLogoAnswer *self);

SoupSession     *atlas_logo_session_new     (void);
AtlasLogoClient *atlas_logo_client_new             (SoupSession     *session);
void             atlas_logo_client_set_request_log (AtlasLogoClient *self,
                                                    AtlasRequestLog *log);
DexFuture       *atlas_logo_client_fetch           (AtlasLogoClient *self,
                                                    const char      *logo_url,
                                                    const char      *validator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLogoAnswer, atlas_logo_answer_free)

G_END_DECLS
