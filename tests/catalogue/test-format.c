/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-format.h"

static void
test_address (void)
{
  g_autoptr (AtlasAspspFields) fields = atlas_aspsp_fields_new ();
  g_autofree char *none = atlas_format_address (fields, "\n");
  g_autofree char *whole = NULL, *part = NULL;

  g_assert_null (none);
  fields->postal_code = g_strdup ("106 40");
  fields->country = g_strdup (" Sweden ");
  part = atlas_format_address (fields, ", ");
  g_assert_cmpstr (part, ==, "106 40, Sweden");
  fields->street_address = g_strdup ("Kungsträdgårdsgatan 8");
  fields->city = g_strdup ("Stockholm");
  whole = atlas_format_address (fields, "\n");
  g_assert_cmpstr (whole, ==, "Kungsträdgårdsgatan 8\n106 40 Stockholm\nSweden");
}

static void
test_phone (void)
{
  static const char *const phones[][2] = {
    { NULL, NULL },
    { "", NULL },
    { "+46-771 365 365", "tel:+46771365365" },
    { "+46 (0)8 763 80 00", "tel:+4687638000" },
    { "08-763 80 00", "tel:087638000" },
    { "(0771) 365 365", "tel:0771365365" },
    { " 0771.365.365\n", "tel:0771365365" },
    /* Nothing is guessed out of what is more than a number. */
    { "0771 365365, press 2", NULL },
    { "0771 365365;ext=2", NULL },
    { "+46 1 [7m2", NULL },
    { "+46 1\x1b[7m2", NULL },
    { "+46 771\n365 365", NULL },
    { "+46 771\xe2\x80\xae" "365 365", NULL },
    { "+46 771\xe2\x80\x8b" "365 365", NULL },
    { "\xd9\xa0\xd9\xa7\xd9\xa7\xd9\xa1 365 365", NULL },
    { "++46 771 365", NULL },
    { "46+771 365", NULL },
    { "*#06# 123", NULL },
    { "tel:+46771365365", NULL },
    { "+", NULL },
    { "(-.)", NULL },
    { "n/a", NULL },
    { "12", NULL },
    { "1234567890123456", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      g_autofree char *uri = atlas_format_phone_uri (phones[i][0]);

      g_assert_cmpstr (uri, ==, phones[i][1]);
    }
}

static void
test_states (void)
{
  g_autofree char *unknown = atlas_format_days (-1);
  g_autofree char *one = atlas_format_days (1);
  g_autofree char *many = atlas_format_days (90);
  g_autofree char *limit = atlas_format_limit (0);
  g_autofree char *no_limit = atlas_format_limit (-1);

  g_assert_cmpstr (atlas_format_stated (ATLAS_STATED_YES), ==, "Yes");
  g_assert_cmpstr (atlas_format_stated (ATLAS_STATED_NO), ==, "No");
  g_assert_cmpstr (atlas_format_stated (ATLAS_STATED_NOT), ==, "Not stated");
  g_assert_cmpstr (unknown, ==, "Not stated");
  g_assert_cmpstr (one, ==, "1 day");
  g_assert_cmpstr (many, ==, "90 days");
  g_assert_cmpstr (limit, ==, "0 payments");
  g_assert_cmpstr (no_limit, ==, "Not stated");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalogue/format/address", test_address);
  g_test_add_func ("/catalogue/format/phone", test_phone);
  g_test_add_func ("/catalogue/format/states", test_states);

  return g_test_run ();
}
