/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-text.h"

/* Writes the parts so that a table can hold them: "country=SE -city=Oslo | words". */
static char *
describe (const AtlasQueryText *query)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < atlas_query_text_get_n_terms (query); i++)
    {
      const AtlasQueryTerm *term = atlas_query_text_get_term (query, i);

      g_string_append_printf (text, "%s%s=%s ", term->negated ? "-" : "", atlas_query_field_get_name (term->field), term->value);
    }
  g_string_append_c (text, '|');
  for (guint i = 0; i < atlas_query_text_get_n_words (query); i++)
    g_string_append_printf (text, " %s", atlas_query_text_get_word (query, i)->text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_ranges (const AtlasQueryText *query)
{
  gsize length = strlen (atlas_query_text_get_text (query));
  gsize last = 0;

  for (guint i = 0; i < atlas_query_text_get_n_terms (query); i++)
    {
      const AtlasQueryTerm *term = atlas_query_text_get_term (query, i);

      g_assert_cmpint (term->token_start, <, term->start);
      g_assert_cmpint (last, <=, term->start);
      g_assert_cmpint (term->start, <, term->end);
      g_assert_cmpint (term->end, <=, term->token_end);
      g_assert_cmpint (term->token_end, <=, length);
      last = term->end;
    }
  last = 0;
  for (guint i = 0; i < atlas_query_text_get_n_words (query); i++)
    {
      const AtlasQueryWord *word = atlas_query_text_get_word (query, i);

      g_assert_cmpint (last, <=, word->start);
      g_assert_cmpint (word->start, <, word->end);
      g_assert_cmpint (word->end, <=, length);
      last = word->end;
    }
}

static void
assert_round_trip (const char *text)
{
  g_autoptr (AtlasQueryText) query = atlas_query_text_new (text);
  g_autofree char *canonical = atlas_query_text_dup_canonical (query);
  g_autoptr (AtlasQueryText) again = atlas_query_text_new (canonical);
  g_autofree char *second = atlas_query_text_dup_canonical (again);

  assert_ranges (query);
  if (!atlas_query_text_equal (query, again))
    g_error ("“%s” became “%s”", text, canonical);
  g_assert_cmpstr (canonical, ==, second);
}

static void
test_parts (void)
{
  static const struct
  {
    const char *text;
    const char *parts;
    const char *canonical;
  } cases[] = {
    { "", "|", "" },
    { "  \t ", "|", "" },
    { "seb", "| seb", "seb" },
    { "country:SE,FI city:helsinki seb", "country=SE country=FI city=helsinki | seb", "country:SE,FI city:helsinki seb" },
    { "seb country:SE  privat", "country=SE | seb privat", "country:SE seb privat" },
    { "country:SE country:FI", "country=SE country=FI |", "country:SE,FI" },
    { "country:SE city:x country:FI", "country=SE city=x country=FI |", "country:SE city:x country:FI" },
    { "product:sepa-credit-transfers auth:decoupled bic:ESSE is:starred is:new has:affiliates -country:DE",
      "product=sepa-credit-transfers auth=decoupled bic=ESSE is=starred is=new has=affiliates -country=DE |",
      "product:sepa-credit-transfers auth:decoupled bic:ESSE is:starred,new has:affiliates -country:DE" },
    { "COUNTRY:se Is:Starred", "country=se is=Starred |", "country:se is:Starred" },
    { "city:\"New York\" bank", "city=New York | bank", "city:\"New York\" bank" },
    { "city:\"New York\",Oslo,\"Rio\"", "city=New York city=Oslo city=Rio |", "city:\"New York\",Oslo,Rio" },
    { "city:\" New York \"x", "city=New York | x", "city:\"New York\" x" },
    { "city:\"a, b\"", "city=a, b |", "city:\"a, b\"" },
    { "city:\"a \\\"b\\\" \\\\ c\\d\"", "city=a \"b\" \\ c\\d |", "city:\"a \\\"b\\\" \\\\ c\\\\d\"" },
    { "city:\"New Yo", "city=New Yo |", "city:\"New Yo\"" },
    { "city:a\"b", "city=a\"b |", "city:\"a\\\"b\"" },
    { "-country:DE,NO", "-country=DE -country=NO |", "-country:DE,NO" },
    { "-country:DE country:NO", "-country=DE country=NO |", "-country:DE country:NO" },
    { "country:SE,,FI,", "country=SE country=FI |", "country:SE,FI" },
    { "country:,SE", "country=SE |", "country:SE" },
    { "country: SE", "| country: SE", "country: SE" },
    { "country:", "| country:", "country:" },
    { "country:,", "| country:,", "country:," },
    { "country:\"\"", "| country:\"\"", "\"country:\\\"\\\"\"" },
    { "-country:", "| -country:", "-country:" },
    { "--country:SE", "| --country:SE", "--country:SE" },
    { "-", "| -", "-" },
    { "-seb", "| -seb", "-seb" },
    { ":SE", "| :SE", ":SE" },
    { "place:SE", "| place:SE", "place:SE" },
    { "countryx:SE xcountry:SE", "| countryx:SE xcountry:SE", "countryx:SE xcountry:SE" },
    { "https://www.seb.se", "| https://www.seb.se", "https://www.seb.se" },
    { "IBAN:SE07", "| IBAN:SE07", "IBAN:SE07" },
    { "is:blue", "is=blue |", "is:blue" },
    { "bic:a:b", "bic=a:b |", "bic:a:b" },
    { "\"country:SE\"", "| country:SE", "\"country:SE\"" },
    { "\"södra dalarnas\" bank", "| södra dalarnas bank", "\"södra dalarnas\" bank" },
    { "\"seb\"", "| seb", "seb" },
    { "\"a\"b", "| a b", "a b" },
    { "\"\" \" \"", "|", "" },
    { "\"", "| \"", "\"\\\"\"" },
    { "5\" skärm", "| 5\" skärm", "\"5\\\"\" skärm" },
    { "\"seb country:SE", "country=SE | \"seb", "country:SE \"\\\"seb\"" },
    { "city:göteborg\xc2\xa0seb", "city=göteborg | seb", "city:göteborg seb" },
    { "city:\xd7\x97\xd7\x99\xd7\xa4\xd7\x94 \xd7\x91\xd7\xa0\xd7\xa7", "city=\xd7\x97\xd7\x99\xd7\xa4\xd7\x94 | \xd7\x91\xd7\xa0\xd7\xa7", "city:\xd7\x97\xd7\x99\xd7\xa4\xd7\x94 \xd7\x91\xd7\xa0\xd7\xa7" },
    { "a\xff", "| a\xef\xbf\xbd", "a\xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasQueryText) query = atlas_query_text_new (cases[i].text);
      g_autofree char *parts = describe (query);
      g_autofree char *canonical = atlas_query_text_dup_canonical (query);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (parts, ==, cases[i].parts);
      g_assert_cmpstr (canonical, ==, cases[i].canonical);
      assert_round_trip (cases[i].text);
    }
}

static void
test_nothing (void)
{
  g_autoptr (AtlasQueryText) query = atlas_query_text_new (NULL);
  g_autofree char *words = atlas_query_text_dup_words (query);

  g_assert_cmpstr (atlas_query_text_get_text (query), ==, "");
  g_assert_cmpstr (words, ==, "");
  g_assert_cmpint (atlas_query_text_get_n_terms (query), ==, 0);
}

static void
test_range (void)
{
  const char *text = "ö -country:SE,\"F I\" x";
  g_autoptr (AtlasQueryText) query = atlas_query_text_new (text);
  const AtlasQueryTerm *term = atlas_query_text_get_term (query, 1);
  const AtlasQueryWord *word = atlas_query_text_get_word (query, 1);

  g_assert_cmpint (strncmp (text + term->start, "\"F I\"", term->end - term->start), ==, 0);
  g_assert_cmpint (term->end - term->start, ==, 5);
  g_assert_cmpint (strncmp (text + term->token_start, "-country:SE,\"F I\"", term->token_end - term->token_start), ==, 0);
  g_assert_cmpint (term->token_end - term->token_start, ==, 17);
  g_assert_cmpint (word->end, ==, strlen (text));
  g_assert_cmpint (word->end - word->start, ==, 1);
}

static void
test_asked (void)
{
  g_autoptr (AtlasQueryText) query = atlas_query_text_new ("IS:New -is:starred country:SE a country:FI -country:DE has:nothing b");
  g_auto (GStrv) wanted = atlas_query_text_dup_values (query, ATLAS_QUERY_FIELD_COUNTRY, FALSE);
  g_auto (GStrv) unwanted = atlas_query_text_dup_values (query, ATLAS_QUERY_FIELD_COUNTRY, TRUE);
  g_auto (GStrv) none = atlas_query_text_dup_values (query, ATLAS_QUERY_FIELD_CITY, FALSE);
  g_autofree char *words = atlas_query_text_dup_words (query);

  g_assert_cmpstrv (wanted, ((const char * const[]) { "SE", "FI", NULL }));
  g_assert_cmpstrv (unwanted, ((const char * const[]) { "DE", NULL }));
  g_assert_cmpint (g_strv_length (none), ==, 0);
  g_assert_cmpstr (words, ==, "a b");
  g_assert_true (atlas_query_text_has_flag (query, ATLAS_QUERY_FLAG_NEW));
  g_assert_false (atlas_query_text_has_flag (query, ATLAS_QUERY_FLAG_STARRED));
  g_assert_false (atlas_query_text_has_flag (query, ATLAS_QUERY_FLAG_AFFILIATES));
  g_assert_false (atlas_query_text_has_flag (query, ATLAS_QUERY_FLAG_UNKNOWN));
}

static void
test_edits (void)
{
  g_autoptr (AtlasQueryText) query = atlas_query_text_new ("seb country:SE,FI is:new bank");
  g_autofree char *without = atlas_query_text_dup_without (query, 0);
  g_autofree char *replaced = atlas_query_text_dup_with (query, ATLAS_QUERY_FIELD_COUNTRY, FALSE,
                                                         (const char * const[]) { "DK", "", " ", "A B", NULL });
  g_autofree char *none = atlas_query_text_dup_with (query, ATLAS_QUERY_FIELD_COUNTRY, FALSE, NULL);
  g_autofree char *excluded = atlas_query_text_dup_with (query, ATLAS_QUERY_FIELD_COUNTRY, TRUE,
                                                         (const char * const[]) { "DE", NULL });
  g_autofree char *words = atlas_query_text_dup_with_words (query, "nordea  \"ab bank\"");
  g_autofree char *no_words = atlas_query_text_dup_with_words (query, NULL);

  g_assert_cmpstr (without, ==, "country:FI is:new seb bank");
  g_assert_cmpstr (replaced, ==, "is:new country:DK,\"A B\" seb bank");
  g_assert_cmpstr (none, ==, "is:new seb bank");
  g_assert_cmpstr (excluded, ==, "country:SE,FI is:new -country:DE seb bank");
  g_assert_cmpstr (words, ==, "country:SE,FI is:new nordea \"ab bank\"");
  g_assert_cmpstr (no_words, ==, "country:SE,FI is:new");
}

static void
test_random (void)
{
  static const char * const pieces[] = {
    "country", "city", "is", "has", "-", ":", ":", ",", "\"", "\"", "\\", " ", " ", "SE", "New", "ö", "\xd7\x90", "\xc2\xa0", "x", "\t", "\n",
    "country:", "city:\"", "\" ", "\xf0\x9f\x87\xb8",
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = g_test_rand_int_range (0, 16);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      assert_round_trip (text->str);
    }
}

/* What is hostile takes no longer than its length makes it: were it quadratic, these would take minutes. */
static void
test_long (void)
{
  static const char * const parts[] = {
    "country:SE ", "country:\"", "country:\"\" ", "city:\"\"", "city:,", "\" ", "\"", "\\\"", "\"\\\" ", "a", "a ", ",", "-country:",
    "city:\" \" ", "city:\"x", "\xe2\x80\xae", "\xd7\x90 ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint n = 0; n < 10000; n++)
        g_string_append (text, parts[i]);
      assert_round_trip (text->str);
    }
}

static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (AtlasQueryText) query = NULL;

  for (guint n = 0; n < 5000; n++)
    g_string_append (text, n % 2 == 0 ? "country:SE,FI " : "-auth:\"OAuth2\" ");
  query = atlas_query_text_new (text->str);
  g_assert_cmpint (atlas_query_text_get_n_terms (query), ==, 7500);
  g_assert_cmpint (atlas_query_text_get_n_words (query), ==, 0);
}

static void
test_fields (void)
{
  for (guint field = ATLAS_QUERY_FIELD_NONE + 1; field < ATLAS_N_QUERY_FIELDS; field++)
    {
      const char *name = atlas_query_field_get_name (field);

      g_assert_nonnull (name);
      g_assert_nonnull (atlas_query_field_get_description (field));
      g_assert_cmpint (atlas_query_field_find (name, strlen (name)), ==, field);
    }
  for (guint flag = ATLAS_QUERY_FLAG_UNKNOWN + 1; flag < ATLAS_N_QUERY_FLAGS; flag++)
    {
      g_assert_nonnull (atlas_query_flag_get_description (flag));
      g_assert_cmpint (atlas_query_flag_find (atlas_query_flag_get_field (flag), atlas_query_flag_get_name (flag)), ==, flag);
    }
  g_assert_cmpint (atlas_query_flag_find (ATLAS_QUERY_FIELD_HAS, "starred"), ==, ATLAS_QUERY_FLAG_UNKNOWN);
  g_assert_cmpint (atlas_query_flag_find (ATLAS_QUERY_FIELD_IS, NULL), ==, ATLAS_QUERY_FLAG_UNKNOWN);
  g_assert_null (atlas_query_field_get_name (ATLAS_QUERY_FIELD_NONE));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/query-text/parts", test_parts);
  g_test_add_func ("/search/query-text/nothing", test_nothing);
  g_test_add_func ("/search/query-text/range", test_range);
  g_test_add_func ("/search/query-text/asked", test_asked);
  g_test_add_func ("/search/query-text/edits", test_edits);
  g_test_add_func ("/search/query-text/random", test_random);
  g_test_add_func ("/search/query-text/long", test_long);
  g_test_add_func ("/search/query-text/many", test_many);
  g_test_add_func ("/search/query-text/fields", test_fields);

  return g_test_run ();
}
