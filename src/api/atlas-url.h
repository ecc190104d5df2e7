/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-endpoints.h"

G_BEGIN_DECLS

/* The addresses of the platform's calls, correctly percent-encoded. */

char     *atlas_url_for_token        (const char         *auth_url);
char     *atlas_url_for_list         (const char         *api_url,
                                      const char         *collection,
                                      const char *const  *iso_country_codes,
                                      const char *const  *city_ids,
                                      AtlasListEncoding   encoding);
char     *atlas_url_for_item         (const char         *api_url,
                                      const char         *collection,
                                      const char         *id);
char     *atlas_url_dup_origin       (const char         *url);
gboolean  atlas_url_host_is_loopback (const char         *host);
gboolean  atlas_url_is_safe_transport (GUri              *uri);

G_END_DECLS
