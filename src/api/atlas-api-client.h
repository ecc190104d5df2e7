/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "atlas-api-answer.h"
#include "atlas-api-error.h"
#include "atlas-credentials.h"
#include "atlas-endpoints.h"
#include "atlas-host-report.h"
#include "atlas-request-log.h"

G_BEGIN_DECLS

#define ATLAS_TYPE_API_CLIENT (atlas_api_client_get_type ())

G_DECLARE_FINAL_TYPE (AtlasApiClient, atlas_api_client, ATLAS, API_CLIENT, GObject)

/**
 * AtlasApiClientConfig:
 *
 * Borrowed by atlas_api_client_new(), which copies it.
 */
typedef struct
{
  const char        *auth_url;
  const char        *api_url;
  const char        *client_id;
  const char        *scope;
  AtlasListEncoding  list_encoding;
} AtlasApiClientConfig;

/* Every function below returns a future; all run on the main context of the thread that calls them.
 * @request_id is a caller's own id for the first attempt, or NULL for a new UUID. A discarded future
 * cancels the request. Errors are of the ATLAS_API_ERROR domain. */

SoupSession     *atlas_api_session_new              (void);
AtlasApiClient  *atlas_api_client_new               (SoupSession                *session,
                                                     const AtlasApiClientConfig *config,
                                                     AtlasCredentials           *credentials,
                                                     AtlasRequestLog            *log);

DexFuture       *atlas_api_client_ensure_token      (AtlasApiClient     *self);
DexFuture       *atlas_api_client_probe_host        (AtlasApiClient     *self,
                                                     const char         *host_url);
DexFuture       *atlas_api_client_examine_host      (AtlasApiClient     *self,
                                                     const char         *host_url);
DexFuture       *atlas_api_client_list_countries    (AtlasApiClient     *self,
                                                     const char * const *iso_country_codes,
                                                     const char         *request_id);
DexFuture       *atlas_api_client_get_country       (AtlasApiClient     *self,
                                                     const char         *iso_country_code,
                                                     const char         *request_id);
DexFuture       *atlas_api_client_list_cities       (AtlasApiClient     *self,
                                                     const char * const *iso_country_codes,
                                                     const char * const *city_ids,
                                                     const char         *request_id);
DexFuture       *atlas_api_client_get_city          (AtlasApiClient     *self,
                                                     const char         *city_id,
                                                     const char         *request_id);
DexFuture       *atlas_api_client_list_aspsps       (AtlasApiClient     *self,
                                                     const char * const *iso_country_codes,
                                                     const char * const *city_ids,
                                                     const char         *request_id);
DexFuture       *atlas_api_client_get_aspsp         (AtlasApiClient     *self,
                                                     const char         *bic_fi,
                                                     const char         *request_id);

G_END_DECLS
