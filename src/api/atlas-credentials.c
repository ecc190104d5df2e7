/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-api-error-private.h"
#include "atlas-credentials.h"

G_DEFINE_BOXED_TYPE (AtlasToken, atlas_token, atlas_token_copy, atlas_token_free)

G_DEFINE_INTERFACE (AtlasCredentials, atlas_credentials, G_TYPE_OBJECT)

/* What a source of credentials leaves out, it does not have. */

static DexFuture *
atlas_credentials_default_dup_client_secret (AtlasCredentials *self)
{
  return dex_future_new_for_error (atlas_api_error_new (ATLAS_API_ERROR_NO_CREDENTIALS, NULL, "There is no client secret"));
}

static DexFuture *
atlas_credentials_default_load_token (AtlasCredentials *self,
                                      const char       *scope)
{
  return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN, NULL);
}

static DexFuture *
atlas_credentials_default_save_token (AtlasCredentials *self,
                                      const char       *scope,
                                      const AtlasToken *token)
{
  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
atlas_credentials_default_lock_token (AtlasCredentials *self,
                                      const char       *scope)
{
  return dex_future_new_take_object (g_object_new (G_TYPE_OBJECT, NULL));
}

static DexFuture *
atlas_credentials_default_dup_certificate (AtlasCredentials *self)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_TLS_CERTIFICATE);

  return dex_future_new_for_value (&value);
}

static void
atlas_credentials_default_init (AtlasCredentialsInterface *iface)
{
  iface->dup_client_secret = atlas_credentials_default_dup_client_secret;
  iface->load_token = atlas_credentials_default_load_token;
  iface->save_token = atlas_credentials_default_save_token;
  iface->lock_token = atlas_credentials_default_lock_token;
  iface->dup_certificate = atlas_credentials_default_dup_certificate;
}

/**
 * atlas_token_new:
 * @value: the token's text; a reference is taken
 * @scope: (nullable): the scope as granted
 * @expires_at: from when it is no longer to be used, Unix seconds
 *
 * Returns: (transfer full): a new #AtlasToken
 */
AtlasToken *
atlas_token_new (SecretValue *value,
                 const char  *scope,
                 gint64       expires_at)
{
  AtlasToken *self;

  g_return_val_if_fail (value != NULL, NULL);

  self = g_new0 (AtlasToken, 1);
  self->value = secret_value_ref (value);
  self->scope = g_strdup (scope);
  self->expires_at = expires_at;

  return self;
}

/**
 * atlas_token_copy:
 * @self: a token
 *
 * Returns: (transfer full): another one, which shares the text's protected memory
 */
AtlasToken *
atlas_token_copy (const AtlasToken *self)
{
  return atlas_token_new (self->value, self->scope, self->expires_at);
}

/**
 * atlas_token_free:
 * @self: (transfer full): a token
 */
void
atlas_token_free (AtlasToken *self)
{
  secret_value_unref (self->value);
  g_free (self->scope);
  g_free (self);
}

/**
 * atlas_token_is_valid:
 * @self: (nullable): a token
 * @now: Unix seconds
 *
 * Returns: whether it may still be used
 */
gboolean
atlas_token_is_valid (const AtlasToken *self,
                      gint64            now)
{
  return self != NULL && now < self->expires_at;
}

/**
 * atlas_credentials_dup_client_secret:
 * @self: a source of credentials
 *
 * Returns: (transfer full): a future for the #SecretValue; rejects with %ATLAS_API_ERROR_NO_CREDENTIALS where there is none,
 *   and with an error of its own domain where whatever keeps it fails
 */
DexFuture *
atlas_credentials_dup_client_secret (AtlasCredentials *self)
{
  g_return_val_if_fail (ATLAS_IS_CREDENTIALS (self), NULL);

  return ATLAS_CREDENTIALS_GET_IFACE (self)->dup_client_secret (self);
}

/**
 * atlas_credentials_load_token:
 * @self: a source of credentials
 * @scope: the scope that was asked for
 *
 * Returns: (transfer full): a future for an #AtlasToken, or for %NULL when none is kept
 */
DexFuture *
atlas_credentials_load_token (AtlasCredentials *self,
                              const char       *scope)
{
  g_return_val_if_fail (ATLAS_IS_CREDENTIALS (self), NULL);

  return ATLAS_CREDENTIALS_GET_IFACE (self)->load_token (self, scope);
}

/**
 * atlas_credentials_save_token:
 * @self: a source of credentials
 * @scope: the scope that was asked for
 * @token: (nullable): what to keep; %NULL forgets what is kept
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_credentials_save_token (AtlasCredentials *self,
                              const char       *scope,
                              const AtlasToken *token)
{
  g_return_val_if_fail (ATLAS_IS_CREDENTIALS (self), NULL);

  return ATLAS_CREDENTIALS_GET_IFACE (self)->save_token (self, scope, token);
}

/**
 * atlas_credentials_lock_token:
 * @self: a source of credentials
 * @scope: the scope that is asked for
 *
 * Returns: (transfer full): a future for a lock that other programs respect too; it is released with its
 *   last reference
 */
DexFuture *
atlas_credentials_lock_token (AtlasCredentials *self,
                              const char       *scope)
{
  g_return_val_if_fail (ATLAS_IS_CREDENTIALS (self), NULL);

  return ATLAS_CREDENTIALS_GET_IFACE (self)->lock_token (self, scope);
}

/**
 * atlas_credentials_dup_certificate:
 * @self: a source of credentials
 *
 * Returns: (transfer full): a future for a #GTlsCertificate, or for %NULL where none is set
 */
DexFuture *
atlas_credentials_dup_certificate (AtlasCredentials *self)
{
  g_return_val_if_fail (ATLAS_IS_CREDENTIALS (self), NULL);

  return ATLAS_CREDENTIALS_GET_IFACE (self)->dup_certificate (self);
}
