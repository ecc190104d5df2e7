/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-answer.h"
#include "atlas-api-call.h"
#include "atlas-api-error-private.h"
#include "atlas-fiber.h"
#include "atlas-url.h"

/* One of the seven calls. */
typedef struct
{
  AtlasWire        *wire;
  AtlasTokenSource *tokens;
  char             *url;
  char             *request_id;
  AtlasCallKind     kind;
  AtlasAnswerKind   answer_kind;
  DexFuture        *cancelled;
} Call;

static void
call_free (gpointer data)
{
  Call *self = data;

  g_clear_object (&self->wire);
  g_clear_object (&self->tokens);
  g_free (self->url);
  g_free (self->request_id);
  dex_clear (&self->cancelled);
  g_free (self);
}

static AtlasToken *
await_token (Call              *self,
             const AtlasToken  *refused,
             GError           **error)
{
  return dex_await_boxed (atlas_fiber_unless (self->cancelled, atlas_token_source_ensure (self->tokens, refused, self->url)), error);
}

static gboolean
is_unauthorized (const GError *error)
{
  return g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_UNAUTHORIZED);
}

/* A host that answers anything but 401 has accepted the token. An answer that did not come from the host says nothing of it. */
static void
note_outcome (Call             *self,
              const AtlasToken *token,
              gboolean          was_refused,
              const GError     *error)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (error);

  if (atlas_api_error_is_network (error))
    return;
  if (error == NULL || (details != NULL && details->status != 0 && details->status != SOUP_STATUS_UNAUTHORIZED))
    atlas_token_source_note_accepted (self->tokens, token, self->url, was_refused);
  else if (was_refused && is_unauthorized (error))
    atlas_token_source_note_refused (self->tokens, self->url);
}

static AtlasRequestCall
get_request_call (AtlasAnswerKind kind)
{
  switch (kind)
    {
    case ATLAS_ANSWER_COUNTRIES:
      return ATLAS_REQUEST_CALL_COUNTRIES;
    case ATLAS_ANSWER_COUNTRY:
      return ATLAS_REQUEST_CALL_COUNTRY;
    case ATLAS_ANSWER_CITIES:
      return ATLAS_REQUEST_CALL_CITIES;
    case ATLAS_ANSWER_CITY:
      return ATLAS_REQUEST_CALL_CITY;
    case ATLAS_ANSWER_ASPSPS:
      return ATLAS_REQUEST_CALL_ASPSPS;
    case ATLAS_ANSWER_ASPSP:
    default:
      return ATLAS_REQUEST_CALL_DETAILS;
    }
}

/* @before_or_null is what another token came to. */
static AtlasWireReply *
await_reply (Call              *self,
             const AtlasToken  *token,
             const GError      *before_or_null,
             GError           **error)
{
  AtlasWireRequest request = {
    .kind = self->kind,
    .call = get_request_call (self->answer_kind),
    .method = SOUP_METHOD_GET,
    .url = self->url,
    .request_id = self->request_id,
    .token = token->value,
    .first_attempt = before_or_null ? atlas_api_error_get_details (before_or_null)->attempts : 0,
    .retry_cause = before_or_null ? before_or_null->message : NULL,
    .cancelled = self->cancelled,
  };
  GError *failure = NULL;
  AtlasWireReply *reply = atlas_wire_await_reply (self->wire, &request, &failure);

  note_outcome (self, token, before_or_null != NULL, failure);
  if (failure != NULL)
    g_propagate_error (error, failure);

  return reply;
}

/* A token may end, or be withdrawn, before its time: on a 401 there is one more try, with another one. */
static AtlasWireReply *
await_authorized_reply (Call    *self,
                        GError **error)
{
  g_autoptr (AtlasToken) token = await_token (self, NULL, error);
  g_autoptr (AtlasToken) other = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GError) failure = NULL;
  AtlasWireReply *reply;

  if (token == NULL)
    return NULL;

  reply = await_reply (self, token, NULL, &refusal);
  if (reply != NULL)
    return reply;
  if (is_unauthorized (refusal))
    other = await_token (self, token, &failure);
  if (other != NULL)
    return await_reply (self, other, refusal, error);

  if (is_unauthorized (failure))
    atlas_token_source_note_refused (self->tokens, self->url);
  if (failure == NULL || is_unauthorized (failure))
    g_propagate_error (error, g_steal_pointer (&refusal));
  else
    g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

static DexFuture *
call_fiber (gpointer data)
{
  Call *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasWireReply) reply = await_authorized_reply (self, &error);
  g_autoptr (AtlasApiAnswer) answer = NULL;

  if (reply == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  answer = dex_await_object (atlas_answer_read (self->answer_kind, reply->body, reply->request_id, reply->received_at), &error);
  if (answer == NULL)
    return dex_future_new_for_error (atlas_wire_reply_refuse (reply, self->url, error));

  return dex_future_new_take_object (g_steal_pointer (&answer));
}

/**
 * atlas_api_call_start:
 * @wire: what to send through
 * @tokens: where the token comes from
 * @url: what to ask for
 * @request_id: (nullable): a caller's own UUID for the first attempt
 * @kind: what a refusal means
 * @answer_kind: what is to be read
 *
 * Returns: (transfer full): a future for an #AtlasApiAnswer; rejects with errors of the %ATLAS_API_ERROR domain.
 *   Discarding it cancels the call.
 */
DexFuture *
atlas_api_call_start (AtlasWire        *wire,
                      AtlasTokenSource *tokens,
                      const char       *url,
                      const char       *request_id,
                      AtlasCallKind     kind,
                      AtlasAnswerKind   answer_kind)
{
  Call *call = g_new0 (Call, 1);

  call->wire = g_object_ref (wire);
  call->tokens = g_object_ref (tokens);
  call->url = g_strdup (url);
  call->request_id = g_strdup (request_id);
  call->kind = kind;
  call->answer_kind = answer_kind;
  call->cancelled = atlas_fiber_cancelled_new ();

  return atlas_fiber_spawn_cancellable (call_fiber, call, call_free, call->cancelled);
}
