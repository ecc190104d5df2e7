/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "atlas-image-private.h"

#include "atlas-image.h"

#define MAX_BITMAP_BYTES (4 * 1024 * 1024)
#define MAX_SVG_BYTES    (512 * 1024)
#define MAX_SVG_ELEMENTS 20000
#define MAX_SVG_DEPTH    200

static const guint8 png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
static const guint8 jpeg_signature[] = { 0xff, 0xd8, 0xff };

/* What has been seen of a drawing so far. */
typedef struct
{
  guint   n_elements;
  guint   depth;
  guint64 n_embedded_pixels;
} Drawing;

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);

  return FALSE;
}

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

/* A bitmap inside a drawing is held to the same limits, all of them together. */
static gboolean
check_embedded (Drawing     *drawing,
                const char  *uri,
                GError     **error)
{
  const char *comma = strchr (uri, ',');
  g_autofree guchar *data = NULL;
  guint width, height;
  gsize length;

  if (comma == NULL || comma - uri < 7 || g_ascii_strncasecmp (comma - 7, ";base64", 7) != 0 || strchr (comma, '%') != NULL)
    return refuse (error, "The drawing holds a picture in an unusual form");

  data = g_base64_decode (comma + 1, &length);
  if (!atlas_image_measure_bitmap (data, length, &width, &height, error))
    return FALSE;
  drawing->n_embedded_pixels += (guint64) width * height;
  if (drawing->n_embedded_pixels > ATLAS_IMAGE_MAX_SOURCE_PIXELS)
    return refuse (error, "The drawing holds too large pictures");

  return TRUE;
}

static const char *
skip_space (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return text;
}

static void
start_element_cb (GMarkupParseContext  *context,
                  const char           *element_name,
                  const char          **attribute_names,
                  const char          **attribute_values,
                  gpointer              user_data,
                  GError              **error)
{
  Drawing *drawing = user_data;

  if (++drawing->n_elements > MAX_SVG_ELEMENTS || ++drawing->depth > MAX_SVG_DEPTH)
    {
      refuse (error, "The drawing is too complex");
      return;
    }

  for (guint i = 0; attribute_names[i] != NULL; i++)
    {
      const char *value = skip_space (attribute_values[i]);

      if (g_str_has_suffix (attribute_names[i], "href") &&
          g_ascii_strncasecmp (value, "data:", 5) == 0 &&
          !check_embedded (drawing, value, error))
        return;
    }
}

static void
end_element_cb (GMarkupParseContext  *context,
                const char           *element_name,
                gpointer              user_data,
                GError              **error)
{
  ((Drawing *) user_data)->depth--;
}

/* Any other encoding could say something else to the renderer than it says here. */
static gboolean
is_plain_declaration (const char *text,
                      gsize       length)
{
  g_autofree char *declaration = g_ascii_strdown (text, length);
  const char *encoding = strstr (declaration, "encoding");

  return encoding == NULL || strstr (encoding, "utf-8") != NULL || strstr (encoding, "us-ascii") != NULL;
}

/* Comments, processing instructions and document types. Drawing programs write a document type without
 * any declarations of its own, which is harmless; entities are how a small file becomes a huge one. */
static void
passthrough_cb (GMarkupParseContext  *context,
                const char           *text,
                gsize                 length,
                gpointer              user_data,
                GError              **error)
{
  if (length > 2 && text[1] == '!' && g_ascii_isalpha (text[2]) && memchr (text, '[', length) != NULL)
    refuse (error, "The drawing declares entities");
  else if (length > 5 && g_ascii_strncasecmp (text, "<?xml", 5) == 0 && !is_plain_declaration (text, length))
    refuse (error, "The drawing is in an unusual encoding");
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
  gsize start = 0;

  if (data == NULL)
    return ATLAS_IMAGE_UNKNOWN;
  if (starts_with (data, length, png_signature, sizeof png_signature))
    return ATLAS_IMAGE_PNG;
  if (starts_with (data, length, jpeg_signature, sizeof jpeg_signature))
    return ATLAS_IMAGE_JPEG;

  if (starts_with (data, length, (const guint8 *) "\xef\xbb\xbf", 3))
    start = 3;
  while (start < length && g_ascii_isspace (data[start]))
    start++;
  if (start < length && data[start] == '<' && memmem (data + start, MIN (length - start, 4096), "<svg", 4) != NULL)
    return ATLAS_IMAGE_SVG;

  return ATLAS_IMAGE_UNKNOWN;
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
    return refuse (error, "The picture is too large");
  if (atlas_image_sniff (data, length) == ATLAS_IMAGE_PNG)
    measured = measure_png (data, length, width, height);
  else if (atlas_image_sniff (data, length) == ATLAS_IMAGE_JPEG)
    measured = measure_jpeg (data, length, width, height);

  if (!measured || *width == 0 || *height == 0)
    return refuse (error, "The picture does not say how large it is");
  if ((guint64) *width * *height > ATLAS_IMAGE_MAX_SOURCE_PIXELS)
    return refuse (error, "The picture is too large");

  return TRUE;
}

/**
 * atlas_image_check_svg:
 * @data: (array length=length): an SVG file's content
 * @length: its size, in bytes
 * @error: %G_IO_ERROR_INVALID_DATA, or a %G_MARKUP_ERROR
 *
 * Walks the drawing without building anything from it.
 *
 * Returns: whether it is well-formed, of bounded size and depth, declares no entities, and holds
 *   no bitmaps beyond the limits
 */
gboolean
atlas_image_check_svg (const char  *data,
                       gsize        length,
                       GError     **error)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, NULL, passthrough_cb, NULL };
  g_autoptr (GMarkupParseContext) context = NULL;
  Drawing drawing = { 0 };

  if (length > MAX_SVG_BYTES)
    return refuse (error, "The drawing is too large");
  if (starts_with ((const guint8 *) data, length, (const guint8 *) "\xef\xbb\xbf", 3))
    {
      data += 3;
      length -= 3;
    }

  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &drawing, NULL);

  return g_markup_parse_context_parse (context, data, length, error) &&
         g_markup_parse_context_end_parse (context, error);
}
