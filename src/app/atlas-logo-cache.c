/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-byte-cache.h"
#include "atlas-logo-cache.h"

/* A few screens of rows, at twice the usual resolution. */
#define MAX_BYTES (8 * 1024 * 1024)
#define PIXEL_BYTES 4

static AtlasByteCache *
get_cache (AtlasCatalogue *catalogue)
{
  static GQuark quark;
  AtlasByteCache *cache;

  if (quark == 0)
    quark = g_quark_from_static_string ("atlas-logo-cache");

  cache = g_object_get_qdata (G_OBJECT (catalogue), quark);
  if (cache != NULL)
    return cache;

  cache = atlas_byte_cache_new (MAX_BYTES, g_object_unref);
  g_object_set_qdata_full (G_OBJECT (catalogue), quark, cache, (GDestroyNotify) atlas_byte_cache_free);

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

  return atlas_byte_cache_lookup (get_cache (catalogue), key);
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
  g_autofree char *key = make_key (logo_url, max_size);
  gsize n_bytes = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * PIXEL_BYTES;

  atlas_byte_cache_insert (get_cache (catalogue), key, g_object_ref (texture), n_bytes);
}
