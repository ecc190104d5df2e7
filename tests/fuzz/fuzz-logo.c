/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-image.h"
#include "atlas-test-await.h"
#include "fuzz.h"

#define MAX_SIZE 48

/* A logo: what it claims to be, and its decoding. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  AtlasImage *image = atlas_test_await_boxed (atlas_image_decode (bytes, MAX_SIZE), &error);

  g_assert_true ((image == NULL) == (error != NULL));
  if (image == NULL)
    return 0;

  g_assert_cmpuint (image->width, >, 0);
  g_assert_cmpuint (image->width, <=, MAX_SIZE);
  g_assert_cmpuint (image->height, >, 0);
  g_assert_cmpuint (image->height, <=, MAX_SIZE);
  g_assert_cmpuint (g_bytes_get_size (image->pixels), >=, image->stride * (image->height - 1) + 4 * image->width);
  atlas_image_free (image);

  return 0;
}
