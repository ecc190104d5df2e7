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

static void
test_head_office (void)
{
  static const struct
  {
    const char *bic;
    const char *head_office;
    const char *other;
  } cases[] = {
    { "ESSESESS", "ESSESESSXXX", "ESSESESSXXX" },
    { "essesessxxx", "ESSESESSXXX", "ESSESESS" },
    { "ESSESESSGOT", "ESSESESSXXX", NULL },
    { "1ABCSE2S", "1ABCSE2SXXX", "1ABCSE2SXXX" },
    { "1ABCSE2S00A", "1ABCSE2SXXX", NULL },
    { "ESSE1ESS", NULL, NULL },
    { "ESSESESSX", NULL, NULL },
    { "ESSESES%", NULL, NULL },
    { "", NULL, NULL },
    { NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *head_office = atlas_bic_dup_head_office (cases[i].bic);
      g_autofree char *other = atlas_bic_dup_other (cases[i].bic);

      g_assert_cmpstr (head_office, ==, cases[i].head_office);
      g_assert_cmpstr (other, ==, cases[i].other);
    }
}

static void
test_begins_with (void)
{
  static const struct
  {
    const char *bic;
    const char *start;
    gboolean    expected;
  } cases[] = {
    { "ESSESESS", "", TRUE },
    { "ESSESESS", "esse", TRUE },
    { "ESSESESS", "ESSESESSX", TRUE },
    { "ESSESESS", "essesessxxx", TRUE },
    { "ESSESESS", "ESSESESSXXXX", FALSE },
    { "ESSESESS", "ESSESESSG", FALSE },
    { "ESSESESSXXX", "ESSESESS", TRUE },
    { "ESSESESSGOT", "ESSESESS", TRUE },
    { "ESSESESSGOT", "ESSESESSXXX", FALSE },
    { "ESSE", "ESSESESS", FALSE },
    { "", "E", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (atlas_bic_begins_with (cases[i].bic, cases[i].start), ==, cases[i].expected);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/directory/bic/well-formed", test_well_formed);
  g_test_add_func ("/directory/bic/normalize", test_normalize);
  g_test_add_func ("/directory/bic/head-office", test_head_office);
  g_test_add_func ("/directory/bic/begins-with", test_begins_with);
  g_test_add_func ("/directory/bic/country-code", test_country_code);

  return g_test_run ();
}
