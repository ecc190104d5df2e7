/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-nothing-found.h"
#include "atlas-test-banks.h"

static const char *const banks[] = {
  "AAAADE22|Spar Bremen|Bremen|DE|bre|domestic|OAuth2",
  "BBBBDE22|Spar Berlin|Berlin|DE|ber|domestic|Decoupled",
  "NDEASESS|Nordea Bank AB|Stockholm|SE|sto|sepa-credit-transfers|OAuth2",
  "SWEDSESS|Swedbank|Stockholm|SE|sto|domestic|OAuth2|Södra Dalarnas Sparbank",
  NULL,
};

static gboolean
is_starred_cb (const char *bic_fi,
               gpointer    data)
{
  return g_strcmp0 (bic_fi, "NDEASESS") == 0;
}

/* What is offered, as "kind=banks:name". */
static char *
ask (const AtlasQuery *query)
{
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (banks);
  g_autoptr (AtlasIndex) index = atlas_index_new (table);
  const AtlasSearchContext context = { .is_starred = is_starred_cb };
  g_autoptr (AtlasSearchResult) nothing = atlas_search_run (index, query, &context);
  g_autoptr (GPtrArray) found = atlas_nothing_found_ask (query, index, &context);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpuint (nothing->positions->len, ==, 0);
  for (guint i = 0; i < found->len; i++)
    {
      AtlasAlternative *alternative = g_ptr_array_index (found, i);
      g_autoptr (AtlasSearchResult) again = atlas_search_run (index, alternative->query, &context);

      g_assert_cmpuint (again->positions->len, ==, alternative->n_banks);
      g_string_append_printf (text,
                              "%s%d=%u%s%s",
                              i > 0 ? " " : "",
                              alternative->kind,
                              alternative->n_banks,
                              alternative->name ? ":" : "",
                              alternative->name ? alternative->name : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define LIST(...) ((GStrv) (const char *[]) { __VA_ARGS__, NULL })

#define assert_offered(expected, ...)       \
  G_STMT_START                              \
  {                                         \
    AtlasQuery asked = { __VA_ARGS__ };     \
    g_autofree char *offered = ask (&asked); \
    g_assert_cmpstr (offered, ==, expected); \
  }                                         \
  G_STMT_END

static void
test_elsewhere (void)
{
  assert_offered ("0=3", .text = (char *) "spar", .country_codes = LIST ("FI"));
  assert_offered ("0=1:Spar Bremen", .text = (char *) "bremen", .country_codes = LIST ("SE"));
  assert_offered ("1=1:Swedbank", .text = (char *) "dalarna spar", .country_codes = LIST ("DE"));
}

static void
test_filters (void)
{
  assert_offered ("2=2", .text = (char *) "spar", .country_codes = LIST ("DE"), .products = LIST ("sepa-credit-transfers"));
  assert_offered ("3=1:Nordea Bank AB", .text = (char *) "nordea", .methods = LIST ("Decoupled"));
  assert_offered ("4=1:Swedbank", .text = (char *) "swedbank", .starred_only = TRUE);
  assert_offered ("2=2 0=1:Nordea Bank AB", .products = LIST ("sepa-credit-transfers"), .country_codes = LIST ("DE"));
}

static void
test_last_resorts (void)
{
  assert_offered ("5=1:Spar Bremen", .text = (char *) "bremen", .country_codes = LIST ("SE"), .starred_only = TRUE);
  assert_offered ("6=2", .text = (char *) "zzz", .country_codes = LIST ("SE"));
  assert_offered ("", .text = (char *) "zzz", .country_codes = LIST ("XX"));
  assert_offered ("6=4", .text = (char *) "zzz");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalogue/nothing-found/elsewhere", test_elsewhere);
  g_test_add_func ("/catalogue/nothing-found/filters", test_filters);
  g_test_add_func ("/catalogue/nothing-found/last-resorts", test_last_resorts);

  return g_test_run ();
}
