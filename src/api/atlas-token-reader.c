/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-error-private.h"
#include "atlas-json-document.h"
#include "atlas-token-reader.h"

/* For an answer that does not say how long its token is good. */
#define UNSTATED_LIFETIME (5 * 60)
#define MAX_LIFETIME (G_GINT64_CONSTANT (10) * 365 * 24 * 60 * 60)
/* A token is given up a little early, so that it does not end on its way. */
#define MAX_MARGIN 60

typedef struct
{
  char  *text;
  gsize  length;
  gsize  capacity;
} Form;

static void
form_free (gpointer data)
{
  Form *self = data;

  explicit_bzero (self->text, self->capacity);
  g_free (self->text);
  g_free (self);
}

static void
form_append_escaped (Form       *self,
                     const char *value)
{
  static const char digits[] = "0123456789ABCDEF";

  for (const char *p = value; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (g_ascii_isalnum (c) || strchr ("-._~", c) != NULL)
        self->text[self->length++] = (char) c;
      else
        {
          self->text[self->length++] = '%';
          self->text[self->length++] = digits[c >> 4];
          self->text[self->length++] = digits[c & 15];
        }
    }
}

static void
form_append (Form       *self,
             const char *name,
             const char *value)
{
  if (self->length > 0)
    self->text[self->length++] = '&';
  form_append_escaped (self, name);
  self->text[self->length++] = '=';
  form_append_escaped (self, value);
}

/**
 * atlas_token_form_new:
 * @client_id: the client
 * @client_secret: its secret
 * @scope: the scope to ask for
 *
 * Source: Acquire an access token.
 *
 * Returns: (transfer full): the form to send, whose memory is overwritten when it is freed
 */
GBytes *
atlas_token_form_new (const char  *client_id,
                      SecretValue *client_secret,
                      const char  *scope)
{
  const char *secret = secret_value_get_text (client_secret);
  Form *self = g_new0 (Form, 1);

  /* Room for everything from the beginning, because growing would leave a copy behind. */
  secret = secret ? secret : "";
  self->capacity = 3 * (strlen (client_id) + strlen (secret) + strlen (scope)) + 128;
  self->text = g_malloc0 (self->capacity);
  form_append (self, "client_id", client_id);
  form_append (self, "client_secret", secret);
  form_append (self, "scope", scope);
  form_append (self, "grant_type", "client_credentials");

  return g_bytes_new_with_free_func (self->text, self->length, form_free, self);
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

static gint64
get_lifetime (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "expires_in");
  gint64 lifetime = UNSTATED_LIFETIME;
  guint64 parsed;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return lifetime;
  if (json_node_get_value_type (node) == G_TYPE_STRING &&
      g_ascii_string_to_unsigned (json_node_get_string (node), 10, 0, MAX_LIFETIME, &parsed, NULL))
    lifetime = (gint64) parsed;
  else if (json_node_get_value_type (node) != G_TYPE_STRING)
    lifetime = json_node_get_int (node);

  return CLAMP (lifetime, 0, MAX_LIFETIME);
}

/* What may stand in an Authorization header. */
static gboolean
is_usable (const char *token)
{
  if (token == NULL || *token == '\0')
    return FALSE;

  for (const char *p = token; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;

  return TRUE;
}

static AtlasToken *
make_token (JsonObject *object,
            gint64      now)
{
  const char *text = get_string (object, "access_token");
  const char *type = get_string (object, "token_type");
  g_autoptr (SecretValue) value = NULL;
  gint64 lifetime = get_lifetime (object);

  if (!is_usable (text) || (type != NULL && g_ascii_strcasecmp (type, "Bearer") != 0))
    return NULL;

  value = secret_value_new (text, -1, "text/plain");

  return atlas_token_new (value, get_string (object, "scope"), now + lifetime - MIN (lifetime / 10, MAX_MARGIN));
}

/* The parser's copy of the token is overwritten too. Nobody else has seen the node. */
static void
wipe_string (JsonObject *object,
             const char *key)
{
  char *text = (char *) get_string (object, key);

  if (text != NULL)
    explicit_bzero (text, strlen (text));
}

/**
 * atlas_token_read:
 * @body: the token host's answer
 * @now: Unix seconds
 * @error: %ATLAS_API_ERROR_MALFORMED
 *
 * Reads a token. How long it is good is taken from the answer, whatever the documentation says. It
 * parses, so call it on a thread's own stack.
 *
 * Returns: (transfer full) (nullable): the token
 */
AtlasToken *
atlas_token_read (GBytes  *body,
                  gint64   now,
                  GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (AtlasJsonDocument) document = atlas_json_document_parse (text ? text : "", (gssize) length, error);
  AtlasToken *token = NULL;

  if (document == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_OBJECT (document->root))
    {
      token = make_token (json_node_get_object (document->root), now);
      wipe_string (json_node_get_object (document->root), "access_token");
    }
  explicit_bzero (document->text, document->length);
  if (token == NULL)
    g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_MALFORMED, NULL, "There is no bearer token in the answer"));

  return token;
}
