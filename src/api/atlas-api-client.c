/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-call.h"
#include "atlas-api-client-private.h"
#include "atlas-api-error-private.h"
#include "atlas-fiber.h"
#include "atlas-soup.h"
#include "atlas-text.h"
#include "atlas-token-source.h"
#include "atlas-url.h"

#define MAX_UNDER_WAY 6

struct _AtlasApiClient
{
  GObject            parent_instance;
  AtlasWire         *wire;
  AtlasTokenSource  *tokens;
  char              *api_url;
  char              *fault;           /* (nullable): why the configuration cannot be used */
  AtlasListEncoding  list_encoding;
};

G_DEFINE_FINAL_TYPE (AtlasApiClient, atlas_api_client, G_TYPE_OBJECT)

static DexFuture *
reject (AtlasApiError  code,
        const char    *message)
{
  return dex_future_new_for_error (atlas_api_error_new (code, NULL, "%s", message));
}

static DexFuture *
start_call (AtlasApiClient  *self,
            char            *url,
            const char      *request_id,
            AtlasCallKind    kind,
            AtlasAnswerKind  answer_kind)
{
  g_autofree char *owned_url = url;

  if (self->fault != NULL)
    return reject (ATLAS_API_ERROR_BAD_REQUEST, self->fault);
  if (url == NULL)
    return reject (ATLAS_API_ERROR_NOT_FOUND, "That cannot be an id");
  if (request_id != NULL && !g_uuid_string_is_valid (request_id))
    return reject (ATLAS_API_ERROR_BAD_REQUEST, "The request id is not a UUID");

  return atlas_api_call_start (self->wire, self->tokens, url, request_id, kind, answer_kind);
}

static gboolean
is_filter (const char *const *values)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    if (!atlas_text_is_blank (values[i]))
      return TRUE;

  return FALSE;
}

static DexFuture *
start_list (AtlasApiClient    *self,
            const char        *collection,
            const char *const *iso_country_codes,
            const char *const *city_ids,
            const char        *request_id,
            AtlasAnswerKind    answer_kind)
{
  AtlasCallKind kind = ATLAS_CALL_LIST;

  if (is_filter (city_ids))
    kind = ATLAS_CALL_LIST_OF_CITIES;
  else if (is_filter (iso_country_codes))
    kind = ATLAS_CALL_FILTERED_LIST;

  return start_call (self, atlas_url_for_list (self->api_url, collection, iso_country_codes, city_ids, self->list_encoding),
                     request_id, kind, answer_kind);
}

static DexFuture *
start_item (AtlasApiClient  *self,
            const char      *collection,
            const char      *id,
            const char      *request_id,
            AtlasAnswerKind  answer_kind)
{
  return start_call (self, atlas_url_for_item (self->api_url, collection, id), request_id, ATLAS_CALL_ITEM, answer_kind);
}

static DexFuture *
ensure_token_fiber (gpointer data)
{
  AtlasApiClient *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasToken) token = dex_await_boxed (atlas_token_source_ensure (self->tokens, NULL, NULL), &error);

  if (token == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_boolean (TRUE);
}

typedef struct
{
  AtlasApiClient *client;
  char           *url;
  DexFuture      *cancelled;
} Probe;

static void
probe_free (gpointer data)
{
  Probe *self = data;

  g_clear_object (&self->client);
  g_free (self->url);
  dex_clear (&self->cancelled);
  g_free (self);
}

static DexFuture *
probe_fiber (gpointer data)
{
  Probe *self = data;
  g_autoptr (GError) error = NULL;

  if (!atlas_wire_await_any (self->client->wire, self->url, self->cancelled, NULL, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
examine_fiber (gpointer data)
{
  Probe *self = data;
  g_autoptr (AtlasHostReport) report = atlas_host_report_new ();

  report->encrypted = g_str_has_prefix (self->url, "https:");
  atlas_wire_await_any (self->client->wire, self->url, self->cancelled, report, &report->error);

  return dex_future_new_take_boxed (ATLAS_TYPE_HOST_REPORT, g_steal_pointer (&report));
}

static DexFuture *
start_probe (AtlasApiClient *self,
             const char     *host_url,
             DexFiberFunc    func)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *host = atlas_host_url_normalize (host_url, &error);
  Probe *probe;

  if (host == NULL)
    return reject (ATLAS_API_ERROR_BAD_REQUEST, error->message);

  probe = g_new0 (Probe, 1);
  probe->client = g_object_ref (self);
  probe->url = g_strconcat (host, "/", NULL);
  probe->cancelled = atlas_fiber_cancelled_new ();

  return atlas_fiber_spawn_cancellable (func, probe, probe_free, probe->cancelled);
}

static void
atlas_api_client_finalize (GObject *object)
{
  AtlasApiClient *self = ATLAS_API_CLIENT (object);

  g_clear_object (&self->wire);
  g_clear_object (&self->tokens);
  g_free (self->api_url);
  g_free (self->fault);

  G_OBJECT_CLASS (atlas_api_client_parent_class)->finalize (object);
}

static void
atlas_api_client_class_init (AtlasApiClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_api_client_finalize;
}

static void
atlas_api_client_init (AtlasApiClient *self)
{
}

/* A secret is not sent to an address that was not checked, wherever it comes from. */
static char *
take_host (AtlasApiClient *self,
           const char     *url)
{
  g_autoptr (GError) error = NULL;
  char *host = atlas_host_url_normalize (url, &error);

  if (host == NULL && self->fault == NULL)
    self->fault = g_strdup (error->message);

  return host ? host : g_strdup ("");
}

/**
 * atlas_api_session_new:
 *
 * Returns: (transfer full): a session for the platform's two hosts, and for nothing else
 */
SoupSession *
atlas_api_session_new (void)
{
  return atlas_soup_session_new (MAX_UNDER_WAY);
}

/**
 * atlas_api_client_new:
 * @session: the session to send with
 * @config: which hosts, which client; copied
 * @credentials: where the secret is, and where tokens are kept
 * @log: (nullable): where each request is noted
 *
 * Returns: (transfer full): a new #AtlasApiClient
 */
AtlasApiClient *
atlas_api_client_new (SoupSession                *session,
                      const AtlasApiClientConfig *config,
                      AtlasCredentials           *credentials,
                      AtlasRequestLog            *log)
{
  AtlasApiClient *self;
  g_autofree char *auth_url = NULL;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);
  g_return_val_if_fail (config != NULL, NULL);
  g_return_val_if_fail (ATLAS_IS_CREDENTIALS (credentials), NULL);

  self = g_object_new (ATLAS_TYPE_API_CLIENT, NULL);
  auth_url = take_host (self, config->auth_url);
  self->api_url = take_host (self, config->api_url);
  self->list_encoding = config->list_encoding;
  self->wire = atlas_wire_new (session, credentials, log);
  self->tokens = atlas_token_source_new (self->wire, credentials, auth_url,
                                         config->client_id ? config->client_id : "",
                                         config->scope ? config->scope : atlas_scope_get_presets ()[0]);

  return self;
}

/**
 * atlas_api_client_get_limits:
 * @self: a client
 *
 * Returns: (transfer none): its bounds in time and size, to be read and changed
 */
AtlasWireLimits *
atlas_api_client_get_limits (AtlasApiClient *self)
{
  g_return_val_if_fail (ATLAS_IS_API_CLIENT (self), NULL);

  return atlas_wire_get_limits (self->wire);
}

/**
 * atlas_api_client_ensure_token:
 * @self: a client
 *
 * Makes sure that there is a token, and asks for one only when there is none.
 * Source: Acquire an access token for ASPSP Information.
 *
 * Returns: (transfer full): a future for %TRUE; rejects with %ATLAS_API_ERROR_INVALID_CLIENT,
 *   %ATLAS_API_ERROR_INVALID_SCOPE, %ATLAS_API_ERROR_NO_CREDENTIALS or what the transport gives
 */
DexFuture *
atlas_api_client_ensure_token (AtlasApiClient *self)
{
  g_return_val_if_fail (ATLAS_IS_API_CLIENT (self), NULL);

  if (self->fault != NULL)
    return reject (ATLAS_API_ERROR_BAD_REQUEST, self->fault);

  return atlas_fiber_spawn (ensure_token_fiber, g_object_ref (self), g_object_unref);
}

/**
 * atlas_api_client_probe_host:
 * @self: a client
 * @host_url: the address of a host
 *
 * Finds out whether a host answers. It gets no token, and any answer will do.
 *
 * Returns: (transfer full): a future for %TRUE; rejects with %ATLAS_API_ERROR_NAME_NOT_FOUND,
 *   %ATLAS_API_ERROR_UNREACHABLE, %ATLAS_API_ERROR_TIMED_OUT, %ATLAS_API_ERROR_TLS or %ATLAS_API_ERROR_CERTIFICATE
 */
DexFuture *
atlas_api_client_probe_host (AtlasApiClient *self,
                             const char     *host_url)
{
  g_return_val_if_fail (ATLAS_IS_API_CLIENT (self), NULL);

  return start_probe (self, host_url, probe_fiber);
}

/**
 * atlas_api_client_examine_host:
 * @self: a client
 * @host_url: the address of a host
 *
 * Does the same as atlas_api_client_probe_host(), and tells what came to light on the way.
 *
 * Returns: (transfer full): a future for an #AtlasHostReport, whether the host answers or not; rejects with
 *   %ATLAS_API_ERROR_BAD_REQUEST for an address that is none
 */
DexFuture *
atlas_api_client_examine_host (AtlasApiClient *self,
                               const char     *host_url)
{
  g_return_val_if_fail (ATLAS_IS_API_CLIENT (self), NULL);

  return start_probe (self, host_url, examine_fiber);
}

/**
 * atlas_api_client_list_countries:
 * @self: a client
 * @iso_country_codes: (nullable) (array zero-terminated=1): which ones; %NULL for all
 * @request_id: (nullable): a caller's own UUID for the first attempt
 *
 * Source: Get countries.
 *
 * Returns: (transfer full): a future for an #AtlasApiAnswer of #AtlasCountry
 */
DexFuture *
atlas_api_client_list_countries (AtlasApiClient    *self,
                                 const char *const *iso_country_codes,
                                 const char        *request_id)
{
  g_return_val_if_fail (ATLAS_IS_API_CLIENT (self), NULL);

  return start_list (self, "countries", iso_country_codes, NULL, request_id, ATLAS_ANSWER_COUNTRIES);
}

/**
 * atlas_api_client_get_country:
 * @self: a client
 * @iso_country_code: its code, in any case
 * @request_id: (nullable): a caller's own UUID for the first attempt
 *
 * Source: Get one country.
 *
 * Returns: (transfer full): a future for an #AtlasApiAnswer of one #AtlasCountry; rejects with
 *   %ATLAS_API_ERROR_NOT_FOUND for one that the platform does not know
 */
DexFuture *
atlas_api_client_get_country (AtlasApiClient *self,
                              const char     *iso_country_code,
                              const char     *request_id)
{
  g_return_val_if_fail (ATLAS_IS_API_CLIENT (self), NULL);

  return start_item (self, "countries", iso_country_code, request_id, ATLAS_ANSWER_COUNTRY);
}

/**
 * atlas_api_client_list_cities:
 * @self: a client
 * @iso_country_codes: (nullable) (array zero-terminated=1): the cities of these countries,
 * @city_ids: (nullable) (array zero-terminated=1): and these; both %NULL for all
 * @request_id: (nullable): a caller's own UUID for the first attempt
 *
 * Source: Get cities.
 *
 * Returns: (transfer full): a future for an #AtlasApiAnswer of #AtlasCity
 */
DexFuture *
atlas_api_client_list_cities (AtlasApiClient    *self,
                              const char *const *iso_country_codes,
                              const char *const *city_ids,
                              const char        *request_id)
{
  g_return_val_if_fail (ATLAS_IS_API_CLIENT (self), NULL);

  return start_list (self, "cities", iso_country_codes, city_ids, request_id, ATLAS_ANSWER_CITIES);
}

/**
 * atlas_api_client_get_city:
 * @self: a client
 * @city_id: its id, in any case
 * @request_id: (nullable): a caller's own UUID for the first attempt
 *
 * Source: Get one city.
 *
 * Returns: (transfer full): a future for an #AtlasApiAnswer of one #AtlasCity; rejects with
 *   %ATLAS_API_ERROR_NOT_FOUND for one that the platform does not know
 */
DexFuture *
atlas_api_client_get_city (AtlasApiClient *self,
                           const char     *city_id,
                           const char     *request_id)
{
  g_return_val_if_fail (ATLAS_IS_API_CLIENT (self), NULL);

  return start_item (self, "cities", city_id, request_id, ATLAS_ANSWER_CITY);
}

/**
 * atlas_api_client_list_aspsps:
 * @self: a client
 * @iso_country_codes: (nullable) (array zero-terminated=1): the banks in these countries,
 * @city_ids: (nullable) (array zero-terminated=1): and in these cities; both %NULL for all
 * @request_id: (nullable): a caller's own UUID for the first attempt
 *
 * Source: Get ASPSPs.
 *
 * Returns: (transfer full): a future for an #AtlasApiAnswer of #AtlasAspsp; rejects with
 *   %ATLAS_API_ERROR_NOT_SUPPORTED when the platform refuses to filter by cities
 */
DexFuture *
atlas_api_client_list_aspsps (AtlasApiClient    *self,
                              const char *const *iso_country_codes,
                              const char *const *city_ids,
                              const char        *request_id)
{
  g_return_val_if_fail (ATLAS_IS_API_CLIENT (self), NULL);

  return start_list (self, "aspsps", iso_country_codes, city_ids, request_id, ATLAS_ANSWER_ASPSPS);
}

/**
 * atlas_api_client_get_aspsp:
 * @self: a client
 * @bic_fi: its BIC, in any case
 * @request_id: (nullable): a caller's own UUID for the first attempt
 *
 * Source: Get ASPSP.
 *
 * Returns: (transfer full): a future for an #AtlasApiAnswer of one #AtlasAspspDetails; rejects with
 *   %ATLAS_API_ERROR_NOT_FOUND for one that the platform does not know
 */
DexFuture *
atlas_api_client_get_aspsp (AtlasApiClient *self,
                            const char     *bic_fi,
                            const char     *request_id)
{
  g_return_val_if_fail (ATLAS_IS_API_CLIENT (self), NULL);

  return start_item (self, "aspsps", bic_fi, request_id, ATLAS_ANSWER_ASPSP);
}
