/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-api-client.h"
#include "atlas-check-step-private.h"
#include "atlas-connection.h"
#include "atlas-environ.h"
#include "atlas-explain.h"
#include "atlas-fiber.h"

#define N_STEPS (ATLAS_CHECK_FIRST_ANSWER + 1)
#define LOG_CAPACITY 20

struct _AtlasConnectionCheck
{
  GObject          parent_instance;

  AtlasProfile    *profile;
  AtlasConnection *connection;
  AtlasCheckStep  *steps[N_STEPS];
  DexFuture       *cancelled;
};

static void atlas_connection_check_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasConnectionCheck,
                               atlas_connection_check,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, atlas_connection_check_list_model_init))

static gboolean
means_no_answer (const GError *error)
{
  return g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NAME_NOT_FOUND) ||
         g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_UNREACHABLE) ||
         g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_TIMED_OUT);
}

/* The environment's token host after the one in force; after the last, the first. */
static const char *
find_other_auth_url (AtlasProfile *profile)
{
  const char *const *urls = atlas_environment_get_auth_urls (atlas_profile_get_environment (profile));
  const char *current = atlas_profile_get_auth_url (profile);

  for (guint i = 0; urls[i] != NULL; i++)
    if (g_strcmp0 (urls[i], current) == 0 && urls[i + 1] != NULL)
      return urls[i + 1];

  return g_strcmp0 (urls[0], current) == 0 ? NULL : urls[0];
}

static void
offer_auth_url (AtlasConnectionCheck *self,
                AtlasCheckStep       *step)
{
  const char *url = find_other_auth_url (self->profile);
  g_autofree char *label = NULL;

  if (url == NULL)
    return;

  label = g_strdup_printf (_("Use Host %s"), strstr (url, "://") ? strstr (url, "://") + 3 : url);
  atlas_check_step_set_remedy (step, label, "auth-url", url);
}

static void
offer_scope (AtlasConnectionCheck *self,
             AtlasCheckStep       *step)
{
  const char *scope = atlas_scope_get_next_preset (atlas_profile_get_scope (self->profile));
  g_autofree char *label = g_strdup_printf (_("Try Scope %s"), scope);

  atlas_check_step_set_remedy (step, label, "scope", scope);
}

/* Sets the step to failed, with what may help, and those after it to skipped. */
static DexFuture *
fail (AtlasConnectionCheck *self,
      AtlasCheckKind        kind,
      const GError         *error)
{
  AtlasCheckStep *step = self->steps[kind];
  g_autofree char *explanation = atlas_explain_error (error, self->profile);

  if (g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_INVALID_SCOPE) ||
      (kind == ATLAS_CHECK_FIRST_ANSWER && g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_FORBIDDEN)))
    offer_scope (self, step);
  if (kind <= ATLAS_CHECK_CREDENTIALS && means_no_answer (error))
    offer_auth_url (self, step);
  atlas_check_step_fail (step, error, explanation);

  for (guint i = kind + 1; i < N_STEPS; i++)
    atlas_check_step_set_state (self->steps[i], ATLAS_CHECK_SKIPPED);

  return dex_future_new_for_error (g_error_copy (error));
}

static void
begin (AtlasConnectionCheck *self,
       AtlasCheckKind        kind)
{
  atlas_check_step_set_state (self->steps[kind], ATLAS_CHECK_RUNNING);
}

static void
pass (AtlasConnectionCheck *self,
      AtlasCheckKind        kind,
      const char           *explanation)
{
  atlas_check_step_set_explanation (self->steps[kind], explanation);
  atlas_check_step_set_state (self->steps[kind], ATLAS_CHECK_PASSED);
}

/* One answer settles both: a scope is refused only where the credentials were accepted. */
static DexFuture *
check_token (AtlasConnectionCheck *self,
             AtlasApiClient       *client)
{
  g_autoptr (GError) error = NULL;

  begin (self, ATLAS_CHECK_CREDENTIALS);
  if (dex_await (atlas_fiber_unless (self->cancelled, atlas_api_client_ensure_token (client)), &error))
    {
      pass (self, ATLAS_CHECK_CREDENTIALS, NULL);
      pass (self, ATLAS_CHECK_SCOPE, NULL);
      return NULL;
    }
  if (!g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_INVALID_SCOPE))
    return fail (self, ATLAS_CHECK_CREDENTIALS, error);

  pass (self, ATLAS_CHECK_CREDENTIALS, NULL);

  return fail (self, ATLAS_CHECK_SCOPE, error);
}

static DexFuture *
run_fiber (gpointer data)
{
  AtlasConnectionCheck *self = data;
  g_autoptr (AtlasApiClient) client = NULL;
  g_autoptr (AtlasApiAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *failure;

  begin (self, ATLAS_CHECK_AUTH_HOST);
  client = dex_await_object (atlas_connection_open (self->connection), &error);
  if (client == NULL ||
      !dex_await (atlas_fiber_unless (self->cancelled, atlas_api_client_probe_host (client, atlas_connection_get_auth_url (self->connection))), &error))
    return fail (self, ATLAS_CHECK_AUTH_HOST, error);
  pass (self, ATLAS_CHECK_AUTH_HOST, NULL);

  failure = check_token (self, client);
  if (failure != NULL)
    return failure;

  begin (self, ATLAS_CHECK_API_HOST);
  if (!dex_await (atlas_fiber_unless (self->cancelled, atlas_api_client_probe_host (client, atlas_connection_get_api_url (self->connection))), &error))
    return fail (self, ATLAS_CHECK_API_HOST, error);
  pass (self, ATLAS_CHECK_API_HOST, NULL);

  begin (self, ATLAS_CHECK_FIRST_ANSWER);
  answer = dex_await_object (atlas_fiber_unless (self->cancelled, atlas_api_client_list_countries (client, NULL, NULL)), &error);
  if (answer == NULL)
    return fail (self, ATLAS_CHECK_FIRST_ANSWER, error);
  atlas_check_step_pass_answer (self->steps[ATLAS_CHECK_FIRST_ANSWER], atlas_api_answer_get_items (answer)->len);

  return dex_future_new_for_boolean (TRUE);
}

static GType
atlas_connection_check_get_item_type (GListModel *model)
{
  return ATLAS_TYPE_CHECK_STEP;
}

static guint
atlas_connection_check_get_n_items (GListModel *model)
{
  return N_STEPS;
}

static gpointer
atlas_connection_check_get_item (GListModel *model,
                                 guint       position)
{
  AtlasConnectionCheck *self = ATLAS_CONNECTION_CHECK (model);

  return position < N_STEPS ? g_object_ref (self->steps[position]) : NULL;
}

static void
atlas_connection_check_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = atlas_connection_check_get_item_type;
  iface->get_n_items = atlas_connection_check_get_n_items;
  iface->get_item = atlas_connection_check_get_item;
}

static void
atlas_connection_check_finalize (GObject *object)
{
  AtlasConnectionCheck *self = ATLAS_CONNECTION_CHECK (object);

  for (guint i = 0; i < N_STEPS; i++)
    g_clear_object (&self->steps[i]);
  g_clear_object (&self->connection);
  g_clear_object (&self->profile);
  dex_clear (&self->cancelled);

  G_OBJECT_CLASS (atlas_connection_check_parent_class)->finalize (object);
}

static void
atlas_connection_check_class_init (AtlasConnectionCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_connection_check_finalize;
}

static void
atlas_connection_check_init (AtlasConnectionCheck *self)
{
  for (guint i = 0; i < N_STEPS; i++)
    self->steps[i] = atlas_check_step_new (i);
}

/**
 * atlas_connection_check_new:
 * @profile: what to check; it need not be saved
 * @secrets: where its secrets are
 * @client_secret: (nullable): in place of the secret in the keyring
 * @certificate_password: (nullable): in place of the password in the keyring
 *
 * Returns: (transfer full): a check whose steps are all yet to come
 */
AtlasConnectionCheck *
atlas_connection_check_new (AtlasProfile *profile,
                            AtlasSecrets *secrets,
                            SecretValue  *client_secret,
                            SecretValue  *certificate_password)
{
  AtlasConnectionCheck *self;
  g_autoptr (AtlasProfile) copy = NULL;
  g_autoptr (AtlasProfileCredentials) credentials = NULL;
  g_autoptr (AtlasRequestLog) log = NULL;
  g_autofree char *locks = NULL;

  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (ATLAS_IS_SECRETS (secrets), NULL);

  /* Whoever types on while it runs changes another object. */
  copy = atlas_profile_copy (profile);
  locks = atlas_environ_dup_cache_path ("locks");
  credentials = atlas_profile_credentials_new (copy, secrets, locks);
  atlas_profile_credentials_replace (credentials, client_secret, certificate_password);
  log = atlas_request_log_new (LOG_CAPACITY);

  self = g_object_new (ATLAS_TYPE_CONNECTION_CHECK, NULL);
  self->profile = g_steal_pointer (&copy);
  self->connection = atlas_connection_new (self->profile, credentials, log);

  return self;
}

/**
 * atlas_connection_check_get_request_log:
 * @self: a check
 *
 * Returns: (transfer none): where its requests are noted
 */
AtlasRequestLog *
atlas_connection_check_get_request_log (AtlasConnectionCheck *self)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION_CHECK (self), NULL);

  return atlas_connection_get_request_log (self->connection);
}

/**
 * atlas_connection_check_run:
 * @self: a check
 *
 * Goes from step to step until one fails; those after it are skipped.
 *
 * Returns: (transfer full): a future for %TRUE when every step passed; rejects with the first failure, of
 *   %ATLAS_API_ERROR. Dropping it cancels.
 */
DexFuture *
atlas_connection_check_run (AtlasConnectionCheck *self)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION_CHECK (self), NULL);

  for (guint i = 0; i < N_STEPS; i++)
    atlas_check_step_reset (self->steps[i]);

  dex_clear (&self->cancelled);
  self->cancelled = atlas_fiber_cancelled_new ();

  return atlas_fiber_spawn_cancellable (run_fiber, g_object_ref (self), g_object_unref, self->cancelled);
}
