/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "atlas-simulator-router.h"
#include "atlas-simulator-spoiler.h"
#include "atlas-simulator.h"

/* Where nobody takes the requests, the oldest are dropped. */
#define MAX_REQUESTS 100000

struct _AtlasSimulator
{
  GObject               parent_instance;

  /* Guards what both the server's thread and the others touch: the next four. */
  GMutex                lock;
  AtlasSimulatorRouter *router;
  AtlasSimulatorFaults *faults;
  GQueue                requests;
  AtlasSimulatorLogFunc log_func;
  gpointer              log_data;

  char                 *url;           /* (nullable) */
  guint                 port;
  GThread              *thread;        /* (nullable) */
  GMainContext         *context;
  GMainLoop            *loop;
  SoupServer           *server;
  GCancellable         *cancellable;
};

G_DEFINE_FINAL_TYPE (AtlasSimulator, atlas_simulator, G_TYPE_OBJECT)

static AtlasSimulatorRequest *
request_copy (const AtlasSimulatorRequest *self)
{
  AtlasSimulatorRequest *copy = g_memdup2 (self, sizeof (AtlasSimulatorRequest));

  copy->method = g_strdup (self->method);
  copy->path = g_strdup (self->path);
  copy->body = g_strdup (self->body);
  copy->request_id = g_strdup (self->request_id);
  copy->authorization = g_strdup (self->authorization);

  return copy;
}

/* The body as text, which every body that means something here is. */
static char *
dup_body (SoupServerMessage *message)
{
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size > 0 ? g_strndup (data, size) : NULL;
}

static AtlasSimulatorRequest *
request_new (SoupServerMessage *message)
{
  AtlasSimulatorRequest *request = g_new0 (AtlasSimulatorRequest, 1);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strconcat (g_uri_get_path (uri), query ? "?" : NULL, query, NULL);
  request->body = dup_body (message);
  request->request_id = g_strdup (soup_message_headers_get_one (headers, "X-Request-ID"));
  request->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  request->leaked_token = request->authorization != NULL && atlas_simulator_router_is_logo (g_uri_get_path (uri));

  return request;
}

static AtlasSimulatorAnswer *
answer_request (AtlasSimulator              *self,
                SoupServerMessage           *message,
                const AtlasSimulatorRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  const AtlasSimulatorCall call = {
    .method = request->method,
    .path = g_uri_get_path (uri),
    .query = g_uri_get_query (uri),
    .authorization = request->authorization,
    .content_type = soup_message_headers_get_content_type (headers, NULL),
    .if_none_match = soup_message_headers_get_one (headers, "If-None-Match"),
    .body = request->body ? request->body : "",
  };

  return atlas_simulator_router_answer (self->router, &call);
}

/* Keeps the request for those who ask, and tells those who listen. */
static void
note_request (AtlasSimulator        *self,
              AtlasSimulatorRequest *request)
{
  g_queue_push_tail (&self->requests, request_copy (request));
  if (g_queue_get_length (&self->requests) > MAX_REQUESTS)
    atlas_simulator_request_free (g_queue_pop_head (&self->requests));
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  AtlasSimulator *self = user_data;
  g_autoptr (AtlasSimulatorRequest) request = request_new (message);
  g_autoptr (AtlasSimulatorAnswer) answer = NULL;
  g_autoptr (AtlasFault) fault = NULL;
  AtlasSimulatorLogFunc log_func;
  gpointer log_data;

  g_mutex_lock (&self->lock);
  answer = answer_request (self, message, request);
  fault = atlas_simulator_faults_choose (self->faults, g_uri_get_path (soup_server_message_get_uri (message)), request->path);
  request->status = fault ? atlas_fault_get_status (fault, answer->status) : answer->status;
  note_request (self, request);
  log_func = self->log_func;
  log_data = self->log_data;
  g_mutex_unlock (&self->lock);

  if (log_func != NULL)
    log_func (request, log_data);
  if (fault != NULL)
    atlas_simulator_spoil (message, g_steal_pointer (&answer), g_steal_pointer (&fault), self->cancellable);
  else
    atlas_simulator_reply (message, answer);
}

static gpointer
serve_cb (gpointer data)
{
  AtlasSimulator *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);

  /* What was under way ends here, while the context still lives. */
  g_cancellable_cancel (self->cancellable);
  soup_server_disconnect (self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

/* Listens, so that an error is known at once; the thread takes over from there. */
static gboolean
listen_on (AtlasSimulator  *self,
           guint            port,
           GError         **error)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  gboolean listens;

  g_main_context_push_thread_default (self->context);
  listens = soup_server_listen (self->server, address, 0, error);
  g_main_context_pop_thread_default (self->context);

  return listens;
}

static guint
find_port (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  guint port = (guint) g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return port;
}

static void
forget_thread (AtlasSimulator *self)
{
  g_clear_object (&self->server);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
}

static void
atlas_simulator_dispose (GObject *object)
{
  atlas_simulator_stop (ATLAS_SIMULATOR (object));

  G_OBJECT_CLASS (atlas_simulator_parent_class)->dispose (object);
}

static void
atlas_simulator_finalize (GObject *object)
{
  AtlasSimulator *self = ATLAS_SIMULATOR (object);

  g_clear_pointer (&self->router, atlas_simulator_router_free);
  g_clear_pointer (&self->faults, atlas_simulator_faults_free);
  g_queue_clear_full (&self->requests, (GDestroyNotify) atlas_simulator_request_free);
  g_clear_pointer (&self->url, g_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (atlas_simulator_parent_class)->finalize (object);
}

static void
atlas_simulator_class_init (AtlasSimulatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = atlas_simulator_dispose;
  object_class->finalize = atlas_simulator_finalize;
}

static void
atlas_simulator_init (AtlasSimulator *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->requests);
  self->faults = atlas_simulator_faults_new ();
}

/**
 * atlas_simulator_request_free:
 * @self: (transfer full): a request
 */
void
atlas_simulator_request_free (AtlasSimulatorRequest *self)
{
  g_free (self->method);
  g_free (self->path);
  g_free (self->body);
  g_free (self->request_id);
  g_free (self->authorization);
  g_free (self);
}

/**
 * atlas_simulator_new:
 * @directory: what to serve
 *
 * Returns: (transfer full): a simulator that does not listen yet; it knows the demo client and grants every documented scope
 */
AtlasSimulator *
atlas_simulator_new (AtlasSimulatorDirectory *directory)
{
  AtlasSimulator *self;

  g_return_val_if_fail (ATLAS_IS_SIMULATOR_DIRECTORY (directory), NULL);

  self = g_object_new (ATLAS_TYPE_SIMULATOR, NULL);
  self->router = atlas_simulator_router_new (directory);

  return self;
}

/**
 * atlas_simulator_start:
 * @self: a simulator that does not run
 * @port: a port of 127.0.0.1, or 0 for a free one
 * @error: (nullable): where the error goes, from %G_IO_ERROR
 *
 * Returns: whether it listens now
 */
gboolean
atlas_simulator_start (AtlasSimulator  *self,
                       guint            port,
                       GError         **error)
{
  g_return_val_if_fail (ATLAS_IS_SIMULATOR (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->cancellable = g_cancellable_new ();
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  if (!listen_on (self, port, error))
    {
      forget_thread (self);
      return FALSE;
    }

  self->port = find_port (self->server);
  g_free (self->url);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  g_mutex_lock (&self->lock);
  atlas_simulator_router_set_base_url (self->router, self->url);
  g_mutex_unlock (&self->lock);
  self->thread = g_thread_new ("atlas-simulator", serve_cb, self);

  return TRUE;
}

/**
 * atlas_simulator_stop:
 * @self: a simulator
 *
 * Ends every connection and stops listening; returns when that is done. It can be started again.
 */
void
atlas_simulator_stop (AtlasSimulator *self)
{
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (ATLAS_IS_SIMULATOR (self));

  if (self->thread == NULL)
    return;

  /* From a source, because a loop that does not run yet cannot be told to quit. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (g_steal_pointer (&self->thread));
  forget_thread (self);
}

/**
 * atlas_simulator_get_url:
 * @self: a simulator
 *
 * Returns: (nullable): where it listens, or listened last, without a slash at the end; %NULL before it was started
 */
const char *
atlas_simulator_get_url (AtlasSimulator *self)
{
  g_return_val_if_fail (ATLAS_IS_SIMULATOR (self), NULL);

  return self->url;
}

/**
 * atlas_simulator_get_port:
 * @self: a simulator
 *
 * Returns: the port on which it listens, or listened last; 0 before it was started
 */
guint
atlas_simulator_get_port (AtlasSimulator *self)
{
  g_return_val_if_fail (ATLAS_IS_SIMULATOR (self), 0);

  return self->port;
}

/**
 * atlas_simulator_set_credentials:
 * @self: a simulator
 * @client_id: the one client that it knows
 * @client_secret: that client's secret
 */
void
atlas_simulator_set_credentials (AtlasSimulator *self,
                                 const char     *client_id,
                                 const char     *client_secret)
{
  g_return_if_fail (ATLAS_IS_SIMULATOR (self));

  g_mutex_lock (&self->lock);
  atlas_simulator_tokens_set_credentials (atlas_simulator_router_get_tokens (self->router), client_id, client_secret);
  g_mutex_unlock (&self->lock);
}

/**
 * atlas_simulator_set_scopes:
 * @self: a simulator
 * @accepted: (nullable): the scopes that it grants; %NULL is every documented one
 */
void
atlas_simulator_set_scopes (AtlasSimulator     *self,
                            const char * const *accepted)
{
  g_return_if_fail (ATLAS_IS_SIMULATOR (self));

  g_mutex_lock (&self->lock);
  atlas_simulator_tokens_set_scopes (atlas_simulator_router_get_tokens (self->router), accepted);
  g_mutex_unlock (&self->lock);
}

/**
 * atlas_simulator_set_token_lifetime:
 * @self: a simulator
 * @seconds: how long new tokens are good; with 0 they have expired when they are issued
 */
void
atlas_simulator_set_token_lifetime (AtlasSimulator *self,
                                    guint           seconds)
{
  g_return_if_fail (ATLAS_IS_SIMULATOR (self));

  g_mutex_lock (&self->lock);
  atlas_simulator_tokens_set_lifetime (atlas_simulator_router_get_tokens (self->router), seconds);
  g_mutex_unlock (&self->lock);
}

/**
 * atlas_simulator_set_directory:
 * @self: a simulator
 * @directory: what it serves from now on
 */
void
atlas_simulator_set_directory (AtlasSimulator          *self,
                               AtlasSimulatorDirectory *directory)
{
  g_return_if_fail (ATLAS_IS_SIMULATOR (self));
  g_return_if_fail (ATLAS_IS_SIMULATOR_DIRECTORY (directory));

  g_mutex_lock (&self->lock);
  atlas_simulator_router_set_directory (self->router, directory);
  g_mutex_unlock (&self->lock);
}

/**
 * atlas_simulator_set_literal_logo_urls:
 * @self: a simulator
 * @literal: whether logo addresses stay as the directory says them; otherwise those of logos that the directory
 *   brings along lead to the simulator itself
 */
void
atlas_simulator_set_literal_logo_urls (AtlasSimulator *self,
                                       gboolean        literal)
{
  g_return_if_fail (ATLAS_IS_SIMULATOR (self));

  g_mutex_lock (&self->lock);
  atlas_simulator_router_set_literal_logo_urls (self->router, literal);
  g_mutex_unlock (&self->lock);
}

/**
 * atlas_simulator_set_logo_base:
 * @self: a simulator that runs
 * @url: what the addresses of its own logos begin with, in place of its own address, without a slash at the end
 *
 * For whoever keeps what the simulator says: its own address may be another at each start.
 */
void
atlas_simulator_set_logo_base (AtlasSimulator *self,
                               const char     *url)
{
  g_return_if_fail (ATLAS_IS_SIMULATOR (self));
  g_return_if_fail (url != NULL);

  g_mutex_lock (&self->lock);
  atlas_simulator_router_set_base_url (self->router, url);
  g_mutex_unlock (&self->lock);
}

/**
 * atlas_simulator_revoke_tokens:
 * @self: a simulator
 *
 * Forgets every token that was issued: each is answered with 401 `TOKEN_UNKNOWN` from now on.
 */
void
atlas_simulator_revoke_tokens (AtlasSimulator *self)
{
  g_return_if_fail (ATLAS_IS_SIMULATOR (self));

  g_mutex_lock (&self->lock);
  atlas_simulator_tokens_revoke_all (atlas_simulator_router_get_tokens (self->router));
  g_mutex_unlock (&self->lock);
}

/**
 * atlas_simulator_add_fault:
 * @self: a simulator
 * @fault: what is to go wrong; the first one that is due spoils a request
 */
void
atlas_simulator_add_fault (AtlasSimulator   *self,
                           const AtlasFault *fault)
{
  g_return_if_fail (ATLAS_IS_SIMULATOR (self));
  g_return_if_fail (fault != NULL);

  g_mutex_lock (&self->lock);
  atlas_simulator_faults_add (self->faults, fault);
  g_mutex_unlock (&self->lock);
}

/**
 * atlas_simulator_clear_faults:
 * @self: a simulator
 *
 * Lets everything go well from now on, except what has gone wrong already.
 */
void
atlas_simulator_clear_faults (AtlasSimulator *self)
{
  g_return_if_fail (ATLAS_IS_SIMULATOR (self));

  g_mutex_lock (&self->lock);
  atlas_simulator_faults_clear (self->faults);
  g_mutex_unlock (&self->lock);
}

/**
 * atlas_simulator_take_requests:
 * @self: a simulator
 *
 * Returns: (transfer full) (element-type AtlasSimulatorRequest): the requests since the last call, in the order in
 * which they came; every one that has been answered is there
 */
GPtrArray *
atlas_simulator_take_requests (AtlasSimulator *self)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_simulator_request_free);
  AtlasSimulatorRequest *request;

  g_return_val_if_fail (ATLAS_IS_SIMULATOR (self), taken);

  g_mutex_lock (&self->lock);
  while ((request = g_queue_pop_head (&self->requests)) != NULL)
    g_ptr_array_add (taken, request);
  g_mutex_unlock (&self->lock);

  return taken;
}

/**
 * atlas_simulator_set_log_func:
 * @self: a simulator
 * @func: (nullable): hears of every request, on the server's thread
 * @data: for @func
 */
void
atlas_simulator_set_log_func (AtlasSimulator        *self,
                              AtlasSimulatorLogFunc  func,
                              gpointer               data)
{
  g_return_if_fail (ATLAS_IS_SIMULATOR (self));

  g_mutex_lock (&self->lock);
  self->log_func = func;
  self->log_data = data;
  g_mutex_unlock (&self->lock);
}
