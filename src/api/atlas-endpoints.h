/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ATLAS_ENVIRONMENT_DEMO,
  ATLAS_ENVIRONMENT_SANDBOX,
  ATLAS_ENVIRONMENT_PRODUCTION,
  ATLAS_ENVIRONMENT_CUSTOM,
} AtlasEnvironment;

typedef enum
{
  ATLAS_LIST_ENCODING_COMMA,    /* isoCountryCodes=SE,FI */
  ATLAS_LIST_ENCODING_REPEAT,   /* isoCountryCodes=SE&isoCountryCodes=FI */
} AtlasListEncoding;

const char         *atlas_environment_to_string          (AtlasEnvironment   environment);
gboolean            atlas_environment_from_string        (const char        *text,
                                                          AtlasEnvironment  *environment);
const char         *atlas_environment_get_auth_url       (AtlasEnvironment   environment);
const char         *atlas_environment_get_api_url        (AtlasEnvironment   environment);
const char * const *atlas_environment_get_auth_urls      (AtlasEnvironment   environment);
const char         *atlas_list_encoding_to_string        (AtlasListEncoding  encoding);
gboolean            atlas_list_encoding_from_string      (const char        *text,
                                                          AtlasListEncoding *encoding);
const char * const *atlas_scope_get_presets              (void);
const char         *atlas_scope_get_next_preset          (const char        *scope);
char               *atlas_host_url_normalize             (const char        *typed,
                                                          GError           **error);

G_END_DECLS
