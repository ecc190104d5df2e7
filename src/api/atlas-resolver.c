/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-resolver.h"

/* GLib looks names up on twenty threads. A look-up that nobody waits for any more keeps its thread until the system gives up,
 * half a minute or more, and each connection takes two. So a few attempts at one host whose name is not resolved would leave
 * no thread for any other. Here, each name has a resolver, and so threads, of its own, for as long as it is looked up. */

struct _AtlasResolver
{
  GResolver   parent_instance;
  GType       system_type;
  GMutex      mutex;
  GHashTable *resolvers;   /* (element-type utf8 GWeakRef): by name; the look-ups under way keep them alive */
};

G_DEFINE_FINAL_TYPE (AtlasResolver, atlas_resolver, G_TYPE_RESOLVER)

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
is_over (gpointer key,
         gpointer value,
         gpointer data)
{
  g_autoptr (GObject) resolver = g_weak_ref_get (value);

  return resolver == NULL;
}

static GResolver *
dup_resolver (AtlasResolver *self,
              const char    *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GWeakRef *known = g_hash_table_lookup (self->resolvers, key);
  GResolver *resolver = known ? g_weak_ref_get (known) : NULL;

  if (resolver != NULL)
    return resolver;

  g_hash_table_foreach_remove (self->resolvers, is_over, NULL);
  resolver = g_object_new (self->system_type, NULL);
  known = g_new0 (GWeakRef, 1);
  g_weak_ref_init (known, resolver);
  g_hash_table_insert (self->resolvers, g_steal_pointer (&key), known);

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
  g_autoptr (GResolver) own = dup_resolver (ATLAS_RESOLVER (resolver), name);

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
  g_autoptr (GResolver) own = dup_resolver (ATLAS_RESOLVER (resolver), name);

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

static void
atlas_resolver_finalize (GObject *object)
{
  AtlasResolver *self = ATLAS_RESOLVER (object);

  g_clear_pointer (&self->resolvers, g_hash_table_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (atlas_resolver_parent_class)->finalize (object);
}

/* Nothing here asks for anything else than the address of a name. */
static void
atlas_resolver_class_init (AtlasResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = atlas_resolver_finalize;
  resolver_class->lookup_by_name = atlas_resolver_lookup_plainly;
  resolver_class->lookup_by_name_with_flags = atlas_resolver_lookup;
  resolver_class->lookup_by_name_async = atlas_resolver_lookup_plainly_async;
  resolver_class->lookup_by_name_finish = atlas_resolver_lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = atlas_resolver_lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = atlas_resolver_lookup_finish;
}

static void
atlas_resolver_init (AtlasResolver *self)
{
  g_mutex_init (&self->mutex);
  self->resolvers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, weak_ref_free);
}

/**
 * atlas_resolver_use:
 *
 * From now on, every name that this program looks up is looked up so.
 */
void
atlas_resolver_use (void)
{
  static gsize is_used = 0;
  g_autoptr (GResolver) system = NULL;
  g_autoptr (AtlasResolver) resolver = NULL;

  if (!g_once_init_enter (&is_used))
    return;

  system = g_resolver_get_default ();
  resolver = g_object_new (ATLAS_TYPE_RESOLVER, NULL);
  resolver->system_type = G_OBJECT_TYPE (system);
  g_resolver_set_default (G_RESOLVER (resolver));
  g_once_init_leave (&is_used, 1);
}
