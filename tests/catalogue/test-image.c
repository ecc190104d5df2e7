/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "atlas-test-await.h"
#include "image-fixture.h"

static void
test_png (void)
{
  g_autoptr (GBytes) bytes = image_fixture_make_png (200, 50);
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 64);
  g_autoptr (AtlasImage) copy = atlas_image_copy (image);

  g_assert_cmpuint (image->width, ==, 64);
  g_assert_cmpuint (image->height, ==, 16);
  image_fixture_assert_pixel (image, 3, 3, 0xff000080);
  g_assert_true (copy->pixels == image->pixels);
}

static void
test_small_is_not_enlarged (void)
{
  g_autoptr (GBytes) bytes = image_fixture_make_png (5, 7);
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 64);

  g_assert_cmpuint (image->width, ==, 5);
  g_assert_cmpuint (image->height, ==, 7);
}

static void
test_thin_keeps_a_pixel (void)
{
  g_autoptr (GBytes) bytes = image_fixture_make_png (1000, 1);
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 64);

  g_assert_cmpuint (image->width, ==, 64);
  g_assert_cmpuint (image->height, ==, 1);
}

static void
test_jpeg (void)
{
  g_autoptr (GBytes) bytes = image_fixture_make_jpeg ();
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 16);

  g_assert_cmpuint (image->width, ==, 8);
  g_assert_cmpuint (image->height, ==, 16);
  image_fixture_assert_pixel (image, 4, 4, 0xc80000ff);
}

static void
test_svg (void)
{
  g_autoptr (GBytes) bytes = image_fixture_make_text ("\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n<!-- a logo -->\n"
                                        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>" SVG_START
                                        "<rect width='10' height='10' fill='#00f' fill-opacity='0.5'/></svg>");
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 64);

  g_assert_cmpuint (image->width, ==, 64);
  g_assert_cmpuint (image->height, ==, 32);
  image_fixture_assert_pixel (image, 10, 10, 0x0000ff80);
  image_fixture_assert_pixel (image, 50, 10, 0x00000000);
}

static void
test_svg_without_size (void)
{
  g_autoptr (GBytes) bytes = image_fixture_make_text ("<svg xmlns='http://www.w3.org/2000/svg'><rect width='10' height='10'/></svg>");
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 64);

  g_assert_cmpuint (image->width, <=, 64);
  g_assert_cmpuint (image->height, <=, 64);
}

static void
test_svg_may_hold_a_bitmap (void)
{
  g_autoptr (GBytes) png = image_fixture_make_png (8, 8);
  g_autofree char *data = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autofree char *text = g_strdup_printf (SVG_START "<image width='10' height='10' xlink:href='data:image/png;base64,%s'/></svg>", data);
  g_autoptr (GBytes) bytes = image_fixture_make_text (text);
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 64);

  image_fixture_assert_pixel (image, 10, 10, 0xff000080);
}

static void
test_svg_refers_to_nothing (void)
{
  g_autofree char *file = g_build_filename (g_get_tmp_dir (), "outside.png", NULL);
  g_autoptr (GBytes) png = image_fixture_make_png (8, 8);
  g_autofree char *text = g_strdup_printf (SVG_START "<image width='10' height='10' xlink:href='file://%s'/></svg>", file);
  g_autoptr (GBytes) bytes = image_fixture_make_text (text);
  g_autoptr (AtlasImage) image = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, g_bytes_get_data (png, NULL), g_bytes_get_size (png), &error);
  g_assert_no_error (error);
  image = image_fixture_decode (bytes, 64);
  image_fixture_assert_pixel (image, 10, 10, 0x00000000);
  g_assert_no_errno (g_unlink (file));
}

static void
test_broken (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = i == 0 ? image_fixture_make_png (60, 60) : image_fixture_make_jpeg ();
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

  image_fixture_assert_refused (nothing);
  image_fixture_assert_text_refused ("hello");
  image_fixture_assert_text_refused ("<html><body>404</body></html>");
  image_fixture_assert_text_refused ("GIF89a\x01");
  image_fixture_assert_text_refused ("\x89PNG\r\n\x1a\n");
  image_fixture_assert_text_refused ("\xff\xd8\xff");
  image_fixture_assert_text_refused ("\xff\xd8\xff\xe0\xff\xff");
  image_fixture_assert_text_refused ("{\"tppMessages\": []}");
}

static void
test_garbage (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GBytes) png = i % 2 ? image_fixture_make_png (9, 9) : image_fixture_make_jpeg ();
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

static void
test_svg_may_say_none (void)
{
  g_autoptr (GBytes) bytes = image_fixture_make_text (SVG_START "<style><![CDATA[.a{fill:#00f;stroke-dasharray:none}]]></style>"
                                        "<rect class='a' width='20' height='10' stroke-dasharray='none'/></svg>");
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 64);

  image_fixture_assert_pixel (image, 10, 10, 0x0000ffff);
}

#define LETTERS(attributes) "<path d='M2 2h2v6h-2zM6 2h2v6h-2zM10 2h1v6h-1zM13 2h5v1h-5zM13 5h5v1h-5z' " attributes "/>"
#define DISC(attributes) "<circle cx='10' cy='5' r='4.5' " attributes "/>"

typedef struct
{
  const char *name;
  const char *shapes;
  gboolean    is_light;
} Light;

static const Light lights[] = {
  { "white", LETTERS ("fill='#fff'"), TRUE },
  { "nearly-white", LETTERS ("fill='#f4f1e8'"), TRUE },
  { "light-grey", DISC ("fill='#dcdcdc'"), TRUE },
  { "light-yellow", DISC ("fill='#ffee58'"), TRUE },
  { "half-transparent-white", LETTERS ("fill='#fff' fill-opacity='0.4'"), TRUE },
  { "white-with-soft-shadow", LETTERS ("fill-opacity='0.3' transform='translate(0.6 0.6)'") LETTERS ("fill='#fff'"), TRUE },
  { "white-beside-a-mark", "<path d='M1 2h5v6H1z' fill='#d81e05'/><path d='M8 2h2v6H8zM12 2h2v6h-2zM16 2h3v6h-3z' fill='#fff'/>", TRUE },
  { "white-lines-from-edge-to-edge", "<path d='M0 0h20v2H0zM0 4h20v2H0zM0 8h20v2H0z' fill='#fff'/>", TRUE },
  { "white-beside-black", "<path d='M1 1h7v8H1z' fill='#fff'/><path d='M12 3h3v3h-3z'/>", TRUE },
  { "black", LETTERS (""), FALSE },
  { "dark-blue", DISC ("fill='#003366'"), FALSE },
  { "green", DISC ("fill='#00843d'"), FALSE },
  { "orange", DISC ("fill='#ff7900'"), FALSE },
  { "white-letters-in-a-dark-disc", DISC ("fill='#003366'") "<path d='M8 3h1v4h-1zM11 3h1v4h-1z' fill='#fff'/>", FALSE },
  { "white-letters-in-a-green-disc", DISC ("fill='#00843d'") "<path d='M7 3h2v4h-2zM11 3h2v4h-2z' fill='#fff'/>", FALSE },
  { "white-ground", "<rect width='20' height='10' fill='#fff'/>" LETTERS ("fill='#003366'"), FALSE },
  { "white-ground-round", "<rect width='20' height='10' rx='2' fill='#fff'/>" LETTERS ("fill='#003366'"), FALSE },
  { "white-outline", DISC ("fill='#d81e05' stroke='#fff' stroke-width='0.5'"), FALSE },
  { "black-beside-white", "<path d='M1 1h7v8H1z'/><path d='M12 3h3v3h-3z' fill='#fff'/>", FALSE },
  { "nothing", "", FALSE },
};

static void
test_light (gconstpointer data)
{
  const Light *light = data;
  g_autofree char *text = g_strconcat (SVG_START, light->shapes, "</svg>", NULL);
  g_autoptr (GBytes) bytes = image_fixture_make_text (text);
  static const guint sizes[] = { 32, 40, 96 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (AtlasImage) drawn = image_fixture_decode (bytes, sizes[i]);
      g_autoptr (GBytes) png = image_fixture_make_png_of (drawn);
      g_autoptr (AtlasImage) bitmap = NULL;

      g_assert_cmpint (drawn->is_light, ==, light->is_light);
      if (*light->shapes == '\0')
        continue;
      bitmap = image_fixture_decode (png, 40);
      g_assert_cmpint (bitmap->is_light, ==, light->is_light);
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
  g_test_add_func ("/catalogue/image/broken", test_broken);
  g_test_add_func ("/catalogue/image/not-an-image", test_not_an_image);
  g_test_add_func ("/catalogue/image/garbage", test_garbage);
  g_test_add_func ("/catalogue/image/svg-may-say-none", test_svg_may_say_none);
  for (guint i = 0; i < G_N_ELEMENTS (lights); i++)
    {
      g_autofree char *path = g_strdup_printf ("/catalogue/image/light/%s", lights[i].name);

      g_test_add_data_func (path, &lights[i], test_light);
    }

  return g_test_run ();
}
