/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-link.h"

#include "atlas-text.h"

#define SEARCH_PATH "search"
#define BANK_PATH "bank/"
#define QUERY_PARAMETER "q"

/* A bank's code may be anything that the platform sends; nothing that it sends is as long as this. */
#define MAX_BIC_LENGTH 35

/* Four bytes a character, three characters for each, and what stands around the query. */
#define MAX_LINK_LENGTH (ATLAS_QUERY_LINK_MAX_CHARS * 12 + 64)

static gboolean
is_code (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_BIC_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]))
      return FALSE;

  return TRUE;
}

/* Links come from anywhere, web pages included: what a person could not see in the box does not get into it. */
static char *
dup_query (GUri *uri)
{
  g_autoptr (GHashTable) parameters = NULL;
  const char *encoded = g_uri_get_query (uri);
  const char *query;

  if (encoded == NULL)
    return NULL;
  parameters = g_uri_parse_params (encoded, -1, "&", G_URI_PARAMS_NONE, NULL);
  query = parameters ? g_hash_table_lookup (parameters, QUERY_PARAMETER) : NULL;
  if (query == NULL || atlas_text_is_blank (query) || g_utf8_strlen (query, -1) > ATLAS_QUERY_LINK_MAX_CHARS)
    return NULL;

  return atlas_text_dup_single_line (query, ATLAS_QUERY_LINK_MAX_CHARS);
}

static GUri *
parse (const char *link)
{
  g_autoptr (GUri) uri = NULL;

  if (link == NULL || strlen (link) > MAX_LINK_LENGTH)
    return NULL;
  uri = g_uri_parse (link, G_URI_FLAGS_ENCODED_QUERY, NULL);
  if (uri == NULL || strcmp (g_uri_get_scheme (uri), ATLAS_QUERY_LINK_SCHEME) != 0 || g_uri_get_host (uri) != NULL)
    return NULL;

  return g_steal_pointer (&uri);
}

/**
 * atlas_query_link_read:
 * @link: (nullable): a link from anywhere
 * @value: (out) (transfer full) (nullable): the query's text, on one line and without control characters, or the bank's BIC
 *
 * Reads a link into the program. Nothing but the query is taken out of a link to a search; one that is
 * longer than %ATLAS_QUERY_LINK_MAX_CHARS is none.
 *
 * Returns: what the link leads to
 */
AtlasQueryLinkKind
atlas_query_link_read (const char  *link,
                       char       **value)
{
  g_autoptr (GUri) uri = parse (link);
  const char *path = uri ? g_uri_get_path (uri) : "";

  g_return_val_if_fail (value != NULL, ATLAS_QUERY_LINK_NONE);

  *value = NULL;
  if (strcmp (path, SEARCH_PATH) == 0)
    *value = dup_query (uri);
  else if (g_str_has_prefix (path, BANK_PATH) && is_code (path + strlen (BANK_PATH)))
    *value = g_strdup (path + strlen (BANK_PATH));
  if (*value == NULL || **value == '\0')
    {
      g_clear_pointer (value, g_free);
      return ATLAS_QUERY_LINK_NONE;
    }

  return strcmp (path, SEARCH_PATH) == 0 ? ATLAS_QUERY_LINK_SEARCH : ATLAS_QUERY_LINK_BANK;
}

/**
 * atlas_query_link_dup_search:
 * @query: a query's text, valid UTF-8
 *
 * Returns: (transfer full) (nullable): a link to the search, in ASCII; %NULL when @query is blank or too long
 */
char *
atlas_query_link_dup_search (const char *query)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (query != NULL, NULL);

  if (atlas_text_is_blank (query) || g_utf8_strlen (query, -1) > ATLAS_QUERY_LINK_MAX_CHARS)
    return NULL;
  escaped = g_uri_escape_string (query, NULL, FALSE);

  return g_strconcat (ATLAS_QUERY_LINK_SCHEME ":" SEARCH_PATH "?" QUERY_PARAMETER "=", escaped, NULL);
}

/**
 * atlas_query_link_dup_bank:
 * @bic_fi: a bank's code
 *
 * Returns: (transfer full) (nullable): a link to the bank; %NULL when @bic_fi is no such code
 */
char *
atlas_query_link_dup_bank (const char *bic_fi)
{
  g_return_val_if_fail (bic_fi != NULL, NULL);

  return is_code (bic_fi) ? g_strconcat (ATLAS_QUERY_LINK_SCHEME ":" BANK_PATH, bic_fi, NULL) : NULL;
}
