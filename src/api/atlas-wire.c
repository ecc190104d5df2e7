/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-error-private.h"
#include "atlas-fiber.h"
#include "atlas-retry.h"
#include "atlas-wire.h"

#define MAX_UNDER_WAY 6

static const AtlasWireLimits default_limits = {
  .connect_ms = 10 * 1000,
  .headers_ms = 30 * 1000,
  .idle_ms = 20 * 1000,
  .total_ms = 120 * 1000,
  .max_attempts = 4,
  .retry_base_ms = 500,
  .max_retry_after = 30,
  .replacement_pause_ms = 60 * 1000,
  .max_list_bytes = 64 * 1024 * 1024,
  .max_item_bytes = 1024 * 1024,
};

struct _AtlasWire
{
  GObject           parent_instance;
  AtlasWireContext  context;
  AtlasCredentials *credentials;
  gboolean          knows_certificate;
};

G_DEFINE_FINAL_TYPE (AtlasWire, atlas_wire, G_TYPE_OBJECT)

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

  if (n_attempts >= self->context.limits.max_attempts || !atlas_retry_is_worthwhile (failure))
    return -1;
  if (details->retry_after < 0)
    return atlas_retry_get_delay (self->context.limits.retry_base_ms, n_attempts, g_random_double ());
  /* To come back earlier than asked would be rude, and to keep a person waiting for that long, too. */
  if (details->retry_after > self->context.limits.max_retry_after)
    return -1;

  return details->retry_after * 1000 + atlas_retry_get_delay (self->context.limits.retry_base_ms, 1, g_random_double ());
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

  g_set_object (&self->context.certificate, certificate);
  self->knows_certificate = TRUE;

  return TRUE;
}

/* What cannot be trusted is noted, and still not trusted. */
static gboolean
certificate_cb (SoupMessage          *message,
                GTlsCertificate      *certificate,
                GTlsCertificateFlags  errors,
                AtlasHostReport      *report)
{
  atlas_host_report_set_certificate (report, certificate, errors);

  return FALSE;
}

static void
fill_report (AtlasHostReport *report,
             SoupMessage     *message)
{
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);
  const char *date = soup_message_headers_get_one (soup_message_get_response_headers (message), "Date");
  g_autoptr (GDateTime) time = date ? soup_date_time_new_from_http_string (date) : NULL;

  /* What answered was trusted, if only by the authorities in SSL_CERT_FILE. */
  if (certificate != NULL)
    atlas_host_report_set_certificate (report, certificate,
                                       soup_message_get_status (message) != SOUP_STATUS_NONE ? G_TLS_CERTIFICATE_NO_FLAGS
                                                                                             : soup_message_get_tls_peer_certificate_errors (message));
  report->has_date = time != NULL;
  if (time != NULL)
    report->clock_skew = g_date_time_to_unix (time) - g_get_real_time () / G_USEC_PER_SEC;
}

static void
atlas_wire_dispose (GObject *object)
{
  AtlasWire *self = ATLAS_WIRE (object);

  g_clear_object (&self->context.session);
  g_clear_object (&self->credentials);
  g_clear_object (&self->context.log);
  g_clear_object (&self->context.gate);
  g_clear_object (&self->context.certificate);

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
  self->context.gate = atlas_gate_new (MAX_UNDER_WAY);
  self->context.limits = default_limits;
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

  self->context.session = g_object_ref (session);
  self->credentials = g_object_ref (credentials);
  g_set_object (&self->context.log, log);

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
  return &self->context.limits;
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
  g_autofree char *retry_cause = g_strdup (request->retry_cause);

  if (!await_certificate (self, error))
    return NULL;

  for (guint n_attempts = 1;; n_attempts++, number++)
    {
      g_autoptr (AtlasAttempt) attempt = atlas_attempt_new (&self->context, request, number, retry_cause);
      g_autoptr (GError) failure = NULL;
      AtlasWireReply *reply = attempt ? atlas_attempt_await_reply (attempt, &failure) : NULL;
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
      g_set_str (&retry_cause, failure->message);
      if (!await_milliseconds ((guint) delay, request->cancelled, error))
        return NULL;
    }
}

/**
 * atlas_wire_await_any:
 * @self: a wire
 * @url: the address of a host
 * @cancelled: (nullable): from atlas_fiber_cancelled_new()
 * @report: (nullable): where to note what came to light on the way
 * @error: of the %ATLAS_API_ERROR domain, with details
 *
 * Finds out whether a host answers at all, once, without a token. To be called on a fiber.
 *
 * Returns: whether there was any answer of the host, of whatever status
 */
gboolean
atlas_wire_await_any (AtlasWire        *self,
                      const char       *url,
                      DexFuture        *cancelled,
                      AtlasHostReport  *report,
                      GError          **error)
{
  AtlasWireRequest request = { .kind = ATLAS_CALL_ITEM, .method = SOUP_METHOD_GET, .url = url, .cancelled = cancelled };
  g_autoptr (AtlasAttempt) attempt = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) failure = NULL;
  gulong handler = 0;

  if (!await_certificate (self, error))
    return FALSE;

  attempt = atlas_attempt_new (&self->context, &request, 1, NULL);
  if (attempt == NULL)
    {
      g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_BAD_REQUEST, NULL, "The address of the host is not valid"));
      return FALSE;
    }

  if (report != NULL)
    handler = g_signal_connect (attempt->message, "accept-certificate", G_CALLBACK (certificate_cb), report);
  body = atlas_attempt_await_body (attempt, &failure);
  if (report != NULL)
    {
      g_signal_handler_disconnect (attempt->message, handler);
      fill_report (report, attempt->message);
    }
  if (body == NULL && (soup_message_get_status (attempt->message) == SOUP_STATUS_NONE || failure->domain != ATLAS_API_ERROR ||
                       atlas_api_error_is_network (failure)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (body != NULL && !atlas_attempt_came_through (attempt, body, error))
    return FALSE;
  if (body != NULL)
    atlas_attempt_log (attempt, g_bytes_get_size (body), NULL);

  return TRUE;
}
