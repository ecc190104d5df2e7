/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-resolver.h"

/* GLib looks names up on twenty threads. A look-up that nobody waits for any more keeps its thread until the system gives up,
 * half a minute or more, and each connection takes two. So a few attempts at one host whose name is not resolved would leave
 * no thread for any other. Here, each name has a resolver, and so threads, of its own. It is kept: GLib 2.84 may crash when a
 * resolver is freed on one of its own threads. */

/* Logos may come from any number of hosts; further names share the system's resolver. */
#define MAX_NAMES 512

struct _AtlasResolver
{
  GResolver   parent_instance;
  GResolver  *system;
  GMutex      mutex;
  GHashTable *resolvers;   /* (element-type utf8 GResolver): by name */
};

G_DEFINE_FINAL_TYPE (AtlasResolver, atlas_resolver, G_TYPE_RESOLVER)

static GResolver *
get_resolver (AtlasResolver *self,
              const char    *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GResolver *resolver = g_hash_table_lookup (self->resolvers, key);

  if (resolver != NULL)
    return resolver;
  if (g_hash_table_size (self->resolvers) >= MAX_NAMES)
    return self->system;

  resolver = g_object_new (G_OBJECT_TYPE (self->system), NULL);
  g_hash_table_insert (self->resolvers, g_steal_pointer (&key), resolver);

  return resolver;
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GList *addresses = g_resolver_lookup_by_name_with_flags_finish (G_RESOLVER (source), result, &error);

  if (addresses != NULL)
    g_task_return_pointer (task, addresses, (GDestroyNotify) g_resolver_free_addresses);
  else
    g_task_return_error (task, error);
}

static void
atlas_resolver_lookup_async (GResolver                *resolver,
                             const char               *name,
                             GResolverNameLookupFlags  flags,
                             GCancellable             *cancellable,
                             GAsyncReadyCallback       callback,
                             gpointer                  data)
{
  GResolver *own = get_resolver (ATLAS_RESOLVER (resolver), name);

  g_resolver_lookup_by_name_with_flags_async (own, name, flags, cancellable, looked_up_cb, g_task_new (resolver, cancellable, callback, data));
}

static void
atlas_resolver_lookup_plainly_async (GResolver           *resolver,
                                     const char          *name,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             data)
{
  atlas_resolver_lookup_async (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback, data);
}

static GList *
atlas_resolver_lookup (GResolver                 *resolver,
                       const char                *name,
                       GResolverNameLookupFlags   flags,
                       GCancellable              *cancellable,
                       GError                   **error)
{
  GResolver *own = get_resolver (ATLAS_RESOLVER (resolver), name);

  return g_resolver_lookup_by_name_with_flags (own, name, flags, cancellable, error);
}

static GList *
atlas_resolver_lookup_plainly (GResolver     *resolver,
                               const char    *name,
                               GCancellable  *cancellable,
                               GError       **error)
{
  return atlas_resolver_lookup (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, error);
}

static GList *
atlas_resolver_lookup_finish (GResolver     *resolver,
                              GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Nothing here asks for anything else than the address of a name; GIO's modules may. That is the system's to answer. */

static char *
atlas_resolver_lookup_by_address (GResolver     *resolver,
                                  GInetAddress  *address,
                                  GCancellable  *cancellable,
                                  GError       **error)
{
  return g_resolver_lookup_by_address (ATLAS_RESOLVER (resolver)->system, address, cancellable, error);
}

static void
atlas_resolver_lookup_by_address_async (GResolver           *resolver,
                                        GInetAddress        *address,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             data)
{
  g_resolver_lookup_by_address_async (ATLAS_RESOLVER (resolver)->system, address, cancellable, callback, data);
}

static char *
atlas_resolver_lookup_by_address_finish (GResolver     *resolver,
                                         GAsyncResult  *result,
                                         GError       **error)
{
  return g_resolver_lookup_by_address_finish (ATLAS_RESOLVER (resolver)->system, result, error);
}

static GList *
atlas_resolver_lookup_records (GResolver            *resolver,
                               const char           *name,
                               GResolverRecordType   type,
                               GCancellable         *cancellable,
                               GError              **error)
{
  return g_resolver_lookup_records (ATLAS_RESOLVER (resolver)->system, name, type, cancellable, error);
}

static void
atlas_resolver_lookup_records_async (GResolver           *resolver,
                                     const char          *name,
                                     GResolverRecordType  type,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             data)
{
  g_resolver_lookup_records_async (ATLAS_RESOLVER (resolver)->system, name, type, cancellable, callback, data);
}

static GList *
atlas_resolver_lookup_records_finish (GResolver     *resolver,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return g_resolver_lookup_records_finish (ATLAS_RESOLVER (resolver)->system, result, error);
}

/* The name is "_service._protocol.domain"; the public functions take it in three. */
static GList *
atlas_resolver_lookup_service (GResolver     *resolver,
                               const char    *name,
                               GCancellable  *cancellable,
                               GError       **error)
{
  GResolver *system = ATLAS_RESOLVER (resolver)->system;

  return G_RESOLVER_GET_CLASS (system)->lookup_service (system, name, cancellable, error);
}

static void
atlas_resolver_lookup_service_async (GResolver           *resolver,
                                     const char          *name,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             data)
{
  GResolver *system = ATLAS_RESOLVER (resolver)->system;

  G_RESOLVER_GET_CLASS (system)->lookup_service_async (system, name, cancellable, callback, data);
}

static GList *
atlas_resolver_lookup_service_finish (GResolver     *resolver,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return g_resolver_lookup_service_finish (ATLAS_RESOLVER (resolver)->system, result, error);
}

static void
atlas_resolver_class_init (AtlasResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name = atlas_resolver_lookup_plainly;
  resolver_class->lookup_by_name_with_flags = atlas_resolver_lookup;
  resolver_class->lookup_by_name_async = atlas_resolver_lookup_plainly_async;
  resolver_class->lookup_by_name_finish = atlas_resolver_lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = atlas_resolver_lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = atlas_resolver_lookup_finish;
  resolver_class->lookup_by_address = atlas_resolver_lookup_by_address;
  resolver_class->lookup_by_address_async = atlas_resolver_lookup_by_address_async;
  resolver_class->lookup_by_address_finish = atlas_resolver_lookup_by_address_finish;
  resolver_class->lookup_records = atlas_resolver_lookup_records;
  resolver_class->lookup_records_async = atlas_resolver_lookup_records_async;
  resolver_class->lookup_records_finish = atlas_resolver_lookup_records_finish;
  resolver_class->lookup_service = atlas_resolver_lookup_service;
  resolver_class->lookup_service_async = atlas_resolver_lookup_service_async;
  resolver_class->lookup_service_finish = atlas_resolver_lookup_service_finish;
}

static void
atlas_resolver_init (AtlasResolver *self)
{
  g_mutex_init (&self->mutex);
  self->resolvers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * atlas_resolver_use:
 *
 * From now on, every name that this program looks up is looked up so. The resolver is never freed.
 */
void
atlas_resolver_use (void)
{
  static gsize is_used = 0;
  g_autoptr (AtlasResolver) resolver = NULL;

  if (!g_once_init_enter (&is_used))
    return;

  resolver = g_object_new (ATLAS_TYPE_RESOLVER, NULL);
  resolver->system = g_resolver_get_default ();
  g_resolver_set_default (G_RESOLVER (resolver));
  g_once_init_leave (&is_used, 1);
}
