/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-logo-cache.h"

/* A few screens of rows. */
#define MAX_TEXTURES 128

typedef struct
{
  GHashTable *textures; /* key → GdkTexture; owns both */
  GQueue      keys;     /* oldest first; borrowed from the table */
} LogoCache;

static void
logo_cache_free (gpointer data)
{
  LogoCache *cache = data;

  g_queue_clear (&cache->keys);
  g_hash_table_unref (cache->textures);
  g_free (cache);
}

static LogoCache *
get_cache (AtlasCatalogue *catalogue)
{
  static GQuark quark;
  LogoCache *cache;

  if (quark == 0)
    quark = g_quark_from_static_string ("atlas-logo-cache");

  cache = g_object_get_qdata (G_OBJECT (catalogue), quark);
  if (cache != NULL)
    return cache;

  cache = g_new0 (LogoCache, 1);
  cache->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&cache->keys);
  g_object_set_qdata_full (G_OBJECT (catalogue), quark, cache, logo_cache_free);

  return cache;
}

static char *
make_key (const char *logo_url,
          guint       max_size)
{
  return g_strdup_printf ("%u %s", max_size, logo_url);
}

/**
 * atlas_logo_cache_lookup:
 * @catalogue: a catalogue
 * @logo_url: a logo's address
 * @max_size: the size it is shown at, in pixels
 *
 * Returns: (transfer none) (nullable): the logo, where it was shown lately
 */
GdkTexture *
atlas_logo_cache_lookup (AtlasCatalogue *catalogue,
                         const char     *logo_url,
                         guint           max_size)
{
  g_autofree char *key = make_key (logo_url, max_size);

  return g_hash_table_lookup (get_cache (catalogue)->textures, key);
}

/**
 * atlas_logo_cache_insert:
 * @catalogue: a catalogue
 * @logo_url: a logo's address
 * @max_size: the size it is shown at, in pixels
 * @texture: the logo
 */
void
atlas_logo_cache_insert (AtlasCatalogue *catalogue,
                         const char     *logo_url,
                         guint           max_size,
                         GdkTexture     *texture)
{
  LogoCache *cache = get_cache (catalogue);
  char *key = make_key (logo_url, max_size);

  if (g_hash_table_contains (cache->textures, key))
    {
      g_free (key);
      return;
    }

  if (g_queue_get_length (&cache->keys) >= MAX_TEXTURES)
    g_hash_table_remove (cache->textures, g_queue_pop_head (&cache->keys));

  g_hash_table_insert (cache->textures, key, g_object_ref (texture));
  g_queue_push_tail (&cache->keys, key);
}
