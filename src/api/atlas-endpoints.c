/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "atlas-endpoints.h"
#include "atlas-text.h"
#include "atlas-url.h"

#define SANDBOX_AUTH_URL "https://auth.sandbox.openbankingplatform.com"
#define SANDBOX_OTHER_AUTH_URL "https://oauth.sandbox.openbankingplatform.com"
#define SANDBOX_API_URL "https://api.sandbox.openbankingplatform.com"
#define PRODUCTION_AUTH_URL "https://auth.openbankingplatform.com"
#define PRODUCTION_API_URL "https://api.openbankingplatform.com"

typedef struct
{
  const char        *name;
  const char *const *auth_urls;
  const char        *api_url;
} Environment;

/* The first is the platform's documented one. Another is reported to answer for the sandbox. */
static const char *const sandbox_auth_urls[] = { SANDBOX_AUTH_URL, SANDBOX_OTHER_AUTH_URL, NULL };
static const char *const production_auth_urls[] = { PRODUCTION_AUTH_URL, NULL };
static const char *const no_auth_urls[] = { NULL };

static const Environment environments[] = {
  [ATLAS_ENVIRONMENT_DEMO] = { "demo", no_auth_urls, NULL },
  [ATLAS_ENVIRONMENT_SANDBOX] = { "sandbox", sandbox_auth_urls, SANDBOX_API_URL },
  [ATLAS_ENVIRONMENT_PRODUCTION] = { "production", production_auth_urls, PRODUCTION_API_URL },
  [ATLAS_ENVIRONMENT_CUSTOM] = { "custom", no_auth_urls, NULL },
};

static const char *const list_encodings[] = {
  [ATLAS_LIST_ENCODING_COMMA] = "comma",
  [ATLAS_LIST_ENCODING_REPEAT] = "repeat",
};

/* Documentation and field reports disagree on what discovery asks for; in the order to try them. */
static const char *const scope_presets[] = {
  "aspspinformation",
  "aspspinformation private",
  "aspspinformation corporate",
  "accountinformation corporate",
  NULL,
};

/**
 * atlas_environment_to_string:
 * @environment: an environment
 *
 * Returns: (transfer none): its name in files and on the command line
 */
const char *
atlas_environment_to_string (AtlasEnvironment environment)
{
  g_return_val_if_fail ((guint) environment < G_N_ELEMENTS (environments), NULL);

  return environments[environment].name;
}

/**
 * atlas_environment_from_string:
 * @text: (nullable): a name, as atlas_environment_to_string() gives it
 * @environment: (out): the environment
 *
 * Returns: whether there is an environment of that name
 */
gboolean
atlas_environment_from_string (const char       *text,
                               AtlasEnvironment *environment)
{
  for (guint i = 0; i < G_N_ELEMENTS (environments); i++)
    {
      if (g_strcmp0 (environments[i].name, text) != 0)
        continue;
      *environment = (AtlasEnvironment) i;
      return TRUE;
    }

  return FALSE;
}

/**
 * atlas_environment_get_auth_url:
 * @environment: an environment
 *
 * Source: Available AUTH_HOST values.
 *
 * Returns: (transfer none) (nullable): its token host, %NULL where the environment does not fix one
 */
const char *
atlas_environment_get_auth_url (AtlasEnvironment environment)
{
  return atlas_environment_get_auth_urls (environment)[0];
}

/**
 * atlas_environment_get_api_url:
 * @environment: an environment
 *
 * Source: Available API_HOST values.
 *
 * Returns: (transfer none) (nullable): its API host, %NULL where the environment does not fix one
 */
const char *
atlas_environment_get_api_url (AtlasEnvironment environment)
{
  g_return_val_if_fail ((guint) environment < G_N_ELEMENTS (environments), NULL);

  return environments[environment].api_url;
}

/**
 * atlas_environment_get_auth_urls:
 * @environment: an environment
 *
 * Returns: (transfer none) (array zero-terminated=1): the token hosts to offer, the default one first; may be empty
 */
const char *const *
atlas_environment_get_auth_urls (AtlasEnvironment environment)
{
  g_return_val_if_fail ((guint) environment < G_N_ELEMENTS (environments), no_auth_urls);

  return environments[environment].auth_urls;
}

/**
 * atlas_list_encoding_to_string:
 * @encoding: how a list is written in a query
 *
 * Returns: (transfer none): its name in files and on the command line
 */
const char *
atlas_list_encoding_to_string (AtlasListEncoding encoding)
{
  g_return_val_if_fail ((guint) encoding < G_N_ELEMENTS (list_encodings), NULL);

  return list_encodings[encoding];
}

/**
 * atlas_list_encoding_from_string:
 * @text: (nullable): a name, as atlas_list_encoding_to_string() gives it
 * @encoding: (out): the encoding
 *
 * Returns: whether there is an encoding of that name
 */
gboolean
atlas_list_encoding_from_string (const char        *text,
                                 AtlasListEncoding *encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (list_encodings); i++)
    {
      if (g_strcmp0 (list_encodings[i], text) != 0)
        continue;
      *encoding = (AtlasListEncoding) i;
      return TRUE;
    }

  return FALSE;
}

/**
 * atlas_scope_get_presets:
 *
 * Returns: (transfer none) (array zero-terminated=1): the scopes to offer, the default one first
 */
const char *const *
atlas_scope_get_presets (void)
{
  return scope_presets;
}

/**
 * atlas_scope_get_next_preset:
 * @scope: (nullable): a scope that was refused
 *
 * Returns: (transfer none): the preset to try next; after the last one, and after a scope that is
 *   no preset, the first
 */
const char *
atlas_scope_get_next_preset (const char *scope)
{
  for (guint i = 0; scope_presets[i] != NULL; i++)
    if (g_strcmp0 (scope_presets[i], scope) == 0 && scope_presets[i + 1] != NULL)
      return scope_presets[i + 1];

  return scope_presets[0];
}

/* Says what keeps a URL from being a host to send secrets to, or NULL. */
static const char *
find_fault_of_host_url (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return _("There is no host in that address.");
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return _("A host’s address has no user name, no “?” and no “#”.");
  if (atlas_url_is_safe_transport (uri))
    return NULL;
  if (g_str_equal (scheme, "http"))
    return _("Plain http:// is allowed only for this computer. Use https://.");

  return _("A host’s address begins with https://.");
}

static gboolean
is_one_word (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)) || g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

static char *
strip_slashes (char *url)
{
  gsize length = strlen (url);

  while (length > 0 && url[length - 1] == '/')
    url[--length] = '\0';

  return url;
}

/**
 * atlas_host_url_normalize:
 * @typed: (nullable): the address of a host as a person typed it
 * @error: where the reason goes, a sentence in the user's language
 *
 * Checks the address of a token or API host. Without a scheme it is taken for https. Plain http is for
 * the loopback interface only, because a secret and a token travel on it.
 *
 * Returns: (transfer full) (nullable): scheme, host, port and path without a slash at its end, or %NULL
 *   with %G_IO_ERROR_INVALID_ARGUMENT
 */
char *
atlas_host_url_normalize (const char  *typed,
                          GError     **error)
{
  g_autofree char *trimmed = atlas_text_dup_trimmed (typed);
  g_autofree char *absolute = NULL;
  g_autofree char *host = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *fault;

  if (trimmed != NULL)
    absolute = strstr (trimmed, "://") ? g_steal_pointer (&trimmed) : g_strconcat ("https://", trimmed, NULL);
  if (absolute != NULL && is_one_word (absolute))
    uri = g_uri_parse (absolute, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  fault = uri ? find_fault_of_host_url (uri) : _("This is not an address.");
  if (fault != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, fault);
      return NULL;
    }

  host = g_ascii_strdown (g_uri_get_host (uri), -1);

  return strip_slashes (g_uri_join (G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE,
                                    g_uri_get_scheme (uri), NULL, host, g_uri_get_port (uri),
                                    g_uri_get_path (uri), NULL, NULL));
}
