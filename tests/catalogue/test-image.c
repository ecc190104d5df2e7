/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <cairo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "atlas-image.h"
#include "atlas-test-await.h"

#define SVG_START "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 20 10'>"

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

/* A picture of one colour, half transparent. */
static GBytes *
make_png (guint width,
          guint height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cairo = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();

  cairo_set_source_rgba (cairo, 1, 0, 0, 0.5);
  cairo_paint (cairo);
  cairo_destroy (cairo);
  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, append_cb, png), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (png);
}

static GBytes *
make_jpeg (void)
{
  gsize length;
  guchar *data = g_base64_decode (jpeg_base64, &length);

  return g_bytes_new_take (data, length);
}

static GBytes *
make_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static AtlasImage *
decode (GBytes *bytes,
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

static void
assert_refused (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (atlas_test_await_boxed (atlas_image_decode (bytes, 64), &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, !=, "");
}

static void
assert_text_refused (const char *text)
{
  g_autoptr (GBytes) bytes = make_text (text);

  assert_refused (bytes);
}

static void
assert_pixel (const AtlasImage *image,
              guint             x,
              guint             y,
              guint32           rgba)
{
  const guint8 *pixel = (const guint8 *) g_bytes_get_data (image->pixels, NULL) + y * image->stride + x * 4;

  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (ABS ((int) pixel[i] - (int) ((rgba >> (24 - 8 * i)) & 0xff)), <=, 2);
}

static void
test_png (void)
{
  g_autoptr (GBytes) bytes = make_png (200, 50);
  g_autoptr (AtlasImage) image = decode (bytes, 64);
  g_autoptr (AtlasImage) copy = atlas_image_copy (image);

  g_assert_cmpuint (image->width, ==, 64);
  g_assert_cmpuint (image->height, ==, 16);
  assert_pixel (image, 3, 3, 0xff000080);
  g_assert_true (copy->pixels == image->pixels);
}

static void
test_small_is_not_enlarged (void)
{
  g_autoptr (GBytes) bytes = make_png (5, 7);
  g_autoptr (AtlasImage) image = decode (bytes, 64);

  g_assert_cmpuint (image->width, ==, 5);
  g_assert_cmpuint (image->height, ==, 7);
}

static void
test_thin_keeps_a_pixel (void)
{
  g_autoptr (GBytes) bytes = make_png (1000, 1);
  g_autoptr (AtlasImage) image = decode (bytes, 64);

  g_assert_cmpuint (image->width, ==, 64);
  g_assert_cmpuint (image->height, ==, 1);
}

static void
test_jpeg (void)
{
  g_autoptr (GBytes) bytes = make_jpeg ();
  g_autoptr (AtlasImage) image = decode (bytes, 16);

  g_assert_cmpuint (image->width, ==, 8);
  g_assert_cmpuint (image->height, ==, 16);
  assert_pixel (image, 4, 4, 0xc80000ff);
}

static void
test_svg (void)
{
  g_autoptr (GBytes) bytes = make_text ("\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n<!-- a logo -->\n"
                                        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>" SVG_START
                                        "<rect width='10' height='10' fill='#00f' fill-opacity='0.5'/></svg>");
  g_autoptr (AtlasImage) image = decode (bytes, 64);

  g_assert_cmpuint (image->width, ==, 64);
  g_assert_cmpuint (image->height, ==, 32);
  assert_pixel (image, 10, 10, 0x0000ff80);
  assert_pixel (image, 50, 10, 0x00000000);
}

static void
test_svg_without_size (void)
{
  g_autoptr (GBytes) bytes = make_text ("<svg xmlns='http://www.w3.org/2000/svg'><rect width='10' height='10'/></svg>");
  g_autoptr (AtlasImage) image = decode (bytes, 64);

  g_assert_cmpuint (image->width, <=, 64);
  g_assert_cmpuint (image->height, <=, 64);
}

static void
test_svg_may_hold_a_bitmap (void)
{
  g_autoptr (GBytes) png = make_png (8, 8);
  g_autofree char *data = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autofree char *text = g_strdup_printf (SVG_START "<image width='10' height='10' xlink:href='data:image/png;base64,%s'/></svg>", data);
  g_autoptr (GBytes) bytes = make_text (text);
  g_autoptr (AtlasImage) image = decode (bytes, 64);

  assert_pixel (image, 10, 10, 0xff000080);
}

static void
test_svg_refers_to_nothing (void)
{
  g_autofree char *file = g_build_filename (g_get_tmp_dir (), "outside.png", NULL);
  g_autoptr (GBytes) png = make_png (8, 8);
  g_autofree char *text = g_strdup_printf (SVG_START "<image width='10' height='10' xlink:href='file://%s'/></svg>", file);
  g_autoptr (GBytes) bytes = make_text (text);
  g_autoptr (AtlasImage) image = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, g_bytes_get_data (png, NULL), g_bytes_get_size (png), &error);
  g_assert_no_error (error);
  image = decode (bytes, 64);
  assert_pixel (image, 10, 10, 0x00000000);
  g_assert_no_errno (g_unlink (file));
}

static void
test_svg_bombs (void)
{
  g_autoptr (GString) deep = g_string_new (SVG_START);
  g_autoptr (GString) wide = g_string_new (SVG_START);
  g_autoptr (GString) large = g_string_new (SVG_START "<!-- ");

  assert_text_refused ("<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" SVG_START "<text>&b;</text></svg>");
  assert_text_refused ("<?xml version='1.0' encoding='UTF-7'?>" SVG_START "</svg>");
  assert_text_refused (SVG_START "<image width='10' height='10' xlink:href=' data:image/png,%89PNG'/></svg>");
  assert_text_refused (SVG_START "<image width='10' height='10' href='d&#97;ta:image/svg+xml;base64,PHN2Zy8+'/></svg>");
  assert_text_refused (SVG_START);
  assert_text_refused (SVG_START "<rect></svg>");

  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "<g>");
  assert_text_refused (deep->str);
  for (guint i = 0; i < 30000; i++)
    g_string_append (wide, "<g/>");
  g_string_append (wide, "</svg>");
  assert_text_refused (wide->str);
  for (guint i = 0; i < 600 * 1024; i++)
    g_string_append_c (large, ' ');
  g_string_append (large, "--></svg>");
  assert_text_refused (large->str);
}

/* A header that claims to be huge, before little data. */
static void
test_bitmap_bombs (void)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc2, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1 };
  g_autoptr (GBytes) png = make_png (8, 8);
  gsize length;
  const guint8 *data = g_bytes_get_data (png, &length);
  g_autofree guint8 *large = g_memdup2 (data, length);
  g_autoptr (GBytes) large_png = NULL, large_jpeg = g_bytes_new_static (jpeg, sizeof jpeg);

  memcpy (large + 16, "\0\0\x27\x10\0\0\x27\x10", 8);
  large_png = g_bytes_new (large, length);
  assert_refused (large_png);
  assert_refused (large_jpeg);
}

static void
test_broken (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = i == 0 ? make_png (60, 60) : make_jpeg ();
      gsize length = g_bytes_get_size (bytes);

      for (gsize end = 1; end < length - 20; end += 1 + length / 40)
        {
          g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, end);
          g_autoptr (GError) error = NULL;
          g_autoptr (AtlasImage) image = atlas_test_await_boxed (atlas_image_decode (part, 64), &error);

          g_assert_true ((image != NULL) == (error == NULL));
        }
    }
}

static void
test_not_an_image (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  assert_refused (nothing);
  assert_text_refused ("hello");
  assert_text_refused ("<html><body>404</body></html>");
  assert_text_refused ("GIF89a\x01");
  assert_text_refused ("\x89PNG\r\n\x1a\n");
  assert_text_refused ("\xff\xd8\xff");
  assert_text_refused ("\xff\xd8\xff\xe0\xff\xff");
  assert_text_refused ("{\"tppMessages\": []}");
}

static void
test_garbage (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GBytes) png = i % 2 ? make_png (9, 9) : make_jpeg ();
      gsize length;
      const guint8 *data = g_bytes_get_data (png, &length);
      g_autofree guint8 *changed = g_memdup2 (data, length);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasImage) image = NULL;

      for (guint j = 0; j < 4; j++)
        changed[g_rand_int_range (random, 8, length)] = g_rand_int_range (random, 0, 256);
      bytes = g_bytes_new (changed, length);
      image = atlas_test_await_boxed (atlas_image_decode (bytes, 16), &error);
      g_assert_true (image == NULL || (image->width <= 16 && image->height <= 16));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/catalogue/image/png", test_png);
  g_test_add_func ("/catalogue/image/small-is-not-enlarged", test_small_is_not_enlarged);
  g_test_add_func ("/catalogue/image/thin-keeps-a-pixel", test_thin_keeps_a_pixel);
  g_test_add_func ("/catalogue/image/jpeg", test_jpeg);
  g_test_add_func ("/catalogue/image/svg", test_svg);
  g_test_add_func ("/catalogue/image/svg-without-size", test_svg_without_size);
  g_test_add_func ("/catalogue/image/svg-may-hold-a-bitmap", test_svg_may_hold_a_bitmap);
  g_test_add_func ("/catalogue/image/svg-refers-to-nothing", test_svg_refers_to_nothing);
  g_test_add_func ("/catalogue/image/svg-bombs", test_svg_bombs);
  g_test_add_func ("/catalogue/image/bitmap-bombs", test_bitmap_bombs);
  g_test_add_func ("/catalogue/image/broken", test_broken);
  g_test_add_func ("/catalogue/image/not-an-image", test_not_an_image);
  g_test_add_func ("/catalogue/image/garbage", test_garbage);

  return g_test_run ();
}
