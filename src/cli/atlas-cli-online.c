/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-error.h"
#include "atlas-explain.h"

#include "atlas-cli-online.h"
#include "atlas-cli-progress.h"

#define PATIENCE_MS 2000

typedef struct
{
  AtlasSecrets   *secrets;
  AtlasCatalogue *catalogue;
  gboolean        has_sent_request_id;
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
    { "profile add", atlas_cli_run_profile_add },
    { "profile remove", atlas_cli_run_profile_remove },
    { "profile check", atlas_cli_run_profile_check },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    if (g_str_equal (runs[i].name, command_name))
      return runs[i].run;

  g_return_val_if_reached (NULL);
}

static AtlasStore *
open_store (AtlasCliSession  *session,
            GError          **error)
{
  AtlasCatalogue *catalogue = atlas_cli_online_get_catalogue (session, error);

  return catalogue ? g_object_ref (atlas_catalogue_get_store (catalogue)) : NULL;
}

static gboolean
refresh (AtlasCliSession  *session,
         gboolean          with_details,
         GError          **error)
{
  g_autoptr (AtlasChanges) changes = atlas_cli_online_sync (session, with_details, FALSE, error);

  return changes != NULL;
}

static AtlasAspspDetails *
fetch_details (AtlasCliSession  *session,
               const char       *bic_fi,
               GError          **error)
{
  AtlasCatalogue *catalogue = atlas_cli_online_get_catalogue (session, error);

  if (catalogue == NULL)
    return NULL;

  return dex_await_object (atlas_catalogue_fetch_details (catalogue, bic_fi, take_request_id (session)), error);
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

/* The answer is written; what the catalogue has begun to do behind it comes to its end, but is not waited for long. */
static void
let_go (AtlasCatalogue *catalogue)
{
  gpointer alive = catalogue;
  gboolean is_out_of_patience = FALSE;
  guint source = g_timeout_add (PATIENCE_MS, out_of_patience_cb, &is_out_of_patience);

  g_object_add_weak_pointer (G_OBJECT (catalogue), &alive);
  g_object_unref (catalogue);
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
  g_clear_object (&data->secrets);
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
    .open_store = open_store,
    .refresh = refresh,
    .fetch_details = fetch_details,
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
  if (!dex_await (atlas_catalogue_load (data->catalogue), error))
    g_clear_object (&data->catalogue);

  return data->catalogue;
}

/**
 * atlas_cli_online_sync:
 * @session: the session
 * @with_details: whether the details of every bank are wanted, too
 * @is_asked_for: whether that is the command, rather than what it takes to answer one
 * @error: where a complaint goes
 *
 * Brings the store in step with the platform; says how it goes on standard error. Awaits.
 *
 * Returns: (transfer full) (nullable): what it changed
 */
AtlasChanges *
atlas_cli_online_sync (AtlasCliSession  *session,
                       gboolean          with_details,
                       gboolean          is_asked_for,
                       GError          **error)
{
  AtlasCatalogue *catalogue = atlas_cli_online_get_catalogue (session, error);
  AtlasRefreshScope scope = with_details ? ATLAS_REFRESH_ALL : ATLAS_REFRESH_LISTS;
  g_autoptr (AtlasCliProgress) progress = NULL;

  if (catalogue == NULL)
    return NULL;

  progress = atlas_cli_progress_new (catalogue, is_asked_for);

  return dex_await_object (atlas_catalogue_refresh (catalogue, scope, take_request_id (session)), error);
}
