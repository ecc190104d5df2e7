/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-image-private.h"
#include "atlas-test-await.h"
#include "image-fixture.h"

/* Some pictures of the most pixels at a time. */
#define MOST_PEAK_KB (256 * 1024)

static void
test_svg_bombs (void)
{
  g_autoptr (GString) deep = g_string_new (SVG_START);
  g_autoptr (GString) wide = g_string_new (SVG_START);
  g_autoptr (GString) large = g_string_new (SVG_START "<!-- ");

  image_fixture_assert_text_refused ("<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" SVG_START "<text>&b;</text></svg>");
  image_fixture_assert_text_refused ("<?xml version='1.0' encoding='UTF-7'?>" SVG_START "</svg>");
  image_fixture_assert_text_refused (SVG_START "<image width='10' height='10' xlink:href=' data:image/png,%89PNG'/></svg>");
  image_fixture_assert_text_refused (SVG_START "<image width='10' height='10' href='d&#97;ta:image/svg+xml;base64,PHN2Zy8+'/></svg>");
  image_fixture_assert_text_refused (SVG_START);
  image_fixture_assert_text_refused (SVG_START "<rect></svg>");

  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "<g>");
  image_fixture_assert_text_refused (deep->str);
  for (guint i = 0; i < 100000; i++)
    g_string_append (wide, "<g/>");
  g_string_append (wide, "</svg>");
  image_fixture_assert_text_refused (wide->str);
  for (guint i = 0; i < 600 * 1024; i++)
    g_string_append_c (large, ' ');
  g_string_append (large, "--></svg>");
  image_fixture_assert_text_refused (large->str);
}

/* A header that claims to be huge, before little data. */
static void
test_bitmap_bombs (void)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc2, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1 };
  g_autoptr (GBytes) png = image_fixture_make_png (8, 8);
  gsize length;
  const guint8 *data = g_bytes_get_data (png, &length);
  g_autofree guint8 *large = g_memdup2 (data, length);
  g_autoptr (GBytes) large_png = NULL, large_jpeg = g_bytes_new_static (jpeg, sizeof jpeg);

  memcpy (large + 16, "\0\0\x27\x10\0\0\x27\x10", 8);
  large_png = g_bytes_new (large, length);
  image_fixture_assert_refused (large_png);
  image_fixture_assert_refused (large_jpeg);
}

/* Each of these took seconds, or memory without bounds, in a step that nothing can interrupt. */
static void
test_svg_costs (void)
{
  g_autofree char *letters = g_strnfill (20000, 'W');
  g_autofree char *text = g_strdup_printf (SVG_START "<text>%s</text></svg>", letters);
  g_autoptr (GString) styles = g_string_new (SVG_START "<style><![CDATA[");
  g_autoptr (GString) effects = g_string_new (SVG_START "<filter id='f'>");
  g_autoptr (GString) path = g_string_new (SVG_START "<path d='M");

  image_fixture_assert_text_refused (SVG_START "<path d='M0 0L1e9 1e9' stroke='red' stroke-dasharray='0.001'/></svg>");
  image_fixture_assert_text_refused (SVG_START "<path d='M0 0L1e9 1e9' style='stroke:red; stroke-DASHarray : .001'/></svg>");
  image_fixture_assert_text_refused (SVG_START "<style>path{stroke-dash\\61 rray:.001}</style><path d='M0 0L9 9'/></svg>");
  image_fixture_assert_text_refused (SVG_START "<style><![CDATA[path{stroke-dasharray:.001}]]></style><path d='M0 0L9 9'/></svg>");
  image_fixture_assert_text_refused (SVG_START "<style>path{stroke-dash<!-- -->array:.001}</style><path d='M0 0L9 9'/></svg>");
  image_fixture_assert_text_refused (SVG_START "<style>path{stroke-dash<![CDATA[array:.001}]]></style><path d='M0 0L9 9'/></svg>");
  image_fixture_assert_text_refused (SVG_START "<style>path{stroke-dash<?x y?>array:.001}</style><path d='M0 0L9 9'/></svg>");
  image_fixture_assert_text_refused (SVG_START "<style>path{stroke-dash<g/>array:.001}</style><path d='M0 0L9 9'/></svg>");
  image_fixture_assert_text_refused (SVG_START "<style>@import url(data:text/css,path%7B%7D);</style></svg>");
  image_fixture_assert_text_refused ("<?xml-stylesheet href='data:text/css,x'?>" SVG_START "</svg>");
  image_fixture_assert_text_refused (text);

  for (guint i = 0; i < 20000; i++)
    g_string_append (styles, "*{}");
  g_string_append (styles, "]]></style>");
  for (guint i = 0; i < 2000; i++)
    g_string_append (styles, "<g/>");
  g_string_append (styles, "</svg>");
  image_fixture_assert_text_refused (styles->str);

  for (guint i = 0; i < 200; i++)
    g_string_append (effects, "<feMorphology operator='dilate' radius='100000'/>");
  g_string_append (effects, "</filter><rect width='9' height='9' filter='url(#f)'/></svg>");
  image_fixture_assert_text_refused (effects->str);

  for (guint i = 0; i < 8000; i++)
    g_string_append_printf (path, " %u %u", i * 7919 % 100, i * 104729 % 100);
  g_string_append (path, "'/></svg>");
  image_fixture_assert_text_refused (path->str);
}

static void
append_chunk (GByteArray   *png,
              const char   *type,
              const guint8 *data,
              guint32       length)
{
  const guint32 size = GUINT32_TO_BE (length);

  g_byte_array_append (png, (const guint8 *) &size, 4);
  g_byte_array_append (png, (const guint8 *) type, 4);
  g_byte_array_append (png, data, length);
  g_byte_array_append (png, (const guint8 *) "\0\0\0\0", 4);
}

/* Of an animation, the picture that every decoder shows: the frames after it may be as large, and as many, as they like. */
static void
test_animated_png (void)
{
  static const guint8 control[] = { 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0 };
  static const guint8 frame[] = { 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0 };
  g_autoptr (GBytes) bytes = image_fixture_make_png (8, 8);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GBytes) animated = NULL;
  g_autoptr (AtlasImage) image = NULL;

  g_byte_array_append (png, data, 33);
  append_chunk (png, "acTL", control, sizeof control);
  for (guint i = 0; i < 100; i++)
    {
      append_chunk (png, "fcTL", frame, sizeof frame);
      append_chunk (png, "fdAT", frame, sizeof frame);
    }
  g_byte_array_append (png, data + 33, length - 33);
  animated = g_byte_array_free_to_bytes (png);

  image = image_fixture_decode (animated, 64);
  g_assert_cmpuint (image->width, ==, 8);
  image_fixture_assert_pixel (image, 3, 3, 0xff000080);
}

/* GIF and WebP, animated or not, are not decoded at all: not by themselves, and not inside a drawing. */
static void
test_other_formats (void)
{
  /* Two frames of one pixel, for ever. */
  static const char gif[] = "GIF89a\1\0\1\0\x80\0\0\xff\0\0\0\0\xff!\xff\x0bNETSCAPE2.0\3\1\0\0\0"
                            "!\xf9\4\0\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"
                            "!\xf9\4\0\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2\x4c\1\0;";
  static const char webp[] = "RIFF\x3c\0\0\0WEBPVP8X\x0a\0\0\0\2\0\0\0\xff\xff\xff\xff\xff\xff"
                             "ANIM\6\0\0\0\0\0\0\0\0\0ANMF\x10\0\0\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\1\0\0\0";
  static const struct
  {
    const char *bytes;
    gsize       length;
    const char *type;
  } cases[] = { { gif, sizeof gif - 1, "gif" }, { webp, sizeof webp - 1, "webp" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].length);
      g_autofree char *encoded = g_base64_encode ((const guchar *) cases[i].bytes, cases[i].length);
      g_autofree char *drawing = g_strdup_printf (SVG_START "<image width='10' height='10' href='data:image/%s;base64,%s'/></svg>", cases[i].type, encoded);

      image_fixture_assert_refused (bytes);
      image_fixture_assert_text_refused (drawing);
    }
}

/* Each more than may be inside a drawing; all of them less than a drawing may have. */
#define EXTRA_BYTES (20 * 1024)

/* Colour profiles and texts are compressed: they are left out before a decoder sees them. */
static void
test_png_extras (void)
{
  static const char * const types[] = { "iCCP", "zTXt", "iTXt", "acTL", "fdAT", "eXIf" };
  g_autoptr (GBytes) bytes = image_fixture_make_png (8, 8);
  g_autofree guint8 *extra = g_malloc0 (EXTRA_BYTES);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GBytes) larded = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (AtlasImage) image = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *text = NULL;

  g_byte_array_append (png, data, 33);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    append_chunk (png, types[i], extra, EXTRA_BYTES);
  g_byte_array_append (png, data + 33, length - 33);
  larded = g_byte_array_free_to_bytes (png);
  plain = atlas_image_plain_bitmap (larded);
  g_assert_cmpuint (g_bytes_get_size (plain), <=, length);
  image = image_fixture_decode (larded, 64);
  image_fixture_assert_pixel (image, 3, 3, 0xff000080);

  encoded = g_base64_encode (g_bytes_get_data (larded, NULL), g_bytes_get_size (larded));
  text = g_strdup_printf (SVG_START "<image width='10' height='10' xlink:href='data:image/png;base64,%s'/></svg>", encoded);
  image_fixture_assert_text_refused (text);
}

/* (transfer full): the JPEG with colour profiles before its picture, of which each is in so many parts as it says. */
static GBytes *
make_profiled_jpeg (const guint8 *profile,
                    guint16       n_bytes,
                    guint         n_parts,
                    guint         stated_bytes)
{
  const guint8 head[] = { 0xff, 0xe2, stated_bytes >> 8, stated_bytes & 0xff, 'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0 };
  g_autoptr (GBytes) bytes = image_fixture_make_jpeg ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  GByteArray *jpeg = g_byte_array_new ();

  g_byte_array_append (jpeg, data, 2);
  for (guint i = 1; i <= n_parts; i++)
    {
      const guint8 number[] = { (guint8) i, i % 2 ? (guint8) n_parts : 255 };

      g_byte_array_append (jpeg, head, sizeof head);
      g_byte_array_append (jpeg, number, sizeof number);
      g_byte_array_append (jpeg, profile, n_bytes);
    }
  g_byte_array_append (jpeg, data + 2, (guint) length - 2);

  return g_byte_array_free_to_bytes (jpeg);
}

#define LARGEST_PART (0xffff - 16)

/* A colour profile in a JPEG may state any size, come in any number of parts, and be cut off. */
static void
test_jpeg_profile (void)
{
  g_autofree guint8 *garbage = g_malloc (LARGEST_PART);
  /* The profile states a size of 4 GB, and tags without end. */
  static const guint8 large[132] = { 0xff, 0xff, 0xff, 0xff, [12] = 'm', 'n', 't', 'r', 'R', 'G', 'B', ' ', 'X', 'Y', 'Z', ' ',
                                     [36] = 'a', 'c', 's', 'p', [128] = 0xff, 0xff, 0xff, 0xff };

  memset (garbage, 0xff, LARGEST_PART);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) bytes = i == 0 ? make_profiled_jpeg (garbage, LARGEST_PART, 20, 0xffff)
                                        : make_profiled_jpeg (large, i == 1 ? sizeof large : 10, 1, (i == 1 ? sizeof large : 10) + 16);
      g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 16);

      g_assert_cmpuint (image->width, ==, 8);
      image_fixture_assert_pixel (image, 4, 4, 0xc80000ff);
    }
}

/* One that states to be longer than the file has no picture after it; one that ends in the midst of a marker, neither. */
static void
test_jpeg_profile_beyond_the_end (void)
{
  static const guint stated[] = { 0xffff, 0, 1, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (stated); i++)
    {
      g_autoptr (GBytes) bytes = make_profiled_jpeg ((const guint8 *) "0123456789", 10, 1, stated[i]);

      image_fixture_assert_refused (bytes);
    }
}

/* Before the renderer sees it, whatever that makes of it. */
static void
assert_check_refuses (const char *text)
{
  g_autoptr (GBytes) bytes = image_fixture_make_text (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (atlas_image_plain_svg (bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  image_fixture_assert_text_refused (text);
}

static void
test_svg_depth (void)
{
  g_autoptr (GString) deep = g_string_new (SVG_START);

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<g>");
  assert_check_refuses (deep->str);
  /* Of this one, the whole is within the bound on bytes. */
  g_string_truncate (deep, strlen (SVG_START) + 15000 * strlen ("<g>"));
  for (guint i = 0; i < 15000; i++)
    g_string_append (deep, "</g>");
  g_string_append (deep, "</svg>");
  assert_check_refuses (deep->str);
}

/* What takes too long is given up, and does not keep the next picture waiting. */
static void
test_deadline (void)
{
  g_autoptr (GString) slow = g_string_new (SVG_START "<filter id='f'>");
  g_autoptr (GBytes) slow_bytes = NULL, png = image_fixture_make_png (8, 8);
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (AtlasImage) image = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append (slow, "<feMorphology operator='dilate' radius='100000'/>");
  g_string_append (slow, "</filter>");
  for (guint i = 0; i < 500; i++)
    g_string_append (slow, "<rect width='20' height='10' filter='url(#f)'/>");
  g_string_append (slow, "</svg>");
  slow_bytes = image_fixture_make_text (slow->str);

  future = atlas_image_decode (slow_bytes, 512);
  image = image_fixture_decode (png, 64);
  g_assert_true (dex_future_is_pending (future));
  g_assert_null (atlas_test_await_boxed (g_steal_pointer (&future), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

/* The most memory that the process ever held, through all of the above. */
static void
test_peak (void)
{
  g_autofree char *status = NULL;
  const char *peak;
  gint64 kilobytes;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (peak = strstr (status, "VmHWM:")) == NULL)
    return g_test_skip ("The system does not tell");

  kilobytes = g_ascii_strtoll (peak + strlen ("VmHWM:"), NULL, 10);
  g_test_message ("tally: logo-peak-kb %" G_GINT64_FORMAT, kilobytes);
  /* The sanitizers keep what is freed. */
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (kilobytes, <, MOST_PEAK_KB);
#endif
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/catalogue/image-bombs/svg-bombs", test_svg_bombs);
  g_test_add_func ("/catalogue/image-bombs/bitmap-bombs", test_bitmap_bombs);
  g_test_add_func ("/catalogue/image-bombs/svg-costs", test_svg_costs);
  g_test_add_func ("/catalogue/image-bombs/animated-png", test_animated_png);
  g_test_add_func ("/catalogue/image-bombs/other-formats", test_other_formats);
  g_test_add_func ("/catalogue/image-bombs/png-extras", test_png_extras);
  g_test_add_func ("/catalogue/image-bombs/jpeg-profile", test_jpeg_profile);
  g_test_add_func ("/catalogue/image-bombs/jpeg-profile-beyond-the-end", test_jpeg_profile_beyond_the_end);
  g_test_add_func ("/catalogue/image-bombs/svg-depth", test_svg_depth);
  g_test_add_func ("/catalogue/image-bombs/deadline", test_deadline);
  g_test_add_func ("/catalogue/image-bombs/peak", test_peak);

  return g_test_run ();
}
