/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-error-private.h"
#include "atlas-error-body.h"
#include "atlas-fiber.h"
#include "atlas-gate.h"
#include "atlas-logo-client-private.h"
#include "atlas-url.h"

#define MAX_UNDER_WAY 6
#define MAX_REDIRECTS 5
#define SENT_AGAIN "The connection was closed; sent again"

static const AtlasSoupLimits default_limits = {
  .max_bytes = ATLAS_LOGO_MAX_BYTES,
  .connect_ms = 10 * 1000,
  .headers_ms = 15 * 1000,
  .idle_ms = 15 * 1000,
  .total_ms = 60 * 1000,
};

struct _AtlasLogoClient
{
  GObject          parent_instance;
  SoupSession     *session;
  AtlasGate       *gate;
  AtlasRequestLog *log;   /* (nullable) */
  AtlasSoupLimits  limits;
};

G_DEFINE_FINAL_TYPE (AtlasLogoClient, atlas_logo_client, G_TYPE_OBJECT)

G_DEFINE_BOXED_TYPE (AtlasLogoAnswer, atlas_logo_answer, atlas_logo_answer_copy, atlas_logo_answer_free)

typedef struct
{
  AtlasLogoClient *client;
  char            *url;
  char            *validator;
  DexFuture       *cancelled;
} Fetch;

/* One message on its way. */
typedef struct
{
  SoupMessage     *message;
  AtlasRequestLog *log;   /* (nullable) */
  guint            attempt;
  gint64           started_at;
  gint64           started_monotonic;
} Sending;

static void
fetch_free (gpointer data)
{
  Fetch *self = data;

  g_clear_object (&self->client);
  g_free (self->url);
  g_free (self->validator);
  dex_clear (&self->cancelled);
  g_free (self);
}

static GError *
make_error (AtlasApiError  code,
            guint          status,
            const char    *url,
            const char    *message)
{
  g_autofree char *host = atlas_url_dup_origin (url);
  AtlasApiErrorDetails details = { .status = status, .host = host, .attempts = 1, .retry_after = -1 };

  return atlas_api_error_new (code, &details, "%s", message);
}

/* A logo's address comes from the network. It may lead to https only; on this computer, where tests and
 * the simulator are, also to http, though not from elsewhere. */
static GUri *
check_url (const char  *url,
           GUri        *from,
           GError     **error)
{
  g_autoptr (GUri) uri = NULL;

  if (from != NULL)
    uri = g_uri_parse_relative (from, url, SOUP_HTTP_URI_FLAGS, NULL);
  else
    uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri != NULL && atlas_url_is_safe_transport (uri) &&
      (from == NULL || g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (from), "http")))
    return g_steal_pointer (&uri);

  g_propagate_error (error, make_error (from ? ATLAS_API_ERROR_REDIRECTED : ATLAS_API_ERROR_BAD_REQUEST, 0, url,
                                        "A logo is fetched by https only"));

  return NULL;
}

/* Every request has an id of its own, those too that libsoup sends again by itself. */
static void
begin_sending (Sending *self)
{
  g_autofree char *request_id = g_uuid_string_random ();

  soup_message_headers_replace (soup_message_get_request_headers (self->message), "X-Request-ID", request_id);
  self->started_at = g_get_real_time ();
  self->started_monotonic = g_get_monotonic_time ();
  self->attempt++;
}

static void
note_end (Sending    *self,
          gsize       n_bytes,
          const char *error)
{
  guint status = soup_message_get_status (self->message);
  g_autofree char *url = g_uri_to_string (soup_message_get_uri (self->message));

  atlas_request_log_add (self->log, &(AtlasRequestRecord) {
                                      .call = ATLAS_REQUEST_CALL_LOGO,
                                      .method = soup_message_get_method (self->message),
                                      .url = url,
                                      .request_id = soup_message_headers_get_one (soup_message_get_request_headers (self->message), "X-Request-ID"),
                                      .echoed_id = soup_message_headers_get_one (soup_message_get_response_headers (self->message), "X-Request-ID"),
                                      .http_version = status != SOUP_STATUS_NONE ? atlas_soup_get_version (self->message) : NULL,
                                      .status = status,
                                      .started_at = self->started_at,
                                      .duration = g_get_monotonic_time () - self->started_monotonic,
                                      .bytes = n_bytes,
                                      .attempt = self->attempt,
                                      .retry_cause = self->attempt > 1 ? SENT_AGAIN : NULL,
                                      .error = error,
                                    });
}

static void
restarted_cb (SoupMessage *message,
              Sending     *self)
{
  note_end (self, 0, SENT_AGAIN);
  begin_sending (self);
}

static GBytes *
await_bytes (Fetch        *fetch,
             SoupMessage  *message,
             GError      **error)
{
  Sending sending = { .message = message, .log = fetch->client->log };
  gulong handler = g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), &sending);
  g_autoptr (GError) failure = NULL;
  g_autofree char *refusal = NULL;
  GBytes *bytes;

  begin_sending (&sending);
  bytes = dex_await_boxed (atlas_fiber_unless (fetch->cancelled, atlas_soup_send (fetch->client->session, message, &fetch->client->limits)), &failure);
  g_signal_handler_disconnect (message, handler);

  if (bytes != NULL && soup_message_get_status (message) >= SOUP_STATUS_BAD_REQUEST)
    refusal = g_strdup_printf ("HTTP %u", soup_message_get_status (message));
  if (failure != NULL)
    refusal = g_strdup (failure->domain == ATLAS_API_ERROR ? failure->message : ATLAS_REQUEST_GIVEN_UP);
  note_end (&sending, bytes ? g_bytes_get_size (bytes) : 0, refusal);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return bytes;
}

static SoupMessage *
make_message (GUri       *uri,
              const char *validator)
{
  SoupMessage *message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  soup_message_headers_replace (headers, "Accept", "image/svg+xml, image/png, image/jpeg, image/*;q=0.5");
  if (validator != NULL)
    soup_message_headers_replace (headers, "If-None-Match", validator);

  return message;
}

/* The host of a logo is not the platform: what it refuses has nothing to do with the credentials, or with the codes of banks. */
static AtlasApiError
classify (guint status)
{
  const AtlasApiErrorDetails details = { .status = status, .retry_after = -1 };
  AtlasApiError code = atlas_error_classify (ATLAS_CALL_ITEM, &details);

  switch (status)
    {
    case SOUP_STATUS_PROXY_UNAUTHORIZED:
    case SOUP_STATUS_REQUEST_TIMEOUT:
    case 429:
      return code;
    default:
      return SOUP_STATUS_IS_CLIENT_ERROR (status) ? ATLAS_API_ERROR_LOGO_REFUSED : code;
    }
}

static GError *
make_refusal (SoupMessage *message,
              const char  *url)
{
  guint status = soup_message_get_status (message);
  g_autofree char *text = g_strdup_printf ("HTTP %u", status);

  return make_error (classify (status), status, url, text);
}

static DexFuture *
make_answer (SoupMessage *message,
             GBytes      *bytes)
{
  AtlasLogoAnswer *answer = g_new0 (AtlasLogoAnswer, 1);

  answer->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  answer->validator = g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "ETag"));

  return dex_future_new_take_boxed (ATLAS_TYPE_LOGO_ANSWER, answer);
}

static const char *
get_redirection (SoupMessage *message)
{
  if (!SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)))
    return NULL;

  return soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
}

/* Goes where the host points, within bounds. */
static SoupMessage *
await_message (Fetch   *self,
               GBytes **bytes,
               GError **error)
{
  g_autoptr (GUri) uri = check_url (self->url, NULL, error);

  for (guint i = 0; uri != NULL && i <= MAX_REDIRECTS; i++)
    {
      g_autoptr (SoupMessage) message = make_message (uri, self->validator);
      g_autoptr (GUri) next = NULL;

      g_clear_pointer (bytes, g_bytes_unref);
      *bytes = await_bytes (self, message, error);
      if (*bytes == NULL)
        return NULL;
      if (get_redirection (message) == NULL)
        return g_steal_pointer (&message);

      next = check_url (get_redirection (message), uri, error);
      g_clear_pointer (&uri, g_uri_unref);
      uri = g_steal_pointer (&next);
    }

  if (uri != NULL)
    g_propagate_error (error, make_error (ATLAS_API_ERROR_REDIRECTED, 0, self->url, "The logo's host points elsewhere too often"));

  return NULL;
}

static DexFuture *
fetch_fiber (gpointer data)
{
  Fetch *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) permit = dex_await_object (atlas_fiber_unless (self->cancelled, atlas_gate_enter (self->client->gate)), &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SoupMessage) message = permit ? await_message (self, &bytes, &error) : NULL;
  AtlasApiErrorDetails *details = atlas_api_error_get_details (error);
  g_autofree char *page = NULL;

  if (details != NULL && details->host == NULL)
    {
      details->host = atlas_url_dup_origin (self->url);
      details->attempts = 1;
    }
  if (message == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (soup_message_get_status (message) == SOUP_STATUS_NOT_MODIFIED)
    return make_answer (message, NULL);
  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    return dex_future_new_for_error (make_refusal (message, self->url));

  /* Where the network answers, the logo itself may be good. */
  page = atlas_error_body_dup_page (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (page != NULL)
    return dex_future_new_for_error (make_error (ATLAS_API_ERROR_PAGE, SOUP_STATUS_OK, self->url, "A page for browsers came, and no logo"));

  return make_answer (message, bytes);
}

static void
atlas_logo_client_finalize (GObject *object)
{
  AtlasLogoClient *self = ATLAS_LOGO_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->gate);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (atlas_logo_client_parent_class)->finalize (object);
}

static void
atlas_logo_client_class_init (AtlasLogoClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_logo_client_finalize;
}

static void
atlas_logo_client_init (AtlasLogoClient *self)
{
  self->gate = atlas_gate_new (MAX_UNDER_WAY);
  self->limits = default_limits;
}

/**
 * atlas_logo_answer_copy:
 * @self: an answer
 *
 * Returns: (transfer full): another one, which shares the bytes
 */
AtlasLogoAnswer *
atlas_logo_answer_copy (const AtlasLogoAnswer *self)
{
  AtlasLogoAnswer *copy = g_new0 (AtlasLogoAnswer, 1);

  copy->bytes = self->bytes ? g_bytes_ref (self->bytes) : NULL;
  copy->validator = g_strdup (self->validator);

  return copy;
}

/**
 * atlas_logo_answer_free:
 * @self: (transfer full): an answer
 */
void
atlas_logo_answer_free (AtlasLogoAnswer *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->validator);
  g_free (self);
}

/**
 * atlas_logo_session_new:
 *
 * Returns: (transfer full): a session for logos, which is never given a token
 */
SoupSession *
atlas_logo_session_new (void)
{
  return atlas_soup_session_new (MAX_UNDER_WAY);
}

/**
 * atlas_logo_client_new:
 * @session: a session that is not the API client's
 *
 * Returns: (transfer full): a new #AtlasLogoClient
 */
AtlasLogoClient *
atlas_logo_client_new (SoupSession *session)
{
  AtlasLogoClient *self;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);

  self = g_object_new (ATLAS_TYPE_LOGO_CLIENT, NULL);
  self->session = g_object_ref (session);

  return self;
}

/**
 * atlas_logo_client_set_request_log:
 * @self: a client
 * @log: (nullable): where each request is noted
 */
void
atlas_logo_client_set_request_log (AtlasLogoClient *self,
                                   AtlasRequestLog *log)
{
  g_return_if_fail (ATLAS_IS_LOGO_CLIENT (self));

  g_set_object (&self->log, log);
}

/**
 * atlas_logo_client_get_limits:
 * @self: a client
 *
 * Returns: (transfer none): its bounds in time and size, to be read and changed
 */
AtlasSoupLimits *
atlas_logo_client_get_limits (AtlasLogoClient *self)
{
  g_return_val_if_fail (ATLAS_IS_LOGO_CLIENT (self), NULL);

  return &self->limits;
}

/**
 * atlas_logo_client_fetch:
 * @self: a client
 * @logo_url: where the platform says the logo is; not to be trusted
 * @validator: (nullable): the validator of what the caller has already
 *
 * Fetches the bytes of a logo, once.
 *
 * Returns: (transfer full): a future for an #AtlasLogoAnswer; rejects with %ATLAS_API_ERROR_LOGO_REFUSED,
 *   %ATLAS_API_ERROR_TOO_LARGE, %ATLAS_API_ERROR_REDIRECTED, %ATLAS_API_ERROR_BAD_REQUEST for an address that is
 *   not https, or what the transport gives. Discarding it cancels the request.
 */
DexFuture *
atlas_logo_client_fetch (AtlasLogoClient *self,
                         const char      *logo_url,
                         const char      *validator)
{
  Fetch *fetch;

  g_return_val_if_fail (ATLAS_IS_LOGO_CLIENT (self), NULL);
  g_return_val_if_fail (logo_url != NULL, NULL);

  fetch = g_new0 (Fetch, 1);
  fetch->client = g_object_ref (self);
  fetch->url = g_strdup (logo_url);
  fetch->validator = g_strdup (validator);
  fetch->cancelled = atlas_fiber_cancelled_new ();

  return atlas_fiber_spawn_cancellable (fetch_fiber, fetch, fetch_free, fetch->cancelled);
}
