/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-error-private.h"
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
  dex_clear (&self->promise);
  g_free (self);
}

static GCancellable *
exchange_get_cancellable (Exchange *self)
{
  return dex_promise_get_cancellable (self->promise);
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

  dex_promise_reject (self->promise, atlas_api_error_new (classify (self, error), NULL, "%s", text));
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
  else if (is_success (self) && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
           (guint64) soup_message_headers_get_content_length (headers) > self->limits.max_bytes)
    fail_as_too_large (self);
  else
    read_more (self);
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
 * Returns: (transfer full): a session that keeps neither cookies nor answers; HTTP/2 where the host offers it
 */
SoupSession *
atlas_soup_session_new (guint max_connections)
{
  return soup_session_new_with_options ("user-agent", "BankAtlas/" ATLAS_VERSION,
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
 *   %ATLAS_API_ERROR domain, without details. Discarding it cancels the request.
 */
DexFuture *
atlas_soup_send (SoupSession           *session,
                 SoupMessage           *message,
                 const AtlasSoupLimits *limits)
{
  Exchange *self;
  DexFuture *future;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);
  g_return_val_if_fail (SOUP_IS_MESSAGE (message), NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  self = g_new0 (Exchange, 1);
  self->promise = dex_promise_new_cancellable ();
  self->message = g_object_ref (message);
  self->limits = *limits;
  self->total_timer = start_timer (self, limits->total_ms, timed_out_cb);
  begin_phase (self, limits->connect_ms);
  self->sending = g_cancellable_new ();
  self->cancel_watch = watch_cancellation (self);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), self);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), self);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), self);
  future = dex_ref (DEX_FUTURE (self->promise));

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->sending, sent_cb, self);

  return future;
}
