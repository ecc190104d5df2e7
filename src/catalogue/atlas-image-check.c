/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "atlas-image-private.h"
#include "atlas-text.h"

#include "atlas-image.h"

#define MAX_BITMAP_BYTES (4 * 1024 * 1024)
/* A chunk of a PNG may unfold to a thousand times its size. */
#define MAX_EMBEDDED_CHUNK (16 * 1024)

static const guint8 png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
/* What the pixels need; everything else, such as texts, colour profiles and further frames, may unfold to any size. */
static const char * const png_chunks[] = { "IHDR", "PLTE", "tRNS", "IDAT", "IEND" };

static const guint8 jpeg_signature[] = { 0xff, 0xd8, 0xff };

static guint
read_be16 (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static guint32
read_be32 (const guint8 *data)
{
  return (guint32) read_be16 (data) << 16 | read_be16 (data + 2);
}

static gboolean
starts_with (const guint8 *data,
             gsize         length,
             const guint8 *signature,
             gsize         signature_length)
{
  return length >= signature_length && memcmp (data, signature, signature_length) == 0;
}

/* The header chunk comes first, by the standard. */
static gboolean
measure_png (const guint8 *data,
             gsize         length,
             guint        *width,
             guint        *height)
{
  if (length < 24 || memcmp (data + 12, "IHDR", 4) != 0)
    return FALSE;

  *width = read_be32 (data + 16);
  *height = read_be32 (data + 20);

  return TRUE;
}

static gboolean
is_pixel_chunk (const guint8 *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (png_chunks); i++)
    if (memcmp (type, png_chunks[i], 4) == 0)
      return TRUE;

  return FALSE;
}

/* The size of the chunk at @offset, all of it; 0 where there is none, or only a part. */
static gsize
get_chunk_size (const guint8 *data,
                gsize         length,
                gsize         offset)
{
  guint32 size;

  if (length - offset < 12)
    return 0;
  size = read_be32 (data + offset);

  return size <= length - offset - 12 ? (gsize) size + 12 : 0;
}

static gboolean
is_frame_header (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean
has_no_length (guint8 marker)
{
  return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/* Walks the segments up to the frame header, which must come before the first scan. */
static gboolean
measure_jpeg (const guint8 *data,
              gsize         length,
              guint        *width,
              guint        *height)
{
  gsize i = 2;

  while (i + 4 <= length && data[i] == 0xff)
    {
      guint8 marker = data[i + 1];

      if (marker == 0xff)
        {
          i++;
          continue;
        }
      if (has_no_length (marker))
        {
          i += 2;
          continue;
        }
      if (is_frame_header (marker))
        {
          if (i + 9 > length)
            return FALSE;
          *height = read_be16 (data + i + 5);
          *width = read_be16 (data + i + 7);
          return TRUE;
        }
      if (marker == 0xd9 || marker == 0xda)
        return FALSE;
      i += 2 + read_be16 (data + i + 2);
    }

  return FALSE;
}

/**
 * atlas_image_refuse:
 * @error: where the error goes
 * @message: what is wrong with the picture
 *
 * Returns: %FALSE
 */
gboolean
atlas_image_refuse (GError     **error,
                    const char  *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);

  return FALSE;
}

/**
 * atlas_image_sniff:
 * @data: (array length=length): a file's content
 * @length: its size, in bytes
 *
 * Returns: what it begins like; whether it is that, only decoding tells
 */
AtlasImageType
atlas_image_sniff (const guint8 *data,
                   gsize         length)
{
  gsize start;

  if (data == NULL)
    return ATLAS_IMAGE_UNKNOWN;
  if (starts_with (data, length, png_signature, sizeof png_signature))
    return ATLAS_IMAGE_PNG;
  if (starts_with (data, length, jpeg_signature, sizeof jpeg_signature))
    return ATLAS_IMAGE_JPEG;

  if (starts_with (data, length, (const guint8 *) "\xff\xfe<", 4) || starts_with (data, length, (const guint8 *) "\xfe\xff\0<", 4))
    return ATLAS_IMAGE_SVG;

  start = atlas_text_get_mark_length ((const char *) data, length);
  while (start < length && g_ascii_isspace (data[start]))
    start++;

  return start < length && data[start] == '<' ? ATLAS_IMAGE_SVG : ATLAS_IMAGE_UNKNOWN;
}

/**
 * atlas_image_measure_bitmap:
 * @data: (array length=length): a PNG or JPEG file's content
 * @length: its size, in bytes
 * @width: (out): its width, in pixels
 * @height: (out): its height, in pixels
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Returns: whether its header states a size within the limits
 */
gboolean
atlas_image_measure_bitmap (const guint8  *data,
                            gsize          length,
                            guint         *width,
                            guint         *height,
                            GError       **error)
{
  gboolean measured = FALSE;

  if (length > MAX_BITMAP_BYTES)
    return atlas_image_refuse (error, "The picture is too large");
  if (atlas_image_sniff (data, length) == ATLAS_IMAGE_PNG)
    measured = measure_png (data, length, width, height);
  else if (atlas_image_sniff (data, length) == ATLAS_IMAGE_JPEG)
    measured = measure_jpeg (data, length, width, height);

  if (!measured || *width == 0 || *height == 0)
    return atlas_image_refuse (error, "The picture does not say how large it is");
  if ((guint64) *width * *height > ATLAS_IMAGE_MAX_SOURCE_PIXELS)
    return atlas_image_refuse (error, "The picture is too large");

  return TRUE;
}

/**
 * atlas_image_has_large_extras:
 * @data: (array length=length): a PNG or JPEG file's content
 * @length: its size, in bytes
 *
 * Returns: whether it is a PNG with much in it that its pixels do not need
 */
gboolean
atlas_image_has_large_extras (const guint8 *data,
                              gsize         length)
{
  gsize size;

  if (atlas_image_sniff (data, length) != ATLAS_IMAGE_PNG)
    return FALSE;
  for (gsize offset = sizeof png_signature; (size = get_chunk_size (data, length, offset)) > 0; offset += size)
    if (size > MAX_EMBEDDED_CHUNK && !is_pixel_chunk (data + offset + 4))
      return TRUE;

  return FALSE;
}

/**
 * atlas_image_plain_bitmap:
 * @bytes: a PNG or JPEG file's content
 *
 * Returns: (transfer full): the same picture; of a PNG, only what its pixels need
 */
GBytes *
atlas_image_plain_bitmap (GBytes *bytes)
{
  gsize length, size;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  GByteArray *plain;

  if (atlas_image_sniff (data, length) != ATLAS_IMAGE_PNG)
    return g_bytes_ref (bytes);

  plain = g_byte_array_new ();
  g_byte_array_append (plain, png_signature, sizeof png_signature);
  for (gsize offset = sizeof png_signature; (size = get_chunk_size (data, length, offset)) > 0; offset += size)
    if (is_pixel_chunk (data + offset + 4))
      g_byte_array_append (plain, data + offset, size);

  return g_byte_array_free_to_bytes (plain);
}
