/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-image-private.h"
#include "image-fixture.h"

/* Drawings as programs save them, and what is close to them and means ill ("bad-…"), are in the fuzzer's corpus. */

/* Each is twice as wide as high; the colours in the midst of its halves. */
typedef struct
{
  const char *name;
  guint32     left;
  guint32     right;
} Sample;

static const Sample samples[] = {
  { "svg-attribute-list", 0xff8200ff, 0 },
  { "svg-coreldraw-utf-16", 0xe2231aff, 0x1f1a17ff },
  { "svg-dashes-of-nothing", 0x003da5ff, 0 },
  { "svg-figma", 0x0acf83ff, 0xa259ffff },
  { "svg-from-a-page", 0x00b388ff, 0 },
  { "svg-illustrator", 0x004b87ff, 0xf7a800ff },
  { "svg-illustrator-styles", 0xa6192eff, 0xffffffff },
  { "svg-inkscape", 0x00843dff, 0xffcd00ff },
  { "svg-latin-1-upper-case", 0xe87722ff, 0 },
  { "svg-libreoffice", 0x729fcfff, 0 },
  { "svg-long-comment", 0x007a33ff, 0 },
  { "svg-packet", 0x9b26b6ff, 0 },
  { "svg-prefixed", 0x78be20ff, 0 },
  { "svg-sketch", 0x5c068cff, 0 },
  { "svg-switch", 0x6c8ebfff, 0 },
  { "svg-utf-16-be", 0xd22630ff, 0 },
  { "svg-visio", 0x5b9bd5ff, 0 },
  { "svg-windows-1252", 0x00aeefff, 0 },
};

static GBytes *
read_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "logo", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, length);
}

static void
test_shown (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (GBytes) bytes = read_sample (sample->name);
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 64);

  g_assert_cmpuint (image->width, ==, 64);
  g_assert_cmpuint (image->height, >=, 31);
  g_assert_cmpuint (image->height, <=, 32);
  image_fixture_assert_pixel (image, 16, 16, sample->left);
  image_fixture_assert_pixel (image, 48, 16, sample->right);
}

/* Before the renderer sees it, whatever that makes of it. */
static void
test_refused (gconstpointer name)
{
  g_autoptr (GBytes) bytes = read_sample (name);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (atlas_image_sniff (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)), ==, ATLAS_IMAGE_SVG);
  g_assert_null (atlas_image_plain_svg (bytes, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, !=, "");
}

static void
add_refused (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "logo", NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (directory);
  while ((name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, "bad-"))
      {
        g_autofree char *test_path = g_strdup_printf ("/catalogue/image-svg/refused/%s", name + strlen ("bad-"));

        g_test_add_data_func_full (test_path, g_strdup (name), test_refused, g_free);
      }
}

/* What a program keeps for itself is not drawn, and counts for nothing but the bytes that the whole may have. */
static void
test_large_foreign (void)
{
  g_autofree char *letters = g_strnfill (400 * 1024, 'x');
  g_autofree char *text = g_strdup_printf (SVG_START "<rect width='20' height='10' fill='#00f'/><i:pgf xmlns:i='urn:i'>%s</i:pgf></svg>", letters);
  g_autofree char *shapes = g_strdup_printf (SVG_START "<rect width='20' height='10' id='%s'/></svg>", letters);
  g_autofree char *twice = g_strconcat (text, "<!--", letters, "-->", NULL);
  g_autoptr (GBytes) bytes = image_fixture_make_text (text);
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 64);

  image_fixture_assert_pixel (image, 10, 10, 0x0000ffff);
  image_fixture_assert_text_refused (shapes);
  image_fixture_assert_text_refused (twice);
}

/* Nothing of what is left out is in what the renderer gets. */
static void
test_plain (void)
{
  static const char * const left_out[] = { "pgf", "DOCTYPE", "ENTITY", "<!--", "foreignObject", "metadata", "<?", "CDATA", ":rgbTrio" };
  g_autoptr (GBytes) bytes = read_sample ("svg-illustrator");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = atlas_image_plain_svg (bytes, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    g_assert_null (strstr (text, left_out[i]));
}

/* One text of the longest kind, so often that the whole would be much larger than the file. */
static void
test_entity_many_times (void)
{
  g_autofree char *letters = g_strnfill (1000, 'x');
  g_autoptr (GString) text = g_string_new ("<!DOCTYPE svg [<!ENTITY a '");

  g_string_append_printf (text, "%s'>]>" SVG_START "<metadata>", letters);
  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "&a;");
  g_string_append (text, "</metadata></svg>");
  image_fixture_assert_text_refused (text->str);
}

/* Inside comments, character data and instructions, names of entities are only letters. */
static void
test_entity_in_literals (void)
{
  g_autoptr (GBytes) bytes = image_fixture_make_text ("<!DOCTYPE svg [<!ENTITY a '#00f'><!ENTITY a 'red'>]>" SVG_START
                                                      "<!-- &a; &b; --><?x &b; ?><style><![CDATA[/* &b; < */ .r{fill:#00f}]]></style>"
                                                      "<rect width='10' height='10' fill='&a;'/><rect class='r' x='10' width='10' height='10'/></svg>");
  g_autoptr (AtlasImage) image = image_fixture_decode (bytes, 64);

  image_fixture_assert_pixel (image, 10, 10, 0x0000ffff);
  image_fixture_assert_pixel (image, 50, 10, 0x0000ffff);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/catalogue/image-svg/shown/%s", samples[i].name + strlen ("svg-"));

      g_test_add_data_func (path, &samples[i], test_shown);
    }
  add_refused ();
  g_test_add_func ("/catalogue/image-svg/large-foreign", test_large_foreign);
  g_test_add_func ("/catalogue/image-svg/plain", test_plain);
  g_test_add_func ("/catalogue/image-svg/entity-many-times", test_entity_many_times);
  g_test_add_func ("/catalogue/image-svg/entity-in-literals", test_entity_in_literals);

  return g_test_run ();
}
