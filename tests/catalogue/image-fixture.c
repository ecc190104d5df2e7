/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <cairo.h>

#include "atlas-test-await.h"
#include "image-fixture.h"

/* 16 by 32 pixels of rgb(200, 0, 0). */
static const char jpeg_base64[] =
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO"
  "UlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P"
  "T09PT09PT0//wAARCAAgABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA"
  "FgEBAQEAAAAAAAAAAAAAAAAAAAUG/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AlQExuQAH/9k=";

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_png (cairo_surface_t *surface)
{
  GByteArray *png = g_byte_array_new ();

  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, append_cb, png), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (png);
}

/* A picture of one colour, half transparent. */
GBytes *
image_fixture_make_png (guint width,
                        guint height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cairo = cairo_create (surface);

  cairo_set_source_rgba (cairo, 1, 0, 0, 0.5);
  cairo_paint (cairo);
  cairo_destroy (cairo);

  return make_png (surface);
}

/* The same picture as a file. */
GBytes *
image_fixture_make_png_of (const AtlasImage *image)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, image->width, image->height);
  cairo_t *cairo = cairo_create (surface);
  const guint8 *pixel = g_bytes_get_data (image->pixels, NULL);

  for (guint y = 0; y < image->height; y++)
    for (guint x = 0; x < image->width; x++, pixel += 4)
      {
        cairo_set_source_rgba (cairo, pixel[0] / 255.0, pixel[1] / 255.0, pixel[2] / 255.0, pixel[3] / 255.0);
        cairo_rectangle (cairo, x, y, 1, 1);
        cairo_fill (cairo);
      }
  cairo_destroy (cairo);

  return make_png (surface);
}

GBytes *
image_fixture_make_jpeg (void)
{
  gsize length;
  guchar *data = g_base64_decode (jpeg_base64, &length);

  return g_bytes_new_take (data, length);
}

GBytes *
image_fixture_make_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

AtlasImage *
image_fixture_decode (GBytes *bytes,
                      guint   max_size)
{
  g_autoptr (GError) error = NULL;
  AtlasImage *image = atlas_test_await_boxed (atlas_image_decode (bytes, max_size), &error);

  g_assert_no_error (error);
  g_assert_nonnull (image);
  g_assert_cmpuint (image->stride, ==, image->width * 4);
  g_assert_cmpuint (g_bytes_get_size (image->pixels), ==, image->stride * image->height);

  return image;
}

void
image_fixture_assert_refused (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (atlas_test_await_boxed (atlas_image_decode (bytes, 64), &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, !=, "");
}

void
image_fixture_assert_text_refused (const char *text)
{
  g_autoptr (GBytes) bytes = image_fixture_make_text (text);

  image_fixture_assert_refused (bytes);
}

void
image_fixture_assert_pixel (const AtlasImage *image,
                            guint             x,
                            guint             y,
                            guint32           rgba)
{
  const guint8 *pixel = (const guint8 *) g_bytes_get_data (image->pixels, NULL) + y * image->stride + x * 4;

  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (ABS ((int) pixel[i] - (int) ((rgba >> (24 - 8 * i)) & 0xff)), <=, 2);
}
