/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-endpoints.h"

G_BEGIN_DECLS

/* Which environment, which client: everything about a connection but its secrets. */

typedef enum
{
  ATLAS_CONTEXT_PRIVATE,
  ATLAS_CONTEXT_CORPORATE,
} AtlasContext;

#define ATLAS_TYPE_PROFILE (atlas_profile_get_type ())
#define ATLAS_PROFILE_DEMO_ID "demo"
#define ATLAS_PROFILE_DEFAULT_MAX_AGE (24 * 60 * 60)

G_DECLARE_FINAL_TYPE (AtlasProfile, atlas_profile, ATLAS, PROFILE, GObject)

/* Every property is readable, writable and notifies: id (construct only), name, environment, auth-url, api-url,
 * client-id, scope, list-encoding, context, certificate-path, max-age. An auth-url or api-url of NULL
 * means the environment's own; the getters answer the one in force. */

AtlasProfile      *atlas_profile_new                   (const char        *name,
                                                        AtlasEnvironment   environment);
AtlasProfile      *atlas_profile_new_demo              (void);
AtlasProfile      *atlas_profile_copy                  (AtlasProfile      *self);
const char        *atlas_profile_get_id                (AtlasProfile      *self);
const char        *atlas_profile_get_name              (AtlasProfile      *self);
AtlasEnvironment   atlas_profile_get_environment       (AtlasProfile      *self);
const char        *atlas_profile_get_auth_url          (AtlasProfile      *self);
const char        *atlas_profile_get_api_url           (AtlasProfile      *self);
const char        *atlas_profile_get_client_id         (AtlasProfile      *self);
const char        *atlas_profile_get_scope             (AtlasProfile      *self);
AtlasListEncoding  atlas_profile_get_list_encoding     (AtlasProfile      *self);
AtlasContext       atlas_profile_get_context           (AtlasProfile      *self);
const char        *atlas_profile_get_certificate_path  (AtlasProfile      *self);
guint              atlas_profile_get_max_age           (AtlasProfile      *self);
gboolean           atlas_profile_is_demo               (AtlasProfile      *self);
char              *atlas_profile_dup_store_key         (AtlasProfile      *self);
const char        *atlas_context_to_string             (AtlasContext       context);
gboolean           atlas_context_from_string           (const char        *text,
                                                        AtlasContext      *context);

G_END_DECLS
