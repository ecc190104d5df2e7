/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-connection.h"
#include "atlas-simulator.h"
#include "atlas-worker.h"
#include "atlas-fiber.h"

/* A name that nobody can have, see RFC 2606; it is never looked up. */
#define LOGO_BASE "https://logos.bank-atlas.example"

struct _AtlasConnection
{
  GObject                  parent_instance;

  AtlasProfile            *profile;
  AtlasProfileCredentials *credentials;
  AtlasRequestLog         *log;
  AtlasSimulator          *simulator;   /* (nullable): the demo's, once it runs */
  DexFuture               *starting;    /* (nullable): for the simulator */
  SoupSession             *session;
  AtlasApiClient          *client;
};

G_DEFINE_FINAL_TYPE (AtlasConnection, atlas_connection, G_TYPE_OBJECT)

static AtlasSimulator *
start_simulator (GError **error)
{
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_load_demo (error);
  g_autoptr (AtlasSimulator) simulator = NULL;

  if (directory == NULL)
    return NULL;

  simulator = atlas_simulator_new (directory);
  /* Its port is another at each start; the addresses in the store must not be. */
  atlas_simulator_set_literal_logo_urls (simulator, TRUE);
  if (!atlas_simulator_start (simulator, 0, error))
    return NULL;
  atlas_simulator_set_logo_base (simulator, LOGO_BASE);

  return g_steal_pointer (&simulator);
}

static DexFuture *
start_simulator_worker (gpointer data)
{
  GError *error = NULL;
  AtlasSimulator *simulator = start_simulator (&error);

  return simulator ? dex_future_new_take_object (simulator) : dex_future_new_for_error (error);
}

/* Stopping waits for the simulator's thread. */
static DexFuture *
stop_simulator_worker (gpointer data)
{
  atlas_simulator_stop (data);

  return dex_future_new_for_boolean (TRUE);
}

static AtlasApiClient *
make_client (AtlasConnection *self)
{
  AtlasApiClientConfig config = {
    .auth_url = atlas_connection_get_auth_url (self),
    .api_url = atlas_connection_get_api_url (self),
    .client_id = self->simulator ? ATLAS_SIMULATOR_DEFAULT_CLIENT_ID : atlas_profile_get_client_id (self->profile),
    .scope = atlas_profile_get_scope (self->profile),
    .list_encoding = atlas_profile_get_list_encoding (self->profile),
  };

  if (self->session == NULL)
    self->session = atlas_api_session_new ();

  return atlas_api_client_new (self->session, &config, ATLAS_CREDENTIALS (self->credentials), self->log);
}

static DexFuture *
open_fiber (gpointer data)
{
  AtlasConnection *self = data;
  g_autoptr (AtlasSimulator) simulator = NULL;
  g_autoptr (GError) error = NULL;

  if (self->simulator == NULL && self->starting == NULL)
    {
      self->starting = atlas_worker_run (start_simulator_worker, NULL, NULL);
      dex_future_disown (dex_ref (self->starting));
    }
  if (self->simulator == NULL)
    {
      simulator = dex_await_object (dex_ref (self->starting), &error);
      dex_clear (&self->starting);
      if (simulator == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (self->simulator == NULL)
        self->simulator = g_steal_pointer (&simulator);
    }

  return dex_future_new_for_object (atlas_connection_get_client (self));
}

/* The next request is made as the profile is then. */
static void
profile_changed_cb (AtlasConnection *self,
                    GParamSpec      *pspec)
{
  static const char *const properties[] = { "auth-url", "api-url", "client-id", "scope", "list-encoding", "certificate-path" };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      if (!g_str_equal (pspec->name, properties[i]))
        continue;
      g_clear_object (&self->client);
      /* A client certificate belongs to the connections that were made with it. */
      g_clear_object (&self->session);
      return;
    }
}

static void
atlas_connection_finalize (GObject *object)
{
  AtlasConnection *self = ATLAS_CONNECTION (object);

  g_clear_object (&self->client);
  g_clear_object (&self->session);
  dex_clear (&self->starting);
  if (self->simulator != NULL)
    dex_future_disown (atlas_worker_run (stop_simulator_worker, self->simulator, g_object_unref));
  g_clear_object (&self->log);
  g_clear_object (&self->credentials);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (atlas_connection_parent_class)->finalize (object);
}

static void
atlas_connection_class_init (AtlasConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_connection_finalize;
}

static void
atlas_connection_init (AtlasConnection *self)
{
}

/**
 * atlas_connection_new:
 * @profile: where to connect
 * @credentials: what to sign in with
 * @log: (nullable): where requests are noted
 *
 * Returns: (transfer full): a connection that is made when it is needed
 */
AtlasConnection *
atlas_connection_new (AtlasProfile            *profile,
                      AtlasProfileCredentials *credentials,
                      AtlasRequestLog         *log)
{
  AtlasConnection *self = g_object_new (ATLAS_TYPE_CONNECTION, NULL);

  self->profile = g_object_ref (profile);
  self->credentials = g_object_ref (credentials);
  self->log = log ? g_object_ref (log) : NULL;
  g_signal_connect_object (profile, "notify", G_CALLBACK (profile_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * atlas_connection_open:
 * @self: a connection
 *
 * Asks nobody anything; for the demo, its simulator is started.
 *
 * Returns: (transfer full): a future for the #AtlasApiClient
 */
DexFuture *
atlas_connection_open (AtlasConnection *self)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION (self), NULL);

  if (!atlas_profile_is_demo (self->profile) || self->simulator != NULL)
    return dex_future_new_for_object (atlas_connection_get_client (self));

  return atlas_fiber_spawn (open_fiber, g_object_ref (self), g_object_unref);
}

/**
 * atlas_connection_get_client:
 * @self: a connection
 *
 * For the demo this waits for the simulator, where it is not running yet: the window uses atlas_connection_open().
 *
 * Returns: (transfer none) (nullable): the client; %NULL where the simulator cannot be started
 */
AtlasApiClient *
atlas_connection_get_client (AtlasConnection *self)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION (self), NULL);

  if (atlas_profile_is_demo (self->profile) && self->simulator == NULL)
    {
      g_autoptr (GError) error = NULL;

      self->simulator = start_simulator (&error);
      if (self->simulator == NULL)
        {
          g_warning ("The demo directory cannot be served: %s", error->message);
          return NULL;
        }
    }
  if (self->client == NULL)
    self->client = make_client (self);

  return self->client;
}

/**
 * atlas_connection_get_request_log:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): where requests are noted
 */
AtlasRequestLog *
atlas_connection_get_request_log (AtlasConnection *self)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION (self), NULL);

  return self->log;
}

/* A custom environment without hosts is told so by whoever checks addresses. */
static const char *
get_url (AtlasConnection *self,
         const char      *profile_url)
{
  if (self->simulator != NULL)
    return atlas_simulator_get_url (self->simulator);

  return profile_url ? profile_url : "";
}

/**
 * atlas_connection_get_auth_url:
 * @self: a connection
 *
 * Returns: (transfer none): the token host; empty where there is none
 */
const char *
atlas_connection_get_auth_url (AtlasConnection *self)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION (self), NULL);

  return get_url (self, atlas_profile_get_auth_url (self->profile));
}

/**
 * atlas_connection_get_api_url:
 * @self: a connection
 *
 * Returns: (transfer none): the API host; empty where there is none
 */
const char *
atlas_connection_get_api_url (AtlasConnection *self)
{
  g_return_val_if_fail (ATLAS_IS_CONNECTION (self), NULL);

  return get_url (self, atlas_profile_get_api_url (self->profile));
}

typedef struct
{
  AtlasConnection *self;
  char            *logo_url;
} Logo;

static void
logo_free (Logo *logo)
{
  g_object_unref (logo->self);
  g_free (logo->logo_url);
  g_free (logo);
}

static DexFuture *
resolve_logo_fiber (gpointer data)
{
  Logo *logo = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = g_uri_parse (logo->logo_url, G_URI_FLAGS_ENCODED, &error);
  g_autoptr (AtlasApiClient) client = NULL;

  if (uri == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  client = dex_await_object (atlas_connection_open (logo->self), &error);
  if (client == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_string (g_strconcat (atlas_simulator_get_url (logo->self->simulator), g_uri_get_path (uri), NULL));
}

/**
 * atlas_connection_resolve_logo:
 * @self: a connection
 * @logo_url: what the platform says
 *
 * The demo asks nobody outside this process: its simulator stands for every logo host.
 *
 * Returns: (transfer full): a future for the address to fetch the logo from
 */
DexFuture *
atlas_connection_resolve_logo (AtlasConnection *self,
                               const char      *logo_url)
{
  Logo *logo;

  g_return_val_if_fail (ATLAS_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (logo_url != NULL, NULL);

  if (!atlas_profile_is_demo (self->profile))
    return dex_future_new_for_string (logo_url);

  logo = g_new0 (Logo, 1);
  logo->self = g_object_ref (self);
  logo->logo_url = g_strdup (logo_url);

  return atlas_fiber_spawn (resolve_logo_fiber, logo, (GDestroyNotify) logo_free);
}
