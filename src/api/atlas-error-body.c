/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libsoup/soup.h>

#include "atlas-api-error-private.h"
#include "atlas-error-body.h"
#include "atlas-json-document.h"
#include "atlas-text.h"

#define MAX_CODE_CHARS 64
#define MAX_TEXT_CHARS 300
#define MAX_PAGE_BYTES (64 * 1024)
/* RFC 6585 */
#define NETWORK_AUTHENTICATION_REQUIRED 511
#define BLANKS " \t\r\n\f"
#define DOCUMENT_TYPE "<!doctype"

static char *
dup_line (const char *text,
          gsize       max_chars)
{
  g_autofree char *line = atlas_text_dup_single_line (text, max_chars);

  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

static const char *
get_string (JsonObject *object,
            const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

static JsonObject *
find_tpp_message (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "tppMessages");
  JsonArray *messages = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonObject *first = NULL;

  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    {
      JsonNode *element = json_array_get_element (messages, i);
      JsonObject *message = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (message != NULL && g_strcmp0 (get_string (message, "category"), "ERROR") == 0)
        return message;
      if (first == NULL)
        first = message;
    }

  return first;
}

static void
take (AtlasApiErrorDetails *details,
      const char           *code,
      const char           *text)
{
  details->code = dup_line (code, MAX_CODE_CHARS);
  details->text = dup_line (text, MAX_TEXT_CHARS);
}

static void
read_object (JsonObject           *object,
             AtlasApiErrorDetails *details)
{
  JsonObject *message = find_tpp_message (object);
  const char *detail = get_string (object, "detail");

  if (message != NULL)
    take (details, get_string (message, "code"), get_string (message, "text"));
  else if (get_string (object, "error") != NULL)
    take (details, get_string (object, "error"), get_string (object, "error_description"));
  else
    take (details, get_string (object, "code"), detail ? detail : get_string (object, "title"));
}

/* What stands between two marks, the second of which may be missing. */
static char *
dup_between (const char *page,
             const char *lower,
             const char *begin_mark,
             const char *end_marks)
{
  const char *begin = strstr (lower, begin_mark);

  if (begin == NULL)
    return NULL;

  begin += strlen (begin_mark);

  return g_strndup (page + (begin - lower), strcspn (begin, end_marks));
}

static void
read_page (const char           *text,
           gsize                 length,
           AtlasApiErrorDetails *details)
{
  g_autofree char *page = g_strndup (text, length);
  g_autofree char *lower = g_ascii_strdown (page, -1);
  g_autofree char *title = dup_between (page, lower, "<title>", "<");

  details->page = atlas_error_body_dup_page (text, length);
  if (title != NULL)
    details->text = dup_line (title, MAX_TEXT_CHARS);
}

/* Where a page sends the browser at once: <meta http-equiv="refresh" content="0; url=https://…">. */
static char *
dup_refresh (const char *page,
             const char *lower)
{
  const char *refresh = strstr (lower, "http-equiv=\"refresh\"");
  const char *end = refresh ? strchr (refresh, '>') : NULL;
  const char *begin = refresh ? strstr (refresh, "url=") : NULL;
  g_autoptr (GString) url = NULL;

  if (begin == NULL || end == NULL || begin > end)
    return NULL;

  begin += strlen ("url=");
  begin += strspn (begin, "\"'");
  url = g_string_new_len (page + (begin - lower), (gssize) strcspn (begin, "\"'> "));
  g_string_replace (url, "&amp;", "&", 0);

  return url->len > 0 ? g_string_free_and_steal (g_steal_pointer (&url)) : NULL;
}

/* Past what may stand before a document type or the first element: blanks, comments, and instructions such as <?xml …?>. */
static const char *
skip_prolog (const char *text)
{
  text += atlas_text_get_mark_length (text, strlen (text));

  while (TRUE)
    {
      const char *end;

      text += strspn (text, BLANKS);
      if (g_str_has_prefix (text, "<!--"))
        end = strstr (text, "-->");
      else if (g_str_has_prefix (text, "<?"))
        end = strstr (text, "?>");
      else
        return text;

      if (end == NULL)
        return "";
      text = strchr (end, '>') + 1;
    }
}

/* The name of a document type or of an element. */
static gboolean
is_called (const char *text,
           const char *name)
{
  return g_str_has_prefix (text, name) && strchr (BLANKS "/>", text[strlen (name)]) != NULL;
}

/* Whether a document begins as one for browsers does. An SVG, too, may have a <title>, a <script> or <metadata>, but further in. */
static gboolean
begins_as_page (const char *lower)
{
  static const char *const elements[] = { "html", "head", "title", "meta", "style", "script", "body" };
  const char *begin = skip_prolog (lower);

  if (g_str_has_prefix (begin, DOCUMENT_TYPE))
    {
      begin += strlen (DOCUMENT_TYPE);
      return is_called (begin + strspn (begin, BLANKS), "html");
    }
  for (guint i = 0; *begin == '<' && i < G_N_ELEMENTS (elements); i++)
    if (is_called (begin + 1, elements[i]))
      return TRUE;

  return FALSE;
}

/**
 * atlas_error_body_dup_page:
 * @text: the body of an answer
 * @length: its length in bytes
 *
 * Tells a page for browsers from what the API answers. One that stands in for the host is mostly a network's, which wants
 * a person to sign in (RFC 6585, section 6).
 *
 * Returns: (transfer full) (nullable): where the page sends the browser, an address that may be relative, "/" where it stays
 *   with the host that was asked; %NULL for what is no page
 */
char *
atlas_error_body_dup_page (const char *text,
                           gsize       length)
{
  g_autofree char *page = g_strndup (text, MIN (length, MAX_PAGE_BYTES));
  g_autofree char *lower = g_ascii_strdown (page, -1);
  char *refresh;

  if (!begins_as_page (lower))
    return NULL;

  refresh = dup_refresh (page, lower);

  return refresh ? refresh : g_strdup ("/");
}

/**
 * atlas_error_body_read:
 * @text: the body of an answer that is an error
 * @length: its length in bytes
 * @details: where the code and the text go
 *
 * Understands the forms that occur: tppMessages, RFC 7807, OAuth's "error", a bare string, a page for
 * browsers, and nothing at all. It parses, so call it on a thread's own stack.
 */
void
atlas_error_body_read (const char           *text,
                       gsize                 length,
                       AtlasApiErrorDetails *details)
{
  g_autoptr (AtlasJsonDocument) document = atlas_json_document_parse (text, (gssize) length, NULL);
  g_autofree char *line = NULL;

  if (document != NULL && JSON_NODE_HOLDS_OBJECT (document->root))
    {
      read_object (json_node_get_object (document->root), details);
      return;
    }
  if (document != NULL && JSON_NODE_HOLDS_VALUE (document->root))
    {
      take (details, NULL, json_node_get_string (document->root));
      return;
    }

  line = g_strndup (text, length);
  if (*g_strchug (line) == '<' || atlas_text_get_mark_length (line, strlen (line)) > 0)
    read_page (text, length, details);
  else if (document == NULL)
    take (details, NULL, line);
}

static gboolean
is_absent (const AtlasApiErrorDetails *details)
{
  return details->status == SOUP_STATUS_NOT_FOUND || details->status == SOUP_STATUS_GONE;
}

static AtlasApiError
classify_token_refusal (const AtlasApiErrorDetails *details)
{
  if (g_strcmp0 (details->code, "invalid_scope") == 0)
    return ATLAS_API_ERROR_INVALID_SCOPE;
  if (g_strcmp0 (details->code, "invalid_client") == 0 || g_strcmp0 (details->code, "unauthorized_client") == 0)
    return ATLAS_API_ERROR_INVALID_CLIENT;
  if (details->status == SOUP_STATUS_UNAUTHORIZED)
    return ATLAS_API_ERROR_INVALID_CLIENT;

  return ATLAS_API_ERROR_BAD_REQUEST;
}

static AtlasApiError
classify_bad_request (AtlasCallKind               kind,
                      const AtlasApiErrorDetails *details)
{
  if (g_strcmp0 (details->code, "PARAMETER_NOT_SUPPORTED") == 0 || kind == ATLAS_CALL_LIST_OF_CITIES)
    return ATLAS_API_ERROR_NOT_SUPPORTED;
  if (kind == ATLAS_CALL_ITEM &&
      (g_strcmp0 (details->code, "FORMAT_ERROR") == 0 || g_strcmp0 (details->code, "RESOURCE_UNKNOWN") == 0 ||
       g_strcmp0 (details->code, "RESOURCE_EXPIRED") == 0))
    return ATLAS_API_ERROR_NOT_FOUND;

  return ATLAS_API_ERROR_BAD_REQUEST;
}

static AtlasApiError
classify_refusal (AtlasCallKind               kind,
                  const AtlasApiErrorDetails *details)
{
  if (details->code != NULL && g_str_has_prefix (details->code, "CERTIFICATE_"))
    return ATLAS_API_ERROR_CERTIFICATE;
  if (details->status == SOUP_STATUS_FORBIDDEN)
    return ATLAS_API_ERROR_FORBIDDEN;
  if (kind == ATLAS_CALL_TOKEN)
    return classify_token_refusal (details);

  switch (details->status)
    {
    case SOUP_STATUS_BAD_REQUEST:
      return classify_bad_request (kind, details);
    case SOUP_STATUS_UNAUTHORIZED:
      return ATLAS_API_ERROR_UNAUTHORIZED;
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      /* That there is no list of everything says that this is another host. */
      return kind == ATLAS_CALL_LIST ? ATLAS_API_ERROR_BAD_REQUEST : ATLAS_API_ERROR_NOT_FOUND;
    default:
      return ATLAS_API_ERROR_BAD_REQUEST;
    }
}

/**
 * atlas_error_classify:
 * @kind: what was asked for
 * @details: the status, the code if there is one, and whether a page for browsers came
 *
 * Source: the table of errors.
 *
 * Returns: what the caller can do about an answer that is not 200
 */
AtlasApiError
atlas_error_classify (AtlasCallKind               kind,
                      const AtlasApiErrorDetails *details)
{
  if (details->status == SOUP_STATUS_REQUEST_TIMEOUT)
    return ATLAS_API_ERROR_TIMED_OUT;
  if (details->status == 429)
    return ATLAS_API_ERROR_RATE_LIMITED;
  if (details->status == SOUP_STATUS_PROXY_UNAUTHORIZED)
    return ATLAS_API_ERROR_PROXY_SIGN_IN;
  if (details->status == NETWORK_AUTHENTICATION_REQUIRED)
    return ATLAS_API_ERROR_NETWORK_SIGN_IN;
  if (details->status >= 500)
    return ATLAS_API_ERROR_SERVER;
  /* Neither host answers with a page for browsers; what it says of an id that it does not know is not documented. */
  if (details->page != NULL && !SOUP_STATUS_IS_REDIRECTION (details->status) && !(kind == ATLAS_CALL_ITEM && is_absent (details)))
    return ATLAS_API_ERROR_PAGE;
  if (details->status >= 400)
    return classify_refusal (kind, details);
  if (details->status >= 300)
    return ATLAS_API_ERROR_REDIRECTED;

  return ATLAS_API_ERROR_MALFORMED;
}

static gboolean
is_number (JsonObject *object,
           const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

/* Any object may have a title; one of RFC 7807 also has a status, a type or a code. */
static gboolean
is_problem (JsonObject *object)
{
  return (get_string (object, "title") != NULL || get_string (object, "detail") != NULL) &&
         (is_number (object, "status") || get_string (object, "type") != NULL || get_string (object, "code") != NULL);
}

/* The status that a code comes with. Source: the table of errors. */
static guint
find_usual_status (const char *code)
{
  static const struct
  {
    const char *prefix;
    guint       status;
  } usual[] = {
    { "TOKEN_", 401 }, { "UNAUTHORIZED", 401 }, { "CERTIFICATE_", 401 }, { "SERVICE_BLOCKED", 403 }, { "RESOURCE_UNKNOWN", 404 },
    { "RESOURCE_NOT_FOUND", 404 }, { "PRODUCT_UNKNOWN", 404 }, { "REQUESTED_FORMATS_INVALID", 406 }, { "CONFLICT", 409 }, { "ACCESS_EXCEEDED", 429 },
  };

  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (usual); i++)
    if (g_str_has_prefix (code, usual[i].prefix))
      return usual[i].status;

  return SOUP_STATUS_BAD_REQUEST;
}

/* What a page says of itself, as in "502 Bad Gateway". */
static guint
find_stated_status (const char *title)
{
  for (const char *p = title; p != NULL && *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && (p == title || !g_ascii_isalnum (p[-1])) && strspn (p, "0123456789") == 3 && (*p == '4' || *p == '5'))
      return (guint) g_ascii_strtoull (p, NULL, 10);

  return 0;
}

/* Whether a body is one of an error; then also what it says of the status. */
static gboolean
is_refusal (const char           *text,
            gsize                 length,
            AtlasApiErrorDetails *details,
            AtlasCallKind        *kind)
{
  g_autoptr (AtlasJsonDocument) document = atlas_json_document_parse (text, (gssize) length, NULL);
  JsonObject *object = document && JSON_NODE_HOLDS_OBJECT (document->root) ? json_node_get_object (document->root) : NULL;
  guint status = 0;

  if (object != NULL && get_string (object, "error") != NULL)
    *kind = ATLAS_CALL_TOKEN;
  else if (object != NULL && find_tpp_message (object) == NULL && !is_problem (object))
    return FALSE;
  else if (object == NULL && details->page == NULL)
    return FALSE;
  else if (details->code != NULL && (g_str_has_prefix (details->code, "RESOURCE_") || g_str_has_prefix (details->code, "PRODUCT_")))
    *kind = ATLAS_CALL_ITEM;

  if (object != NULL && is_number (object, "status"))
    status = (guint) CLAMP (json_object_get_int_member (object, "status"), 0, 599);
  else if (object == NULL)
    status = find_stated_status (details->text);
  if (status < SOUP_STATUS_BAD_REQUEST)
    status = object ? find_usual_status (details->code) : SOUP_STATUS_OK;
  if (details->status == 0)
    details->status = status;

  return TRUE;
}

/**
 * atlas_error_body_make_error:
 * @text: (nullable): what may be the body of an answer
 * @length: its length in bytes
 * @status: the status that it came with, 0 where that is not known
 * @request_id: (nullable): what it was asked for under
 *
 * Makes of somebody else's error what it would be here. It parses, so call it on a thread's own stack.
 *
 * Returns: (transfer full) (nullable): an error of the %ATLAS_API_ERROR domain; %NULL where nothing was refused
 */
GError *
atlas_error_body_make_error (const char *text,
                             gsize       length,
                             guint       status,
                             const char *request_id)
{
  g_auto (AtlasApiErrorDetails) details = { .status = status, .retry_after = -1 };
  AtlasCallKind kind = ATLAS_CALL_FILTERED_LIST;
  AtlasApiError code;

  if (text != NULL)
    atlas_error_body_read (text, length, &details);
  if ((text == NULL || !is_refusal (text, length, &details, &kind)) && status < SOUP_STATUS_MULTIPLE_CHOICES)
    return NULL;

  details.request_id = g_strdup (request_id);
  code = atlas_error_classify (kind, &details);
  /* Nobody knows which host a page was asked of. */
  if (details.page != NULL && !g_uri_is_valid (details.page, G_URI_FLAGS_NONE, NULL))
    g_clear_pointer (&details.page, g_free);

  return atlas_api_error_new (code, &details, "HTTP %u%s%s%s%s", details.status, details.code ? " " : "", details.code ? details.code : "",
                              details.text ? ": " : "", details.text ? details.text : "");
}
