/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <arpa/inet.h>
#include <string.h>

#include <gio/gio.h>

#include "atlas-text.h"
#include "atlas-url.h"

#define BASE_PATH "/psd2/aspspinformation/v1/"

typedef struct
{
  GString           *url;
  AtlasListEncoding  encoding;
  gboolean           has_query;
} Query;

static void
query_add_escaped (Query      *self,
                   const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append (self->url, escaped);
}

static void
query_begin_parameter (Query      *self,
                       const char *name)
{
  g_string_append_printf (self->url, "%c%s=", self->has_query ? '&' : '?', name);
  self->has_query = TRUE;
}

static void
query_add_list (Query             *self,
                const char        *name,
                const char *const *values)
{
  gboolean first = TRUE;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      if (atlas_text_is_blank (values[i]))
        continue;
      if (first || self->encoding == ATLAS_LIST_ENCODING_REPEAT)
        query_begin_parameter (self, name);
      else
        g_string_append_c (self->url, ',');
      query_add_escaped (self, values[i]);
      first = FALSE;
    }
}

/**
 * atlas_url_for_token:
 * @auth_url: the token host
 *
 * Returns: (transfer full): where a token is asked for
 */
char *
atlas_url_for_token (const char *auth_url)
{
  return g_strconcat (auth_url, "/connect/token", NULL);
}

/**
 * atlas_url_for_list:
 * @api_url: the API host
 * @collection: "countries", "cities" or "aspsps"
 * @iso_country_codes: (nullable) (array zero-terminated=1): the countries to ask for
 * @city_ids: (nullable) (array zero-terminated=1): the cities to ask for; with countries it is a union
 * @encoding: how a list is written
 *
 * Source: Query parameters.
 *
 * Returns: (transfer full): the address of a list
 */
char *
atlas_url_for_list (const char        *api_url,
                    const char        *collection,
                    const char *const *iso_country_codes,
                    const char *const *city_ids,
                    AtlasListEncoding  encoding)
{
  g_autoptr (GString) url = g_string_new (api_url);
  Query query = { url, encoding, FALSE };

  g_string_append (url, BASE_PATH);
  g_string_append (url, collection);
  query_add_list (&query, "isoCountryCodes", iso_country_codes);
  query_add_list (&query, "cityIds", city_ids);

  return g_string_free (g_steal_pointer (&url), FALSE);
}

/**
 * atlas_url_for_item:
 * @api_url: the API host
 * @collection: "countries", "cities" or "aspsps"
 * @id: (nullable): which one, in any case
 *
 * Source: Path parameter.
 *
 * Returns: (transfer full) (nullable): the address of a single object; %NULL for an id that cannot stand in
 *   a path, because it would name another resource, and so can be nobody's
 */
char *
atlas_url_for_item (const char *api_url,
                    const char *collection,
                    const char *id)
{
  g_autofree char *escaped = NULL;

  if (atlas_text_is_blank (id) || g_str_equal (id, ".") || g_str_equal (id, ".."))
    return NULL;

  escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (api_url, BASE_PATH, collection, "/", escaped, NULL);
}

/**
 * atlas_url_dup_origin:
 * @url: an address
 *
 * Returns: (transfer full) (nullable): its scheme, host and port
 */
char *
atlas_url_dup_origin (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL)
    return NULL;

  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri), "", NULL, NULL);
}

/**
 * atlas_url_host_is_loopback:
 * @host: a host, as it stands in an address
 *
 * Returns: whether it is this computer, by number or by one of the names that RFC 6761 keeps for it
 */
gboolean
atlas_url_host_is_loopback (const char *host)
{
  g_autofree char *name = g_ascii_strdown (host, -1);
  g_autoptr (GInetAddress) address = NULL;
  struct in_addr number;

  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  if (g_str_equal (name, "localhost") || g_str_has_suffix (name, ".localhost"))
    return TRUE;
  if (g_ascii_strncasecmp (name, "::ffff:", strlen ("::ffff:")) == 0)
    memmove (name, name + strlen ("::ffff:"), strlen (name) - strlen ("::ffff:") + 1);

  address = g_inet_address_new_from_string (name);
  /* "127.1" is a number, too. */
  if (address == NULL && inet_aton (name, &number) != 0)
    address = g_inet_address_new_from_bytes ((const guint8 *) &number, G_SOCKET_FAMILY_IPV4);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * atlas_url_is_safe_transport:
 * @uri: an address
 *
 * Returns: whether it is https, or plain http that does not leave this computer
 */
gboolean
atlas_url_is_safe_transport (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return FALSE;
  if (g_ascii_strcasecmp (g_uri_get_scheme (uri), "https") == 0)
    return TRUE;

  return g_ascii_strcasecmp (g_uri_get_scheme (uri), "http") == 0 && atlas_url_host_is_loopback (host);
}
