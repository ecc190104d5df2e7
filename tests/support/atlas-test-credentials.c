/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-api-error.h"
#include "atlas-gate.h"
#include "atlas-test-credentials.h"

struct _AtlasTestCredentials
{
  GObject          parent_instance;
  SecretValue     *secret;
  AtlasToken      *token;
  char            *scope;
  GTlsCertificate *certificate;
  AtlasGate       *lock;
  gboolean         is_broken;
  guint            n_saved;
};

static void atlas_test_credentials_credentials_init (AtlasCredentialsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasTestCredentials, atlas_test_credentials, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATLAS_TYPE_CREDENTIALS, atlas_test_credentials_credentials_init))

static DexFuture *
reject_as_broken (void)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_FAILED, "The store is broken");
}

static DexFuture *
dup_client_secret (AtlasCredentials *credentials)
{
  AtlasTestCredentials *self = ATLAS_TEST_CREDENTIALS (credentials);

  if (self->secret == NULL)
    return dex_future_new_reject (ATLAS_API_ERROR, ATLAS_API_ERROR_NO_CREDENTIALS, "There is no secret");

  return dex_future_new_take_boxed (SECRET_TYPE_VALUE, secret_value_ref (self->secret));
}

static DexFuture *
load_token (AtlasCredentials *credentials,
            const char       *scope)
{
  AtlasTestCredentials *self = ATLAS_TEST_CREDENTIALS (credentials);

  g_free (self->scope);
  self->scope = g_strdup (scope);
  if (self->is_broken)
    return reject_as_broken ();

  return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN, self->token ? atlas_token_copy (self->token) : NULL);
}

static DexFuture *
save_token (AtlasCredentials *credentials,
            const char       *scope,
            const AtlasToken *token)
{
  AtlasTestCredentials *self = ATLAS_TEST_CREDENTIALS (credentials);

  if (self->is_broken)
    return reject_as_broken ();

  g_clear_pointer (&self->token, atlas_token_free);
  self->token = token ? atlas_token_copy (token) : NULL;
  self->n_saved++;

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
lock_token (AtlasCredentials *credentials,
            const char       *scope)
{
  AtlasTestCredentials *self = ATLAS_TEST_CREDENTIALS (credentials);

  return self->is_broken ? reject_as_broken () : atlas_gate_enter (self->lock);
}

static DexFuture *
dup_certificate (AtlasCredentials *credentials)
{
  AtlasTestCredentials *self = ATLAS_TEST_CREDENTIALS (credentials);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_TLS_CERTIFICATE);
  g_value_set_object (&value, self->certificate);

  return dex_future_new_for_value (&value);
}

static void
atlas_test_credentials_credentials_init (AtlasCredentialsInterface *iface)
{
  iface->dup_client_secret = dup_client_secret;
  iface->load_token = load_token;
  iface->save_token = save_token;
  iface->lock_token = lock_token;
  iface->dup_certificate = dup_certificate;
}

static void
atlas_test_credentials_finalize (GObject *object)
{
  AtlasTestCredentials *self = ATLAS_TEST_CREDENTIALS (object);

  g_clear_pointer (&self->secret, secret_value_unref);
  g_clear_pointer (&self->token, atlas_token_free);
  g_clear_object (&self->certificate);
  g_clear_object (&self->lock);
  g_free (self->scope);

  G_OBJECT_CLASS (atlas_test_credentials_parent_class)->finalize (object);
}

static void
atlas_test_credentials_class_init (AtlasTestCredentialsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_test_credentials_finalize;
}

static void
atlas_test_credentials_init (AtlasTestCredentials *self)
{
  self->lock = atlas_gate_new (1);
}

/**
 * atlas_test_credentials_new:
 * @client_secret: (nullable): the secret; %NULL for none
 *
 * Returns: (transfer full): credentials without a token
 */
AtlasTestCredentials *
atlas_test_credentials_new (const char *client_secret)
{
  AtlasTestCredentials *self = g_object_new (ATLAS_TYPE_TEST_CREDENTIALS, NULL);

  if (client_secret != NULL)
    self->secret = secret_value_new (client_secret, -1, "text/plain");

  return self;
}

/**
 * atlas_test_credentials_set_token:
 * @self: credentials
 * @token: what to keep, as if an earlier run had fetched it
 * @expires_at: Unix seconds
 */
void
atlas_test_credentials_set_token (AtlasTestCredentials *self,
                                  const char           *token,
                                  gint64                expires_at)
{
  g_autoptr (SecretValue) value = secret_value_new (token, -1, "text/plain");

  g_clear_pointer (&self->token, atlas_token_free);
  self->token = atlas_token_new (value, NULL, expires_at);
}

/**
 * atlas_test_credentials_dup_token:
 * @self: credentials
 *
 * Returns: (transfer full) (nullable): the text of the token that is kept
 */
char *
atlas_test_credentials_dup_token (AtlasTestCredentials *self)
{
  return self->token ? g_strdup (secret_value_get_text (self->token->value)) : NULL;
}

/**
 * atlas_test_credentials_get_scope:
 * @self: credentials
 *
 * Returns: (transfer none) (nullable): the scope under which a token was last looked for
 */
const char *
atlas_test_credentials_get_scope (AtlasTestCredentials *self)
{
  return self->scope;
}

/**
 * atlas_test_credentials_set_certificate:
 * @self: credentials
 * @certificate: the client certificate
 */
void
atlas_test_credentials_set_certificate (AtlasTestCredentials *self,
                                        GTlsCertificate      *certificate)
{
  g_set_object (&self->certificate, certificate);
}

/**
 * atlas_test_credentials_break_store:
 * @self: credentials
 *
 * From now on nothing can be kept, found or locked, as with a keyring that stays locked.
 */
void
atlas_test_credentials_break_store (AtlasTestCredentials *self)
{
  self->is_broken = TRUE;
}

/**
 * atlas_test_credentials_get_n_saved:
 * @self: credentials
 *
 * Returns: how often a token was kept
 */
guint
atlas_test_credentials_get_n_saved (AtlasTestCredentials *self)
{
  return self->n_saved;
}
