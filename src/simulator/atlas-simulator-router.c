/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "atlas-simulator-directory-private.h"
#include "atlas-simulator-json.h"
#include "atlas-simulator-router.h"

#define TOKEN_PATH "/connect/token"
#define API_PATH "/psd2/aspspinformation/v1/"
#define FORM_TYPE "application/x-www-form-urlencoded"
#define JSON_TYPE "application/json; charset=utf-8"

struct _AtlasSimulatorRouter
{
  AtlasSimulatorDirectory *directory;
  AtlasSimulatorTokens    *tokens;
  char                    *base_url;
  gboolean                 literal_logo_urls;
  GBytes                  *all_aspsps;   /* (nullable): kept, since it can be many megabytes */
};

static AtlasSimulatorAnswer *
answer_new (guint   status,
            GBytes *body)
{
  AtlasSimulatorAnswer *answer = g_new0 (AtlasSimulatorAnswer, 1);

  answer->status = status;
  answer->content_type = JSON_TYPE;
  answer->body = body;

  return answer;
}

/* An error in the API's own form. */
static AtlasSimulatorAnswer *
answer_new_message (guint       status,
                    const char *code,
                    const char *text)
{
  GString *json = g_string_new ("{\"tppMessages\":[{");

  atlas_simulator_json_append_member (json, "category", "ERROR");
  atlas_simulator_json_append_member (json, "code", code);
  atlas_simulator_json_append_member (json, "text", text);
  g_string_append (json, "}]}");

  return answer_new (status, g_string_free_to_bytes (json));
}

static AtlasSimulatorAnswer *
answer_new_wrong_method (const char *allow)
{
  AtlasSimulatorAnswer *answer = answer_new_message (SOUP_STATUS_METHOD_NOT_ALLOWED, "SERVICE_INVALID", "This method is not allowed here");

  answer->allow = allow;

  return answer;
}

static gboolean
is_get (const AtlasSimulatorCall *call)
{
  return g_str_equal (call->method, "GET") || g_str_equal (call->method, "HEAD");
}

/* ^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$, in any case. */
static gboolean
looks_like_bic (const char *text)
{
  gsize length = strlen (text);

  if (length != 8 && length != 11)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = g_ascii_toupper (text[i]);

      if (!g_ascii_isalnum (c) || (i < 6 && g_ascii_isdigit (c)))
        return FALSE;
      if ((i == 6 && (c == '0' || c == '1')) || (i == 7 && c == 'O'))
        return FALSE;
    }

  return TRUE;
}

/* Adds the members of a comma-separated list; says nothing where there are none. */
static void
add_list_members (GHashTable **set,
                  const char  *list)
{
  g_auto (GStrv) members = g_strsplit (list, ",", -1);

  for (gsize i = 0; members[i] != NULL; i++)
    {
      const char *member = g_strstrip (members[i]);

      if (*member == '\0')
        continue;
      if (*set == NULL)
        *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_add (*set, g_ascii_strup (member, -1));
    }
}

static char *
decode_query_text (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');

  return g_uri_unescape_string (spaced, NULL);
}

/* Reads a query with its lists as the two encodings write them; FALSE where it is ill-formed. */
static gboolean
read_filter (const char           *query,
             AtlasSimulatorFilter *filter)
{
  g_auto (GStrv) pairs = g_strsplit (query ? query : "", "&", -1);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      g_autofree char *value = equals ? decode_query_text (equals + 1) : NULL;

      if (equals == NULL)
        continue;
      if (value == NULL || !g_utf8_validate (value, -1, NULL))
        return FALSE;
      *equals = '\0';
      if (g_str_equal (pairs[i], "isoCountryCodes"))
        add_list_members (&filter->country_codes, value);
      else if (g_str_equal (pairs[i], "cityIds"))
        add_list_members (&filter->city_ids, value);
    }

  return TRUE;
}

static void
filter_clear (AtlasSimulatorFilter *filter)
{
  g_clear_pointer (&filter->country_codes, g_hash_table_unref);
  g_clear_pointer (&filter->city_ids, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasSimulatorFilter, filter_clear)

static AtlasSimulatorRendering
get_rendering (AtlasSimulatorRouter *self)
{
  return (AtlasSimulatorRendering) { self->base_url, self->literal_logo_urls };
}

static GBytes *
list_aspsps (AtlasSimulatorRouter       *self,
             const AtlasSimulatorFilter *filter)
{
  AtlasSimulatorRendering rendering = get_rendering (self);

  if (filter->country_codes != NULL || filter->city_ids != NULL)
    return atlas_simulator_directory_list_aspsps (self->directory, filter, &rendering);
  if (self->all_aspsps == NULL)
    self->all_aspsps = atlas_simulator_directory_list_aspsps (self->directory, filter, &rendering);

  return g_bytes_ref (self->all_aspsps);
}

static AtlasSimulatorAnswer *
answer_list (AtlasSimulatorRouter *self,
             const char           *collection,
             const char           *query)
{
  g_auto (AtlasSimulatorFilter) filter = { 0 };

  if (!read_filter (query, &filter))
    return answer_new_message (SOUP_STATUS_BAD_REQUEST, "FORMAT_ERROR", "The query is not well-formed");
  if (g_str_equal (collection, "countries"))
    return answer_new (SOUP_STATUS_OK, atlas_simulator_directory_list_countries (self->directory, &filter));
  if (g_str_equal (collection, "cities"))
    return answer_new (SOUP_STATUS_OK, atlas_simulator_directory_list_cities (self->directory, &filter));

  return answer_new (SOUP_STATUS_OK, list_aspsps (self, &filter));
}

static AtlasSimulatorAnswer *
answer_item (AtlasSimulatorRouter *self,
             const char           *collection,
             const char           *id)
{
  AtlasSimulatorRendering rendering = get_rendering (self);
  GBytes *found;

  if (g_str_equal (collection, "countries"))
    found = atlas_simulator_directory_find_country (self->directory, id);
  else if (g_str_equal (collection, "cities"))
    found = atlas_simulator_directory_find_city (self->directory, id);
  else
    found = atlas_simulator_directory_find_aspsp (self->directory, id, &rendering);

  if (found != NULL)
    return answer_new (SOUP_STATUS_OK, found);
  if (g_str_equal (collection, "aspsps") && !looks_like_bic (id))
    return answer_new_message (SOUP_STATUS_BAD_REQUEST, "FORMAT_ERROR", "This is not a BIC");

  return answer_new_message (SOUP_STATUS_NOT_FOUND, "RESOURCE_UNKNOWN", "There is nothing with this id");
}

/* The answer to a token that is not good, or NULL. */
static AtlasSimulatorAnswer *
answer_token_state (AtlasTokenState state)
{
  switch (state)
    {
    case ATLAS_TOKEN_MISSING:
      return answer_new_message (SOUP_STATUS_UNAUTHORIZED, "UNAUTHORIZED", "A bearer token is needed");
    case ATLAS_TOKEN_UNKNOWN:
      return answer_new_message (SOUP_STATUS_UNAUTHORIZED, "TOKEN_UNKNOWN", "This token was not issued here, or was revoked");
    case ATLAS_TOKEN_EXPIRED:
      return answer_new_message (SOUP_STATUS_UNAUTHORIZED, "TOKEN_EXPIRED", "This token has expired");
    case ATLAS_TOKEN_GOOD:
    default:
      return NULL;
    }
}

/* @rest is what follows the API's base path: a collection, or one thing in it. */
static AtlasSimulatorAnswer *
answer_api (AtlasSimulatorRouter     *self,
            const AtlasSimulatorCall *call,
            const char               *rest)
{
  static const char * const collections[] = { "countries", "cities", "aspsps", NULL };
  g_auto (GStrv) segments = g_strsplit (rest, "/", 3);
  g_autofree char *id = NULL;
  AtlasSimulatorAnswer *refusal;

  if (segments[0] == NULL || !g_strv_contains (collections, segments[0]) || (segments[1] != NULL && segments[2] != NULL))
    return atlas_simulator_answer_new_error (SOUP_STATUS_NOT_FOUND);
  if (!is_get (call))
    return answer_new_wrong_method ("GET, HEAD");

  refusal = answer_token_state (atlas_simulator_tokens_check (self->tokens, call->authorization));
  if (refusal != NULL)
    return refusal;
  if (segments[1] == NULL || *segments[1] == '\0')
    return answer_list (self, segments[0], call->query);

  id = g_uri_unescape_string (segments[1], NULL);
  if (id == NULL || !g_utf8_validate (id, -1, NULL))
    return answer_new_message (SOUP_STATUS_BAD_REQUEST, "FORMAT_ERROR", "The path is not well-formed");

  return answer_item (self, segments[0], id);
}

static AtlasSimulatorAnswer *
answer_token (AtlasSimulatorRouter     *self,
              const AtlasSimulatorCall *call)
{
  static const char not_a_form[] = "{\"error\":\"invalid_request\",\"error_description\":\"The body must be a form\"}";
  AtlasSimulatorAnswer *answer;
  char *json;

  if (!g_str_equal (call->method, "POST"))
    return answer_new_wrong_method ("POST");
  if (call->content_type == NULL || !g_str_has_prefix (call->content_type, FORM_TYPE))
    return answer_new (SOUP_STATUS_BAD_REQUEST, g_bytes_new_static (not_a_form, strlen (not_a_form)));

  answer = answer_new (SOUP_STATUS_OK, NULL);
  json = atlas_simulator_tokens_issue (self->tokens, call->body, &answer->status);
  answer->body = g_bytes_new_take (json, strlen (json));

  return answer;
}

static const char *
get_image_type (const char *name)
{
  if (g_str_has_suffix (name, ".png"))
    return "image/png";
  if (g_str_has_suffix (name, ".jpg") || g_str_has_suffix (name, ".jpeg"))
    return "image/jpeg";
  if (g_str_has_suffix (name, ".svg"))
    return "image/svg+xml";

  return "application/octet-stream";
}

static AtlasSimulatorAnswer *
answer_logo (AtlasSimulatorRouter     *self,
             const AtlasSimulatorCall *call)
{
  g_autofree char *name = g_uri_unescape_string (strrchr (call->path, '/') + 1, NULL);
  g_autofree char *sum = NULL;
  AtlasSimulatorAnswer *answer;
  GBytes *bytes;

  if (!is_get (call))
    return answer_new_wrong_method ("GET, HEAD");
  bytes = name ? atlas_simulator_directory_load_logo (self->directory, name) : NULL;
  if (bytes == NULL)
    return atlas_simulator_answer_new_error (SOUP_STATUS_NOT_FOUND);

  answer = answer_new (SOUP_STATUS_OK, bytes);
  answer->content_type = get_image_type (name);
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  answer->etag = g_strdup_printf ("\"%.16s\"", sum);
  if (call->if_none_match != NULL && strstr (call->if_none_match, answer->etag) != NULL)
    {
      answer->status = SOUP_STATUS_NOT_MODIFIED;
      g_bytes_unref (answer->body);
      answer->body = g_bytes_new (NULL, 0);
    }

  return answer;
}

/**
 * atlas_simulator_router_new:
 * @directory: what to serve
 *
 * Returns: (transfer full): a router
 */
AtlasSimulatorRouter *
atlas_simulator_router_new (AtlasSimulatorDirectory *directory)
{
  AtlasSimulatorRouter *self = g_new0 (AtlasSimulatorRouter, 1);

  self->directory = g_object_ref (directory);
  self->tokens = atlas_simulator_tokens_new ();
  self->base_url = g_strdup ("");

  return self;
}

/**
 * atlas_simulator_router_free:
 * @self: (transfer full): a router
 */
void
atlas_simulator_router_free (AtlasSimulatorRouter *self)
{
  g_object_unref (self->directory);
  atlas_simulator_tokens_free (self->tokens);
  g_free (self->base_url);
  g_clear_pointer (&self->all_aspsps, g_bytes_unref);
  g_free (self);
}

/**
 * atlas_simulator_router_get_tokens:
 * @self: a router
 *
 * Returns: (transfer none): its token host
 */
AtlasSimulatorTokens *
atlas_simulator_router_get_tokens (AtlasSimulatorRouter *self)
{
  return self->tokens;
}

/**
 * atlas_simulator_router_set_directory:
 * @self: a router
 * @directory: what to serve from now on
 */
void
atlas_simulator_router_set_directory (AtlasSimulatorRouter    *self,
                                      AtlasSimulatorDirectory *directory)
{
  g_set_object (&self->directory, directory);
  g_clear_pointer (&self->all_aspsps, g_bytes_unref);
}

/**
 * atlas_simulator_router_set_base_url:
 * @self: a router
 * @base_url: the server's own address, without a slash at its end
 */
void
atlas_simulator_router_set_base_url (AtlasSimulatorRouter *self,
                                     const char           *base_url)
{
  g_set_str (&self->base_url, base_url);
  g_clear_pointer (&self->all_aspsps, g_bytes_unref);
}

/**
 * atlas_simulator_router_set_literal_logo_urls:
 * @self: a router
 * @literal: whether logo addresses stay as the directory says them, even where this server has the logo
 */
void
atlas_simulator_router_set_literal_logo_urls (AtlasSimulatorRouter *self,
                                              gboolean              literal)
{
  self->literal_logo_urls = literal;
  g_clear_pointer (&self->all_aspsps, g_bytes_unref);
}

/**
 * atlas_simulator_router_is_logo:
 * @path: a request's path
 *
 * Returns: whether it belongs to the logo host, which is never to see a token
 */
gboolean
atlas_simulator_router_is_logo (const char *path)
{
  return g_str_has_prefix (path, "/image/") || g_str_has_prefix (path, "/images/");
}

/**
 * atlas_simulator_router_answer:
 * @self: a router
 * @call: a request
 *
 * Returns: (transfer full): the documented answer
 */
AtlasSimulatorAnswer *
atlas_simulator_router_answer (AtlasSimulatorRouter     *self,
                               const AtlasSimulatorCall *call)
{
  if (g_str_equal (call->path, TOKEN_PATH))
    return answer_token (self, call);
  if (g_str_has_prefix (call->path, API_PATH))
    return answer_api (self, call, call->path + strlen (API_PATH));
  if (atlas_simulator_router_is_logo (call->path))
    return answer_logo (self, call);

  return atlas_simulator_answer_new_error (SOUP_STATUS_NOT_FOUND);
}

/**
 * atlas_simulator_answer_new_error:
 * @status: an HTTP error status
 *
 * Returns: (transfer full): the error with the code that the documentation gives for its status, or
 * with an empty body where it gives none
 */
AtlasSimulatorAnswer *
atlas_simulator_answer_new_error (guint status)
{
  static const struct
  {
    guint       status;
    const char *code;
    const char *text;
  } errors[] = {
    { 400, "FORMAT_ERROR", "The request is not well-formed" },
    { 401, "UNAUTHORIZED", "A bearer token is needed" },
    { 403, "SERVICE_BLOCKED", "This is blocked for the client" },
    { 404, "RESOURCE_UNKNOWN", "There is nothing at this address" },
    { 405, "SERVICE_INVALID", "This method is not allowed here" },
    { 406, "REQUESTED_FORMATS_INVALID", "None of the requested formats can be given" },
    { 409, "CONFLICT", "The request conflicts with the present state" },
    { 429, "ACCESS_EXCEEDED", "Too many requests" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i].status == status)
      return answer_new_message (status, errors[i].code, errors[i].text);

  return answer_new (status, g_bytes_new (NULL, 0));
}

/**
 * atlas_simulator_answer_free:
 * @self: (transfer full): an answer
 */
void
atlas_simulator_answer_free (AtlasSimulatorAnswer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->etag);
  g_free (self);
}
