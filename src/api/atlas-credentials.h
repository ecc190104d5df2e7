/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

#define ATLAS_TYPE_CREDENTIALS (atlas_credentials_get_type ())

G_DECLARE_INTERFACE (AtlasCredentials, atlas_credentials, ATLAS, CREDENTIALS, GObject)

/**
 * AtlasToken:
 *
 * An access token with the time at which it ends. The text lives in memory that is not paged out.
 */
typedef struct
{
  SecretValue *value;
  char        *scope;        /* (nullable): as granted */
  gint64       expires_at;   /* Unix seconds */
} AtlasToken;

#define ATLAS_TYPE_TOKEN (atlas_token_get_type ())

GType       atlas_token_get_type (void) G_GNUC_CONST;
AtlasToken *atlas_token_new      (SecretValue *value, const char *scope, gint64 expires_at);
AtlasToken *atlas_token_copy     (const AtlasToken *self);
void        atlas_token_free     (AtlasToken *self);
gboolean    atlas_token_is_valid (const AtlasToken *self, gint64 now);

/**
 * AtlasCredentialsInterface:
 * @dup_client_secret: a future for the #SecretValue; rejects with %ATLAS_API_ERROR_NO_CREDENTIALS
 * @load_token: a future for an #AtlasToken, or for %NULL when none is kept
 * @save_token: keeps the token, or forgets it when it is %NULL
 * @lock_token: a future that is settled once no other program fetches a token for the same
 *   client and scope; its value is a boxed or object lock, released with its last reference
 * @dup_certificate: a future for a #GTlsCertificate, or for %NULL where the profile has none
 *
 * Where the client takes its secrets from and keeps its token: the keyring in the programs, memory
 * in tests.
 */
struct _AtlasCredentialsInterface
{
  GTypeInterface parent_iface;

  DexFuture *(*dup_client_secret) (AtlasCredentials *self);
  DexFuture *(*load_token)        (AtlasCredentials *self, const char *scope);
  DexFuture *(*save_token)        (AtlasCredentials *self, const char *scope, const AtlasToken *token);
  DexFuture *(*lock_token)        (AtlasCredentials *self, const char *scope);
  DexFuture *(*dup_certificate)   (AtlasCredentials *self);
};

DexFuture *atlas_credentials_dup_client_secret (AtlasCredentials *self);
DexFuture *atlas_credentials_load_token        (AtlasCredentials *self, const char *scope);
DexFuture *atlas_credentials_save_token        (AtlasCredentials *self, const char *scope, const AtlasToken *token);
DexFuture *atlas_credentials_lock_token        (AtlasCredentials *self, const char *scope);
DexFuture *atlas_credentials_dup_certificate   (AtlasCredentials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasToken, atlas_token_free)

G_END_DECLS
