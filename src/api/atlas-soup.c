/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-error-private.h"
#include "atlas-proxy-resolver.h"
#include "atlas-resolver.h"
#include "atlas-soup.h"
#include "atlas-text.h"

#define FIRST_CAPACITY (16 * 1024)
#define MAX_ERROR_BYTES (64 * 1024)
#define MAX_MESSAGE_CHARS 200
#define CONNECTION_IDLE_SECONDS 60
#define SENT_GRACE_MS 1000

typedef struct
{
  DexPromise      *promise;
  SoupMessage     *message;
  AtlasProxyResolver *proxies;   /* (nullable) */
  AtlasSoupLimits  limits;
  GInputStream    *stream;
  GSource         *phase_timer;
  GSource         *total_timer;
  GSource         *cancel_watch;
  GCancellable    *sending;
  guint8          *buffer;
  gsize            length;
  gsize            capacity;
  gboolean         timed_out;
  gboolean         is_through;     /* past the proxy, where there is one */
  gboolean         has_begun;
  gboolean         has_headers;
} Exchange;

static void read_more (Exchange *self);

typedef struct
{
  guint8 *data;
  gsize   length;
} WipedBytes;

static void
wiped_bytes_free (gpointer data)
{
  WipedBytes *bytes = data;

  explicit_bzero (bytes->data, bytes->length);
  g_free (bytes->data);
  g_free (bytes);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
exchange_free (Exchange *self)
{
  clear_source (&self->phase_timer);
  clear_source (&self->total_timer);
  clear_source (&self->cancel_watch);
  g_clear_object (&self->sending);
  g_signal_handlers_disconnect_by_data (self->message, self);
  if (self->buffer != NULL && self->limits.wipe)
    explicit_bzero (self->buffer, self->capacity);
  g_free (self->buffer);
  /* What has not been read of the body is not read any more. */
  if (self->stream != NULL)
    g_input_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->proxies);
  dex_clear (&self->promise);
  g_free (self);
}

static GCancellable *
exchange_get_cancellable (Exchange *self)
{
  return dex_promise_get_cancellable (self->promise);
}

/* Whether the message can go through a proxy only. */
static gboolean
find_proxy (Exchange    *self,
            const char **name)
{
  *name = NULL;

  return self->proxies != NULL && atlas_proxy_resolver_find (self->proxies, soup_message_get_uri (self->message), name);
}

static AtlasApiError
classify_io_error (Exchange *self,
                   int       code)
{
  switch (code)
    {
    case G_IO_ERROR_TIMED_OUT:
      return ATLAS_API_ERROR_TIMED_OUT;
    case G_IO_ERROR_HOST_NOT_FOUND:
      return ATLAS_API_ERROR_NAME_NOT_FOUND;
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_CONNECTION_CLOSED:
      return ATLAS_API_ERROR_CUT_OFF;
    case G_IO_ERROR_INVALID_DATA:
      return ATLAS_API_ERROR_MALFORMED;
    default:
      /* With HTTP/2, a stream that the host gives up ends in an error without a kind of its own. */
      return self->has_begun ? ATLAS_API_ERROR_CUT_OFF : ATLAS_API_ERROR_UNREACHABLE;
    }
}

static AtlasApiError
classify_tls_error (int code)
{
  switch (code)
    {
    case G_TLS_ERROR_CERTIFICATE_REQUIRED:
      return ATLAS_API_ERROR_CERTIFICATE;
    case G_TLS_ERROR_EOF:
      return ATLAS_API_ERROR_CUT_OFF;
    default:
      return ATLAS_API_ERROR_TLS;
    }
}

static AtlasApiError
classify (Exchange     *self,
          const GError *error)
{
  const char *proxy;

  if (error->domain == G_IO_ERROR && (error->code == G_IO_ERROR_PROXY_NEED_AUTH || error->code == G_IO_ERROR_PROXY_AUTH_FAILED))
    return ATLAS_API_ERROR_PROXY_SIGN_IN;
  /* Whatever fails on the way to a proxy says nothing about the host behind it. */
  if (!self->has_begun && !self->is_through && find_proxy (self, &proxy))
    return ATLAS_API_ERROR_PROXY;
  if (self->timed_out)
    return ATLAS_API_ERROR_TIMED_OUT;
  if (error->domain == G_IO_ERROR)
    return classify_io_error (self, error->code);
  if (error->domain == G_TLS_ERROR)
    return classify_tls_error (error->code);
  if (error->domain == G_RESOLVER_ERROR)
    return ATLAS_API_ERROR_NAME_NOT_FOUND;
  if (g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_TOO_MANY_RESTARTS))
    return ATLAS_API_ERROR_CUT_OFF;
  if (error->domain == SOUP_SESSION_ERROR)
    return ATLAS_API_ERROR_MALFORMED;

  return ATLAS_API_ERROR_UNREACHABLE;
}

static void
fail (Exchange     *self,
      const GError *error)
{
  g_autofree char *text = atlas_text_dup_single_line (self->timed_out ? "Nobody answered in time" : error->message,
                                                      MAX_MESSAGE_CHARS);

  AtlasApiError code = classify (self, error);
  g_auto (AtlasApiErrorDetails) details = {
    .retry_after = -1,
    .tls_errors = soup_message_get_tls_peer_certificate_errors (self->message),
  };
  const char *proxy;

  if (code == ATLAS_API_ERROR_PROXY || code == ATLAS_API_ERROR_PROXY_SIGN_IN)
    {
      find_proxy (self, &proxy);
      details.proxy = g_strdup (proxy);
    }
  dex_promise_reject (self->promise, atlas_api_error_new (code, &details, "%s", text));
  exchange_free (self);
}

/* Where a proxy does not make the way to a host, libsoup gives the proxy's status to the message, as if the host had
 * answered with it; but no headers have come. */
static void
fail_as_refused_by_proxy (Exchange *self)
{
  g_auto (AtlasApiErrorDetails) details = { .retry_after = -1, .status = soup_message_get_status (self->message) };
  const char *proxy;

  find_proxy (self, &proxy);
  details.proxy = g_strdup (proxy);
  dex_promise_reject (self->promise,
                      atlas_api_error_new (details.status == SOUP_STATUS_PROXY_UNAUTHORIZED ? ATLAS_API_ERROR_PROXY_SIGN_IN : ATLAS_API_ERROR_PROXY,
                                           &details, "The proxy does not connect to the host: HTTP %u", details.status));
  exchange_free (self);
}

static void
fail_as_too_large (Exchange *self)
{
  dex_promise_reject (self->promise,
                      atlas_api_error_new (ATLAS_API_ERROR_TOO_LARGE, NULL,
                                           "The answer is larger than %" G_GSIZE_FORMAT " bytes", self->limits.max_bytes));
  exchange_free (self);
}

static void
succeed (Exchange *self)
{
  g_auto (GValue) value = G_VALUE_INIT;
  guint8 *data = g_steal_pointer (&self->buffer);

  g_value_init (&value, G_TYPE_BYTES);
  if (self->limits.wipe)
    {
      WipedBytes *wiped = g_new (WipedBytes, 1);

      *wiped = (WipedBytes) { data, self->length };
      g_value_take_boxed (&value, g_bytes_new_with_free_func (data, self->length, wiped_bytes_free, wiped));
    }
  else
    g_value_take_boxed (&value, g_bytes_new_take (data, self->length));

  dex_promise_resolve (self->promise, &value);
  exchange_free (self);
}

static gboolean
timed_out_cb (gpointer data)
{
  Exchange *self = data;

  self->timed_out = TRUE;
  g_cancellable_cancel (exchange_get_cancellable (self));

  return G_SOURCE_REMOVE;
}

static GSource *
start_timer (Exchange    *self,
             guint        milliseconds,
             GSourceFunc  func)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  GSource *timer = g_timeout_source_new (milliseconds);

  g_source_set_callback (timer, func, self, NULL);
  g_source_attach (timer, context);

  return timer;
}

static void
begin_phase (Exchange *self,
             guint     milliseconds)
{
  clear_source (&self->phase_timer);
  self->phase_timer = start_timer (self, milliseconds, timed_out_cb);
}

static gboolean
is_success (Exchange *self)
{
  return SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message));
}

/* Of an answer that is an error anyway, only the beginning is of interest. */
static gsize
get_bound (Exchange *self)
{
  return is_success (self) ? self->limits.max_bytes : MIN (self->limits.max_bytes, MAX_ERROR_BYTES);
}

static void
reserve (Exchange *self)
{
  gsize capacity = CLAMP (self->capacity * 2, FIRST_CAPACITY, get_bound (self) + 1);
  guint8 *buffer;

  if (self->length < self->capacity)
    return;

  capacity = MAX (capacity, self->length + 1);
  buffer = g_malloc (capacity);
  if (self->length > 0)
    memcpy (buffer, self->buffer, self->length);
  if (self->buffer != NULL && self->limits.wipe)
    explicit_bzero (self->buffer, self->capacity);
  g_free (self->buffer);
  self->buffer = buffer;
  self->capacity = capacity;
}

/* After "Connection: close" libsoup takes whatever comes for the whole body, even where its length was announced. */
static gboolean
ended_early (Exchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return is_success (self) &&
         !g_str_equal (soup_message_get_method (self->message), "HEAD") &&
         soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
         soup_message_headers_get_one (headers, "Content-Encoding") == NULL &&
         self->length < (guint64) soup_message_headers_get_content_length (headers);
}

static void
fail_as_cut_off (Exchange *self)
{
  dex_promise_reject (self->promise, atlas_api_error_new (ATLAS_API_ERROR_CUT_OFF, NULL, "The answer ended early"));
  exchange_free (self);
}

static void
take_piece (Exchange *self,
            gsize     n_read)
{
  gsize bound = get_bound (self);

  self->length += n_read;
  if (n_read == 0 && ended_early (self))
    fail_as_cut_off (self);
  else if (n_read == 0)
    succeed (self);
  else if (self->length <= bound)
    read_more (self);
  else if (is_success (self))
    fail_as_too_large (self);
  else
    {
      self->length = bound;
      succeed (self);
    }
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Exchange *self = data;
  g_autoptr (GError) error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n_read < 0)
    fail (self, error);
  else
    take_piece (self, (gsize) n_read);
}

static void
read_more (Exchange *self)
{
  begin_phase (self, self->limits.idle_ms);
  reserve (self);
  g_input_stream_read_async (self->stream, self->buffer + self->length, self->capacity - self->length,
                             G_PRIORITY_DEFAULT, exchange_get_cancellable (self), read_cb, self);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Exchange *self = data;
  g_autoptr (GError) error = NULL;
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    fail (self, error);
  else if (!self->has_headers)
    fail_as_refused_by_proxy (self);
  else if (is_success (self) && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
           (guint64) soup_message_headers_get_content_length (headers) > self->limits.max_bytes)
    fail_as_too_large (self);
  else
    read_more (self);
}

static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  Exchange           *self)
{
  if (event == G_SOCKET_CLIENT_RESOLVING)
    self->is_through = FALSE;
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    self->is_through = TRUE;
}

/* OpenSSL and what is made with it, curl among others, look there for authorities; GnuTLS knows the system's only. Read once,
 * when it is first needed: there may be hundreds of them. */
static GTlsDatabase *
get_own_authorities (void)
{
  static GTlsDatabase *authorities = NULL;
  static gsize is_read = 0;
  const char *path = g_getenv ("SSL_CERT_FILE");

  if (path == NULL || *path == '\0')
    return NULL;

  if (g_once_init_enter (&is_read))
    {
      g_autofree char *absolute = g_canonicalize_filename (path, NULL);
      g_autoptr (GError) error = NULL;

      authorities = g_tls_file_database_new (absolute, &error);
      if (error != NULL)
        g_debug ("SSL_CERT_FILE cannot be used: %s", error->message);
      g_once_init_leave (&is_read, 1);
    }

  return authorities;
}

static gboolean
is_vouched_for (GTlsCertificate *certificate,
                GUri            *uri)
{
  GTlsDatabase *authorities = get_own_authorities ();
  g_autoptr (GSocketConnectable) host = NULL;
  g_autoptr (GError) error = NULL;

  if (authorities == NULL)
    return FALSE;

  host = g_network_address_new (g_uri_get_host (uri), (guint16) MAX (g_uri_get_port (uri), 0));

  return g_tls_database_verify_chain (authorities, certificate, G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, host, NULL,
                                      G_TLS_DATABASE_VERIFY_NONE, NULL, &error) == G_TLS_CERTIFICATE_NO_FLAGS && error == NULL;
}

static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       Exchange             *self)
{
  return errors == G_TLS_CERTIFICATE_UNKNOWN_CA && is_vouched_for (certificate, soup_message_get_uri (message));
}

/* A proxy's question; the platform asks none that libsoup could answer. */
static gboolean
authenticate_cb (SoupMessage *message,
                 SoupAuth    *auth,
                 gboolean     retrying,
                 Exchange    *self)
{
  return !retrying && self->proxies != NULL && soup_auth_is_for_proxy (auth) && atlas_proxy_resolver_authenticate (self->proxies, auth);
}

static void
starting_cb (SoupMessage *message,
             Exchange    *self)
{
  self->has_begun = TRUE;
  begin_phase (self, self->limits.headers_ms);
}

static gboolean
stop_sending_cb (gpointer data)
{
  Exchange *self = data;

  g_cancellable_cancel (self->sending);

  return G_SOURCE_REMOVE;
}

/* libsoup touches freed memory when a request is cancelled between the arrival of the answer's headers
 * and soup_session_send_finish(). From the headers on, sent_cb() comes by itself and finds the promise
 * cancelled. Only where it does not come, while the rest of a redirect is awaited, sending is stopped. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      data)
{
  Exchange *self = data;

  if (!self->has_headers)
    return stop_sending_cb (self);

  clear_source (&self->phase_timer);
  self->phase_timer = start_timer (self, SENT_GRACE_MS, stop_sending_cb);

  return G_SOURCE_REMOVE;
}

static void
got_headers_cb (SoupMessage *message,
                Exchange    *self)
{
  self->has_headers = TRUE;
}

/* A connection that was kept turned out to be closed, and libsoup sends the message again by itself. Were
 * there another idle connection for it at once, libsoup 3.6 would take the end of the first for that of the
 * second, and free what is still in use: so there is to be a new one, which also is more likely to hold. */
static void
restarted_cb (SoupMessage *message,
              Exchange    *self)
{
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  self->has_headers = FALSE;
  if (g_cancellable_is_cancelled (exchange_get_cancellable (self)))
    g_cancellable_cancel (self->sending);
}

static GSource *
watch_cancellation (Exchange *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  GSource *watch = g_cancellable_source_new (exchange_get_cancellable (self));

  g_source_set_callback (watch, G_SOURCE_FUNC (cancelled_cb), self, NULL);
  g_source_attach (watch, context);

  return watch;
}

/**
 * atlas_soup_session_new:
 * @max_connections: how many connections to have at a time
 *
 * Returns: (transfer full): a session that keeps neither cookies nor answers; HTTP/2 where the host offers it. It asks
 *   hosts on this computer directly, others as the system's proxy settings say
 */
SoupSession *
atlas_soup_session_new (guint max_connections)
{
  g_autoptr (GProxyResolver) proxies = atlas_proxy_resolver_new ();

  atlas_resolver_use ();

  return soup_session_new_with_options ("user-agent", "BankAtlas/" ATLAS_VERSION,
                                        "proxy-resolver", proxies,
                                        "max-conns", (int) max_connections * 2,
                                        "max-conns-per-host", (int) max_connections,
                                        "idle-timeout", CONNECTION_IDLE_SECONDS,
                                        NULL);
}

/**
 * atlas_soup_get_version:
 * @message: a message that was answered
 *
 * Returns: (transfer none): the version of HTTP that was spoken
 */
const char *
atlas_soup_get_version (SoupMessage *message)
{
  switch (soup_message_get_http_version (message))
    {
    case SOUP_HTTP_1_0:
      return "HTTP/1.0";
    case SOUP_HTTP_1_1:
      return "HTTP/1.1";
    case SOUP_HTTP_2_0:
      return "HTTP/2";
    default:
      return "HTTP";
    }
}

/**
 * atlas_soup_send:
 * @session: a session of this thread
 * @message: what to send; its status and headers are read from it afterwards
 * @limits: bounds in size and time
 *
 * Sends a message and reads the whole body of its answer, whatever its status. The body of an answer
 * that is no success is cut at 64 KiB.
 *
 * Returns: (transfer full): a future for the body, a #GBytes; rejects with the transport's errors of the
 *   %ATLAS_API_ERROR domain, whose details are what the transport knows. Discarding it cancels the request.
 */
DexFuture *
atlas_soup_send (SoupSession           *session,
                 SoupMessage           *message,
                 const AtlasSoupLimits *limits)
{
  Exchange *self;
  GProxyResolver *proxies;
  DexFuture *future;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);
  g_return_val_if_fail (SOUP_IS_MESSAGE (message), NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  self = g_new0 (Exchange, 1);
  self->promise = dex_promise_new_cancellable ();
  self->message = g_object_ref (message);
  proxies = soup_session_get_proxy_resolver (session);
  self->proxies = ATLAS_IS_PROXY_RESOLVER (proxies) ? g_object_ref (ATLAS_PROXY_RESOLVER (proxies)) : NULL;
  self->limits = *limits;
  self->total_timer = start_timer (self, limits->total_ms, timed_out_cb);
  begin_phase (self, limits->connect_ms);
  self->sending = g_cancellable_new ();
  self->cancel_watch = watch_cancellation (self);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  g_signal_connect (message, "authenticate", G_CALLBACK (authenticate_cb), self);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), self);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), self);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), self);
  future = dex_ref (DEX_FUTURE (self->promise));

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->sending, sent_cb, self);

  return future;
}
