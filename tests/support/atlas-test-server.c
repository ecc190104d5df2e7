/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "atlas-test-server.h"

#define MAX_THREADS 64

typedef struct
{
  GPatternSpec   *path;
  guint           remaining;   /* 0 is for ever */
  gboolean        limited;
  AtlasTestAfter  after;
  GBytes         *bytes;       /* (nullable) */

  AtlasTestWriteFunc func;     /* (nullable): writes in place of the bytes */
  gconstpointer      data;
} Rule;

struct _AtlasTestServer
{
  GSocketService  *service;
  GThread         *thread;
  GMainLoop       *loop;
  GMainContext    *context;
  GMutex           mutex;
  GPtrArray       *rules;
  GPtrArray       *requests;
  GPtrArray       *connections;
  GTlsCertificate *certificate;
  GTlsCertificate *peer;
  GTlsAuthenticationMode mode;
  char            *url;
  guint            under_way;
  guint            max_under_way;
};

static void
rule_free (gpointer data)
{
  Rule *self = data;

  g_pattern_spec_free (self->path);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/* Finds the first rule that still applies, and counts it. */
static void
choose (AtlasTestServer        *self,
        const AtlasTestRequest *request,
        Rule                   *chosen)
{
  g_autofree char *target = atlas_test_request_dup_target (request);

  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      if ((rule->limited && rule->remaining == 0) || !g_pattern_spec_match_string (rule->path, target))
        continue;
      rule->remaining--;
      *chosen = *rule;
      if (chosen->bytes != NULL)
        g_bytes_ref (chosen->bytes);
      return;
    }

  chosen->after = ATLAS_TEST_CLOSE;
  chosen->bytes = g_bytes_new_static ("HTTP/1.1 599 No Rule\r\nContent-Length: 0\r\n\r\n", 44);
}

static void
add_rule (AtlasTestServer *self,
          Rule            *rule)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->rules, rule);
  g_mutex_unlock (&self->mutex);
}

static void
reset (GSocketConnection *connection)
{
  struct linger linger = { 1, 0 };

  setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static void
wait_for_end (GInputStream *stream)
{
  char byte;

  while (g_input_stream_read (stream, &byte, 1, NULL, NULL) > 0)
    ;
}

static gboolean
serve_one (AtlasTestServer   *self,
           GSocketConnection *connection,
           GIOStream         *stream)
{
  GInputStream *input = g_io_stream_get_input_stream (stream);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  AtlasTestRequest *request = atlas_test_request_read (input);
  g_autoptr (GBytes) bytes = NULL;
  Rule rule = { 0 };

  if (request == NULL)
    return FALSE;

  g_mutex_lock (&self->mutex);
  self->under_way++;
  self->max_under_way = MAX (self->max_under_way, self->under_way);
  choose (self, request, &rule);
  bytes = rule.bytes;
  g_ptr_array_add (self->requests, request);
  g_mutex_unlock (&self->mutex);

  if (rule.after == ATLAS_TEST_KEEP)
    g_usleep (2000);
  if (rule.func != NULL)
    rule.func (output, rule.data);
  else
    g_output_stream_write_all (output, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, NULL);

  g_mutex_lock (&self->mutex);
  self->under_way--;
  g_mutex_unlock (&self->mutex);

  if (rule.after == ATLAS_TEST_STALL)
    wait_for_end (input);
  if (rule.after == ATLAS_TEST_RESET)
    reset (connection);

  return rule.after == ATLAS_TEST_KEEP;
}

static gboolean
accept_cb (GTlsConnection       *connection,
           GTlsCertificate      *certificate,
           GTlsCertificateFlags  errors)
{
  return TRUE;
}

/* What to speak through: the connection itself, or TLS on top of it. NULL when the other side does not come along. */
static GIOStream *
make_stream (AtlasTestServer   *self,
             GSocketConnection *connection)
{
  g_autoptr (GIOStream) stream = NULL;

  if (self->certificate == NULL)
    return g_object_ref (G_IO_STREAM (connection));

  stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  g_object_set (stream, "authentication-mode", self->mode, "require-close-notify", FALSE, NULL);
  g_signal_connect (stream, "accept-certificate", G_CALLBACK (accept_cb), NULL);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, NULL))
    return NULL;

  g_mutex_lock (&self->mutex);
  g_set_object (&self->peer, g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (stream)));
  g_mutex_unlock (&self->mutex);

  return g_steal_pointer (&stream);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                data)
{
  AtlasTestServer *self = data;
  g_autoptr (GIOStream) stream = NULL;

  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->connections, g_object_ref (connection));
  g_mutex_unlock (&self->mutex);

  stream = make_stream (self, connection);
  while (stream != NULL && serve_one (self, connection, stream))
    ;

  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_mutex_lock (&self->mutex);
  g_ptr_array_remove (self->connections, connection);
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

static gpointer
run (gpointer data)
{
  AtlasTestServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

/**
 * atlas_test_server_new:
 *
 * Returns: (transfer full): a server that listens on a free port of 127.0.0.1
 */
AtlasTestServer *
atlas_test_server_new (void)
{
  AtlasTestServer *self = g_new0 (AtlasTestServer, 1);
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_test_request_free);
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);

  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (MAX_THREADS);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &effective, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
  g_main_context_pop_thread_default (self->context);

  self->url = g_strdup_printf ("http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
  self->thread = g_thread_new ("test-server", run, self);

  return self;
}

static void
end_connections (AtlasTestServer *self)
{
  gboolean some = TRUE;

  while (some)
    {
      g_mutex_lock (&self->mutex);
      for (guint i = 0; i < self->connections->len; i++)
        g_socket_shutdown (g_socket_connection_get_socket (g_ptr_array_index (self->connections, i)), TRUE, TRUE, NULL);
      some = self->connections->len > 0;
      g_mutex_unlock (&self->mutex);
      if (some)
        g_usleep (1000);
    }
}

/**
 * atlas_test_server_free:
 * @self: (transfer full): a server, which stops
 */
void
atlas_test_server_free (AtlasTestServer *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  end_connections (self);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->connections);
  g_mutex_clear (&self->mutex);
  g_clear_object (&self->certificate);
  g_clear_object (&self->peer);
  g_free (self->url);
  g_free (self);
}

/**
 * atlas_test_server_get_url:
 * @self: a server
 *
 * Returns: (transfer none): its address, without a slash at the end
 */
const char *
atlas_test_server_get_url (AtlasTestServer *self)
{
  return self->url;
}

/**
 * atlas_test_server_use_tls:
 * @self: a server that nobody has connected to
 * @certificate: its certificate, with the key
 * @mode: whether it asks clients for one
 *
 * From now on it speaks TLS.
 */
void
atlas_test_server_use_tls (AtlasTestServer        *self,
                           GTlsCertificate        *certificate,
                           GTlsAuthenticationMode  mode)
{
  g_autofree char *plain_url = g_steal_pointer (&self->url);

  g_set_object (&self->certificate, certificate);
  self->mode = mode;
  self->url = g_strconcat ("https", strchr (plain_url, ':'), NULL);
}

/**
 * atlas_test_server_dup_peer:
 * @self: a server that speaks TLS
 *
 * Returns: (transfer full) (nullable): the certificate that a client sent last
 */
GTlsCertificate *
atlas_test_server_dup_peer (AtlasTestServer *self)
{
  GTlsCertificate *peer;

  g_mutex_lock (&self->mutex);
  peer = self->peer ? g_object_ref (self->peer) : NULL;
  g_mutex_unlock (&self->mutex);

  return peer;
}

/**
 * atlas_test_server_add_bytes:
 * @self: a server
 * @path: a glob for the path with its query
 * @count: how many requests it answers; 0 is all of them
 * @after: what becomes of the connection
 * @bytes: the whole answer, its head included
 *
 * Adds a rule. Of those that match and still apply, the one that was added first answers.
 */
void
atlas_test_server_add_bytes (AtlasTestServer *self,
                             const char      *path,
                             guint            count,
                             AtlasTestAfter   after,
                             GBytes          *bytes)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->path = g_pattern_spec_new (path);
  rule->remaining = count;
  rule->limited = count > 0;
  rule->after = after;
  rule->bytes = g_bytes_ref (bytes);
  add_rule (self, rule);
}

/**
 * atlas_test_server_add_func:
 * @self: a server
 * @path: a glob for the path with its query
 * @after: what becomes of the connection
 * @func: writes the whole answer, its head included
 * @data: for @func; outlives the server
 *
 * As atlas_test_server_add_bytes(), for every request, and for what has no end or takes its time.
 */
void
atlas_test_server_add_func (AtlasTestServer    *self,
                            const char         *path,
                            AtlasTestAfter      after,
                            AtlasTestWriteFunc  func,
                            gconstpointer       data)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->path = g_pattern_spec_new (path);
  rule->after = after;
  rule->func = func;
  rule->data = data;
  add_rule (self, rule);
}

/**
 * atlas_test_server_clear:
 * @self: a server
 *
 * Forgets every rule.
 */
void
atlas_test_server_clear (AtlasTestServer *self)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_set_size (self->rules, 0);
  g_mutex_unlock (&self->mutex);
}

/**
 * atlas_test_server_add:
 * @self: a server
 * @path: a glob for the path with its query
 * @count: how many requests it answers; 0 is all of them
 * @after: what becomes of the connection
 * @format: the whole answer, its head included
 * @...: what goes into @format
 *
 * As atlas_test_server_add_bytes(), for an answer that is text.
 */
void
atlas_test_server_add (AtlasTestServer *self,
                       const char      *path,
                       guint            count,
                       AtlasTestAfter   after,
                       const char      *format,
                       ...)
{
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  bytes = g_bytes_new_take (text, strlen (text));

  atlas_test_server_add_bytes (self, path, count, after, bytes);
}

/**
 * atlas_test_server_add_json:
 * @self: a server
 * @path: a glob for the path with its query
 * @count: how many requests it answers; 0 is all of them
 * @status: the HTTP status
 * @body: the body
 *
 * Adds a rule for a well-formed answer.
 */
void
atlas_test_server_add_json (AtlasTestServer *self,
                            const char      *path,
                            guint            count,
                            guint            status,
                            const char      *body)
{
  atlas_test_server_add (self, path, count, ATLAS_TEST_KEEP,
                         "HTTP/1.1 %u Status\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                         status, strlen (body), body);
}

/**
 * atlas_test_server_add_token:
 * @self: a server
 * @token: the token to hand out to whoever asks
 */
void
atlas_test_server_add_token (AtlasTestServer *self,
                             const char      *token)
{
  g_autofree char *body = g_strdup_printf ("{\"access_token\": \"%s\", \"expires_in\": 3600, \"token_type\": \"Bearer\"}", token);

  atlas_test_server_add_json (self, "/connect/token", 0, 200, body);
}

/**
 * atlas_test_server_take_requests:
 * @self: a server
 * @path: a glob for the path with its query
 *
 * Returns: (transfer full) (element-type AtlasTestRequest): the requests to @path since the last call
 */
GPtrArray *
atlas_test_server_take_requests (AtlasTestServer *self,
                                 const char      *path)
{
  g_autoptr (GPatternSpec) pattern = g_pattern_spec_new (path);
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_test_request_free);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->requests->len;)
    {
      g_autofree char *target = atlas_test_request_dup_target (g_ptr_array_index (self->requests, i));

      if (g_pattern_spec_match_string (pattern, target))
        g_ptr_array_add (taken, g_ptr_array_steal_index (self->requests, i));
      else
        i++;
    }
  g_mutex_unlock (&self->mutex);

  return taken;
}

/**
 * atlas_test_server_await_requests:
 * @self: a server
 * @n_requests: how many
 *
 * Runs the main loop until so many requests have come that were not taken.
 */
void
atlas_test_server_await_requests (AtlasTestServer *self,
                                  guint            n_requests)
{
  gboolean enough = FALSE;

  while (!enough)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
      g_mutex_lock (&self->mutex);
      enough = self->requests->len >= n_requests;
      g_mutex_unlock (&self->mutex);
    }
}

/**
 * atlas_test_server_get_max_under_way:
 * @self: a server
 *
 * Returns: how many requests there were at the same time, at most
 */
guint
atlas_test_server_get_max_under_way (AtlasTestServer *self)
{
  guint max_under_way;

  g_mutex_lock (&self->mutex);
  max_under_way = self->max_under_way;
  g_mutex_unlock (&self->mutex);

  return max_under_way;
}
