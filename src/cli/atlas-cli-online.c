/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-error.h"
#include "atlas-catalogue-path.h"
#include "atlas-details-fetch.h"
#include "atlas-explain.h"
#include "atlas-request-text.h"

#include "atlas-cli-online.h"
#include "atlas-cli-progress.h"

#define PATIENCE_MS 2000
#define MAX_REQUESTS 1000

typedef struct
{
  AtlasSecrets        *secrets;
  AtlasCatalogue      *catalogue;    /* for a refresh */
  AtlasConnection     *connection;   /* for one bank, which is asked for without reading all the others */
  AtlasRequestLog     *requests;
  AtlasRequestJournal *journal;
  gboolean             has_sent_request_id;
} Data;

static Data *
get_data (AtlasCliSession *session)
{
  if (session->online_data == NULL)
    session->online_data = g_new0 (Data, 1);

  return session->online_data;
}

/* A caller's own id is for the first request alone. */
static const char *
take_request_id (AtlasCliSession *session)
{
  Data *data = get_data (session);

  if (data->has_sent_request_id)
    return NULL;
  data->has_sent_request_id = TRUE;

  return session->options->request_id;
}

static AtlasCliRunFunc
find_run (const char *command_name)
{
  const struct
  {
    const char     *name;
    AtlasCliRunFunc run;
  } runs[] = {
    { "sync", atlas_cli_run_sync },
    { "log", atlas_cli_run_log },
    { "profile add", atlas_cli_run_profile_add },
    { "profile remove", atlas_cli_run_profile_remove },
    { "profile check", atlas_cli_run_profile_check },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    if (g_str_equal (runs[i].name, command_name))
      return runs[i].run;

  g_return_val_if_reached (NULL);
}

static gboolean
refresh (AtlasCliSession  *session,
         gboolean          lists,
         gboolean          details,
         GError          **error)
{
  g_autoptr (AtlasChanges) changes = atlas_cli_online_sync (session, lists, details, error);

  return changes != NULL;
}

static AtlasConnection *
get_connection (AtlasCliSession *session)
{
  Data *data = get_data (session);
  g_autoptr (AtlasProfileCredentials) credentials = NULL;
  g_autofree char *locks = NULL;

  if (data->connection != NULL)
    return data->connection;

  locks = atlas_catalogue_dup_locks_path (NULL);
  credentials = atlas_profile_credentials_new (session->profile, atlas_cli_online_get_secrets (session), locks);
  data->connection = atlas_connection_new (session->profile, credentials, atlas_cli_online_get_requests (session));

  return data->connection;
}

static AtlasAspspDetails *
fetch_details (AtlasCliSession  *session,
               const char       *bic_fi,
               GError          **error)
{
  AtlasStore *store = atlas_cli_session_get_store (session, error);

  if (store == NULL)
    return NULL;

  return atlas_details_fetch (get_connection (session), store, bic_fi, take_request_id (session), NULL, NULL, error);
}

static AtlasCliStatus
get_api_status (AtlasApiError code)
{
  switch (code)
    {
    case ATLAS_API_ERROR_NOT_FOUND:
      return ATLAS_CLI_STATUS_UNKNOWN;
    case ATLAS_API_ERROR_INVALID_CLIENT:
    case ATLAS_API_ERROR_INVALID_SCOPE:
    case ATLAS_API_ERROR_NO_CREDENTIALS:
    case ATLAS_API_ERROR_UNAUTHORIZED:
    case ATLAS_API_ERROR_CERTIFICATE:
    case ATLAS_API_ERROR_FORBIDDEN:
      return ATLAS_CLI_STATUS_CREDENTIALS;
    case ATLAS_API_ERROR_NOT_SUPPORTED:
    case ATLAS_API_ERROR_BAD_REQUEST:
    case ATLAS_API_ERROR_RATE_LIMITED:
    case ATLAS_API_ERROR_SERVER:
    case ATLAS_API_ERROR_NAME_NOT_FOUND:
    case ATLAS_API_ERROR_UNREACHABLE:
    case ATLAS_API_ERROR_TIMED_OUT:
    case ATLAS_API_ERROR_TLS:
    case ATLAS_API_ERROR_CUT_OFF:
    case ATLAS_API_ERROR_MALFORMED:
    case ATLAS_API_ERROR_TOO_LARGE:
    case ATLAS_API_ERROR_REDIRECTED:
    case ATLAS_API_ERROR_LOGO_REFUSED:
    case ATLAS_API_ERROR_PROXY:
    case ATLAS_API_ERROR_PROXY_SIGN_IN:
    case ATLAS_API_ERROR_NETWORK_SIGN_IN:
    case ATLAS_API_ERROR_PAGE:
    default:
      return ATLAS_CLI_STATUS_NETWORK;
    }
}

static AtlasCliStatus
get_status (const GError *error)
{
  if (error->domain == ATLAS_API_ERROR)
    return get_api_status (error->code);
  if (error->domain == ATLAS_SECRETS_ERROR)
    return ATLAS_CLI_STATUS_CREDENTIALS;

  return atlas_cli_error_get_status (error);
}

static gboolean
out_of_patience_cb (gpointer data)
{
  gboolean *is_out_of_patience = data;

  *is_out_of_patience = TRUE;

  return G_SOURCE_CONTINUE;
}

/* The answer is written; what was begun behind it comes to its end, but is not waited for long. */
static void
let_go (gpointer object)
{
  gpointer alive = object;
  gboolean is_out_of_patience = FALSE;
  guint source = g_timeout_add (PATIENCE_MS, out_of_patience_cb, &is_out_of_patience);

  g_object_add_weak_pointer (object, &alive);
  g_object_unref (object);
  while (alive != NULL && !is_out_of_patience)
    g_main_context_iteration (NULL, TRUE);
  g_clear_weak_pointer (&alive);
  g_source_remove (source);
}

static void
clear (gpointer online_data)
{
  Data *data = online_data;

  if (data == NULL)
    return;
  if (data->catalogue != NULL)
    let_go (g_steal_pointer (&data->catalogue));
  if (data->connection != NULL)
    let_go (g_steal_pointer (&data->connection));
  g_clear_object (&data->secrets);
  g_clear_object (&data->requests);
  g_clear_object (&data->journal);
  g_free (data);
}

/**
 * atlas_cli_online_get:
 *
 * Returns: (transfer none): what the program without network and keyring has not
 */
const AtlasCliOnline *
atlas_cli_online_get (void)
{
  static const AtlasCliOnline online = {
    .find_run = find_run,
    .refresh = refresh,
    .fetch_details = fetch_details,
    .answer_pasted = atlas_cli_log_answer_pasted,
    .get_status = get_status,
    .explain = atlas_explain_error,
    .clear = clear,
  };

  return &online;
}

/**
 * atlas_cli_online_get_secrets:
 * @session: the session
 *
 * Returns: (transfer none): the way to the keyring
 */
AtlasSecrets *
atlas_cli_online_get_secrets (AtlasCliSession *session)
{
  Data *data = get_data (session);

  if (data->secrets == NULL)
    data->secrets = atlas_secrets_new ();

  return data->secrets;
}

/* Standard error is for people: nothing of it is an answer. */
static void
trace_cb (GListModel *requests,
          guint       position,
          guint       removed,
          guint       added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (requests, i);
      g_autofree char *line = atlas_request_text_line (entry);

      g_printerr ("%s\n", line);
    }
}

/**
 * atlas_cli_online_get_journal:
 * @session: the session
 *
 * Returns: (transfer none): what keeps requests on disk, where the person wants that
 */
AtlasRequestJournal *
atlas_cli_online_get_journal (AtlasCliSession *session)
{
  Data *data = get_data (session);

  if (data->journal == NULL)
    {
      g_autofree char *path = atlas_request_journal_dup_default_path ();

      data->journal = atlas_request_journal_new (path);
    }

  return data->journal;
}

/**
 * atlas_cli_online_get_requests:
 * @session: the session
 *
 * Returns: (transfer none): where requests are noted: they are kept where the person wants that, and traced where the
 *   command line says so
 */
AtlasRequestLog *
atlas_cli_online_get_requests (AtlasCliSession *session)
{
  Data *data = get_data (session);

  if (data->requests != NULL)
    return data->requests;

  data->requests = atlas_request_log_new (MAX_REQUESTS);
  atlas_request_journal_follow (atlas_cli_online_get_journal (session), data->requests);
  if (session->options->trace)
    g_signal_connect (data->requests, "items-changed", G_CALLBACK (trace_cb), NULL);

  return data->requests;
}

/**
 * atlas_cli_online_get_catalogue:
 * @session: the session
 * @error: where a complaint goes
 *
 * Awaits.
 *
 * Returns: (transfer none) (nullable): the catalogue of the session's profile, loaded
 */
AtlasCatalogue *
atlas_cli_online_get_catalogue (AtlasCliSession  *session,
                                GError          **error)
{
  AtlasProfile *profile = atlas_cli_session_get_profile (session, error);
  Data *data = get_data (session);

  if (profile == NULL || data->catalogue != NULL)
    return profile ? data->catalogue : NULL;

  data->catalogue = atlas_catalogue_new (profile, atlas_cli_online_get_secrets (session), NULL);
  atlas_request_log_set_next (atlas_catalogue_get_request_log (data->catalogue), atlas_cli_online_get_requests (session));
  if (!dex_await (atlas_catalogue_load (data->catalogue), error))
    g_clear_object (&data->catalogue);

  return data->catalogue;
}

/**
 * atlas_cli_online_sync:
 * @session: the session
 * @lists: whether the lists are wanted
 * @details: whether the details of every bank are wanted, where they are missing or old
 * @error: where a complaint goes
 *
 * Brings the store in step with the platform; says how it goes on standard error. Awaits.
 *
 * Returns: (transfer full) (nullable): what it changed
 */
AtlasChanges *
atlas_cli_online_sync (AtlasCliSession  *session,
                       gboolean          lists,
                       gboolean          details,
                       GError          **error)
{
  AtlasCatalogue *catalogue = atlas_cli_online_get_catalogue (session, error);
  const char *request_id = take_request_id (session);
  g_autoptr (AtlasCliProgress) progress = NULL;
  AtlasRefreshScope scope = ATLAS_REFRESH_ALL;

  if (catalogue == NULL)
    return NULL;

  /* Lines of both would not go together. */
  if (!session->options->trace)
    progress = atlas_cli_progress_new (catalogue, details);
  if (!details)
    scope = ATLAS_REFRESH_LISTS;
  /* A caller's own id goes with a list. */
  else if (!lists && request_id == NULL)
    scope = ATLAS_REFRESH_DETAILS;

  return dex_await_object (atlas_catalogue_refresh (catalogue, scope, request_id), error);
}
