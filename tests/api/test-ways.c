/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

#include <gio/gio.h>
#include <libsoup/soup.h>

#include "atlas-api-client.h"
#include "atlas-proxy-resolver.h"
#include "atlas-soup.h"
#include "atlas-test-await.h"
#include "atlas-test-server.h"

/* Which way a request goes: proxies, and names that take their time. */

/* ---------------------------------------------------------------- the system's proxy */

#define TEST_TYPE_PROXY_RESOLVER (test_proxy_resolver_get_type ())

G_DECLARE_FINAL_TYPE (TestProxyResolver, test_proxy_resolver, TEST, PROXY_RESOLVER, GObject)

struct _TestProxyResolver
{
  GObject parent_instance;
};

static struct
{
  guint       n_asked;
  const char *answer;   /* (nullable): %NULL as in a sandbox that refuses */
} system_proxy;

static gboolean
test_proxy_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static void
test_proxy_resolver_lookup_async (GProxyResolver      *resolver,
                                  const char          *uri,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);

  system_proxy.n_asked++;
  if (system_proxy.answer != NULL)
    g_task_return_pointer (task, g_strsplit (system_proxy.answer, " ", -1), (GDestroyNotify) g_strfreev);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "The sandbox refuses");
}

static char **
test_proxy_resolver_lookup_finish (GProxyResolver  *resolver,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_proxy_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = test_proxy_resolver_is_supported;
  iface->lookup_async = test_proxy_resolver_lookup_async;
  iface->lookup_finish = test_proxy_resolver_lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestProxyResolver, test_proxy_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, test_proxy_resolver_iface_init)
                               g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, g_define_type_id, "test", 0))

static void
test_proxy_resolver_class_init (TestProxyResolverClass *klass)
{
}

static void
test_proxy_resolver_init (TestProxyResolver *self)
{
}

typedef struct
{
  char   **proxies;
  GError  *error;
  gboolean is_over;
} Found;

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Found *found = data;

  found->proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &found->error);
  found->is_over = TRUE;
}

/* Of the session that everything of the platform goes through. */
static char *
find_proxies (GProxyResolver *resolver,
              const char     *uri)
{
  Found found = { 0 };
  char *proxies;

  g_proxy_resolver_lookup_async (resolver, uri, NULL, found_cb, &found);
  while (!found.is_over)
    g_main_context_iteration (NULL, TRUE);
  proxies = found.proxies ? g_strjoinv (" ", found.proxies) : NULL;
  g_strfreev (found.proxies);
  g_clear_error (&found.error);

  return proxies;
}

static void
test_loopback (void)
{
  static const char *const uris[] = {
    "http://127.0.0.1:8080", "https://127.0.0.1", "http://127.255.3.4:1/", "https://127.1", "https://[::1]:8443/", "https://[::ffff:127.0.0.1]",
    "http://localhost:1", "https://LOCALHOST", "https://localhost.:1", "https://bank.localhost", "https://a.b.localhost./x?y#z",
  };
  g_autoptr (SoupSession) session = atlas_api_session_new ();
  GProxyResolver *resolver = soup_session_get_proxy_resolver (session);

  system_proxy.answer = NULL;
  system_proxy.n_asked = 0;
  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autofree char *proxies = find_proxies (resolver, uris[i]);

      g_test_message ("%s", uris[i]);
      g_assert_cmpstr (proxies, ==, "direct://");
    }
  g_assert_cmpuint (system_proxy.n_asked, ==, 0);
}

static void
test_others (void)
{
  static const char *const uris[] = {
    "https://api.example", "https://localhost.example", "https://notlocalhost", "https://127.0.0.1.example", "https://128.0.0.1", "https://[::2]",
  };
  g_autoptr (SoupSession) session = atlas_api_session_new ();
  GProxyResolver *resolver = soup_session_get_proxy_resolver (session);

  system_proxy.n_asked = 0;
  system_proxy.answer = "http://proxy.example:3128";
  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autofree char *proxies = find_proxies (resolver, uris[i]);
      g_autoptr (GUri) uri = g_uri_parse (uris[i], G_URI_FLAGS_NONE, NULL);
      const char *name;

      g_assert_cmpstr (proxies, ==, system_proxy.answer);
      g_assert_true (atlas_proxy_resolver_find (ATLAS_PROXY_RESOLVER (resolver), uri, &name));
      g_assert_cmpstr (name, ==, "proxy.example:3128");
    }
  g_assert_cmpuint (system_proxy.n_asked, ==, G_N_ELEMENTS (uris));
}

/* What a failure is put down to. */
static void
test_found (void)
{
  static const struct
  {
    const char *answer;
    const char *proxies;
    gboolean    is_only_way;
    const char *name;
  } cases[] = {
    { "direct://", "direct://", FALSE, NULL },
    { "http://anna:p%40ss@proxy.example:3128", "http://proxy.example:3128/", TRUE, "proxy.example:3128" },
    { "http://anna@proxy.example", "http://proxy.example/", TRUE, "proxy.example:80" },
    { "socks5://anna:secret@proxy.example:1080", "socks5://anna:secret@proxy.example:1080", TRUE, "proxy.example:1080" },
    { "http://proxy.example:1 direct://", "http://proxy.example:1 direct://", FALSE, NULL },
    { NULL, NULL, TRUE, NULL },
  };
  g_autoptr (SoupSession) session = atlas_api_session_new ();
  GProxyResolver *resolver = soup_session_get_proxy_resolver (session);
  g_autoptr (GUri) uri = g_uri_parse ("https://API.example", G_URI_FLAGS_NONE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *proxies = NULL;
      const char *name;

      system_proxy.answer = cases[i].answer;
      proxies = find_proxies (resolver, "https://api.example:443");
      g_assert_cmpstr (proxies, ==, cases[i].proxies);
      g_assert_cmpint (atlas_proxy_resolver_find (ATLAS_PROXY_RESOLVER (resolver), uri, &name), ==, cases[i].is_only_way);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static AtlasTestServer *
new_proxy (void)
{
  AtlasTestServer *proxy = atlas_test_server_new ();

  atlas_test_server_add (proxy, "*", 1, ATLAS_TEST_KEEP,
                         "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n");
  atlas_test_server_add (proxy, "*", 0, ATLAS_TEST_KEEP, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

  return proxy;
}

/* Its address without "http://". */
static const char *
get_place (AtlasTestServer *proxy)
{
  return atlas_test_server_get_url (proxy) + strlen ("http://");
}

static guint
await_status (SoupSession *session,
              const char  *uri)
{
  static const AtlasSoupLimits limits = { .max_bytes = 1024, .connect_ms = 20000, .headers_ms = 20000, .idle_ms = 20000, .total_ms = 60000 };
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* Since libsoup 3.8 a message with this flag is not sent again; a tunnel, which is what the program asks for, is. */
  if (!soup_check_version (3, 7, 0))
    soup_message_add_flags (message, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  bytes = atlas_test_await_boxed (atlas_soup_send (session, message, &limits), &error);
  g_assert_no_error (error);

  return soup_message_get_status (message);
}

/* What the last request told a proxy of who asks, without "Basic ". */
static char *
dup_told (AtlasTestServer *proxy)
{
  g_autoptr (GPtrArray) requests = atlas_test_server_take_requests (proxy, "*");
  g_autofree char *header = NULL;
  g_autofree char *told = NULL;
  gsize length;

  g_assert_cmpuint (requests->len, >, 0);
  header = atlas_test_request_dup_header (requests->pdata[requests->len - 1], "Proxy-Authorization");
  if (header == NULL)
    return NULL;
  told = (char *) g_base64_decode (header + strlen ("Basic "), &length);

  return g_strndup (told, length);
}

/* Each proxy is told its own name and password, whichever of several it is. */
static void
test_passwords (void)
{
  g_autoptr (SoupSession) session = atlas_api_session_new ();
  g_autoptr (AtlasTestServer) gone = atlas_test_server_new ();
  g_autofree char *gone_place = g_strdup (get_place (gone));
  g_autoptr (AtlasTestServer) second = new_proxy ();
  g_autoptr (AtlasTestServer) first = new_proxy ();
  g_autoptr (AtlasTestServer) other = new_proxy ();
  g_autofree char *answer = NULL;
  g_autofree char *with_direct = NULL;
  g_autofree char *without = NULL;
  g_autofree char *told_second = NULL;
  g_autofree char *told_first = NULL;
  g_autofree char *told_other = NULL;

  g_clear_pointer (&gone, atlas_test_server_free);
  system_proxy.answer = answer = g_strdup_printf ("http://anna:one@%s http://bert:two@%s", gone_place, get_place (second));
  g_assert_cmpuint (await_status (session, "http://a.example/"), ==, 200);
  told_second = dup_told (second);
  g_assert_cmpstr (told_second, ==, "bert:two");

  system_proxy.answer = with_direct = g_strdup_printf ("http://carl:three@%s direct://", get_place (first));
  g_assert_cmpuint (await_status (session, "http://b.example/"), ==, 200);
  told_first = dup_told (first);
  g_assert_cmpstr (told_first, ==, "carl:three");

  /* The system has none for this one. */
  system_proxy.answer = without = g_strdup_printf ("http://%s http://anna:one@%s", get_place (other), gone_place);
  g_assert_cmpuint (await_status (session, "http://c.example/"), ==, 407);
  told_other = dup_told (other);
  g_assert_cmpstr (told_other, ==, NULL);
}

/* ---------------------------------------------------------------- names */

static struct
{
  GMutex   mutex;
  GCond    cond;
  guint    n_stuck;
  gboolean is_over;
} names;

/* In place of the C library's: a name whose server does not answer. */
int
getaddrinfo (const char             *name,
             const char             *service,
             const struct addrinfo  *hints,
             struct addrinfo       **result)
{
  typeof (getaddrinfo) *next = (typeof (getaddrinfo) *) dlsym (RTLD_NEXT, "getaddrinfo");

  if (name != NULL && g_str_has_prefix (name, "slow"))
    {
      g_mutex_lock (&names.mutex);
      names.n_stuck++;
      g_cond_broadcast (&names.cond);
      while (!names.is_over)
        g_cond_wait (&names.cond, &names.mutex);
      names.n_stuck--;
      g_cond_broadcast (&names.cond);
      g_mutex_unlock (&names.mutex);
      return EAI_AGAIN;
    }

  return next (g_strcmp0 (name, "quick.test") == 0 ? "127.0.0.1" : name, service, hints, result);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  guint *n_over = data;
  g_autoptr (GError) error = NULL;
  GList *addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, &error);

  g_resolver_free_addresses (addresses);
  (*n_over)++;
}

static void
await_stuck (guint n)
{
  g_mutex_lock (&names.mutex);
  while (names.n_stuck < n)
    g_cond_wait (&names.cond, &names.mutex);
  g_mutex_unlock (&names.mutex);
}

static void
let_go (void)
{
  g_mutex_lock (&names.mutex);
  names.is_over = TRUE;
  g_cond_broadcast (&names.cond);
  while (names.n_stuck > 0)
    g_cond_wait (&names.cond, &names.mutex);
  g_mutex_unlock (&names.mutex);
}

#define N_SLOW 40

/* More attempts at hosts that are not resolved than the system has threads for names, all of them given up. */
static void
test_slow_name (void)
{
  g_autoptr (SoupSession) session = atlas_api_session_new ();
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_slow = 0;
  guint n_quick = 0;

  for (guint i = 0; i < N_SLOW; i++)
    g_resolver_lookup_by_name_async (resolver, i % 2 == 0 ? "slow.test" : "slow.example", cancellable, looked_up_cb, &n_slow);
  await_stuck (N_SLOW / 2);
  g_cancellable_cancel (cancellable);

  g_resolver_lookup_by_name_async (resolver, "quick.test", NULL, looked_up_cb, &n_quick);
  while (n_quick == 0)
    g_main_context_iteration (NULL, TRUE);

  let_go ();
  while (n_slow < N_SLOW)
    g_main_context_iteration (NULL, TRUE);
}

#define N_GIVEN_UP 400

/* The look-up that was given up is the last to need its name's resolver: one that is freed on its own thread is a crash. */
static void
test_given_up (void)
{
  g_autoptr (SoupSession) session = atlas_api_session_new ();
  g_autoptr (GResolver) resolver = g_resolver_get_default ();

  for (guint i = 0; i < N_GIVEN_UP; i++)
    {
      g_autofree char *name = g_strdup_printf ("slow%u.test", i);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      guint n_over = 0;

      names.is_over = FALSE;
      for (guint n = 0; n < 2; n++)
        g_resolver_lookup_by_name_async (resolver, name, cancellable, looked_up_cb, &n_over);
      await_stuck (2);
      g_cancellable_cancel (cancellable);
      while (n_over < 2)
        g_main_context_iteration (NULL, TRUE);
      let_go ();
    }
}

/* In place of the C library's, which would ask a server. */
int
getnameinfo (const struct sockaddr *address,
             socklen_t              length,
             char                  *host,
             socklen_t              host_length,
             char                  *service,
             socklen_t              service_length,
             int                    flags)
{
  g_strlcpy (host, "bank.test", host_length);

  return 0;
}

int
res_nquery (res_state      state,
            const char    *name,
            int            class,
            int            type,
            unsigned char *answer,
            int            length)
{
  return -1;
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  char **name = data;

  *name = g_resolver_lookup_by_address_finish (resolver, result, NULL);
}

static void
not_found_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GError) error = NULL;
  guint *n_over = data;

  if (*n_over == 0)
    g_assert_null (g_resolver_lookup_records_finish (resolver, result, &error));
  else
    g_assert_null (g_resolver_lookup_service_finish (resolver, result, &error));
  g_assert_nonnull (error);
  (*n_over)++;
}

/* What a module of GIO may ask, though nothing here does. */
static void
test_other_look_ups (void)
{
  g_autoptr (SoupSession) session = atlas_api_session_new ();
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string ("192.0.2.1");
  g_autofree char *name = g_resolver_lookup_by_address (resolver, address, NULL, NULL);
  g_autofree char *name_later = NULL;
  g_autoptr (GError) error = NULL;
  guint n_over = 0;

  g_assert_cmpstr (name, ==, "bank.test");
  g_resolver_lookup_by_address_async (resolver, address, NULL, named_cb, &name_later);
  while (name_later == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (name_later, ==, "bank.test");

  g_assert_null (g_resolver_lookup_records (resolver, "bank.test", G_RESOLVER_RECORD_TXT, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (g_resolver_lookup_service (resolver, "https", "tcp", "bank.test", NULL, &error));
  g_assert_nonnull (error);
  g_resolver_lookup_records_async (resolver, "bank.test", G_RESOLVER_RECORD_TXT, NULL, not_found_cb, &n_over);
  while (n_over == 0)
    g_main_context_iteration (NULL, TRUE);
  g_resolver_lookup_service_async (resolver, "https", "tcp", "bank.test", NULL, not_found_cb, &n_over);
  while (n_over == 1)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  /* The extension point is made when GIO first looks at its modules. */
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_type_ensure (TEST_TYPE_PROXY_RESOLVER);

  g_test_add_func ("/ways/loopback", test_loopback);
  g_test_add_func ("/ways/others", test_others);
  g_test_add_func ("/ways/found", test_found);
  g_test_add_func ("/ways/passwords", test_passwords);
  g_test_add_func ("/ways/slow-name", test_slow_name);
  g_test_add_func ("/ways/other-look-ups", test_other_look_ups);
  g_test_add_func ("/ways/given-up", test_given_up);

  return g_test_run ();
}
