/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-proxy-resolver.h"
#include "atlas-url.h"

#define DIRECT "direct://"
/* Logos may come from any number of hosts. */
#define MAX_REMEMBERED 256

struct _AtlasProxyResolver
{
  GObject         parent_instance;
  GProxyResolver *system;
  GHashTable     *hosts;     /* host → name of its proxy, empty when the system could not say; those that are reached through a proxy only */
  GHashTable     *sign_ins;  /* (element-type utf8 SignIn): by name of the proxy */
};

/* What the system has for a proxy that asks who one is. */
typedef struct
{
  char *user;
  char *password;
} SignIn;

static void atlas_proxy_resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasProxyResolver, atlas_proxy_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, atlas_proxy_resolver_iface_init))

static void
sign_in_free (gpointer data)
{
  SignIn *self = data;

  g_free (self->user);
  g_free (self->password);
  g_free (self);
}

static char **
new_direct (void)
{
  const char *const direct[] = { DIRECT, NULL };

  return g_strdupv ((char **) direct);
}

static GUri *
parse (const char *uri)
{
  return g_uri_parse (uri, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
}

static gboolean
is_loopback (const char *uri)
{
  g_autoptr (GUri) parsed = parse (uri);

  return parsed != NULL && g_uri_get_host (parsed) != NULL && atlas_url_host_is_loopback (g_uri_get_host (parsed));
}

/* Host and port, as soup_auth_get_authority() has them. */
static char *
dup_name (GUri *proxy)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (proxy), -1);

  return g_uri_get_port (proxy) > 0 ? g_strdup_printf ("%s:%d", host, g_uri_get_port (proxy)) : g_steal_pointer (&host);
}

/* Where one of several ways is direct, a failure need not be a proxy's. */
static void
remember (AtlasProxyResolver *self,
          const char         *uri,
          char              **proxies)
{
  g_autoptr (GUri) parsed = parse (uri);
  g_autoptr (GUri) proxy = proxies && proxies[0] ? parse (proxies[0]) : NULL;
  g_autofree char *host = parsed && g_uri_get_host (parsed) ? g_ascii_strdown (g_uri_get_host (parsed), -1) : NULL;

  if (host == NULL)
    return;

  g_hash_table_remove (self->hosts, host);
  if (proxies != NULL && (proxy == NULL || g_strv_contains ((const char *const *) proxies, DIRECT)))
    return;

  if (g_hash_table_size (self->hosts) >= MAX_REMEMBERED)
    g_hash_table_remove_all (self->hosts);
  g_hash_table_insert (self->hosts, g_steal_pointer (&host), proxy ? dup_name (proxy) : g_strdup (""));
}

/* libsoup answers a proxy's question with the name and the password in its address itself, but then asks the proxy for the
 * way to the proxy. atlas_proxy_resolver_authenticate() answers instead. */
static void
take_password_out (AtlasProxyResolver  *self,
                   char               **proxy)
{
  g_autoptr (GUri) uri = parse (*proxy);
  SignIn *sign_in;

  if (uri == NULL || !g_str_equal (g_uri_get_scheme (uri), "http"))
    return;
  if (g_uri_get_user (uri) == NULL)
    {
      g_autofree char *name = dup_name (uri);

      g_hash_table_remove (self->sign_ins, name);
      return;
    }

  sign_in = g_new0 (SignIn, 1);
  sign_in->user = g_strdup (g_uri_get_user (uri));
  sign_in->password = g_strdup (g_uri_get_password (uri) ? g_uri_get_password (uri) : "");
  g_hash_table_insert (self->sign_ins, dup_name (uri), sign_in);
  g_free (*proxy);
  *proxy = g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO);
}

static char **
take_answer (AtlasProxyResolver *self,
             const char         *uri,
             char              **proxies)
{
  remember (self, uri, proxies);
  for (guint i = 0; proxies != NULL && proxies[i] != NULL; i++)
    take_password_out (self, &proxies[i]);

  return proxies;
}

static gboolean
has_environment (void)
{
  static const char *const names[] = { "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_getenv (names[i]) != NULL && *g_getenv (names[i]) != '\0')
      return TRUE;

  return FALSE;
}

/* In a GNOME session the default is GNOME's settings and nothing else; one of these reads the environment, whichever is installed. */
static GProxyResolver *
new_system (void)
{
  static const char *const names[] = { "environment", "libproxy" };
  GProxyResolver *normal = g_proxy_resolver_get_default ();   /* which also loads the modules */
  GIOExtensionPoint *point = g_io_extension_point_lookup (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);

  if (!has_environment () || g_getenv ("GIO_USE_PROXY_RESOLVER") != NULL)
    return g_object_ref (normal);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GIOExtension *extension = g_io_extension_point_get_extension_by_name (point, names[i]);

      if (extension != NULL)
        return g_object_new (g_io_extension_get_type (extension), NULL);
    }

  return g_object_ref (normal);
}

static gboolean
atlas_proxy_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
atlas_proxy_resolver_lookup (GProxyResolver  *resolver,
                             const char      *uri,
                             GCancellable    *cancellable,
                             GError         **error)
{
  if (is_loopback (uri))
    return new_direct ();

  return take_answer (ATLAS_PROXY_RESOLVER (resolver), uri,
                      g_proxy_resolver_lookup (ATLAS_PROXY_RESOLVER (resolver)->system, uri, cancellable, error));
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  AtlasProxyResolver *self = g_task_get_source_object (task);
  GError *error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  /* That nobody waited for the answer says nothing about a proxy. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    proxies = take_answer (self, g_task_get_task_data (task), proxies);

  if (proxies != NULL)
    g_task_return_pointer (task, proxies, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
atlas_proxy_resolver_lookup_async (GProxyResolver      *resolver,
                                   const char          *uri,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);

  if (is_loopback (uri))
    {
      g_task_return_pointer (task, new_direct (), (GDestroyNotify) g_strfreev);
      return;
    }

  g_task_set_task_data (task, g_strdup (uri), g_free);
  g_proxy_resolver_lookup_async (ATLAS_PROXY_RESOLVER (resolver)->system, uri, cancellable, looked_up_cb, g_steal_pointer (&task));
}

static char **
atlas_proxy_resolver_lookup_finish (GProxyResolver  *resolver,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
atlas_proxy_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = atlas_proxy_resolver_is_supported;
  iface->lookup = atlas_proxy_resolver_lookup;
  iface->lookup_async = atlas_proxy_resolver_lookup_async;
  iface->lookup_finish = atlas_proxy_resolver_lookup_finish;
}

static void
atlas_proxy_resolver_finalize (GObject *object)
{
  AtlasProxyResolver *self = ATLAS_PROXY_RESOLVER (object);

  g_clear_object (&self->system);
  g_clear_pointer (&self->hosts, g_hash_table_unref);
  g_clear_pointer (&self->sign_ins, g_hash_table_unref);

  G_OBJECT_CLASS (atlas_proxy_resolver_parent_class)->finalize (object);
}

static void
atlas_proxy_resolver_class_init (AtlasProxyResolverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_proxy_resolver_finalize;
}

static void
atlas_proxy_resolver_init (AtlasProxyResolver *self)
{
  self->system = new_system ();
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sign_ins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sign_in_free);
}

/**
 * atlas_proxy_resolver_new:
 *
 * The system is asked when a host is, and not at all for one on this computer.
 *
 * Returns: (transfer full): a resolver for one session, on the session's thread
 */
GProxyResolver *
atlas_proxy_resolver_new (void)
{
  return g_object_new (ATLAS_TYPE_PROXY_RESOLVER, NULL);
}

/**
 * atlas_proxy_resolver_find:
 * @self: a resolver
 * @uri: what was asked for
 * @name: (out) (transfer none) (nullable): the proxy's host and port; %NULL when the system could not say
 *
 * Returns: whether the only way there is through a proxy
 */
gboolean
atlas_proxy_resolver_find (AtlasProxyResolver  *self,
                           GUri                *uri,
                           const char         **name)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  const char *proxy = g_hash_table_lookup (self->hosts, host);

  *name = proxy && *proxy ? proxy : NULL;

  return proxy != NULL;
}

/**
 * atlas_proxy_resolver_authenticate:
 * @self: a resolver
 * @auth: a proxy's question
 *
 * Answers with the name and the password that the system has for that proxy.
 *
 * Returns: whether there are any
 */
gboolean
atlas_proxy_resolver_authenticate (AtlasProxyResolver *self,
                                   SoupAuth           *auth)
{
  g_autofree char *name = g_ascii_strdown (soup_auth_get_authority (auth), -1);
  SignIn *sign_in = g_hash_table_lookup (self->sign_ins, name);

  if (sign_in == NULL)
    return FALSE;

  soup_auth_authenticate (auth, sign_in->user, sign_in->password);

  return TRUE;
}
