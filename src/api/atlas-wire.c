/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-error-private.h"
#include "atlas-fiber.h"
#include "atlas-gate.h"
#include "atlas-request-log-private.h"
#include "atlas-retry.h"
#include "atlas-soup.h"
#include "atlas-url.h"
#include "atlas-wire.h"
#include "atlas-worker.h"

#define MAX_UNDER_WAY 6
#define FORM_TYPE "application/x-www-form-urlencoded"

static const AtlasWireLimits default_limits = {
  .connect_ms = 10 * 1000,
  .headers_ms = 30 * 1000,
  .idle_ms = 20 * 1000,
  .total_ms = 120 * 1000,
  .max_attempts = 4,
  .retry_base_ms = 500,
  .max_retry_after = 30,
  .max_list_bytes = 64 * 1024 * 1024,
  .max_item_bytes = 1024 * 1024,
};

struct _AtlasWire
{
  GObject           parent_instance;
  SoupSession      *session;
  AtlasCredentials *credentials;
  AtlasRequestLog  *log;
  AtlasGate        *gate;
  GTlsCertificate  *certificate;
  gboolean          knows_certificate;
  AtlasWireLimits   limits;
};

G_DEFINE_FINAL_TYPE (AtlasWire, atlas_wire, G_TYPE_OBJECT)

/* One attempt at a request. */
typedef struct
{
  AtlasWire              *wire;
  const AtlasWireRequest *request;
  SoupMessage            *message;
  char                   *request_id;
  guint                   number;
  gint64                  started_at;
  gint64                  started_monotonic;
} Attempt;

static void
attempt_free (Attempt *self)
{
  if (self->message != NULL)
    {
      /* The token does not outlive its use in the message that is given up here. */
      soup_message_headers_remove (soup_message_get_request_headers (self->message), "Authorization");
      g_signal_handlers_disconnect_by_data (self->message, self);
    }
  g_clear_object (&self->message);
  g_free (self->request_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static void
attempt_begin (Attempt    *self,
               const char *request_id)
{
  g_free (self->request_id);
  self->request_id = request_id ? g_strdup (request_id) : g_uuid_string_random ();
  self->started_at = g_get_real_time ();
  self->started_monotonic = g_get_monotonic_time ();
  soup_message_headers_replace (soup_message_get_request_headers (self->message), "X-Request-ID", self->request_id);
}

static void
attempt_log (Attempt    *self,
             guint64     n_bytes,
             const char *error)
{
  AtlasRequestRecord record = {
    .method = self->request->method,
    .url = self->request->url,
    .request_id = self->request_id,
    .echoed_id = soup_message_headers_get_one (soup_message_get_response_headers (self->message), "X-Request-ID"),
    .status = soup_message_get_status (self->message),
    .started_at = self->started_at,
    .duration = g_get_monotonic_time () - self->started_monotonic,
    .bytes = n_bytes,
    .attempt = self->number,
    .error = error,
  };

  g_debug ("%s %s: %u, X-Request-ID %s, attempt %u", record.method, record.url, record.status, record.request_id, record.attempt);
  atlas_request_log_add (self->wire->log, &record);
}

/* libsoup sends a message again by itself when a connection that was kept turns out to be closed. That
 * is another attempt, and so has an id of its own. */
static void
restarted_cb (SoupMessage *message,
              Attempt     *self)
{
  attempt_log (self, 0, "The connection was closed; sent again");
  self->number++;
  attempt_begin (self, NULL);
}

static void
attempt_set_headers (Attempt *self)
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

static Attempt *
attempt_new (AtlasWire              *wire,
             const AtlasWireRequest *request,
             guint                   number)
{
  g_autoptr (Attempt) self = g_new0 (Attempt, 1);

  self->wire = wire;
  self->request = request;
  self->number = number;
  self->message = soup_message_new (request->method, request->url);
  if (self->message == NULL)
    return NULL;

  /* A token never goes where another host points. */
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  if (wire->certificate != NULL && g_str_has_prefix (request->url, "https:"))
    soup_message_set_tls_client_certificate (self->message, wire->certificate);
  attempt_set_headers (self);
  attempt_begin (self, number == 1 ? request->request_id : NULL);
  g_signal_connect (self->message, "restarted", G_CALLBACK (restarted_cb), self);

  return g_steal_pointer (&self);
}

static void
attempt_fill_details (Attempt              *self,
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
attempt_make_transport_error (Attempt      *self,
                              const GError *error)
{
  g_auto (AtlasApiErrorDetails) details = { .retry_after = -1 };

  if (error->domain != ATLAS_API_ERROR)
    return g_error_copy (error);

  attempt_fill_details (self, &details);

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

static void
drop_if_it_repeats (char        **text,
                    SecretValue  *secret)
{
  const char *plain = secret ? secret_value_get_text (secret) : NULL;

  if (*text != NULL && plain != NULL && *plain != '\0' && strstr (*text, plain) != NULL)
    g_clear_pointer (text, g_free);
}

/* Makes an error of an answer that is not 200. */
static GError *
attempt_await_refusal (Attempt *self,
                       GBytes  *body)
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
  code = atlas_error_classify (self->request->kind, &details);
  drop_if_it_repeats (&details.code, self->request->token);
  drop_if_it_repeats (&details.text, self->request->token);
  drop_if_it_repeats (&details.code, self->request->secret);
  drop_if_it_repeats (&details.text, self->request->secret);

  return atlas_api_error_new (code, &details, "HTTP %u%s%s%s%s",
                              details.status,
                              details.code ? " " : "", details.code ? details.code : "",
                              details.text ? ": " : "", details.text ? details.text : "");
}

static AtlasSoupLimits
get_soup_limits (AtlasWire              *self,
                 const AtlasWireRequest *request)
{
  gboolean is_small = request->kind == ATLAS_CALL_TOKEN || request->kind == ATLAS_CALL_ITEM;

  return (AtlasSoupLimits) {
    .max_bytes = is_small ? self->limits.max_item_bytes : self->limits.max_list_bytes,
    .connect_ms = self->limits.connect_ms,
    .headers_ms = self->limits.headers_ms,
    .idle_ms = self->limits.idle_ms,
    .total_ms = self->limits.total_ms,
    .wipe = request->kind == ATLAS_CALL_TOKEN,
  };
}

static GBytes *
attempt_await_body (Attempt  *self,
                    GError  **error)
{
  AtlasSoupLimits limits = get_soup_limits (self->wire, self->request);
  g_autoptr (GObject) permit = dex_await_object (atlas_fiber_unless (self->request->cancelled, atlas_gate_enter (self->wire->gate)), error);
  g_autoptr (GError) failure = NULL;
  GBytes *body;

  if (permit == NULL)
    return NULL;

  self->started_at = g_get_real_time ();
  self->started_monotonic = g_get_monotonic_time ();
  body = dex_await_boxed (atlas_fiber_unless (self->request->cancelled, atlas_soup_send (self->wire->session, self->message, &limits)), &failure);
  if (body == NULL)
    {
      attempt_log (self, 0, failure->message);
      g_propagate_error (error, attempt_make_transport_error (self, failure));
    }

  return body;
}

static AtlasWireReply *
attempt_await_reply (Attempt  *self,
                     GError  **error)
{
  g_autoptr (GBytes) body = attempt_await_body (self, error);
  g_autoptr (GError) refusal = NULL;
  AtlasWireReply *reply;

  if (body == NULL)
    return NULL;

  if (soup_message_get_status (self->message) != SOUP_STATUS_OK)
    {
      refusal = attempt_await_refusal (self, body);
      attempt_log (self, g_bytes_get_size (body), refusal->message);
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }

  attempt_log (self, g_bytes_get_size (body), NULL);
  reply = g_new0 (AtlasWireReply, 1);
  reply->body = g_steal_pointer (&body);
  reply->request_id = g_strdup (self->request_id);
  reply->received_at = g_get_real_time () / G_USEC_PER_SEC;
  reply->attempts = self->number;

  return reply;
}

static gboolean
await_milliseconds (guint       milliseconds,
                    DexFuture  *cancelled,
                    GError    **error)
{
  g_autoptr (GError) elapsed = NULL;

  dex_await (atlas_fiber_unless (cancelled, dex_timeout_new_msec ((int) milliseconds)), &elapsed);
  if (g_error_matches (elapsed, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&elapsed));

  return FALSE;
}

/* How long to wait before the next attempt, in milliseconds; -1 to give up. */
static gint64
get_delay (AtlasWire    *self,
           const GError *failure,
           guint         n_attempts)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (failure);

  if (n_attempts >= self->limits.max_attempts || !atlas_retry_is_worthwhile (failure))
    return -1;
  if (details->retry_after < 0)
    return atlas_retry_get_delay (self->limits.retry_base_ms, n_attempts, g_random_double ());
  /* To come back earlier than asked would be rude, and to keep a person waiting for that long, too. */
  if (details->retry_after > self->limits.max_retry_after)
    return -1;

  return details->retry_after * 1000 + atlas_retry_get_delay (self->limits.retry_base_ms, 1, g_random_double ());
}

static gboolean
await_certificate (AtlasWire  *self,
                   GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (self->knows_certificate)
    return TRUE;

  certificate = dex_await_object (atlas_credentials_dup_certificate (self->credentials), &failure);
  if (failure != NULL && failure->domain != ATLAS_API_ERROR && failure->domain != DEX_ERROR)
    {
      g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_CERTIFICATE, NULL, "%s", failure->message));
      return FALSE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  g_set_object (&self->certificate, certificate);
  self->knows_certificate = TRUE;

  return TRUE;
}

static void
atlas_wire_dispose (GObject *object)
{
  AtlasWire *self = ATLAS_WIRE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->credentials);
  g_clear_object (&self->log);
  g_clear_object (&self->gate);
  g_clear_object (&self->certificate);

  G_OBJECT_CLASS (atlas_wire_parent_class)->dispose (object);
}

static void
atlas_wire_class_init (AtlasWireClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_wire_dispose;
}

static void
atlas_wire_init (AtlasWire *self)
{
  self->gate = atlas_gate_new (MAX_UNDER_WAY);
  self->limits = default_limits;
}

/**
 * atlas_wire_new:
 * @session: the session to send with
 * @credentials: where the client certificate comes from
 * @log: (nullable): where each request is noted
 *
 * Returns: (transfer full): a new #AtlasWire
 */
AtlasWire *
atlas_wire_new (SoupSession      *session,
                AtlasCredentials *credentials,
                AtlasRequestLog  *log)
{
  AtlasWire *self = g_object_new (ATLAS_TYPE_WIRE, NULL);

  self->session = g_object_ref (session);
  self->credentials = g_object_ref (credentials);
  g_set_object (&self->log, log);

  return self;
}

/**
 * atlas_wire_get_limits:
 * @self: a wire
 *
 * Returns: (transfer none): its bounds, to be read and changed
 */
AtlasWireLimits *
atlas_wire_get_limits (AtlasWire *self)
{
  return &self->limits;
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

/**
 * atlas_wire_await_reply:
 * @self: a wire
 * @request: what to ask for
 * @error: of the %ATLAS_API_ERROR domain, with details
 *
 * Sends a request, again where that is worthwhile, and waits for its answer. To be called on a fiber.
 *
 * Returns: (transfer full) (nullable): the answer, whose status is 200
 */
AtlasWireReply *
atlas_wire_await_reply (AtlasWire               *self,
                        const AtlasWireRequest  *request,
                        GError                 **error)
{
  guint number = request->first_attempt + 1;

  if (!await_certificate (self, error))
    return NULL;

  for (guint n_attempts = 1;; n_attempts++, number++)
    {
      g_autoptr (Attempt) attempt = attempt_new (self, request, number);
      g_autoptr (GError) failure = NULL;
      AtlasWireReply *reply = attempt ? attempt_await_reply (attempt, &failure) : NULL;
      gint64 delay;

      if (reply != NULL)
        return reply;
      if (attempt == NULL)
        failure = atlas_api_error_new (ATLAS_API_ERROR_BAD_REQUEST, NULL, "The address of the host is not valid");

      delay = get_delay (self, failure, n_attempts);
      if (delay < 0)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      number = attempt->number;
      if (!await_milliseconds ((guint) delay, request->cancelled, error))
        return NULL;
    }
}

/**
 * atlas_wire_await_any:
 * @self: a wire
 * @url: the address of a host
 * @cancelled: (nullable): from atlas_fiber_cancelled_new()
 * @error: of the %ATLAS_API_ERROR domain, with details
 *
 * Finds out whether a host answers at all, once, without a token. To be called on a fiber.
 *
 * Returns: whether there was any answer, of whatever status
 */
gboolean
atlas_wire_await_any (AtlasWire   *self,
                      const char  *url,
                      DexFuture   *cancelled,
                      GError     **error)
{
  AtlasWireRequest request = { .kind = ATLAS_CALL_ITEM, .method = SOUP_METHOD_GET, .url = url, .cancelled = cancelled };
  g_autoptr (Attempt) attempt = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) failure = NULL;

  if (!await_certificate (self, error))
    return FALSE;

  attempt = attempt_new (self, &request, 1);
  if (attempt == NULL)
    {
      g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_BAD_REQUEST, NULL, "The address of the host is not valid"));
      return FALSE;
    }

  body = attempt_await_body (attempt, &failure);
  if (body != NULL)
    attempt_log (attempt, g_bytes_get_size (body), NULL);
  else if (soup_message_get_status (attempt->message) == SOUP_STATUS_NONE || failure->domain != ATLAS_API_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return TRUE;
}
