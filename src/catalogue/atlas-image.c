/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include <cairo.h>
#include <gio/gio.h>
#include <librsvg/rsvg.h>

#include "atlas-image.h"
#include "atlas-image-private.h"
#include "atlas-image-threads.h"

/* A logo that takes longer is made to take long. */
#define MAX_MS 3000
/* Pictures have threads of their own: one that takes long keeps nothing but pictures waiting, and not all of them. */
#define N_THREADS 3
#define N_SPARE_THREADS 3

/* Beyond these, the contrast with white, or with the dark plate that the window has, is below 1.5 as the W3C's guidelines for
 * accessibility measure it. */
#define LIGHT_LUMINANCE 0.69
#define DARK_LUMINANCE  0.09
/* Of what is seen: less is an outline around the logo, or a gap in it. */
#define LEAST_LOST 0.25

G_DEFINE_BOXED_TYPE (AtlasImage, atlas_image, atlas_image_copy, atlas_image_free)

typedef struct
{
  GBytes *bytes;
  guint   max_size;
} Request;

/* What a pixel is like, beside what it may be lost on. */
typedef enum
{
  SHADE_NONE,    /* the plate is seen through it */
  SHADE_LIGHT,
  SHADE_DARK,
  SHADE_MIDDLE,  /* seen on either */
  N_SHADES,
} Shade;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_bytes_unref (request->bytes);
  g_free (request);
}

/* 0 to 1; a square is close enough to the curve of sRGB. */
static double
get_luminance (const guint8 *pixel)
{
  return (0.2126 * pixel[0] * pixel[0] + 0.7152 * pixel[1] * pixel[1] + 0.0722 * pixel[2] * pixel[2]) / (255 * 255);
}

/* Adds up a row or a column: all that is seen, by its alpha, and how much of each shade lies against the plate. What is
 * enclosed by another shade is seen whatever the plate is, like white letters in a blue circle. */
static void
weigh_line (const guint8 *pixel,
            guint         n_pixels,
            gsize         step,
            guint         least_alpha,
            guint64      *seen,
            guint64       against_plate[N_SHADES])
{
  Shade shade = SHADE_MIDDLE;
  gboolean begins_at_plate = FALSE;
  guint64 weight = 0;

  for (guint i = 0; i <= n_pixels; i++, pixel += step)
    {
      Shade next = SHADE_MIDDLE;
      double luminance;

      if (i < n_pixels && pixel[3] < least_alpha)
        next = SHADE_NONE;
      else if (i < n_pixels)
        {
          luminance = get_luminance (pixel);
          next = luminance > LIGHT_LUMINANCE ? SHADE_LIGHT : luminance < DARK_LUMINANCE ? SHADE_DARK : SHADE_MIDDLE;
        }

      if (next != shade || i == n_pixels)
        {
          if (begins_at_plate || next == SHADE_NONE)
            against_plate[shade] += weight;
          begins_at_plate = shade == SHADE_NONE;
          shade = next;
          weight = 0;
        }
      if (i < n_pixels && next != SHADE_NONE)
        {
          weight += pixel[3];
          *seen += pixel[3];
        }
    }
}

/* Whether a dark plate shows more of a picture than a white one, by the pixels that touch the plate. A picture without
 * holes brings its own ground, and shows whatever is around it. */
static gboolean
is_light (const AtlasImage *image)
{
  const guint8 *pixels = g_bytes_get_data (image->pixels, NULL);
  guint64 against_plate[N_SHADES] = { 0, };
  guint64 seen = 0;
  guint least_alpha = 1;

  for (gsize i = 3; i < image->stride * image->height; i += 4)
    least_alpha = MAX (least_alpha, (pixels[i] + 1u) / 2);
  for (guint y = 0; y < image->height; y++)
    weigh_line (pixels + y * image->stride, image->width, 4, least_alpha, &seen, against_plate);
  for (guint x = 0; x < image->width; x++)
    weigh_line (pixels + x * 4, image->height, image->stride, least_alpha, &seen, against_plate);

  return against_plate[SHADE_LIGHT] > against_plate[SHADE_DARK] && against_plate[SHADE_LIGHT] >= LEAST_LOST * seen;
}

static AtlasImage *
image_new (guint   width,
           guint   height,
           guint8 *pixels)
{
  AtlasImage *image = g_new0 (AtlasImage, 1);

  image->width = width;
  image->height = height;
  image->stride = (gsize) width * 4;
  image->pixels = g_bytes_new_take (pixels, image->stride * height);
  image->is_light = is_light (image);

  return image;
}

/* The largest size of the same shape with no side over @max_size; never enlarged. */
static void
fit (double  width,
     double  height,
     guint   max_size,
     guint  *fitted_width,
     guint  *fitted_height)
{
  double scale = MIN (1.0, max_size / MAX (width, height));

  *fitted_width = MAX (1, (guint) (width * scale + 0.5));
  *fitted_height = MAX (1, (guint) (height * scale + 0.5));
}

/* Cairo's pixels are premultiplied, and in the machine's byte order. */
static AtlasImage *
copy_surface (cairo_surface_t *surface)
{
  guint width = cairo_image_surface_get_width (surface);
  guint height = cairo_image_surface_get_height (surface);
  gsize stride = cairo_image_surface_get_stride (surface);
  const guint8 *source = cairo_image_surface_get_data (surface);
  guint8 *pixels = g_malloc ((gsize) width * height * 4);
  guint8 *target = pixels;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++, target += 4)
      {
        guint32 pixel;
        guint alpha;

        memcpy (&pixel, source + y * stride + x * 4, sizeof pixel);
        alpha = pixel >> 24;
        for (guint channel = 0; channel < 3; channel++)
          {
            guint value = (pixel >> (16 - 8 * channel)) & 0xff;

            target[channel] = alpha > 0 ? MIN (255, (value * 255 + alpha / 2) / alpha) : 0;
          }
        target[3] = alpha;
      }

  return image_new (width, height, pixels);
}

static void
measure_svg (RsvgHandle *handle,
             double     *width,
             double     *height)
{
  gboolean has_viewbox = FALSE;
  RsvgRectangle viewbox;

  if (rsvg_handle_get_intrinsic_size_in_pixels (handle, width, height) && *width >= 1 && *height >= 1 &&
      isfinite (*width) && isfinite (*height))
    return;

  rsvg_handle_get_intrinsic_dimensions (handle, NULL, NULL, NULL, NULL, &has_viewbox, &viewbox);
  *width = has_viewbox && viewbox.width > 0 ? viewbox.width : 1;
  *height = has_viewbox && viewbox.height > 0 ? viewbox.height : 1;
  if (!isfinite (*width) || !isfinite (*height))
    *width = *height = 1;
}

static cairo_surface_t *
render (RsvgHandle  *handle,
        guint        width,
        guint        height,
        GError     **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cairo = cairo_create (surface);
  gboolean rendered;

  rsvg_handle_set_cancellable_for_rendering (handle, g_cancellable_get_current ());
  rendered = rsvg_handle_render_document (handle, cairo, &(RsvgRectangle) { 0, 0, width, height }, error);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  if (!rendered)
    g_clear_pointer (&surface, cairo_surface_destroy);

  return surface;
}

/* Drawn shapes lose nothing by being enlarged; a bitmap would. */
static void
choose_size (RsvgHandle *handle,
             gboolean    may_enlarge,
             guint       max_size,
             guint      *width,
             guint      *height)
{
  double natural_width, natural_height;
  double scale = 1.0;

  measure_svg (handle, &natural_width, &natural_height);
  if (may_enlarge)
    scale = max_size / MAX (natural_width, natural_height);

  fit (natural_width * scale, natural_height * scale, max_size, width, height);
}

/* Without a base there is nothing that a reference could be resolved against: no file, no host. */
static AtlasImage *
decode_svg (GBytes    *bytes,
            gboolean   may_enlarge,
            guint      max_size,
            GError   **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  AtlasImage *image = NULL;
  cairo_surface_t *surface;
  RsvgHandle *handle;
  guint width, height;

  handle = rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, error);
  if (handle == NULL)
    return NULL;

  choose_size (handle, may_enlarge, max_size, &width, &height);
  surface = render (handle, width, height, error);
  if (surface != NULL)
    image = copy_surface (surface);
  g_clear_pointer (&surface, cairo_surface_destroy);
  g_object_unref (handle);

  return image;
}

static gboolean
is_invisible (const AtlasImage *image)
{
  gsize length;
  const guint8 *pixels = g_bytes_get_data (image->pixels, &length);

  for (gsize i = 3; i < length; i += 4)
    if (pixels[i] != 0)
      return FALSE;

  return TRUE;
}

/* librsvg reads bitmaps with decoders of its own that are memory-safe, need no process beside this one, and are
 * the same everywhere; so a bitmap is decoded as a drawing that holds nothing else. */
static AtlasImage *
decode_bitmap (GBytes      *bytes,
               const char  *type,
               guint        max_size,
               GError     **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autofree char *encoded = NULL;
  g_autoptr (AtlasImage) image = NULL;
  g_autoptr (GBytes) drawing = NULL;
  g_autoptr (GBytes) plain = NULL;
  guint width, height;
  char *text;

  if (!atlas_image_measure_bitmap (data, length, &width, &height, error))
    return NULL;

  plain = atlas_image_plain_bitmap (bytes);
  encoded = g_base64_encode (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  text = g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='%u' height='%u'>"
                          "<image width='%u' height='%u' preserveAspectRatio='none' href='data:image/%s;base64,%s'/></svg>",
                          width, height, width, height, type, encoded);
  drawing = g_bytes_new_take (text, strlen (text));
  image = decode_svg (drawing, FALSE, max_size, error);

  /* What cannot be read is left out of a drawing without a word. */
  if (image != NULL && is_invisible (image))
    {
      atlas_image_refuse (error, "There is nothing to see in the picture");
      return NULL;
    }

  return g_steal_pointer (&image);
}

/**
 * atlas_image_decode_now:
 * @bytes: a file's content, from anywhere
 * @max_size: how many pixels a side may have at most
 * @error: as atlas_image_decode() rejects
 *
 * Decodes in the thread that calls it, which is not to be the main one. Its current #GCancellable ends it.
 *
 * Returns: (transfer full) (nullable): the image
 */
AtlasImage *
atlas_image_decode_now (GBytes  *bytes,
                        guint    max_size,
                        GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GBytes) plain = NULL;

  switch (atlas_image_sniff (data, length))
    {
    case ATLAS_IMAGE_PNG:
      return decode_bitmap (bytes, "png", max_size, error);
    case ATLAS_IMAGE_JPEG:
      return decode_bitmap (bytes, "jpeg", max_size, error);
    case ATLAS_IMAGE_SVG:
      plain = atlas_image_plain_svg (bytes, error);
      return plain != NULL ? decode_svg (plain, TRUE, max_size, error) : NULL;
    case ATLAS_IMAGE_UNKNOWN:
    default:
      atlas_image_refuse (error, "The picture is neither PNG, JPEG nor SVG");
      return NULL;
    }
}

static DexFuture *
decode_worker (gpointer data)
{
  Request *request = data;
  g_autoptr (GError) error = NULL;
  AtlasImage *image = atlas_image_decode_now (request->bytes, request->max_size, &error);

  if (image == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (ATLAS_TYPE_IMAGE, image);
}

static AtlasImageThreads *
get_threads (void)
{
  static gsize initialized = 0;
  static AtlasImageThreads *threads;

  if (g_once_init_enter (&initialized))
    {
      threads = atlas_image_threads_new (N_THREADS, N_SPARE_THREADS);
      g_once_init_leave (&initialized, 1);
    }

  return threads;
}

/**
 * atlas_image_copy:
 * @self: an image
 *
 * Returns: (transfer full): the same image; the pixels are shared
 */
AtlasImage *
atlas_image_copy (const AtlasImage *self)
{
  AtlasImage *copy = g_memdup2 (self, sizeof *self);

  g_bytes_ref (copy->pixels);

  return copy;
}

/**
 * atlas_image_free:
 * @self: (transfer full): an image
 */
void
atlas_image_free (AtlasImage *self)
{
  g_bytes_unref (self->pixels);
  g_free (self);
}

/**
 * atlas_image_decode:
 * @bytes: a file's content, from anywhere
 * @max_size: how many pixels a side may have at most
 *
 * Reads a logo: PNG, JPEG or SVG by its content. Whatever claims to be larger than
 * %ATLAS_IMAGE_MAX_SOURCE_PIXELS is refused before any of it is decoded, as are drawings that refer to
 * anything outside themselves by way of a document type.
 *
 * Returns: (transfer full): a future for an #AtlasImage of the logo's own shape; a drawing fills
 *   @max_size, a bitmap is never enlarged. Rejects with %G_IO_ERROR_INVALID_DATA,
 *   %G_IO_ERROR_TIMED_OUT after a few seconds of decoding, %G_IO_ERROR_BUSY while too many others do not end, or with what
 *   librsvg finds wrong
 */
DexFuture *
atlas_image_decode (GBytes *bytes,
                    guint   max_size)
{
  Request *request;

  dex_return_error_if_fail (bytes != NULL);
  dex_return_error_if_fail (max_size > 0 && max_size <= 4096);

  request = g_new0 (Request, 1);
  request->bytes = g_bytes_ref (bytes);
  request->max_size = max_size;

  return atlas_image_threads_run (get_threads (), MAX_MS, decode_worker, request, request_free);
}
