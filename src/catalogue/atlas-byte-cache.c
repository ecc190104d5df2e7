/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-byte-cache.h"

struct _AtlasByteCache
{
  GHashTable     *entries;   /* key → Entry, which owns the key */
  GQueue          used;      /* (element-type Entry): the one used last first */
  GDestroyNotify  value_destroy;
  gsize           n_bytes;
  gsize           max_bytes;
};

typedef struct
{
  AtlasByteCache *cache;
  char           *key;
  gpointer        value;
  gsize           n_bytes;
  GList           link;
} Entry;

static void
entry_free (Entry *entry)
{
  entry->cache->value_destroy (entry->value);
  g_free (entry->key);
  g_free (entry);
}

static void
drop (AtlasByteCache *self,
      Entry          *entry)
{
  g_queue_unlink (&self->used, &entry->link);
  self->n_bytes -= entry->n_bytes;
  g_hash_table_remove (self->entries, entry->key);
}

/**
 * atlas_byte_cache_new:
 * @max_bytes: how much to keep at most
 * @value_destroy: frees a value
 *
 * Returns: (transfer full): an empty cache
 */
AtlasByteCache *
atlas_byte_cache_new (gsize          max_bytes,
                      GDestroyNotify value_destroy)
{
  AtlasByteCache *self = g_new0 (AtlasByteCache, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);
  self->value_destroy = value_destroy;
  self->max_bytes = max_bytes;

  return self;
}

/**
 * atlas_byte_cache_free:
 * @self: (transfer full): a cache
 */
void
atlas_byte_cache_free (AtlasByteCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * atlas_byte_cache_lookup:
 * @self: a cache
 * @key: what it was inserted under
 *
 * Returns: (transfer none) (nullable): the value, which now counts as the one used last
 */
gpointer
atlas_byte_cache_lookup (AtlasByteCache *self,
                         const char     *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return NULL;

  g_queue_unlink (&self->used, &entry->link);
  g_queue_push_head_link (&self->used, &entry->link);

  return entry->value;
}

/**
 * atlas_byte_cache_insert:
 * @self: a cache
 * @key: what to find it by
 * @value: (transfer full): what to keep
 * @n_bytes: its size, without the key's
 *
 * Drops those that were not used for the longest until there is room.
 */
void
atlas_byte_cache_insert (AtlasByteCache *self,
                         const char     *key,
                         gpointer        value,
                         gsize           n_bytes)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry != NULL)
    drop (self, entry);

  entry = g_new0 (Entry, 1);
  entry->cache = self;
  entry->key = g_strdup (key);
  entry->value = value;
  entry->n_bytes = n_bytes + strlen (key) + sizeof *entry;
  entry->link.data = entry;
  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_head_link (&self->used, &entry->link);
  self->n_bytes += entry->n_bytes;

  while (self->n_bytes > self->max_bytes && self->used.tail != NULL)
    drop (self, self->used.tail->data);
}
