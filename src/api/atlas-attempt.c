/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-error-private.h"
#include "atlas-attempt.h"
#include "atlas-fiber.h"
#include "atlas-retry.h"
#include "atlas-soup.h"
#include "atlas-url.h"
#include "atlas-worker.h"

#define FORM_TYPE "application/x-www-form-urlencoded"
/* So many letters of a secret may stand in what a host says, by chance. */
#define LONGEST_REPEATED 7
#define SENT_AGAIN "The connection was closed; sent again"

static void
attempt_begin (AtlasAttempt *self,
               const char   *request_id)
{
  g_free (self->request_id);
  self->request_id = request_id ? g_strdup (request_id) : g_uuid_string_random ();
  self->started_at = g_get_real_time ();
  self->started_monotonic = g_get_monotonic_time ();
  soup_message_headers_replace (soup_message_get_request_headers (self->message), "X-Request-ID", self->request_id);
}

/* libsoup sends a message again by itself when a connection that was kept turns out to be closed. That
 * is another attempt, and so has an id of its own. */
static void
restarted_cb (SoupMessage  *message,
              AtlasAttempt *self)
{
  atlas_attempt_log (self, 0, SENT_AGAIN);
  self->number++;
  g_set_str (&self->retry_cause, SENT_AGAIN);
  attempt_begin (self, NULL);
}

static void
attempt_set_headers (AtlasAttempt *self)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (self->message);

  soup_message_headers_replace (headers, "Accept", "application/json");
  if (self->request->form != NULL)
    soup_message_set_request_body_from_bytes (self->message, FORM_TYPE, self->request->form);
  if (self->request->token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", secret_value_get_text (self->request->token), NULL);

      soup_message_headers_replace (headers, "Authorization", value);
      explicit_bzero (value, strlen (value));
    }
}

static void
attempt_fill_details (AtlasAttempt         *self,
                      AtlasApiErrorDetails *details)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  details->status = soup_message_get_status (self->message);
  details->request_id = g_strdup (self->request_id);
  details->host = atlas_url_dup_origin (self->request->url);
  details->attempts = self->number;
  details->retry_after = atlas_retry_parse_after (soup_message_headers_get_one (headers, "Retry-After"), g_get_real_time () / G_USEC_PER_SEC);
}

/* Adds what is known of the attempt to an error of the transport. */
static GError *
attempt_make_transport_error (AtlasAttempt *self,
                              const GError *error)
{
  g_auto (AtlasApiErrorDetails) details = { .retry_after = -1 };
  AtlasApiErrorDetails *transport = atlas_api_error_get_details (error);

  if (transport == NULL)
    return g_error_copy (error);

  attempt_fill_details (self, &details);
  details.proxy = g_strdup (transport->proxy);
  details.tls_errors = transport->tls_errors;
  /* A browser asks the same proxy, and shows what it wants. */
  if (error->code == ATLAS_API_ERROR_PROXY_SIGN_IN)
    details.page = g_strdup (details.host);

  return atlas_api_error_new ((AtlasApiError) error->code, &details, "%s", error->message);
}

typedef struct
{
  GBytes               *body;
  AtlasApiErrorDetails  details;
} ErrorBodyJob;

static void
error_body_job_free (gpointer data)
{
  ErrorBodyJob *job = data;

  g_bytes_unref (job->body);
  atlas_api_error_details_clear (&job->details);
  g_free (job);
}

/* The future's error is only the vessel that carries what was read. */
static DexFuture *
read_error_body (gpointer data)
{
  ErrorBodyJob *job = data;
  gsize length;
  const char *text = g_bytes_get_data (job->body, &length);

  if (length > 0)
    atlas_error_body_read (text, length, &job->details);

  return dex_future_new_for_error (atlas_api_error_new (ATLAS_API_ERROR_MALFORMED, &job->details, "-"));
}

/* Whether a part of the secret is in a text: that may be cut off, or have some letters escaped. */
static gboolean
repeats (const char *text,
         const char *plain)
{
  gsize length = strlen (plain);
  gsize part = MIN (length, LONGEST_REPEATED + 1);

  for (gsize i = 0; part > 0 && i + part <= length; i++)
    if (memmem (text, strlen (text), plain + i, part) != NULL)
      return TRUE;

  return FALSE;
}

static void
drop_if_it_repeats (char        **text,
                    SecretValue  *secret)
{
  const char *plain = secret ? secret_value_get_text (secret) : NULL;

  if (*text != NULL && plain != NULL && repeats (*text, plain))
    g_clear_pointer (text, g_free);
}

/* Whether the API itself says that it wants another token, whatever else it says (RFC 6750, section 3). */
static gboolean
asks_for_token (AtlasAttempt *self)
{
  const char *challenge = soup_message_headers_get_list (soup_message_get_response_headers (self->message), "WWW-Authenticate");

  return challenge != NULL && g_ascii_strncasecmp (challenge, "Bearer", strlen ("Bearer")) == 0;
}

/* (nullable): where an answer sends the browser, if that is another host. */
static char *
attempt_dup_redirection (AtlasAttempt *self)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");
  g_autoptr (GUri) asked = g_uri_parse (self->request->url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) other = location && asked ? g_uri_parse_relative (asked, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (other == NULL || g_uri_get_host (other) == NULL || g_ascii_strcasecmp (g_uri_get_host (asked), g_uri_get_host (other)) == 0)
    return NULL;

  return g_strdup (location);
}

/* Where a person may sign in to the network that answered in place of the host. */
static void
attempt_settle_page (AtlasAttempt         *self,
                     AtlasApiError         code,
                     AtlasApiErrorDetails *details)
{
  g_autofree char *stated = g_steal_pointer (&details->page);

  if (code == ATLAS_API_ERROR_REDIRECTED)
    {
      g_free (stated);
      stated = attempt_dup_redirection (self);
    }
  else if (stated == NULL && (code == ATLAS_API_ERROR_PROXY_SIGN_IN || code == ATLAS_API_ERROR_NETWORK_SIGN_IN))
    stated = g_strdup ("/");
  else if (code != ATLAS_API_ERROR_PAGE && code != ATLAS_API_ERROR_PROXY_SIGN_IN && code != ATLAS_API_ERROR_NETWORK_SIGN_IN)
    return;

  details->page = stated ? g_uri_resolve_relative (self->request->url, stated, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
}

/* Makes an error of an answer that is not 200. */
static GError *
attempt_await_refusal (AtlasAttempt *self,
                       GBytes       *body)
{
  ErrorBodyJob *job = g_new0 (ErrorBodyJob, 1);
  g_auto (AtlasApiErrorDetails) details = { .retry_after = -1 };
  g_autoptr (GError) read = NULL;
  AtlasApiErrorDetails *found;
  AtlasApiError code;

  job->body = g_bytes_ref (body);
  dex_await (atlas_worker_run (read_error_body, job, error_body_job_free), &read);
  found = atlas_api_error_get_details (read);
  if (found == NULL)
    return g_steal_pointer (&read);

  attempt_fill_details (self, &details);
  details.code = g_steal_pointer (&found->code);
  details.text = g_steal_pointer (&found->text);
  details.page = asks_for_token (self) ? NULL : g_steal_pointer (&found->page);
  code = atlas_error_classify (self->request->kind, &details);
  attempt_settle_page (self, code, &details);
  drop_if_it_repeats (&details.code, self->request->token);
  drop_if_it_repeats (&details.text, self->request->token);
  drop_if_it_repeats (&details.code, self->request->secret);
  drop_if_it_repeats (&details.text, self->request->secret);
  drop_if_it_repeats (&details.page, self->request->token);
  drop_if_it_repeats (&details.page, self->request->secret);

  return atlas_api_error_new (code, &details, "HTTP %u%s%s%s%s",
                              details.status,
                              details.code ? " " : "", details.code ? details.code : "",
                              details.text ? ": " : "", details.text ? details.text : "");
}

static AtlasSoupLimits
get_soup_limits (const AtlasWireLimits  *limits,
                 const AtlasWireRequest *request)
{
  gboolean is_small = request->kind == ATLAS_CALL_TOKEN || request->kind == ATLAS_CALL_ITEM;

  return (AtlasSoupLimits) {
    .max_bytes = is_small ? limits->max_item_bytes : limits->max_list_bytes,
    .connect_ms = limits->connect_ms,
    .headers_ms = limits->headers_ms,
    .idle_ms = limits->idle_ms,
    .total_ms = limits->total_ms,
    .wipe = request->kind == ATLAS_CALL_TOKEN,
  };
}

/**
 * atlas_attempt_new:
 * @context: what all attempts share; outlives the attempt
 * @request: what to ask for; outlives the attempt
 * @number: which attempt it is, from 1; the first has the caller's id, if there is one
 * @retry_cause: (nullable): what the attempt before it came to
 *
 * Returns: (transfer full) (nullable): an attempt that has not begun; %NULL when the address is no address
 */
AtlasAttempt *
atlas_attempt_new (const AtlasWireContext *context,
                   const AtlasWireRequest *request,
                   guint                   number,
                   const char             *retry_cause)
{
  g_autoptr (AtlasAttempt) self = g_new0 (AtlasAttempt, 1);

  self->context = context;
  self->request = request;
  self->number = number;
  self->retry_cause = g_strdup (retry_cause);
  self->message = soup_message_new (request->method, request->url);
  if (self->message == NULL)
    return NULL;

  /* A token never goes where another host points. */
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  if (context->certificate != NULL && g_str_has_prefix (request->url, "https:"))
    soup_message_set_tls_client_certificate (self->message, context->certificate);
  attempt_set_headers (self);
  attempt_begin (self, number == 1 ? request->request_id : NULL);
  g_signal_connect (self->message, "restarted", G_CALLBACK (restarted_cb), self);

  return g_steal_pointer (&self);
}

/**
 * atlas_attempt_free:
 * @self: (transfer full): an attempt
 */
void
atlas_attempt_free (AtlasAttempt *self)
{
  if (self->message != NULL)
    {
      /* The token does not outlive its use in the message that is given up here. */
      soup_message_headers_remove (soup_message_get_request_headers (self->message), "Authorization");
      g_signal_handlers_disconnect_by_data (self->message, self);
    }
  g_clear_object (&self->message);
  g_free (self->request_id);
  g_free (self->retry_cause);
  g_free (self);
}

/**
 * atlas_attempt_log:
 * @self: an attempt that has ended
 * @n_bytes: the size of the answer
 * @error: (nullable): what went wrong
 */
void
atlas_attempt_log (AtlasAttempt *self,
                   guint64       n_bytes,
                   const char   *error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  g_autofree char *echoed_id = g_strdup (soup_message_headers_get_one (headers, "X-Request-ID"));
  guint status = soup_message_get_status (self->message);
  AtlasRequestRecord record = {
    .call = self->request->call,
    .method = self->request->method,
    .url = self->request->url,
    .request_id = self->request_id,
    .http_version = status != SOUP_STATUS_NONE ? atlas_soup_get_version (self->message) : NULL,
    .status = status,
    .started_at = self->started_at,
    .duration = g_get_monotonic_time () - self->started_monotonic,
    .bytes = n_bytes,
    .attempt = self->number,
    .retry_cause = self->retry_cause,
    .error = error,
  };

  /* A header of an answer holds what the host likes. */
  drop_if_it_repeats (&echoed_id, self->request->token);
  drop_if_it_repeats (&echoed_id, self->request->secret);
  record.echoed_id = echoed_id;

  g_debug ("%s %s: %u, X-Request-ID %s, attempt %u", record.method, record.url, record.status, record.request_id, record.attempt);
  atlas_request_log_add (self->context->log, &record);
}

/**
 * atlas_attempt_await_body:
 * @self: an attempt
 * @error: what the transport gives, with details; it has been logged
 *
 * Waits for its turn, sends, and waits for the answer. To be called on a fiber.
 *
 * Returns: (transfer full) (nullable): the body, whatever the status; it is still to be logged
 */
GBytes *
atlas_attempt_await_body (AtlasAttempt  *self,
                          GError       **error)
{
  AtlasSoupLimits limits = get_soup_limits (&self->context->limits, self->request);
  DexFuture *cancelled = self->request->cancelled;
  g_autoptr (GObject) permit = dex_await_object (atlas_fiber_unless (cancelled, atlas_gate_enter (self->context->gate)), error);
  g_autoptr (GError) failure = NULL;
  GBytes *body;

  if (permit == NULL)
    return NULL;

  self->started_at = g_get_real_time ();
  self->started_monotonic = g_get_monotonic_time ();
  body = dex_await_boxed (atlas_fiber_unless (cancelled, atlas_soup_send (self->context->session, self->message, &limits)), &failure);
  if (body == NULL)
    {
      atlas_attempt_log (self, 0, failure->domain == ATLAS_API_ERROR ? failure->message : ATLAS_REQUEST_GIVEN_UP);
      g_propagate_error (error, attempt_make_transport_error (self, failure));
    }

  return body;
}

/**
 * atlas_attempt_came_through:
 * @self: an attempt that was answered
 * @body: the answer
 * @error: where the network says that it wants something first; it has been logged
 *
 * Returns: whether the host itself may have answered, as far as the status says
 */
gboolean
atlas_attempt_came_through (AtlasAttempt  *self,
                            GBytes        *body,
                            GError       **error)
{
  g_autoptr (GError) refusal = NULL;

  if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message)))
    return TRUE;

  refusal = attempt_await_refusal (self, body);
  if (!g_error_matches (refusal, ATLAS_API_ERROR, ATLAS_API_ERROR_PROXY_SIGN_IN) &&
      !g_error_matches (refusal, ATLAS_API_ERROR, ATLAS_API_ERROR_NETWORK_SIGN_IN))
    return TRUE;

  atlas_attempt_log (self, g_bytes_get_size (body), refusal->message);
  g_propagate_error (error, g_steal_pointer (&refusal));

  return FALSE;
}

/**
 * atlas_attempt_await_reply:
 * @self: an attempt
 * @error: of the %ATLAS_API_ERROR domain, with details
 *
 * As atlas_attempt_await_body(), but anything other than 200 is an error, and everything is logged.
 *
 * Returns: (transfer full) (nullable): the answer
 */
AtlasWireReply *
atlas_attempt_await_reply (AtlasAttempt  *self,
                           GError       **error)
{
  g_autoptr (GBytes) body = atlas_attempt_await_body (self, error);
  g_autoptr (GError) refusal = NULL;
  AtlasWireReply *reply;

  if (body == NULL)
    return NULL;

  if (soup_message_get_status (self->message) != SOUP_STATUS_OK)
    {
      refusal = attempt_await_refusal (self, body);
      atlas_attempt_log (self, g_bytes_get_size (body), refusal->message);
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }

  atlas_attempt_log (self, g_bytes_get_size (body), NULL);
  reply = g_new0 (AtlasWireReply, 1);
  reply->body = g_steal_pointer (&body);
  reply->request_id = g_strdup (self->request_id);
  reply->received_at = g_get_real_time () / G_USEC_PER_SEC;
  reply->attempts = self->number;

  return reply;
}

/**
 * atlas_wire_reply_refuse:
 * @reply: an answer that could not be read
 * @url: what was asked for
 * @error: why it could not
 *
 * Returns: (transfer full): the same error with what is known of the call
 */
GError *
atlas_wire_reply_refuse (const AtlasWireReply *reply,
                         const char           *url,
                         const GError         *error)
{
  g_autofree char *host = atlas_url_dup_origin (url);
  gsize length;
  const char *text = g_bytes_get_data (reply->body, &length);
  g_autofree char *stated = text ? atlas_error_body_dup_page (text, length) : NULL;
  g_autofree char *page = stated ? g_uri_resolve_relative (url, stated, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  AtlasApiErrorDetails details = {
    .status = SOUP_STATUS_OK,
    .request_id = reply->request_id,
    .host = host,
    .page = page,
    .attempts = reply->attempts,
    .retry_after = -1,
  };

  if (error->domain != ATLAS_API_ERROR)
    return g_error_copy (error);
  if (stated != NULL)
    return atlas_api_error_new (ATLAS_API_ERROR_PAGE, &details, "A page for browsers came, and no JSON");

  return atlas_api_error_new ((AtlasApiError) error->code, &details, "%s", error->message);
}

/**
 * atlas_wire_reply_free:
 * @reply: (transfer full): a reply
 */
void
atlas_wire_reply_free (AtlasWireReply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_free (reply->request_id);
  g_free (reply);
}
