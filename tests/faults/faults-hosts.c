/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "faults.h"

/* Hosts that are not there, or are somebody else. Nothing leaves this computer: names are looked up here. */

typedef enum
{
  CERTIFICATE_GOOD,
  CERTIFICATE_EXPIRED,
  CERTIFICATE_OF_ANOTHER,
  CERTIFICATE_SELF_SIGNED,
  N_CERTIFICATES,
} Certificate;

static struct
{
  char            *dir;
  GTlsCertificate *certificates[N_CERTIFICATES];
  GSocket         *refusing;
  GSocket         *full;
  GPtrArray       *waiting;       /* (element-type GSocket): those that fill it */
  char            *refusing_url;
  char            *full_url;
} hosts;

#define FAULTS_TYPE_RESOLVER (faults_resolver_get_type ())

G_DECLARE_FINAL_TYPE (FaultsResolver, faults_resolver, FAULTS, RESOLVER, GResolver)

struct _FaultsResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (FaultsResolver, faults_resolver, G_TYPE_RESOLVER)

static GList *
look_up (const char  *name,
         GError     **error)
{
  if (g_str_has_suffix (name, ".test"))
    return g_list_prepend (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4));

  g_set_error (error, G_RESOLVER_ERROR,
               g_str_has_prefix (name, "flaky") ? G_RESOLVER_ERROR_TEMPORARY_FAILURE : G_RESOLVER_ERROR_NOT_FOUND,
               "Nobody knows “%s”", name);

  return NULL;
}

static GList *
faults_resolver_lookup (GResolver                 *resolver,
                        const char                *name,
                        GResolverNameLookupFlags   flags,
                        GCancellable              *cancellable,
                        GError                   **error)
{
  return look_up (name, error);
}

static void
faults_resolver_lookup_async (GResolver                *resolver,
                              const char               *name,
                              GResolverNameLookupFlags  flags,
                              GCancellable             *cancellable,
                              GAsyncReadyCallback       callback,
                              gpointer                  data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);
  GError *error = NULL;
  GList *addresses = look_up (name, &error);

  if (addresses != NULL)
    g_task_return_pointer (task, addresses, (GDestroyNotify) g_resolver_free_addresses);
  else
    g_task_return_error (task, error);
}

static GList *
faults_resolver_lookup_finish (GResolver     *resolver,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
faults_resolver_class_init (FaultsResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags = faults_resolver_lookup;
  resolver_class->lookup_by_name_with_flags_async = faults_resolver_lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = faults_resolver_lookup_finish;
}

static void
faults_resolver_init (FaultsResolver *self)
{
}

static gboolean
run_openssl (const char *line)
{
  g_auto (GStrv) command = g_strsplit (line, " ", -1);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_set_cwd (launcher, hosts.dir);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) command, NULL);

  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

#define NEW_KEY " -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "

static gboolean
make_certificate (Certificate  certificate,
                  const char  *host,
                  const char  *signing)
{
  g_autofree char *line = g_strdup_printf ("openssl req -x509" NEW_KEY "-subj /CN=%s -addext subjectAltName=DNS:%s -addext basicConstraints=critical,CA:FALSE %s "
                                           "-keyout %d.pem -out %d.crt", host, host, signing, certificate, certificate);
  g_autofree char *key_name = g_strdup_printf ("%d.pem", certificate);
  g_autofree char *certificate_name = g_strdup_printf ("%d.crt", certificate);
  g_autofree char *key = g_build_filename (hosts.dir, key_name, NULL);
  g_autofree char *path = g_build_filename (hosts.dir, certificate_name, NULL);

  if (!run_openssl (line))
    return FALSE;
  hosts.certificates[certificate] = g_tls_certificate_new_from_files (path, key, NULL);

  return hosts.certificates[certificate] != NULL;
}

/* An authority of the test's own, which this process trusts, so that each certificate has just the one fault. */
static gboolean
make_certificates (void)
{
  static const char signing[] = "-CA ca.crt -CAkey ca.pem -days 2";
  static const char expired[] = "-CA ca.crt -CAkey ca.pem -not_before 20200101000000Z -not_after 20200201000000Z";
  g_autofree char *path = g_build_filename (hosts.dir, "ca.crt", NULL);
  g_autoptr (GTlsDatabase) database = NULL;

  if (!run_openssl ("openssl req -x509" NEW_KEY "-days 2 -subj /CN=faults-authority -keyout ca.pem -out ca.crt") ||
      !make_certificate (CERTIFICATE_GOOD, "good.test", signing) ||
      !make_certificate (CERTIFICATE_EXPIRED, "good.test", expired) ||
      !make_certificate (CERTIFICATE_OF_ANOTHER, "another.test", signing) ||
      !make_certificate (CERTIFICATE_SELF_SIGNED, "good.test", "-days 2"))
    return FALSE;

  database = g_tls_file_database_new (path, NULL);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);

  return database != NULL;
}

static GSocket *
bind_socket (char **url)
{
  g_autoptr (GSocket) bound = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_bind (bound, wanted, FALSE, &error);
  g_assert_no_error (error);
  address = g_socket_get_local_address (bound, &error);
  g_assert_no_error (error);
  *url = g_strdup_printf ("http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));

  return g_steal_pointer (&bound);
}

/* Nobody takes what waits here, and no more is let in: whoever comes later gets no answer to the first packet. */
static void
fill (void)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (hosts.full, NULL);

  hosts.waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_socket_set_listen_backlog (hosts.full, 0);
  g_assert_true (g_socket_listen (hosts.full, NULL));
  for (guint i = 0; i < 4; i++)
    {
      GSocket *caller = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      g_socket_set_blocking (caller, FALSE);
      g_socket_connect (caller, address, NULL, NULL);
      g_ptr_array_add (hosts.waiting, caller);
    }
}

void
faults_hosts_set_up (void)
{
  g_autoptr (GResolver) resolver = g_object_new (FAULTS_TYPE_RESOLVER, NULL);

  g_resolver_set_default (resolver);
  hosts.dir = g_dir_make_tmp ("bank-atlas-faults-XXXXXX", NULL);
  if (!make_certificates ())
    g_clear_object (&hosts.certificates[CERTIFICATE_GOOD]);
  hosts.refusing = bind_socket (&hosts.refusing_url);
  hosts.full = bind_socket (&hosts.full_url);
  fill ();
}

void
faults_hosts_tear_down (void)
{
  g_autoptr (GDir) dir = g_dir_open (hosts.dir, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (hosts.dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (hosts.dir);
  g_clear_pointer (&hosts.dir, g_free);
  for (guint i = 0; i < N_CERTIFICATES; i++)
    g_clear_object (&hosts.certificates[i]);
  g_clear_object (&hosts.refusing);
  g_clear_object (&hosts.full);
  g_clear_pointer (&hosts.waiting, g_ptr_array_unref);
  g_clear_pointer (&hosts.refusing_url, g_free);
  g_clear_pointer (&hosts.full_url, g_free);
}

static void
plant_url (FaultsCell *cell)
{
  faults_cell_use_host (cell, cell->fault->text);
}

static void
plant_refused (FaultsCell *cell)
{
  faults_cell_use_host (cell, hosts.refusing_url);
}

static void
plant_full (FaultsCell *cell)
{
  cell->impatient = TRUE;
  faults_cell_use_host (cell, hosts.full_url);
}

static void
use_port_of (FaultsCell      *cell,
             AtlasTestServer *server,
             const char      *scheme_and_name)
{
  const char *port = strrchr (atlas_test_server_get_url (server), ':');
  g_autofree char *url = g_strconcat (scheme_and_name, port, NULL);

  faults_cell_use_host (cell, url);
}

static void
plant_certificate (FaultsCell *cell)
{
  GTlsCertificate *certificate = hosts.certificates[cell->fault->number];

  cell->other = atlas_test_server_new ();
  faults_rows_serve (cell->other);
  if (certificate != NULL)
    atlas_test_server_use_tls (cell->other, certificate, G_TLS_AUTHENTICATION_NONE);
  use_port_of (cell, cell->other, "https://good.test");
}

/* It waits for more, where TLS expects an answer. */
static void
plant_no_tls (FaultsCell *cell)
{
  cell->impatient = TRUE;
  cell->other = atlas_test_server_new ();
  faults_rows_serve (cell->other);
  use_port_of (cell, cell->other, "https://good.test");
}

/* It points from https to http. */
static void
plant_to_http (FaultsCell *cell)
{
  cell->other = atlas_test_server_new ();
  atlas_test_server_add (cell->other, "*", 0, ATLAS_TEST_KEEP,
                         "HTTP/1.1 %d Elsewhere\r\nLocation: %s/elsewhere\r\nContent-Length: 0\r\n\r\n",
                         cell->fault->number, atlas_test_server_get_url (cell->server));
  atlas_test_server_add (cell->server, "/elsewhere", 0, ATLAS_TEST_KEEP, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  if (hosts.certificates[CERTIFICATE_GOOD] != NULL)
    atlas_test_server_use_tls (cell->other, hosts.certificates[CERTIFICATE_GOOD], G_TLS_AUTHENTICATION_NONE);
  use_port_of (cell, cell->other, "https://good.test");
}

#define ALL(code) ((FaultsExpected) { code, code, code, code })

void
faults_add_hosts (GPtrArray *faults)
{
  static const int statuses[] = { 301, 302, 303, 307, 308 };

  faults_add (faults, "host", g_strdup ("no route"), plant_url, 0, "https://255.255.255.255", ALL (ATLAS_API_ERROR_UNREACHABLE));
  faults_add (faults, "host", g_strdup ("refused"), plant_refused, 0, NULL, ALL (ATLAS_API_ERROR_UNREACHABLE));
  faults_add (faults, "host", g_strdup ("name not found"), plant_url, 0, "https://nobody.invalid", ALL (ATLAS_API_ERROR_NAME_NOT_FOUND));
  faults_add (faults, "host", g_strdup ("names cannot be asked"), plant_url, 0, "https://flaky.invalid", ALL (ATLAS_API_ERROR_NAME_NOT_FOUND));
  faults_add (faults, "host", g_strdup ("connecting takes for ever"), plant_full, 0, NULL, ALL (ATLAS_API_ERROR_TIMED_OUT));
  if (hosts.certificates[CERTIFICATE_GOOD] == NULL)
    {
      g_test_message ("openssl makes no certificates: no faults of TLS");
      return;
    }

  faults_add (faults, "TLS", g_strdup ("good certificate"), plant_certificate, CERTIFICATE_GOOD, NULL, ALL (FAULTS_WELL));
  faults_add (faults, "TLS", g_strdup ("expired"), plant_certificate, CERTIFICATE_EXPIRED, NULL, ALL (ATLAS_API_ERROR_TLS));
  faults_add (faults, "TLS", g_strdup ("wrong host"), plant_certificate, CERTIFICATE_OF_ANOTHER, NULL, ALL (ATLAS_API_ERROR_TLS));
  faults_add (faults, "TLS", g_strdup ("self-signed"), plant_certificate, CERTIFICATE_SELF_SIGNED, NULL, ALL (ATLAS_API_ERROR_TLS));
  faults_add (faults, "TLS", g_strdup ("no answer to the handshake"), plant_no_tls, 0, NULL, ALL (ATLAS_API_ERROR_TIMED_OUT));
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    faults_add (faults, "redirect", g_strdup_printf ("%d from https to http", statuses[i]), plant_to_http, statuses[i], NULL,
                ALL (ATLAS_API_ERROR_REDIRECTED));
}
