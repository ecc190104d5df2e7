/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "atlas-api-error.h"
#include "atlas-file-lock.h"
#include "atlas-profile-credentials.h"
#include "atlas-simulator.h"
#include "atlas-token-text.h"
#include "atlas-worker.h"
#include "atlas-fiber.h"

/* As long as a token request with its retries may take in the program that holds the lock. */
#define LOCK_PATIENCE_MS (90 * 1000)

struct _AtlasProfileCredentials
{
  GObject          parent_instance;

  AtlasProfile    *profile;
  AtlasSecrets    *secrets;
  char            *lock_path;
  SecretValue     *client_secret;          /* (nullable): in place of the keyring's */
  SecretValue     *certificate_password;   /* (nullable): in place of the keyring's */
  GTlsCertificate *certificate;            /* (nullable): once it was read */
};

static void atlas_profile_credentials_iface_init (AtlasCredentialsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasProfileCredentials,
                               atlas_profile_credentials,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATLAS_TYPE_CREDENTIALS, atlas_profile_credentials_iface_init))

typedef struct
{
  AtlasProfileCredentials *self;
  char                    *scope;   /* (nullable) */
  AtlasToken              *token;   /* (nullable) */
} Task;

typedef struct
{
  char        *path;
  SecretValue *password;
} CertificateFile;

static void
task_free (Task *task)
{
  g_object_unref (task->self);
  g_free (task->scope);
  g_clear_pointer (&task->token, atlas_token_free);
  g_free (task);
}

static DexFuture *
spawn (AtlasProfileCredentials *self,
       DexFiberFunc             func,
       const char              *scope,
       const AtlasToken        *token)
{
  Task *task = g_new0 (Task, 1);

  task->self = g_object_ref (self);
  task->scope = g_strdup (scope);
  task->token = token ? atlas_token_copy (token) : NULL;

  return atlas_fiber_spawn (func, task, (GDestroyNotify) task_free);
}

static void
certificate_file_free (CertificateFile *file)
{
  g_free (file->path);
  g_clear_pointer (&file->password, secret_value_unref);
  g_free (file);
}

/* Whose token it is: one that another client, or another host, was given is of no use. */
static char *
dup_holder (AtlasProfileCredentials *self)
{
  const char *auth_url = atlas_profile_get_auth_url (self->profile);

  return g_strdup_printf ("%s at %s", atlas_profile_get_client_id (self->profile), auth_url ? auth_url : "");
}

static DexFuture *
client_secret_fiber (gpointer data)
{
  Task *task = data;
  AtlasProfile *profile = task->self->profile;
  g_autoptr (GError) error = NULL;
  SecretValue *value =
    dex_await_boxed (atlas_secrets_lookup (task->self->secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL), &error);

  if (value != NULL)
    return dex_future_new_take_boxed (SECRET_TYPE_VALUE, value);

  /* That the keyring is locked is not cured by entering the secret once more. */
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_reject (ATLAS_API_ERROR,
                                ATLAS_API_ERROR_NO_CREDENTIALS,
                                _("There is no client secret for “%s” yet"),
                                atlas_profile_get_name (profile));
}

/* A token that cannot be found is fetched anew; it is never a reason to fail. */
static DexFuture *
load_token_fiber (gpointer data)
{
  Task *task = data;
  g_autofree char *holder = dup_holder (task->self);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value =
    dex_await_boxed (atlas_secrets_lookup (task->self->secrets, task->self->profile, ATLAS_SECRET_TOKEN, task->scope), &error);

  if (error != NULL)
    g_debug ("No token is kept: %s", error->message);
  if (value == NULL)
    return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN, NULL);

  return atlas_token_text_parse (value, holder);
}

static DexFuture *
save_token_fiber (gpointer data)
{
  Task *task = data;
  AtlasProfileCredentials *self = task->self;
  g_autofree char *holder = dup_holder (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = NULL;

  if (task->token == NULL)
    return atlas_secrets_clear (self->secrets, self->profile, ATLAS_SECRET_TOKEN, task->scope);

  value = dex_await_boxed (atlas_token_text_format (task->token, holder), &error);
  if (value == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Of credentials that are only tried out, nothing goes to the keyring yet. */
  return atlas_secrets_store (self->secrets,
                              self->profile,
                              ATLAS_SECRET_TOKEN,
                              task->scope,
                              value,
                              self->client_secret != NULL);
}

/* Without a lock, a token too many is better than none. */
static DexFuture *
not_locked_cb (DexFuture *future,
               gpointer   data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  g_debug ("A token is fetched without a lock: %s", error->message);

  return dex_future_new_take_object (g_object_new (G_TYPE_OBJECT, NULL));
}

/* A file that needs no password is not to be given one; and a certificate whose key is another's is not found in it. */
static GTlsCertificate *
open_certificate (const CertificateFile  *file,
                  const char             *content,
                  gsize                   length,
                  GError                **error)
{
  const char *password = file->password ? secret_value_get_text (file->password) : NULL;
  g_autoptr (GError) open_error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_pkcs12 ((const guint8 *) content, length, NULL, &open_error);

  if (certificate != NULL)
    return certificate;
  if (password != NULL && g_error_matches (open_error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD))
    return g_tls_certificate_new_from_pkcs12 ((const guint8 *) content, length, password, error);
  g_propagate_error (error, g_steal_pointer (&open_error));

  return NULL;
}

static DexFuture *
read_certificate_worker (gpointer data)
{
  CertificateFile *file = data;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;
  gsize length;

  if (!g_file_get_contents (file->path, &content, &length, &error))
    return dex_future_new_reject (ATLAS_API_ERROR,
                                  ATLAS_API_ERROR_CERTIFICATE,
                                  _("The client certificate “%s” could not be read: %s"),
                                  file->path,
                                  error->message);

  certificate = open_certificate (file, content, length, &error);
  if (certificate != NULL)
    return dex_future_new_take_object (certificate);

  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD))
    return dex_future_new_reject (ATLAS_API_ERROR,
                                  ATLAS_API_ERROR_CERTIFICATE,
                                  _("The password does not open the client certificate “%s”"),
                                  file->path);

  return dex_future_new_reject (ATLAS_API_ERROR,
                                ATLAS_API_ERROR_CERTIFICATE,
                                _("“%s” holds no certificate together with the key that belongs to it (PKCS#12): %s"),
                                file->path,
                                error->message);
}

static DexFuture *
certificate_fiber (gpointer data)
{
  Task *task = data;
  AtlasProfileCredentials *self = task->self;
  CertificateFile *file = g_new0 (CertificateFile, 1);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;

  file->path = g_strdup (atlas_profile_get_certificate_path (self->profile));
  if (self->certificate_password != NULL)
    file->password = secret_value_ref (self->certificate_password);
  else
    file->password = dex_await_boxed (atlas_secrets_lookup (self->secrets,
                                                            self->profile,
                                                            ATLAS_SECRET_CERTIFICATE_PASSWORD,
                                                            NULL),
                                      NULL);

  certificate =
    dex_await_object (atlas_worker_run (read_certificate_worker, file, (GDestroyNotify) certificate_file_free), &error);
  if (certificate == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  g_set_object (&self->certificate, certificate);

  return dex_future_new_take_object (certificate);
}

static DexFuture *
new_no_certificate (void)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_TLS_CERTIFICATE);

  return dex_future_new_for_value (&value);
}

static void
forget_certificate_cb (AtlasProfileCredentials *self)
{
  g_clear_object (&self->certificate);
}

static DexFuture *
atlas_profile_credentials_dup_client_secret (AtlasCredentials *credentials)
{
  AtlasProfileCredentials *self = ATLAS_PROFILE_CREDENTIALS (credentials);

  if (atlas_profile_is_demo (self->profile))
    return dex_future_new_take_boxed (SECRET_TYPE_VALUE,
                                      secret_value_new (ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET, -1, "text/plain"));
  if (self->client_secret != NULL)
    return dex_future_new_take_boxed (SECRET_TYPE_VALUE, secret_value_ref (self->client_secret));

  return spawn (self, client_secret_fiber, NULL, NULL);
}

static DexFuture *
atlas_profile_credentials_load_token (AtlasCredentials *credentials,
                                      const char       *scope)
{
  AtlasProfileCredentials *self = ATLAS_PROFILE_CREDENTIALS (credentials);

  /* What is to be tried out is the secret, not an earlier one's token. */
  if (self->client_secret != NULL)
    return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN, NULL);

  return spawn (self, load_token_fiber, scope, NULL);
}

static DexFuture *
atlas_profile_credentials_save_token (AtlasCredentials *credentials,
                                      const char       *scope,
                                      const AtlasToken *token)
{
  return spawn (ATLAS_PROFILE_CREDENTIALS (credentials), save_token_fiber, scope, token);
}

static DexFuture *
atlas_profile_credentials_lock_token (AtlasCredentials *credentials,
                                      const char       *scope)
{
  AtlasProfileCredentials *self = ATLAS_PROFILE_CREDENTIALS (credentials);

  return dex_future_catch (atlas_file_lock_wait (self->lock_path, LOCK_PATIENCE_MS), not_locked_cb, NULL, NULL);
}

static DexFuture *
atlas_profile_credentials_dup_certificate (AtlasCredentials *credentials)
{
  AtlasProfileCredentials *self = ATLAS_PROFILE_CREDENTIALS (credentials);

  if (atlas_profile_get_certificate_path (self->profile) == NULL)
    return new_no_certificate ();
  if (self->certificate != NULL)
    return dex_future_new_for_object (self->certificate);

  return spawn (self, certificate_fiber, NULL, NULL);
}

static void
atlas_profile_credentials_iface_init (AtlasCredentialsInterface *iface)
{
  iface->dup_client_secret = atlas_profile_credentials_dup_client_secret;
  iface->load_token = atlas_profile_credentials_load_token;
  iface->save_token = atlas_profile_credentials_save_token;
  iface->lock_token = atlas_profile_credentials_lock_token;
  iface->dup_certificate = atlas_profile_credentials_dup_certificate;
}

static void
atlas_profile_credentials_finalize (GObject *object)
{
  AtlasProfileCredentials *self = ATLAS_PROFILE_CREDENTIALS (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->secrets);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->client_secret, secret_value_unref);
  g_clear_pointer (&self->certificate_password, secret_value_unref);
  g_free (self->lock_path);

  G_OBJECT_CLASS (atlas_profile_credentials_parent_class)->finalize (object);
}

static void
atlas_profile_credentials_class_init (AtlasProfileCredentialsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_profile_credentials_finalize;
}

static void
atlas_profile_credentials_init (AtlasProfileCredentials *self)
{
}

/**
 * atlas_profile_credentials_new:
 * @profile: whose credentials
 * @secrets: where they are kept
 * @lock_directory: (type filename): where programs that share the profile lock its token
 *
 * Returns: (transfer full): the profile's credentials
 */
AtlasProfileCredentials *
atlas_profile_credentials_new (AtlasProfile *profile,
                               AtlasSecrets *secrets,
                               const char   *lock_directory)
{
  AtlasProfileCredentials *self;
  g_autofree char *lock_name = NULL;

  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (ATLAS_IS_SECRETS (secrets), NULL);

  lock_name = g_strdup_printf ("token-%s.lock", atlas_profile_get_id (profile));
  self = g_object_new (ATLAS_TYPE_PROFILE_CREDENTIALS, NULL);
  self->profile = g_object_ref (profile);
  self->secrets = g_object_ref (secrets);
  self->lock_path = g_build_filename (lock_directory, lock_name, NULL);
  g_signal_connect_object (profile, "notify::certificate-path", G_CALLBACK (forget_certificate_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * atlas_profile_credentials_replace:
 * @self: a profile's credentials
 * @client_secret: (nullable): what to try in place of the secret in the keyring
 * @certificate_password: (nullable): what to try in place of the password in the keyring
 *
 * For credentials that are tried out before they are saved. The token that they bring is kept for this run.
 */
void
atlas_profile_credentials_replace (AtlasProfileCredentials *self,
                                   SecretValue             *client_secret,
                                   SecretValue             *certificate_password)
{
  g_return_if_fail (ATLAS_IS_PROFILE_CREDENTIALS (self));

  if (client_secret != NULL)
    self->client_secret = secret_value_ref (client_secret);
  if (certificate_password != NULL)
    self->certificate_password = secret_value_ref (certificate_password);
}
