/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

#include "atlas-profile.h"

G_BEGIN_DECLS

#define ATLAS_TYPE_SECRETS (atlas_secrets_get_type ())
#define ATLAS_SECRETS_ERROR (atlas_secrets_error_quark ())

typedef enum
{
  ATLAS_SECRETS_ERROR_NO_KEYRING,   /* there is no secret service at all */
  ATLAS_SECRETS_ERROR_LOCKED,       /* there is one, but it stays locked, or the prompt was dismissed */
  ATLAS_SECRETS_ERROR_FAILED,
} AtlasSecretsError;

typedef enum
{
  ATLAS_SECRET_CLIENT_SECRET,
  ATLAS_SECRET_CERTIFICATE_PASSWORD,
  ATLAS_SECRET_TOKEN,
} AtlasSecretKind;

/* Secrets in the system keyring; attributes name app, profile and kind (and, for a token, its scope).
 * What was stored with @for_this_run_only stays in this process's memory, and is found first.
 * Errors are of the ATLAS_SECRETS_ERROR domain. */

G_DECLARE_FINAL_TYPE (AtlasSecrets, atlas_secrets, ATLAS, SECRETS, GObject)

GQuark        atlas_secrets_error_quark  (void);
AtlasSecrets *atlas_secrets_new          (void);
DexFuture    *atlas_secrets_store        (AtlasSecrets    *self,
                                          AtlasProfile    *profile,
                                          AtlasSecretKind  kind,
                                          const char      *scope,
                                          SecretValue     *value,
                                          gboolean         for_this_run_only);
DexFuture    *atlas_secrets_lookup       (AtlasSecrets    *self,
                                          AtlasProfile    *profile,
                                          AtlasSecretKind  kind,
                                          const char      *scope);
DexFuture    *atlas_secrets_clear        (AtlasSecrets    *self,
                                          AtlasProfile    *profile,
                                          AtlasSecretKind  kind,
                                          const char      *scope);
DexFuture    *atlas_secrets_clear_all    (AtlasSecrets    *self,
                                          AtlasProfile    *profile);

G_END_DECLS
