/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-api-client.h"
#include "atlas-check-step-private.h"
#include "atlas-connection.h"
#include "atlas-doctor-verdict.h"
#include "atlas-doctor.h"
#include "atlas-environ.h"
#include "atlas-explain.h"
#include "atlas-fiber.h"

#define LOG_CAPACITY 100

struct _AtlasDoctor
{
  GObject                  parent_instance;

  AtlasProfile            *profile;
  AtlasProfileCredentials *credentials;
  AtlasRequestLog         *log;
  AtlasConnection         *connection;
  GPtrArray               *steps;
  DexFuture               *cancelled;
  GError                  *failure;      /* (nullable): the first one */
  gboolean                 asks_for_all_scopes;
};

typedef struct
{
  const char     *url;
  AtlasCheckKind  name;
  AtlasCheckKind  tls;
  AtlasCheckKind  host;
} Host;

static void atlas_doctor_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasDoctor, atlas_doctor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, atlas_doctor_list_model_init))

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static AtlasCheckStep *
get_step (AtlasDoctor    *self,
          AtlasCheckKind  kind)
{
  for (guint i = 0; i < self->steps->len; i++)
    if (atlas_check_step_get_kind (self->steps->pdata[i]) == kind)
      return self->steps->pdata[i];

  g_return_val_if_reached (NULL);
}

static void
begin (AtlasDoctor    *self,
       AtlasCheckKind  kind)
{
  atlas_check_step_set_state (get_step (self, kind), ATLAS_CHECK_RUNNING);
}

static void
settle (AtlasCheckStep  *step,
        AtlasCheckState  state,
        const char      *explanation)
{
  atlas_check_step_set_explanation (step, explanation);
  atlas_check_step_set_state (step, state);
}

/* The first failure is what the whole came to; what depends on it is skipped, the rest is looked at all the same. */
static void
fail (AtlasDoctor    *self,
      AtlasCheckStep *step,
      const GError   *error,
      const char     *explanation_or_null)
{
  g_autofree char *explanation = explanation_or_null ? g_strdup (explanation_or_null) : atlas_explain_error (error, self->profile);

  if (self->failure == NULL)
    self->failure = g_error_copy (error);
  atlas_check_step_fail (step, error, explanation);
}

static void
settle_verdict (AtlasDoctor     *self,
                AtlasCheckKind   kind,
                AtlasCheckState  state,
                const char      *sentence)
{
  AtlasCheckStep *step = get_step (self, kind);
  g_autoptr (GError) error = NULL;

  if (state != ATLAS_CHECK_FAILED)
    {
      settle (step, state, sentence);
      return;
    }
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
  fail (self, step, error, sentence);
}

static void
skip_rest (AtlasDoctor *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      AtlasCheckState state = atlas_check_step_get_state (self->steps->pdata[i]);

      if (state == ATLAS_CHECK_PENDING || state == ATLAS_CHECK_RUNNING)
        atlas_check_step_set_state (self->steps->pdata[i], ATLAS_CHECK_SKIPPED);
    }
}

/* ---------------------------------------------------------------- one by one */

static gboolean
check_certificate (AtlasDoctor *self)
{
  AtlasCheckStep *step = get_step (self, ATLAS_CHECK_CERTIFICATE);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  AtlasCheckState state;

  begin (self, ATLAS_CHECK_CERTIFICATE);
  if (atlas_profile_get_certificate_path (self->profile) == NULL)
    {
      if (atlas_profile_get_environment (self->profile) == ATLAS_ENVIRONMENT_PRODUCTION)
        settle (step, ATLAS_CHECK_WARNING, _("None is set, though production needs one. Choose it in the connection’s settings."));
      else
        settle (step, ATLAS_CHECK_PASSED, _("None is set, and none is needed here."));
      return TRUE;
    }

  certificate = dex_await_object (atlas_credentials_dup_certificate (ATLAS_CREDENTIALS (self->credentials)), &error);
  if (certificate == NULL)
    {
      fail (self, step, error, error->message);
      return FALSE;
    }
  sentence = atlas_doctor_judge_certificate (certificate, get_now (), &state);
  settle_verdict (self, ATLAS_CHECK_CERTIFICATE, state, sentence);

  return state != ATLAS_CHECK_FAILED;
}

static gboolean
await_name (AtlasDoctor  *self,
            const char   *url,
            GError      **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GResolver) resolver = g_resolver_get_default ();

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    {
      g_set_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_BAD_REQUEST, _("“%s” is no address of a host"), url);
      return FALSE;
    }

  return dex_await (atlas_fiber_unless (self->cancelled, dex_resolver_lookup_by_name (resolver, g_uri_get_host (uri))), error);
}

/* Behind a proxy, a name need not be known here. */
static void
settle_name (AtlasDoctor    *self,
             AtlasCheckKind  kind,
             const GError   *error_or_null,
             gboolean        answered)
{
  AtlasCheckStep *step = get_step (self, kind);

  if (error_or_null == NULL)
    settle (step, ATLAS_CHECK_PASSED, NULL);
  else if (answered)
    settle (step, ATLAS_CHECK_WARNING, _("The name is not known here, but the host answers through a proxy."));
  else
    fail (self, step, error_or_null,
          error_or_null->domain == G_RESOLVER_ERROR
            ? _("The name of the host is not known. Check the network, then the address of the host in the connection’s settings.")
            : NULL);
}

static AtlasHostReport *
check_host (AtlasDoctor    *self,
            AtlasApiClient *client,
            const Host     *host)
{
  g_autoptr (AtlasHostReport) report = NULL;
  g_autoptr (GError) name_error = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  AtlasCheckState state;

  begin (self, host->name);
  await_name (self, host->url, &name_error);
  begin (self, host->host);
  report = dex_await_boxed (atlas_fiber_unless (self->cancelled, atlas_api_client_examine_host (client, host->url)), &error);
  if (report == NULL)
    {
      settle_name (self, host->name, name_error, FALSE);
      fail (self, get_step (self, host->host), error, NULL);
      return NULL;
    }

  if (atlas_api_error_is_network (report->error))
    {
      /* Whether the name is known here does not matter then. */
      settle (get_step (self, host->name), name_error ? ATLAS_CHECK_SKIPPED : ATLAS_CHECK_PASSED, NULL);
      atlas_check_step_set_state (get_step (self, host->tls), ATLAS_CHECK_SKIPPED);
      fail (self, get_step (self, host->host), report->error, NULL);
      return NULL;
    }

  settle_name (self, host->name, name_error, report->error == NULL || report->has_certificate);
  if (name_error != NULL && report->error != NULL && !report->has_certificate)
    {
      atlas_check_step_set_state (get_step (self, host->tls), ATLAS_CHECK_SKIPPED);
      atlas_check_step_set_state (get_step (self, host->host), ATLAS_CHECK_SKIPPED);
      return NULL;
    }

  sentence = atlas_doctor_judge_tls (report, get_now (), &state);
  /* Where nobody is there to encrypt with, that is the host's fault. */
  if (report->error != NULL && !report->has_certificate && !g_error_matches (report->error, ATLAS_API_ERROR, ATLAS_API_ERROR_TLS))
    atlas_check_step_set_state (get_step (self, host->tls), ATLAS_CHECK_SKIPPED);
  else
    settle_verdict (self, host->tls, state, sentence);
  if (report->error == NULL)
    settle (get_step (self, host->host), ATLAS_CHECK_PASSED, NULL);
  else if (state == ATLAS_CHECK_FAILED && report->has_certificate)
    atlas_check_step_set_state (get_step (self, host->host), ATLAS_CHECK_SKIPPED);
  else
    fail (self, get_step (self, host->host), report->error, NULL);

  return g_steal_pointer (&report);
}

static gboolean
check_token (AtlasDoctor    *self,
             AtlasApiClient *client,
             gboolean       *is_scope_refused)
{
  g_autoptr (GError) error = NULL;

  begin (self, ATLAS_CHECK_CREDENTIALS);
  if (dex_await (atlas_fiber_unless (self->cancelled, atlas_api_client_ensure_token (client)), &error))
    {
      settle (get_step (self, ATLAS_CHECK_CREDENTIALS), ATLAS_CHECK_PASSED, NULL);
      settle (get_step (self, ATLAS_CHECK_SCOPE), ATLAS_CHECK_PASSED, atlas_profile_get_scope (self->profile));
      return TRUE;
    }

  *is_scope_refused = g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_INVALID_SCOPE);
  if (*is_scope_refused)
    settle (get_step (self, ATLAS_CHECK_CREDENTIALS), ATLAS_CHECK_PASSED, NULL);
  fail (self, get_step (self, *is_scope_refused ? ATLAS_CHECK_SCOPE : ATLAS_CHECK_CREDENTIALS), error, NULL);

  return FALSE;
}

static gboolean
await_scope (AtlasDoctor  *self,
             const char   *scope,
             GError      **error)
{
  g_autoptr (AtlasProfile) other = atlas_profile_copy (self->profile);
  g_autoptr (AtlasConnection) connection = NULL;
  g_autoptr (AtlasApiClient) client = NULL;

  g_object_set (other, "scope", scope, NULL);
  connection = atlas_connection_new (other, self->credentials, self->log);
  client = dex_await_object (atlas_connection_open (connection), error);

  return client != NULL && dex_await (atlas_fiber_unless (self->cancelled, atlas_api_client_ensure_token (client)), error);
}

/* Returns whether the platform grants the scope. */
static gboolean
check_preset (AtlasDoctor    *self,
              AtlasCheckStep *step)
{
  const char *scope = atlas_check_step_get_scope (step);
  g_autoptr (GError) error = NULL;
  g_autofree char *explanation = NULL;

  atlas_check_step_set_state (step, ATLAS_CHECK_RUNNING);
  if (await_scope (self, scope, &error))
    {
      settle (step, ATLAS_CHECK_PASSED, _("The client may use it."));
      return TRUE;
    }

  /* It need not be allowed: that is no failure of the profile. */
  if (g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_INVALID_SCOPE))
    settle (step, ATLAS_CHECK_WARNING, _("The client may not use it."));
  else
    {
      explanation = atlas_explain_error (error, self->profile);
      settle (step, ATLAS_CHECK_SKIPPED, explanation);
    }

  return FALSE;
}

/* The platform grants few tokens, so none is asked for that answers nothing: where the profile's own scope is accepted,
 * the others need not be; where it is refused, they are tried until one is accepted. A refusal costs no token. */
static void
check_presets (AtlasDoctor *self,
               gboolean     is_accepted)
{
  const char *own = atlas_profile_get_scope (self->profile);
  gboolean is_answered = is_accepted;

  for (guint i = 0; i < self->steps->len; i++)
    {
      AtlasCheckStep *step = self->steps->pdata[i];

      if (atlas_check_step_get_scope (step) == NULL)
        continue;
      if (g_strcmp0 (atlas_check_step_get_scope (step), own) == 0)
        settle (step, is_accepted ? ATLAS_CHECK_PASSED : ATLAS_CHECK_WARNING,
                is_accepted ? _("The client may use it.") : _("The client may not use it."));
      else if (is_answered && !self->asks_for_all_scopes)
        settle (step, ATLAS_CHECK_SKIPPED, _("Not asked: one that works is known, and the platform grants few tokens."));
      else if (check_preset (self, step))
        is_answered = TRUE;
    }
}

static void
check_clock (AtlasDoctor           *self,
             const AtlasHostReport *auth_report,
             const AtlasHostReport *api_report)
{
  const AtlasHostReport *report = auth_report != NULL && auth_report->has_date ? auth_report : api_report;
  AtlasCheckState state;
  g_autofree char *sentence = atlas_doctor_judge_clock (report, &state);

  settle_verdict (self, ATLAS_CHECK_CLOCK, state, sentence);
}

static void
check_first_answer (AtlasDoctor    *self,
                    AtlasApiClient *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasApiAnswer) answer = NULL;

  begin (self, ATLAS_CHECK_FIRST_ANSWER);
  answer = dex_await_object (atlas_fiber_unless (self->cancelled, atlas_api_client_list_countries (client, NULL, NULL)), &error);
  if (answer != NULL)
    atlas_check_step_pass_answer (get_step (self, ATLAS_CHECK_FIRST_ANSWER), atlas_api_answer_get_items (answer)->len);
  else
    fail (self, get_step (self, ATLAS_CHECK_FIRST_ANSWER), error, NULL);
}

static void
examine (AtlasDoctor    *self,
         AtlasApiClient *client)
{
  const Host auth = { atlas_connection_get_auth_url (self->connection), ATLAS_CHECK_AUTH_NAME, ATLAS_CHECK_AUTH_TLS, ATLAS_CHECK_AUTH_HOST };
  const Host api = { atlas_connection_get_api_url (self->connection), ATLAS_CHECK_API_NAME, ATLAS_CHECK_API_TLS, ATLAS_CHECK_API_HOST };
  g_autoptr (AtlasHostReport) auth_report = check_host (self, client, &auth);
  g_autoptr (AtlasHostReport) api_report = NULL;
  gboolean has_token = FALSE;
  gboolean is_scope_refused = FALSE;

  if (auth_report != NULL && auth_report->error == NULL)
    has_token = check_token (self, client, &is_scope_refused);
  if (has_token || is_scope_refused)
    check_presets (self, has_token);

  api_report = check_host (self, client, &api);
  check_clock (self, auth_report, api_report);
  if (has_token && api_report != NULL && api_report->error == NULL)
    check_first_answer (self, client);
}

static DexFuture *
run_fiber (gpointer data)
{
  AtlasDoctor *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasApiClient) client = dex_await_object (atlas_connection_open (self->connection), &error);

  if (client == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Nothing can be asked with a certificate that cannot be used. */
  if (check_certificate (self))
    examine (self, client);
  skip_rest (self);
  if (self->failure != NULL)
    return dex_future_new_for_error (g_steal_pointer (&self->failure));

  return dex_future_new_for_boolean (TRUE);
}

/* ---------------------------------------------------------------- the object */

static GType
atlas_doctor_get_item_type (GListModel *model)
{
  return ATLAS_TYPE_CHECK_STEP;
}

static guint
atlas_doctor_get_n_items (GListModel *model)
{
  return ATLAS_DOCTOR (model)->steps->len;
}

static gpointer
atlas_doctor_get_item (GListModel *model,
                       guint       position)
{
  AtlasDoctor *self = ATLAS_DOCTOR (model);

  return position < self->steps->len ? g_object_ref (self->steps->pdata[position]) : NULL;
}

static void
atlas_doctor_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = atlas_doctor_get_item_type;
  iface->get_n_items = atlas_doctor_get_n_items;
  iface->get_item = atlas_doctor_get_item;
}

static void
atlas_doctor_finalize (GObject *object)
{
  AtlasDoctor *self = ATLAS_DOCTOR (object);

  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_object (&self->connection);
  g_clear_object (&self->credentials);
  g_clear_object (&self->log);
  g_clear_object (&self->profile);
  g_clear_error (&self->failure);
  dex_clear (&self->cancelled);

  G_OBJECT_CLASS (atlas_doctor_parent_class)->finalize (object);
}

static void
atlas_doctor_class_init (AtlasDoctorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_doctor_finalize;
}

static void
atlas_doctor_init (AtlasDoctor *self)
{
  static const AtlasCheckKind before[] = {
    ATLAS_CHECK_CERTIFICATE, ATLAS_CHECK_AUTH_NAME, ATLAS_CHECK_AUTH_TLS, ATLAS_CHECK_AUTH_HOST, ATLAS_CHECK_CLOCK,
    ATLAS_CHECK_CREDENTIALS, ATLAS_CHECK_SCOPE,
  };
  static const AtlasCheckKind after[] = { ATLAS_CHECK_API_NAME, ATLAS_CHECK_API_TLS, ATLAS_CHECK_API_HOST, ATLAS_CHECK_FIRST_ANSWER };
  const char *const *presets = atlas_scope_get_presets ();

  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    g_ptr_array_add (self->steps, atlas_check_step_new (before[i]));
  for (guint i = 0; presets[i] != NULL; i++)
    g_ptr_array_add (self->steps, atlas_check_step_new_for_scope (presets[i]));
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    g_ptr_array_add (self->steps, atlas_check_step_new (after[i]));
}

/**
 * atlas_doctor_new:
 * @profile: what to look at
 * @secrets: where its secrets are
 * @asks_for_all_scopes: whether to ask for a token for each documented scope, though the platform grants few
 *
 * Returns: (transfer full): a doctor who has not begun
 */
AtlasDoctor *
atlas_doctor_new (AtlasProfile *profile,
                  AtlasSecrets *secrets,
                  gboolean      asks_for_all_scopes)
{
  AtlasDoctor *self;
  g_autofree char *locks = NULL;

  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (ATLAS_IS_SECRETS (secrets), NULL);

  self = g_object_new (ATLAS_TYPE_DOCTOR, NULL);
  self->profile = atlas_profile_copy (profile);
  locks = atlas_environ_dup_cache_path ("locks");
  self->credentials = atlas_profile_credentials_new (self->profile, secrets, locks);
  self->log = atlas_request_log_new (LOG_CAPACITY);
  self->connection = atlas_connection_new (self->profile, self->credentials, self->log);
  self->asks_for_all_scopes = asks_for_all_scopes;

  return self;
}

/**
 * atlas_doctor_get_request_log:
 * @self: a doctor
 *
 * Returns: (transfer none): where the requests are noted that this takes
 */
AtlasRequestLog *
atlas_doctor_get_request_log (AtlasDoctor *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCTOR (self), NULL);

  return self->log;
}

/**
 * atlas_doctor_run:
 * @self: a doctor who has not begun
 *
 * Looks at one thing after the other, and goes on where one fails, as far as the next does not depend on it. A token that
 * is kept is used; a new one is asked for only where that answers something.
 *
 * Returns: (transfer full): a future for %TRUE when nothing failed; rejects with the first failure, of %ATLAS_API_ERROR,
 *   %G_RESOLVER_ERROR, or %G_IO_ERROR_FAILED with the sentence as its text. Dropping it cancels.
 */
DexFuture *
atlas_doctor_run (AtlasDoctor *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCTOR (self), NULL);
  g_return_val_if_fail (self->cancelled == NULL, NULL);

  self->cancelled = atlas_fiber_cancelled_new ();

  return atlas_fiber_spawn_cancellable (run_fiber, g_object_ref (self), g_object_unref, self->cancelled);
}
