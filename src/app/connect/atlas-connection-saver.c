/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-connection-saver.h"
#include "atlas-fiber.h"

struct _AtlasConnectionSaver
{
  GObject parent_instance;

  AtlasProfiles *profiles;
  AtlasSecrets *secrets;
  AtlasProfile *profile;
  SecretValue *client_secret;
  SecretValue *certificate_password;
};

G_DEFINE_FINAL_TYPE (AtlasConnectionSaver, atlas_connection_saver, G_TYPE_OBJECT)

typedef struct
{
  AtlasConnectionSaver *saver;
  gboolean for_this_run_only;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_object (&saving->saver);
  g_free (saving);
}

static gboolean
await_stored (Saving           *saving,
              AtlasSecretKind   kind,
              SecretValue      *value,
              GError          **error)
{
  AtlasConnectionSaver *self = saving->saver;

  if (value == NULL)
    return TRUE;

  return dex_await (atlas_secrets_store (self->secrets, self->profile, kind, NULL, value, saving->for_this_run_only), error);
}

/* The secrets come first: a profile without them would be of no use. */
static DexFuture *
save_fiber (gpointer data)
{
  Saving *saving = data;
  AtlasConnectionSaver *self = saving->saver;
  GError *error = NULL;

  if (await_stored (saving, ATLAS_SECRET_CLIENT_SECRET, self->client_secret, &error) &&
      await_stored (saving, ATLAS_SECRET_CERTIFICATE_PASSWORD, self->certificate_password, &error) &&
      atlas_profiles_save (self->profiles, self->profile, &error))
    return dex_future_new_true ();

  return dex_future_new_for_error (error);
}

static void
atlas_connection_saver_finalize (GObject *object)
{
  AtlasConnectionSaver *self = ATLAS_CONNECTION_SAVER (object);

  g_clear_object (&self->profiles);
  g_clear_object (&self->secrets);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->client_secret, secret_value_unref);
  g_clear_pointer (&self->certificate_password, secret_value_unref);

  G_OBJECT_CLASS (atlas_connection_saver_parent_class)->finalize (object);
}

static void
atlas_connection_saver_class_init (AtlasConnectionSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_connection_saver_finalize;
}

static void
atlas_connection_saver_init (AtlasConnectionSaver *self)
{
}

/**
 * atlas_connection_saver_new:
 * @profiles: where the profile is saved
 * @secrets: where its secrets are kept
 * @profile: the profile, as it was checked
 * @client_secret: (nullable): the secret; %NULL leaves the one that is kept
 * @certificate_password: (nullable): the password; %NULL leaves the one that is kept
 *
 * Returns: (transfer full): a saver
 */
AtlasConnectionSaver *
atlas_connection_saver_new (AtlasProfiles *profiles,
                            AtlasSecrets  *secrets,
                            AtlasProfile  *profile,
                            SecretValue   *client_secret,
                            SecretValue   *certificate_password)
{
  AtlasConnectionSaver *self = g_object_new (ATLAS_TYPE_CONNECTION_SAVER, NULL);

  self->profiles = g_object_ref (profiles);
  self->secrets = g_object_ref (secrets);
  self->profile = g_object_ref (profile);
  self->client_secret = client_secret ? secret_value_ref (client_secret) : NULL;
  self->certificate_password = certificate_password ? secret_value_ref (certificate_password) : NULL;

  return self;
}

/**
 * atlas_connection_saver_save:
 * @self: a saver
 * @for_this_run_only: whether the secrets stay in this process's memory instead of the keyring
 *
 * Returns: (transfer full): a future for %TRUE; rejects with %ATLAS_SECRETS_ERROR or %ATLAS_PROFILES_ERROR
 */
DexFuture *
atlas_connection_saver_save (AtlasConnectionSaver *self,
                             gboolean              for_this_run_only)
{
  Saving *saving;

  g_return_val_if_fail (ATLAS_IS_CONNECTION_SAVER (self), NULL);

  saving = g_new0 (Saving, 1);
  saving->saver = g_object_ref (self);
  saving->for_this_run_only = for_this_run_only;

  return atlas_fiber_spawn (save_fiber, saving, saving_free);
}
