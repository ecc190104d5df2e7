/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-link.h"

static void
test_read (void)
{
  static const struct
  {
    const char         *link;
    AtlasQueryLinkKind  kind;
    const char         *value;
  } cases[] = {
    { "bank-atlas:search?q=seb", ATLAS_QUERY_LINK_SEARCH, "seb" },
    { "BANK-ATLAS:search?q=seb", ATLAS_QUERY_LINK_SEARCH, "seb" },
    { "bank-atlas:search?q=country%3ASE%20s%C3%B6dra", ATLAS_QUERY_LINK_SEARCH, "country:SE södra" },
    { "bank-atlas:search?q=country:SE,FI", ATLAS_QUERY_LINK_SEARCH, "country:SE,FI" },
    { "bank-atlas:search?q=a%26q%3Db%25", ATLAS_QUERY_LINK_SEARCH, "a&q=b%" },
    { "bank-atlas:search?q=+46", ATLAS_QUERY_LINK_SEARCH, "+46" },
    { "bank-atlas:search?profile=x&q=seb&run=rm#there", ATLAS_QUERY_LINK_SEARCH, "seb" },
    { "bank-atlas:search?q=a%0A%09b%E2%80%AEc", ATLAS_QUERY_LINK_SEARCH, "a bc" },
    { "bank-atlas:bank/ESSESESS", ATLAS_QUERY_LINK_BANK, "ESSESESS" },
    { "bank-atlas:bank/essesess", ATLAS_QUERY_LINK_BANK, "essesess" },
    { "bank-atlas:bank/%45SSESESS?q=x", ATLAS_QUERY_LINK_BANK, "ESSESESS" },
    { "bank-atlas:search", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:search?q=", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:search?q=%20", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:search?q=%E2%80%AE", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:search?q=%00", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:search?q=%FF", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:search?q=%", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:search?Q=seb", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:search/x?q=seb", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas://search?q=seb", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:bank/", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:bank/ESSE/SESS", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:bank/..%2FESSE", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:bank/ESSE%20SESS", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:bank/%C3%85", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:bank/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas:", ATLAS_QUERY_LINK_NONE, NULL },
    { "bank-atlas", ATLAS_QUERY_LINK_NONE, NULL },
    { "https:search?q=seb", ATLAS_QUERY_LINK_NONE, NULL },
    { "search?q=seb", ATLAS_QUERY_LINK_NONE, NULL },
    { "seb", ATLAS_QUERY_LINK_NONE, NULL },
    { "", ATLAS_QUERY_LINK_NONE, NULL },
    { NULL, ATLAS_QUERY_LINK_NONE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = NULL;

      g_test_message ("%s", cases[i].link);
      g_assert_cmpint (atlas_query_link_read (cases[i].link, &value), ==, cases[i].kind);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_write (void)
{
  g_autofree char *search = atlas_query_link_dup_search ("country:SE södra&q=x +46 100% \"a\"#?");
  g_autofree char *bank = atlas_query_link_dup_bank ("ESSESESS");
  g_autofree char *value = NULL;

  g_assert_cmpstr (search, ==, "bank-atlas:search?q=country%3ASE%20s%C3%B6dra%26q%3Dx%20%2B46%20100%25%20%22a%22%23%3F");
  g_assert_cmpint (atlas_query_link_read (search, &value), ==, ATLAS_QUERY_LINK_SEARCH);
  g_assert_cmpstr (value, ==, "country:SE södra&q=x +46 100% \"a\"#?");
  g_assert_cmpstr (bank, ==, "bank-atlas:bank/ESSESESS");
  g_assert_null (atlas_query_link_dup_search (""));
  g_assert_null (atlas_query_link_dup_search (" \n"));
  g_assert_null (atlas_query_link_dup_bank (""));
  g_assert_null (atlas_query_link_dup_bank ("../x"));
}

static void
test_bounds (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *longest = NULL;
  g_autofree char *value = NULL;
  g_autofree char *too_long = NULL;

  for (guint i = 0; i < ATLAS_QUERY_LINK_MAX_CHARS; i++)
    g_string_append (text, "\xf0\x9f\x8f\xa6");
  longest = atlas_query_link_dup_search (text->str);
  g_assert_nonnull (longest);
  g_assert_cmpint (atlas_query_link_read (longest, &value), ==, ATLAS_QUERY_LINK_SEARCH);
  g_assert_cmpstr (value, ==, text->str);
  g_clear_pointer (&value, g_free);

  g_string_append_c (text, 'x');
  g_assert_null (atlas_query_link_dup_search (text->str));
  too_long = g_strconcat (longest, "x", NULL);
  g_assert_cmpint (atlas_query_link_read (too_long, &value), ==, ATLAS_QUERY_LINK_NONE);
  g_assert_null (value);
}

static void
test_random (void)
{
  static const char * const pieces[] = {
    "country:", "\"", "\\", "&", "=", "q=", "#", "?", "%", "%41", "+", "/", "ö", "\xd7\x90", "\xf0\x9f\x8f\xa6", "x", "x y", ";", "<", "'",
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new ("x");
      g_autofree char *link = NULL;
      g_autofree char *value = NULL;
      guint n = g_test_rand_int_range (0, 12);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      link = atlas_query_link_dup_search (text->str);
      for (const char *p = link; *p != '\0'; p++)
        g_assert_true (g_ascii_isgraph (*p));
      g_assert_cmpint (atlas_query_link_read (link, &value), ==, ATLAS_QUERY_LINK_SEARCH);
      g_assert_cmpstr (value, ==, text->str);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/query-link/read", test_read);
  g_test_add_func ("/search/query-link/write", test_write);
  g_test_add_func ("/search/query-link/bounds", test_bounds);
  g_test_add_func ("/search/query-link/random", test_random);

  return g_test_run ();
}
