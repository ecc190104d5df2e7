/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-error-private.h"
#include "atlas-fiber.h"
#include "atlas-token-reader.h"
#include "atlas-token-source.h"
#include "atlas-url.h"
#include "atlas-worker.h"

struct _AtlasTokenSource
{
  GObject           parent_instance;
  AtlasWire        *wire;
  AtlasCredentials *credentials;
  char             *token_url;
  char             *client_id;
  char             *scope;
  AtlasToken       *current;
  DexFuture        *fetch;         /* (nullable): the one that is under way */
  GHashTable       *refused_urls;  /* (element-type utf8): what was refused with its last token, and not accepted since */
  gint64            replaced_at;   /* monotonic; 0 unless the current token is a replacement that has helped nobody yet */
  gboolean          is_proven;     /* whether the API host has accepted the current token */
};

G_DEFINE_FINAL_TYPE (AtlasTokenSource, atlas_token_source, G_TYPE_OBJECT)

typedef struct
{
  AtlasTokenSource *source;
  AtlasToken       *refused;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *self = data;

  g_clear_object (&self->source);
  g_clear_pointer (&self->refused, atlas_token_free);
  g_free (self);
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
is_same (const AtlasToken *a,
         const AtlasToken *b)
{
  return a != NULL && b != NULL &&
         g_strcmp0 (secret_value_get_text (a->value), secret_value_get_text (b->value)) == 0;
}

/* What another run, or another program, has fetched. Whatever keeps it from being read keeps nobody from
 * fetching a new one. */
static AtlasToken *
await_stored (Fetch *self)
{
  AtlasTokenSource *source = self->source;
  g_autoptr (AtlasToken) stored = NULL;
  g_autoptr (GError) error = NULL;

  stored = dex_await_boxed (atlas_credentials_load_token (source->credentials, source->scope), &error);
  if (error != NULL)
    g_debug ("The kept token cannot be read: %s", error->message);
  if (!atlas_token_is_valid (stored, get_now ()) || is_same (stored, self->refused))
    return NULL;

  return g_steal_pointer (&stored);
}

static SecretValue *
await_secret (AtlasTokenSource  *self,
              GError           **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SecretValue) secret = dex_await_boxed (atlas_credentials_dup_client_secret (self->credentials), &failure);

  if (secret != NULL)
    return g_steal_pointer (&secret);

  if (failure == NULL)
    g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_NO_CREDENTIALS, NULL, "There is no client secret"));
  else
    g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

static DexFuture *
read_token (gpointer data)
{
  g_autoptr (GError) error = NULL;
  AtlasToken *token = atlas_token_read (data, get_now (), &error);

  if (token == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN, token);
}

static AtlasToken *
await_new (AtlasTokenSource  *self,
           GError           **error)
{
  g_autoptr (SecretValue) secret = await_secret (self, error);
  g_autoptr (GBytes) form = NULL;
  g_autoptr (AtlasWireReply) reply = NULL;
  AtlasWireRequest request = { .kind = ATLAS_CALL_TOKEN, .call = ATLAS_REQUEST_CALL_TOKEN, .method = SOUP_METHOD_POST, .url = self->token_url };
  AtlasToken *token;
  g_autoptr (GError) reading_error = NULL;
  g_autoptr (GError) failure = NULL;

  if (secret == NULL)
    return NULL;

  form = atlas_token_form_new (self->client_id, secret, self->scope);
  request.form = form;
  request.secret = secret;
  reply = atlas_wire_await_reply (self->wire, &request, error);
  if (reply == NULL)
    return NULL;

  token = dex_await_boxed (atlas_worker_run (read_token, g_bytes_ref (reply->body), (GDestroyNotify) g_bytes_unref), &reading_error);
  if (token == NULL)
    g_propagate_error (error, atlas_wire_reply_refuse (reply, self->token_url, reading_error));
  else if (!dex_await (atlas_credentials_save_token (self->credentials, self->scope, token), &failure))
    g_debug ("The token cannot be kept: %s", failure->message);

  return token;
}

static void
take_current (Fetch      *self,
              AtlasToken *token,
              gboolean    is_new)
{
  AtlasTokenSource *source = self->source;

  g_clear_pointer (&source->current, atlas_token_free);
  source->current = token;
  source->is_proven = FALSE;
  source->replaced_at = is_new && self->refused != NULL ? g_get_monotonic_time () : 0;
}

static DexFuture *
fetch_fiber (gpointer data)
{
  Fetch *self = data;
  AtlasTokenSource *source = self->source;
  /* The lock is this future's value, and so is held for as long as the future is. */
  g_autoptr (DexFuture) lock = atlas_credentials_lock_token (source->credentials, source->scope);
  g_autoptr (AtlasToken) token = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_new;

  dex_await (dex_ref (lock), NULL);
  token = await_stored (self);
  is_new = token == NULL;
  if (is_new)
    token = await_new (source, &error);

  dex_clear (&source->fetch);
  take_current (self, token ? atlas_token_copy (token) : NULL, is_new);
  if (token == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN, g_steal_pointer (&token));
}

/* Nobody who is waiting may cancel what the others wait for too, and a token that the host has already
 * granted is not to be thrown away. So a fetch runs to its end, which its time-outs bound. */
static DexFuture *
start_fetch (AtlasTokenSource *self,
             const AtlasToken *refused)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->source = g_object_ref (self);
  fetch->refused = refused ? atlas_token_copy (refused) : NULL;
  self->fetch = atlas_fiber_spawn (fetch_fiber, fetch, fetch_free);

  return dex_ref (self->fetch);
}

static void
atlas_token_source_finalize (GObject *object)
{
  AtlasTokenSource *self = ATLAS_TOKEN_SOURCE (object);

  g_clear_object (&self->wire);
  g_clear_object (&self->credentials);
  g_clear_pointer (&self->current, atlas_token_free);
  dex_clear (&self->fetch);
  g_clear_pointer (&self->refused_urls, g_hash_table_unref);
  g_free (self->token_url);
  g_free (self->client_id);
  g_free (self->scope);

  G_OBJECT_CLASS (atlas_token_source_parent_class)->finalize (object);
}

static void
atlas_token_source_class_init (AtlasTokenSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_token_source_finalize;
}

static void
atlas_token_source_init (AtlasTokenSource *self)
{
  self->refused_urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * atlas_token_source_new:
 * @wire: what to ask the token host through
 * @credentials: where the secret is, and where tokens are kept
 * @auth_url: the token host
 * @client_id: the client
 * @scope: the scope to ask for
 *
 * Returns: (transfer full): a new #AtlasTokenSource
 */
AtlasTokenSource *
atlas_token_source_new (AtlasWire        *wire,
                        AtlasCredentials *credentials,
                        const char       *auth_url,
                        const char       *client_id,
                        const char       *scope)
{
  AtlasTokenSource *self = g_object_new (ATLAS_TYPE_TOKEN_SOURCE, NULL);

  self->wire = g_object_ref (wire);
  self->credentials = g_object_ref (credentials);
  self->token_url = atlas_url_for_token (auth_url);
  self->client_id = g_strdup (client_id);
  self->scope = g_strdup (scope);

  return self;
}

/* After a token was fetched in place of a refused one and did not help, a third would not help for a while. */
static gboolean
may_replace (AtlasTokenSource *self,
             const char       *url)
{
  const gint64 pause = atlas_wire_get_limits (self->wire)->replacement_pause_ms * G_TIME_SPAN_MILLISECOND;

  if (self->replaced_at != 0 && g_get_monotonic_time () - self->replaced_at < pause)
    return FALSE;

  return !self->is_proven || url == NULL || !g_hash_table_contains (self->refused_urls, url);
}

/**
 * atlas_token_source_ensure:
 * @self: a source of tokens
 * @refused: (nullable): a token that the API host has refused
 * @url: (nullable): what it was refused for
 *
 * Finds a token, other than @refused. However many ask at the same time, one is fetched; and one that is
 * kept is not fetched at all. A failure is not remembered.
 *
 * The platform grants few tokens. So none is fetched for an address that was refused with a new one before, as
 * long as the host accepts the current one for others; nor soon after one that was fetched for a refusal, unless that helped.
 *
 * Returns: (transfer full): a future for an #AtlasToken; rejects with %ATLAS_API_ERROR_UNAUTHORIZED when
 *   another token would not help either
 */
DexFuture *
atlas_token_source_ensure (AtlasTokenSource *self,
                           const AtlasToken *refused,
                           const char       *url)
{
  gboolean is_refused;

  g_return_val_if_fail (ATLAS_IS_TOKEN_SOURCE (self), NULL);

  is_refused = is_same (self->current, refused);
  if (atlas_token_is_valid (self->current, get_now ()) && !is_refused)
    return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN, atlas_token_copy (self->current));
  if (self->fetch != NULL)
    return dex_future_first (dex_ref (self->fetch), NULL);
  if (is_refused && !may_replace (self, url))
    return dex_future_new_for_error (atlas_api_error_new (ATLAS_API_ERROR_UNAUTHORIZED, NULL, "A new token was refused, too"));

  return dex_future_first (start_fetch (self, refused), NULL);
}

/**
 * atlas_token_source_note_accepted:
 * @self: a source of tokens
 * @token: a token that the API host has accepted
 * @url: what it accepted it for
 * @helped: whether @url was refused with the token before
 *
 * Once a new token has helped, it is worth fetching another when it is refused later.
 */
void
atlas_token_source_note_accepted (AtlasTokenSource *self,
                                  const AtlasToken *token,
                                  const char       *url,
                                  gboolean          helped)
{
  g_return_if_fail (ATLAS_IS_TOKEN_SOURCE (self));

  g_hash_table_remove (self->refused_urls, url);
  if (!is_same (self->current, token))
    return;

  self->is_proven = TRUE;
  if (helped)
    self->replaced_at = 0;
}

/**
 * atlas_token_source_note_refused:
 * @self: a source of tokens
 * @url: what the API host refused with every token that there was
 *
 * As long as others are accepted, that is no matter of the token.
 */
void
atlas_token_source_note_refused (AtlasTokenSource *self,
                                 const char       *url)
{
  g_return_if_fail (ATLAS_IS_TOKEN_SOURCE (self));

  g_hash_table_add (self->refused_urls, g_strdup (url));
}
