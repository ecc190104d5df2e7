/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "atlas-image-private.h"

#include "atlas-image.h"

#define MAX_BITMAP_BYTES (4 * 1024 * 1024)
#define MAX_SVG_BYTES    (512 * 1024)
/* Without the pictures inside. Filling and stroking one path is a single step, which nothing can interrupt. */
#define MAX_SVG_SHAPES   (128 * 1024)
#define MAX_SVG_PATH     (24 * 1024)
#define MAX_SVG_ELEMENTS 20000
#define MAX_SVG_DEPTH    200
#define MAX_SVG_TEXT     (8 * 1024)
#define MAX_SVG_EFFECTS  50
/* Elements times bytes of style: each rule is held against each element. */
#define MAX_SVG_MATCHES  (8 * 1000 * 1000)
/* A chunk of a PNG may unfold to a thousand times its size. */
#define MAX_EMBEDDED_CHUNK (16 * 1024)

static const guint8 png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
/* What the pixels need; everything else, such as texts, colour profiles and further frames, may unfold to any size. */
static const char * const png_chunks[] = { "IHDR", "PLTE", "tRNS", "IDAT", "IEND" };

static const guint8 jpeg_signature[] = { 0xff, 0xd8, 0xff };

/* What has been seen of a drawing so far. */
typedef struct
{
  guint    n_elements;
  guint    depth;
  guint64  n_embedded_pixels;
  gsize    n_embedded_bytes;
  GString *style;               /* all of it: to the renderer, a word with a comment in it is one word */
  gsize    n_text_bytes;
  guint    n_effects;
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
has_large_extras (const guint8 *data,
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
  if (has_large_extras (data, length))
    return refuse (error, "The drawing holds a picture with large extras");
  drawing->n_embedded_bytes += strlen (uri);
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

/* Dashes can be so short that one line is of millions of them, and the drawing library makes them all at once. */
static gboolean
is_dashed (const char *dashes)
{
  const char *start = skip_space (dashes);

  return g_ascii_strncasecmp (start, "none", 4) != 0 && g_ascii_strncasecmp (start, "inherit", 7) != 0;
}

/* Style sheets may spell a word with escapes, and take in others: neither is of use in a logo. */
static gboolean
check_style (const char  *style,
             gsize        length,
             GError     **error)
{
  g_autofree char *lower = g_ascii_strdown (style, length);

  if (strchr (lower, '\\') != NULL || strstr (lower, "@import") != NULL)
    return refuse (error, "The drawing has an unusual style");
  for (const char *p = strstr (lower, "stroke-dasharray"); p != NULL; p = strstr (p, "stroke-dasharray"))
    {
      p = skip_space (p + strlen ("stroke-dasharray"));
      if (*p != ':' || is_dashed (p + 1))
        return refuse (error, "The drawing has dashed lines");
    }

  return TRUE;
}

static gboolean
check_attribute (Drawing     *drawing,
                 const char  *name,
                 const char  *value,
                 GError     **error)
{
  if (g_str_has_suffix (name, "href") && g_ascii_strncasecmp (skip_space (value), "data:", 5) == 0)
    return check_embedded (drawing, skip_space (value), error);
  if (g_str_equal (name, "stroke-dasharray") && is_dashed (value))
    return refuse (error, "The drawing has dashed lines");
  if ((g_str_equal (name, "d") || g_str_equal (name, "points")) && strlen (value) > MAX_SVG_PATH)
    return refuse (error, "The drawing is too complex");
  if (g_str_equal (name, "style"))
    return check_style (value, strlen (value), error);

  return TRUE;
}

/* What is no style sheet is text, seen or not. */
static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  Drawing *drawing = user_data;
  const char *element = g_markup_parse_context_get_element (context);

  if (element != NULL && g_str_has_suffix (element, "style"))
    {
      g_string_append_len (drawing->style, text, length);
      return;
    }
  for (gsize i = 0; i < length; i++)
    drawing->n_text_bytes += g_ascii_isspace (text[i]) ? 0 : 1;
  if (drawing->n_text_bytes > MAX_SVG_TEXT)
    refuse (error, "The drawing holds too much text");
}

static gboolean
is_effect (const char *element_name)
{
  const char *colon = strchr (element_name, ':');

  return g_str_has_prefix (colon ? colon + 1 : element_name, "fe");
}

/* Whether the element that begins stands in a style sheet, where none belongs. */
static gboolean
is_in_style (GMarkupParseContext *context)
{
  const GSList *parents = g_markup_parse_context_get_element_stack (context)->next;

  return parents != NULL && g_str_has_suffix (parents->data, "style");
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

  drawing->n_effects += is_effect (element_name) ? 1 : 0;
  if (++drawing->n_elements > MAX_SVG_ELEMENTS || ++drawing->depth > MAX_SVG_DEPTH || drawing->n_effects > MAX_SVG_EFFECTS)
    {
      refuse (error, "The drawing is too complex");
      return;
    }
  if (is_in_style (context))
    {
      refuse (error, "The drawing has an unusual style");
      return;
    }

  for (guint i = 0; attribute_names[i] != NULL; i++)
    if (!check_attribute (drawing, attribute_names[i], attribute_values[i], error))
      return;
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
  else if (length > 16 && g_ascii_strncasecmp (text, "<?xml-stylesheet", 16) == 0)
    refuse (error, "The drawing has its style elsewhere");
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
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, passthrough_cb, NULL };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GString) style = g_string_new (NULL);
  Drawing drawing = { .style = style };

  if (length > MAX_SVG_BYTES)
    return refuse (error, "The drawing is too large");
  if (starts_with ((const guint8 *) data, length, (const guint8 *) "\xef\xbb\xbf", 3))
    {
      data += 3;
      length -= 3;
    }

  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &drawing, NULL);

  if (!g_markup_parse_context_parse (context, data, length, error) || !g_markup_parse_context_end_parse (context, error))
    return FALSE;
  if (!check_style (style->str, style->len, error))
    return FALSE;
  if (length - MIN (length, drawing.n_embedded_bytes) > MAX_SVG_SHAPES ||
      (guint64) drawing.n_elements * style->len > MAX_SVG_MATCHES)
    return refuse (error, "The drawing is too complex");

  return TRUE;
}
