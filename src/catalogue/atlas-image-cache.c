/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-image-cache.h"

typedef struct
{
  char       *key;
  AtlasImage *image;
  gsize       n_bytes;
  GList       link;
} Entry;

struct _AtlasImageCache
{
  GHashTable *entries;   /* key → Entry, which owns the key */
  GQueue      used;      /* (element-type Entry): the one used last first */
  gsize       n_bytes;
  gsize       max_bytes;
};

static void
entry_free (Entry *entry)
{
  g_free (entry->key);
  atlas_image_free (entry->image);
  g_free (entry);
}

static void
drop (AtlasImageCache *self,
      Entry           *entry)
{
  g_queue_unlink (&self->used, &entry->link);
  self->n_bytes -= entry->n_bytes;
  g_hash_table_remove (self->entries, entry->key);
}

/**
 * atlas_image_cache_new:
 * @max_bytes: how many bytes of pixels to keep at most
 *
 * Returns: (transfer full): an empty cache
 */
AtlasImageCache *
atlas_image_cache_new (gsize max_bytes)
{
  AtlasImageCache *self = g_new0 (AtlasImageCache, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);
  self->max_bytes = max_bytes;

  return self;
}

/**
 * atlas_image_cache_free:
 * @self: (transfer full): a cache
 */
void
atlas_image_cache_free (AtlasImageCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * atlas_image_cache_lookup:
 * @self: a cache
 * @key: what it was inserted under
 *
 * Returns: (transfer none) (nullable): the image, which now counts as the one used last
 */
AtlasImage *
atlas_image_cache_lookup (AtlasImageCache *self,
                          const char      *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return NULL;

  g_queue_unlink (&self->used, &entry->link);
  g_queue_push_head_link (&self->used, &entry->link);

  return entry->image;
}

/**
 * atlas_image_cache_insert:
 * @self: a cache
 * @key: what to find it by
 * @image: an image; a copy is kept, which shares its pixels
 *
 * Drops those that were not used for the longest until there is room.
 */
void
atlas_image_cache_insert (AtlasImageCache *self,
                          const char      *key,
                          AtlasImage      *image)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry != NULL)
    drop (self, entry);

  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->image = atlas_image_copy (image);
  entry->n_bytes = g_bytes_get_size (image->pixels) + sizeof *entry;
  entry->link.data = entry;
  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_head_link (&self->used, &entry->link);
  self->n_bytes += entry->n_bytes;

  while (self->n_bytes > self->max_bytes && self->used.tail != NULL)
    drop (self, self->used.tail->data);
}
