/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-aspsp-list-private.h"
#include "atlas-table-compare.h"
#include "atlas-test-await.h"
#include "atlas-test-banks.h"

static const char *const banks[] = {
  "DABASESX|Danske Bank|Stockholm|SE|sto|domestic|OAuth2",
  "HANDSESS|Handelsbanken|Stockholm|SE|sto|domestic|OAuth2",
  "NDEAFIHH|Nordea Bank Abp|Helsinki|FI|hel|domestic|OAuth2",
  "NDEASESS|Nordea Bank AB|Stockholm|SE,FI|sto|domestic|OAuth2",
  "SWEDSESS|Swedbank|||||Decoupled",
  NULL,
};

typedef struct
{
  AtlasAspspSource *source;
  AtlasAspspList   *list;
  GHashTable       *stars;
  GString          *log;
} Fixture;

static gboolean
is_starred_cb (const char *bic_fi,
               gpointer    data)
{
  return g_hash_table_contains (((Fixture *) data)->stars, bic_fi);
}

static void
set_starred_cb (const char *bic_fi,
                gboolean    starred,
                gpointer    data)
{
  Fixture *fixture = data;

  if (starred)
    g_hash_table_add (fixture->stars, g_strdup (bic_fi));
  else
    g_hash_table_remove (fixture->stars, bic_fi);
  atlas_aspsp_source_starred_changed (fixture->source, bic_fi);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *fixture)
{
  g_string_append_printf (fixture->log, "%u-%u+%u ", position, removed, added);
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           Fixture    *fixture)
{
  g_string_append_printf (fixture->log, "%s ", pspec->name);
}

static void
set_banks (Fixture           *fixture,
           const char *const *lines)
{
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (lines);

  atlas_aspsp_source_set_table (fixture->source, table);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->log = g_string_new (NULL);
  fixture->stars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture->source = atlas_aspsp_source_new ();
  atlas_aspsp_source_set_stars (fixture->source, is_starred_cb, set_starred_cb, fixture);
  set_banks (fixture, banks);
  fixture->list = atlas_aspsp_list_new (fixture->source, NULL);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->source);
  g_hash_table_unref (fixture->stars);
  g_string_free (fixture->log, TRUE);
}

static AtlasAspspItem *
get_item (Fixture *fixture,
          guint    position)
{
  return g_list_model_get_item (G_LIST_MODEL (fixture->list), position);
}

static void
assert_log (Fixture    *fixture,
            const char *expected)
{
  g_assert_cmpstr (fixture->log->str, ==, expected);
  g_string_truncate (fixture->log, 0);
}

static void
test_items (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (AtlasAspspItem) nordea = get_item (fixture, 3);
  g_autoptr (AtlasAspspItem) swedbank = get_item (fixture, 4);
  g_autofree char *subtitle = NULL, *flags = NULL, *bare_subtitle = NULL, *bare_flags = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 5);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->list)) == ATLAS_TYPE_ASPSP_ITEM);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 5));

  g_object_get (nordea, "subtitle", &subtitle, "flags", &flags, NULL);
  g_assert_cmpstr (atlas_aspsp_item_get_name (nordea), ==, "Nordea Bank AB");
  g_assert_cmpstr (atlas_aspsp_item_get_bic_fi (nordea), ==, "NDEASESS");
  g_assert_cmpstr (atlas_aspsp_item_get_logo_url (nordea), ==, "https://logos.example/NDEASESS.png");
  g_assert_cmpstr (subtitle, ==, "NDEASESS · Stockholm");
  g_assert_cmpstr (flags, ==, "🇸🇪 🇫🇮");
  g_assert_cmpstr (atlas_aspsp_item_get_country_codes (nordea)[1], ==, "FI");

  g_object_get (swedbank, "subtitle", &bare_subtitle, "flags", &bare_flags, NULL);
  g_assert_cmpstr (bare_subtitle, ==, "SWEDSESS");
  g_assert_cmpstr (bare_flags, ==, "");
  g_assert_null (atlas_aspsp_item_get_city (swedbank));
}

static void
test_same_item_while_alive (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (AtlasAspspItem) first = get_item (fixture, 2);
  g_autoptr (AtlasAspspItem) again = get_item (fixture, 2);
  g_autoptr (AtlasAspspItem) by_bic = atlas_aspsp_source_dup_item (fixture->source, "NDEAFIHH", 0);

  g_assert_true (first == again);
  g_assert_true (first == by_bic);
  g_assert_null (atlas_aspsp_source_dup_item (fixture->source, "NONESESS", 0));
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &by_bic);
  g_clear_object (&first);
  g_clear_object (&again);
  g_object_unref (by_bic);
  g_assert_null (by_bic);
}

static void
test_query (Fixture       *fixture,
            gconstpointer  data)
{
  AtlasQuery finland = { .country_codes = (GStrv) (const char *[]) { "FI", NULL } };
  AtlasQuery nordea = { .text = (char *) "nordea" };
  guint n_items;

  g_signal_connect (fixture->list, "notify", G_CALLBACK (notify_cb), fixture);
  atlas_aspsp_list_set_query (fixture->list, &finland);
  assert_log (fixture, "0-5+2 n-items query ");
  g_object_get (fixture->list, "n-items", &n_items, NULL);
  g_assert_cmpuint (n_items, ==, 2);

  atlas_aspsp_list_set_query (fixture->list, &finland);
  assert_log (fixture, "");
  /* Another question with the same answer. */
  atlas_aspsp_list_set_query (fixture->list, &nordea);
  assert_log (fixture, "query ");
  atlas_aspsp_list_set_query (fixture->list, NULL);
  assert_log (fixture, "0-2+5 n-items query ");
  g_assert_false (atlas_query_has_place (atlas_aspsp_list_get_query (fixture->list)));
}

static void
test_smallest_change (Fixture       *fixture,
                      gconstpointer  data)
{
  AtlasQuery handels = { .text = (char *) "handels" };
  AtlasQuery all_but_swedbank = { .methods = (GStrv) (const char *[]) { "OAuth2", NULL } };

  atlas_aspsp_list_set_query (fixture->list, &all_but_swedbank);
  assert_log (fixture, "4-1+0 ");
  atlas_aspsp_list_set_query (fixture->list, NULL);
  assert_log (fixture, "4-0+1 ");
  atlas_aspsp_list_set_query (fixture->list, &handels);
  g_string_truncate (fixture->log, 0);
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "HANDSESS", 0), ==, 0);
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "DABASESX", 0), ==, G_MAXUINT);
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "NONESESS", 0), ==, G_MAXUINT);
}

static void
find_cb (AtlasAspspList *list,
         guint           position,
         guint           removed,
         guint           added,
         GString        *log)
{
  g_string_append_printf (log, "@%u ", atlas_aspsp_list_find (list, "NDEAFIHH", 0));
}

static void
change_again_cb (AtlasAspspList *list)
{
  AtlasQuery handels = { .text = (char *) "handels" };

  atlas_aspsp_list_set_query (list, &handels);
}

/* What a handler asks for or sets in the middle of a change is about the state of that moment. */
static void
test_within_a_change (Fixture       *fixture,
                      gconstpointer  data)
{
  AtlasQuery nordea = { .text = (char *) "nordea" };
  gulong id;

  atlas_aspsp_list_set_anchor (fixture->list, "NDEAFIHH", 0);
  id = g_signal_connect (fixture->list, "items-changed", G_CALLBACK (find_cb), fixture->log);
  atlas_aspsp_list_set_query (fixture->list, &nordea);
  assert_log (fixture, "0-2+0 @0 2-1+0 @0 ");
  g_signal_handler_disconnect (fixture->list, id);

  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (change_again_cb), NULL);
  atlas_aspsp_list_set_query (fixture->list, NULL);
  assert_log (fixture, "0-0+2 4-0+1 0-5+1 ");
}

/* What the list holds, as the first letters of the BICs. */
static void
append_items_cb (GListModel *model,
                 guint       position,
                 guint       removed,
                 guint       added,
                 GString    *log)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (AtlasAspspItem) item = g_list_model_get_item (model, i);

      g_string_append_len (log, atlas_aspsp_item_get_bic_fi (item), 4);
      g_string_append_c (log, ' ');
    }
}

static void
test_anchor (Fixture       *fixture,
             gconstpointer  data)
{
  AtlasQuery nordea = { .text = (char *) "nordea" };
  AtlasQuery finland = { .country_codes = (GStrv) (const char *[]) { "FI", NULL } };

  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (append_items_cb), fixture->log);
  atlas_aspsp_list_set_anchor (fixture->list, "NDEAFIHH", 0);
  atlas_aspsp_list_set_query (fixture->list, &nordea);
  assert_log (fixture, "0-2+0 NDEA NDEA SWED 2-1+0 NDEA NDEA ");
  atlas_aspsp_list_set_query (fixture->list, NULL);
  assert_log (fixture, "0-0+2 DABA HAND NDEA NDEA 4-0+1 DABA HAND NDEA NDEA SWED ");

  /* Not there afterwards. */
  atlas_aspsp_list_set_anchor (fixture->list, "HANDSESS", 0);
  atlas_aspsp_list_set_query (fixture->list, &finland);
  assert_log (fixture, "0-5+2 NDEA NDEA ");
  atlas_aspsp_list_set_query (fixture->list, NULL);
  assert_log (fixture, "0-2+5 DABA HAND NDEA NDEA SWED ");
}

/* Two banks of one BIC are two rows, which do not take each other's place when their order changes. */
static void
test_same_bic (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const twins[] = { "ESSESESS#1|Alpha", "ESSESESS#2|Beta", "HANDSESS#3|Handelsbanken", NULL };
  static const char *const renamed[] = { "ESSESESS#2|Aardvark", "ESSESESS#1|Alpha", "HANDSESS#3|Handelsbanken", NULL };
  static const char *const rest[] = { "HANDSESS#3|Handelsbanken", "ESSESESS#1|Zulu", NULL };
  AtlasQuery beta = { .text = (char *) "beta" };
  g_autoptr (AtlasAspspItem) first = NULL;
  g_autoptr (AtlasAspspItem) second = NULL;
  g_autoptr (AtlasAspspItem) by_bic = NULL;
  g_autoptr (AtlasReason) reason = NULL;

  set_banks (fixture, twins);
  assert_log (fixture, "0-5+3 ");
  first = get_item (fixture, 0);
  second = get_item (fixture, 1);
  g_assert_true (first != second);
  g_assert_cmpstr (atlas_aspsp_item_get_name (first), ==, "Alpha");
  g_assert_cmpstr (atlas_aspsp_item_get_name (second), ==, "Beta");
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "ESSESESS", 2), ==, 1);
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "ESSESESS", 0), ==, 0);
  by_bic = atlas_aspsp_source_dup_item (fixture->source, "ESSESESS", 2);
  g_assert_true (by_bic == second);

  /* A star is the BIC's. */
  g_object_set (second, "starred", TRUE, NULL);
  g_assert_true (atlas_aspsp_item_get_starred (first));

  /* Whoever asks for any of a BIC gets the one that is listed. */
  atlas_aspsp_list_set_query (fixture->list, &beta);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "ESSESESS", 0), ==, 0);
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "ESSESESS", 1), ==, G_MAXUINT);
  reason = atlas_aspsp_list_explain (fixture->list, "ESSESESS", 2);
  g_assert_cmpuint (reason->name_ranges->len, ==, 1);
  atlas_aspsp_list_set_query (fixture->list, NULL);
  g_string_truncate (fixture->log, 0);

  atlas_aspsp_list_set_anchor (fixture->list, "ESSESESS", 2);
  set_banks (fixture, renamed);
  assert_log (fixture, "0-1+0 1-0+1 ");
  g_assert_cmpstr (atlas_aspsp_item_get_name (second), ==, "Aardvark");
  g_assert_cmpstr (atlas_aspsp_item_get_name (first), ==, "Alpha");
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "ESSESESS", 2), ==, 0);

  /* One that is gone keeps its name, and the other one is found in its place. */
  set_banks (fixture, rest);
  g_assert_cmpstr (atlas_aspsp_item_get_name (second), ==, "Aardvark");
  g_assert_cmpstr (atlas_aspsp_item_get_name (first), ==, "Zulu");
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "ESSESESS", 2), ==, 1);
}

static void
test_refresh_same (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (AtlasAspspItem) item = get_item (fixture, 0);

  g_signal_connect (item, "notify", G_CALLBACK (notify_cb), fixture);
  set_banks (fixture, banks);
  assert_log (fixture, "");
}

static void
test_refresh_added (Fixture       *fixture,
                    gconstpointer  data)
{
  const char *more[] = { banks[0], banks[1], "MARGSESS|Marginalen Bank", banks[2], banks[3], banks[4], NULL };
  g_autoptr (AtlasAspspItem) before = get_item (fixture, 2);

  set_banks (fixture, more);
  assert_log (fixture, "2-0+1 ");
  {
    g_autoptr (AtlasAspspItem) after = get_item (fixture, 3);

    g_assert_true (before == after);
  }
  set_banks (fixture, banks);
  assert_log (fixture, "2-1+0 ");
}

static void
test_refresh_changed (Fixture       *fixture,
                      gconstpointer  data)
{
  const char *renamed[] = { banks[0], "HANDSESS|Handelsbanken AB|Malmö|NO|sto|domestic|OAuth2", banks[2], banks[3], banks[4], NULL };
  g_autoptr (AtlasAspspItem) item = get_item (fixture, 1);
  g_autoptr (AtlasAspspItem) other = get_item (fixture, 0);

  g_signal_connect (item, "notify", G_CALLBACK (notify_cb), fixture);
  g_signal_connect (other, "notify", G_CALLBACK (notify_cb), fixture);
  set_banks (fixture, renamed);
  g_assert_null (strstr (fixture->log->str, "-0+"));
  g_assert_nonnull (strstr (fixture->log->str, "name "));
  g_assert_nonnull (strstr (fixture->log->str, "subtitle "));
  g_assert_nonnull (strstr (fixture->log->str, "flags "));
  g_assert_null (strstr (fixture->log->str, "logo-url "));
  g_assert_cmpstr (atlas_aspsp_item_get_name (item), ==, "Handelsbanken AB");
  g_assert_cmpstr (atlas_aspsp_item_get_city (item), ==, "Malmö");
}

static void
test_refresh_removed (Fixture       *fixture,
                      gconstpointer  data)
{
  const char *fewer[] = { banks[0], banks[2], banks[3], banks[4], NULL };
  g_autoptr (AtlasAspspItem) item = get_item (fixture, 1);

  set_banks (fixture, fewer);
  assert_log (fixture, "1-1+0 ");
  g_assert_cmpstr (atlas_aspsp_item_get_name (item), ==, "Handelsbanken");
}

static void
test_stars (Fixture       *fixture,
            gconstpointer  data)
{
  AtlasQuery starred = { .starred_only = TRUE };
  g_autoptr (AtlasAspspItem) item = get_item (fixture, 1);
  g_autoptr (AtlasAspspList) stars = atlas_aspsp_list_new (fixture->source, &starred);

  g_signal_connect (stars, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  g_signal_connect (item, "notify::starred", G_CALLBACK (notify_cb), fixture);
  g_assert_false (atlas_aspsp_item_get_starred (item));

  g_object_set (item, "starred", TRUE, NULL);
  g_assert_true (atlas_aspsp_item_get_starred (item));
  assert_log (fixture, "0-0+1 starred ");
  g_object_set (item, "starred", TRUE, NULL);
  assert_log (fixture, "");

  g_hash_table_remove_all (fixture->stars);
  atlas_aspsp_source_starred_changed (fixture->source, NULL);
  assert_log (fixture, "starred 0-1+0 ");
  g_assert_false (atlas_aspsp_item_get_starred (item));
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (AtlasAspspItem) early = get_item (fixture, 0);
  g_autoptr (AtlasAspspItem) late = get_item (fixture, 4);

  g_assert_false (atlas_aspsp_item_get_is_new (late));
  g_signal_connect (late, "notify::is-new", G_CALLBACK (notify_cb), fixture);
  atlas_aspsp_source_set_new_since (fixture->source, 1002);
  assert_log (fixture, "is-new ");
  g_assert_true (atlas_aspsp_item_get_is_new (late));
  g_assert_false (atlas_aspsp_item_get_is_new (early));
}

static void
test_outlives_list (void)
{
  g_autoptr (AtlasAspspSource) source = atlas_aspsp_source_new ();
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (banks);
  g_autoptr (AtlasAspspItem) item = NULL;
  AtlasAspspList *list = atlas_aspsp_list_new (source, NULL);

  atlas_aspsp_source_set_table (source, table);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_finalize_object (list);
  g_clear_object (&source);
  g_clear_pointer (&table, atlas_aspsp_table_unref);
  g_assert_cmpstr (atlas_aspsp_item_get_name (item), ==, "Danske Bank");
  g_object_set (item, "starred", TRUE, NULL);
}

/* Among equals, those come first that the person starred or opened; but not before the list is asked again. */
static void
test_preferred (Fixture       *fixture,
                gconstpointer  data)
{
  const char *const preferred[] = { "NDEASESS", NULL };
  const AtlasQuery first = { .text = (char *) "nordea" };
  const AtlasQuery second = { .text = (char *) "norde" };

  atlas_aspsp_list_set_query (fixture->list, &first);
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "NDEASESS", 0), ==, 1);
  g_string_truncate (fixture->log, 0);
  atlas_aspsp_source_set_preferred (fixture->source, g_strdupv ((GStrv) preferred));
  assert_log (fixture, "");
  atlas_aspsp_list_set_query (fixture->list, &second);
  g_assert_cmpuint (atlas_aspsp_list_find (fixture->list, "NDEASESS", 0), ==, 0);
}

/* An index that is made before its table is shown does not answer for the one that still is. */
static void
test_next_index (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *const fewer[] = { "ZZZZSE22|Zeta Bank", NULL };
  const AtlasQuery query = { .text = (char *) "nordea" };
  const AtlasQuery other = { .text = (char *) "zeta" };
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (fewer);
  g_autoptr (AtlasIndex) index = atlas_index_new (table);
  g_autoptr (AtlasAspspItem) found = NULL;

  atlas_aspsp_source_set_index (fixture->source, index);
  atlas_aspsp_list_set_query (fixture->list, &query);
  found = get_item (fixture, 0);
  g_assert_nonnull (found);
  g_assert_true (g_str_has_prefix (atlas_aspsp_item_get_name (found), "Nordea"));

  atlas_aspsp_source_set_table (fixture->source, table);
  g_assert_true (atlas_aspsp_source_get_index (fixture->source) == index);
  atlas_aspsp_list_set_query (fixture->list, &other);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
}

static void
test_without_starred (Fixture       *fixture,
                      gconstpointer  data)
{
  const AtlasQuery query = { .without_starred = TRUE };
  guint n_banks;

  atlas_aspsp_list_set_query (fixture->list, &query);
  n_banks = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  set_starred_cb ("NDEASESS", TRUE, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, n_banks - 1);
}

static AtlasAspspTable *
make_table_on_street (const char *street)
{
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (1);
  g_autoptr (GString) folded = g_string_new (NULL);

  atlas_aspsp_fold (folded, "ALFASE22", "Alfa Bank");
  atlas_aspsp_fold_detail (folded, ATLAS_FOLDED_STREET, street);
  atlas_aspsp_table_builder_begin_row (builder, "ALFASE22", "Alfa Bank", NULL, NULL, 1000);
  atlas_aspsp_table_builder_set_derived (builder, NULL, folded->str);

  return atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
}

/* A bank that moved looks the same in the list, but is found by another street. */
static void
test_compare_what_is_searched (void)
{
  g_autoptr (AtlasAspspTable) before = make_table_on_street ("Storgatan 1");
  g_autoptr (AtlasAspspTable) same = make_table_on_street ("Storgatan 1");
  g_autoptr (AtlasAspspTable) after = make_table_on_street ("Lillgatan 2");

  g_assert_true (atlas_test_await_boolean (atlas_table_compare (before, same), NULL));
  g_assert_false (atlas_test_await_boolean (atlas_table_compare (before, after), NULL));
}

#define add(name, func) g_test_add ("/catalogue/aspsp-list/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  add ("items", test_items);
  add ("same-item-while-alive", test_same_item_while_alive);
  add ("query", test_query);
  add ("smallest-change", test_smallest_change);
  add ("anchor", test_anchor);
  add ("within-a-change", test_within_a_change);
  add ("refresh-same", test_refresh_same);
  add ("refresh-added", test_refresh_added);
  add ("refresh-changed", test_refresh_changed);
  add ("refresh-removed", test_refresh_removed);
  add ("stars", test_stars);
  add ("new", test_new);
  add ("preferred", test_preferred);
  add ("next-index", test_next_index);
  add ("without-starred", test_without_starred);
  add ("same-bic", test_same_bic);
  g_test_add_func ("/catalogue/aspsp-list/item-outlives-list", test_outlives_list);
  g_test_add_func ("/catalogue/aspsp-list/compare-what-is-searched", test_compare_what_is_searched);

  return g_test_run ();
}
