/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "atlas-keyring.h"
#include "atlas-secrets.h"

struct _AtlasSecrets
{
  GObject     parent_instance;

  GHashTable *kept;   /* (element-type utf8 SecretValue): for this run only */
};

G_DEFINE_FINAL_TYPE (AtlasSecrets, atlas_secrets, G_TYPE_OBJECT)

G_DEFINE_QUARK (atlas-secrets-error-quark, atlas_secrets_error)

typedef struct
{
  AtlasSecrets   *self;
  AtlasProfile   *profile;
  AtlasSecretKind kind;
  char           *scope;
  SecretValue    *value;
} Storing;

static void
storing_free (Storing *storing)
{
  g_object_unref (storing->self);
  g_object_unref (storing->profile);
  g_free (storing->scope);
  secret_value_unref (storing->value);
  g_free (storing);
}

static const char *const kind_names[] = {
  [ATLAS_SECRET_CLIENT_SECRET] = "client-secret",
  [ATLAS_SECRET_CERTIFICATE_PASSWORD] = "certificate-password",
  [ATLAS_SECRET_TOKEN] = "token",
};

static char *
dup_key (AtlasProfile   *profile,
         AtlasSecretKind kind,
         const char     *scope)
{
  return g_strjoin ("\n", atlas_profile_get_id (profile), kind_names[kind], scope ? scope : "", NULL);
}

static GHashTable *
new_attributes (AtlasProfile *profile)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (char *) ATLAS_KEYRING_APP, g_strdup (ATLAS_APPLICATION_ID));
  g_hash_table_insert (attributes, (char *) ATLAS_KEYRING_PROFILE, g_strdup (atlas_profile_get_id (profile)));

  return attributes;
}

static GHashTable *
new_item_attributes (AtlasProfile   *profile,
                     AtlasSecretKind kind,
                     const char     *scope)
{
  GHashTable *attributes = new_attributes (profile);

  g_hash_table_insert (attributes, (char *) ATLAS_KEYRING_KIND, g_strdup (kind_names[kind]));
  g_hash_table_insert (attributes, (char *) ATLAS_KEYRING_SCOPE, g_strdup (scope ? scope : ""));

  return attributes;
}

static char *
dup_label (AtlasProfile   *profile,
           AtlasSecretKind kind)
{
  const char *name = atlas_profile_get_name (profile);

  switch (kind)
    {
    case ATLAS_SECRET_CLIENT_SECRET:
      return g_strdup_printf (_("Bank Atlas: client secret of “%s”"), name);
    case ATLAS_SECRET_CERTIFICATE_PASSWORD:
      return g_strdup_printf (_("Bank Atlas: certificate password of “%s”"), name);
    case ATLAS_SECRET_TOKEN:
      return g_strdup_printf (_("Bank Atlas: access token of “%s”"), name);
    default:
      g_return_val_if_reached (NULL);
    }
}

static SecretValue *
find_kept (AtlasSecrets   *self,
           AtlasProfile   *profile,
           AtlasSecretKind kind,
           const char     *scope)
{
  g_autofree char *key = dup_key (profile, kind, scope);

  return g_hash_table_lookup (self->kept, key);
}

static void
keep (AtlasSecrets   *self,
      AtlasProfile   *profile,
      AtlasSecretKind kind,
      const char     *scope,
      SecretValue    *value)
{
  g_hash_table_replace (self->kept, dup_key (profile, kind, scope), secret_value_ref (value));
}

static void
forget (AtlasSecrets   *self,
        AtlasProfile   *profile,
        AtlasSecretKind kind,
        const char     *scope)
{
  g_autofree char *key = dup_key (profile, kind, scope);

  g_hash_table_remove (self->kept, key);
}

/* A token that came of a secret for this run only must not outlive the run either. */
static gboolean
is_for_this_run (AtlasSecrets   *self,
                 AtlasProfile   *profile,
                 AtlasSecretKind kind)
{
  if (atlas_profile_is_demo (profile))
    return TRUE;

  return kind == ATLAS_SECRET_TOKEN && find_kept (self, profile, ATLAS_SECRET_CLIENT_SECRET, NULL) != NULL;
}

/* What a secret brought while it was only tried out goes the same way as the secret. */
static void
store_kept_tokens (AtlasSecrets *self,
                   AtlasProfile *profile)
{
  g_autofree char *prefix = dup_key (profile, ATLAS_SECRET_TOKEN, NULL);
  g_autoptr (GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (self->kept);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);

      if (!g_str_has_prefix (key, prefix))
        continue;
      dex_future_disown (atlas_secrets_store (self,
                                              profile,
                                              ATLAS_SECRET_TOKEN,
                                              key + strlen (prefix),
                                              g_hash_table_lookup (self->kept, key),
                                              FALSE));
    }
}

/* Without a keyring a token serves for this run. */
static DexFuture *
store_settled_cb (DexFuture *future,
                  gpointer   data)
{
  Storing *storing = data;

  if (dex_future_is_resolved (future))
    {
      forget (storing->self, storing->profile, storing->kind, storing->scope);
      if (storing->kind == ATLAS_SECRET_CLIENT_SECRET)
        store_kept_tokens (storing->self, storing->profile);
      return dex_ref (future);
    }
  if (storing->kind != ATLAS_SECRET_TOKEN)
    return dex_ref (future);

  keep (storing->self, storing->profile, storing->kind, storing->scope, storing->value);

  return dex_future_new_for_boolean (TRUE);
}

/* Where there is no keyring there is nothing in it. */
static DexFuture *
not_cleared_cb (DexFuture *future,
                gpointer   data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (g_error_matches (error, ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_NO_KEYRING))
    return dex_future_new_for_boolean (TRUE);

  return dex_ref (future);
}

static void
atlas_secrets_finalize (GObject *object)
{
  AtlasSecrets *self = ATLAS_SECRETS (object);

  g_hash_table_unref (self->kept);

  G_OBJECT_CLASS (atlas_secrets_parent_class)->finalize (object);
}

static void
atlas_secrets_class_init (AtlasSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_secrets_finalize;
}

static void
atlas_secrets_init (AtlasSecrets *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) secret_value_unref);
}

/**
 * atlas_secrets_new:
 *
 * Returns: (transfer full): the way to the keyring, and to what is kept for this run only
 */
AtlasSecrets *
atlas_secrets_new (void)
{
  return g_object_new (ATLAS_TYPE_SECRETS, NULL);
}

/**
 * atlas_secrets_store:
 * @self: the secrets
 * @profile: whose secret it is
 * @kind: what it is
 * @scope: (nullable): the scope that a token was asked for
 * @value: the secret
 * @for_this_run_only: whether to keep it in this process's memory instead of the keyring
 *
 * A token that cannot go to the keyring is kept for this run.
 *
 * Returns: (transfer full): a future for %TRUE; rejects with %ATLAS_SECRETS_ERROR
 */
DexFuture *
atlas_secrets_store (AtlasSecrets   *self,
                     AtlasProfile   *profile,
                     AtlasSecretKind kind,
                     const char     *scope,
                     SecretValue    *value,
                     gboolean        for_this_run_only)
{
  g_autofree char *label = NULL;
  Storing *storing;
  DexFuture *future;

  g_return_val_if_fail (ATLAS_IS_SECRETS (self), NULL);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (value != NULL, NULL);

  if (for_this_run_only || is_for_this_run (self, profile, kind))
    {
      keep (self, profile, kind, scope, value);
      return dex_future_new_for_boolean (TRUE);
    }

  storing = g_new0 (Storing, 1);
  storing->self = g_object_ref (self);
  storing->profile = g_object_ref (profile);
  storing->kind = kind;
  storing->scope = g_strdup (scope);
  storing->value = secret_value_ref (value);
  label = dup_label (profile, kind);
  future = atlas_keyring_store (new_item_attributes (profile, kind, scope), label, value);

  return dex_future_finally (future, store_settled_cb, storing, (GDestroyNotify) storing_free);
}

/**
 * atlas_secrets_lookup:
 * @self: the secrets
 * @profile: whose secret it is
 * @kind: what it is
 * @scope: (nullable): the scope that a token was asked for
 *
 * Returns: (transfer full): a future for the #SecretValue, or for %NULL where there is none; rejects with
 *   %ATLAS_SECRETS_ERROR
 */
DexFuture *
atlas_secrets_lookup (AtlasSecrets   *self,
                      AtlasProfile   *profile,
                      AtlasSecretKind kind,
                      const char     *scope)
{
  SecretValue *kept;

  g_return_val_if_fail (ATLAS_IS_SECRETS (self), NULL);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);

  kept = find_kept (self, profile, kind, scope);
  if (kept != NULL || is_for_this_run (self, profile, kind))
    return dex_future_new_take_boxed (SECRET_TYPE_VALUE, kept ? secret_value_ref (kept) : NULL);

  return atlas_keyring_lookup (new_item_attributes (profile, kind, scope));
}

/**
 * atlas_secrets_clear:
 * @self: the secrets
 * @profile: whose secret it is
 * @kind: what it is
 * @scope: (nullable): the scope that a token was asked for
 *
 * Returns: (transfer full): a future for %TRUE, also where there was none; rejects with %ATLAS_SECRETS_ERROR
 */
DexFuture *
atlas_secrets_clear (AtlasSecrets   *self,
                     AtlasProfile   *profile,
                     AtlasSecretKind kind,
                     const char     *scope)
{
  g_return_val_if_fail (ATLAS_IS_SECRETS (self), NULL);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);

  forget (self, profile, kind, scope);
  if (is_for_this_run (self, profile, kind))
    return dex_future_new_for_boolean (TRUE);

  return dex_future_catch (atlas_keyring_clear (new_item_attributes (profile, kind, scope)), not_cleared_cb, NULL, NULL);
}

/**
 * atlas_secrets_clear_all:
 * @self: the secrets
 * @profile: whose secrets they are
 *
 * Returns: (transfer full): a future for %TRUE once none of the profile's secrets and tokens is kept
 *   anywhere; rejects with %ATLAS_SECRETS_ERROR
 */
DexFuture *
atlas_secrets_clear_all (AtlasSecrets *self,
                         AtlasProfile *profile)
{
  g_autofree char *prefix = NULL;
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (ATLAS_IS_SECRETS (self), NULL);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);

  prefix = g_strconcat (atlas_profile_get_id (profile), "\n", NULL);
  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, prefix))
      g_hash_table_iter_remove (&iter);

  if (atlas_profile_is_demo (profile))
    return dex_future_new_for_boolean (TRUE);

  return dex_future_catch (atlas_keyring_clear (new_attributes (profile)), not_cleared_cb, NULL, NULL);
}
