/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bic.h"

static void
test_well_formed (void)
{
  static const struct
  {
    const char *bic;
    gboolean    expected;
  } cases[] = {
    { "ESSESESS", TRUE },
    { "NDEASESSXXX", TRUE },
    { "HANDSESS1A2", TRUE },
    { "DEUTDEFF500", TRUE },
    { "ABCDSE20", TRUE },
    { "essesess", FALSE },
    { "ESSESES", FALSE },
    { "ESSESESSX", FALSE },
    { "ESSESESSXX", FALSE },
    { "ESSESESSXXXX", FALSE },
    { "ESS1SESS", FALSE },
    { "ESSESE0S", FALSE },
    { "ESSESE1S", FALSE },
    { "ESSESESO", FALSE },
    { "ESSESES%", FALSE },
    { "ESSÉSES", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].bic);
      g_assert_cmpint (atlas_bic_is_well_formed (cases[i].bic), ==, cases[i].expected);
    }
}

static void
test_normalize (void)
{
  static const struct
  {
    const char *typed;
    const char *expected;
  } cases[] = {
    { " essesess\n", "ESSESESS" },
    { "NDEA SE SS xxx", "NDEASESSXXX" },
    { "\xc2\xa0HANDSESS\xc2\xa0", "HANDSESS" },
    { "åland", "åLAND" },
    { "../x", "../X" },
    { "  ", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normalized = atlas_bic_normalize (cases[i].typed);

      g_assert_cmpstr (normalized, ==, cases[i].expected);
    }
}

static void
test_country_code (void)
{
  static const struct
  {
    const char *bic;
    const char *expected;
  } cases[] = {
    { "ESSESESS", "SE" },
    { "NDEAFIHHXXX", "FI" },
    { "deutdeff", "DE" },
    { "ABCD12XX", NULL },
    { "ESSES", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = atlas_bic_dup_country_code (cases[i].bic);

      g_assert_cmpstr (code, ==, cases[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/directory/bic/well-formed", test_well_formed);
  g_test_add_func ("/directory/bic/normalize", test_normalize);
  g_test_add_func ("/directory/bic/country-code", test_country_code);

  return g_test_run ();
}
