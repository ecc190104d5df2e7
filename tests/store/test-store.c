/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store-fixture.h"

static const char *
word_at (AtlasAspspTable *table,
         AtlasWordKind    kind,
         guint            index)
{
  return atlas_aspsp_table_get_word (table, kind, index);
}

static void
get_row (AtlasSnapshot *snapshot,
         const char    *bic_fi,
         AtlasAspspRow *row)
{
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);
  guint position = atlas_aspsp_table_find (table, bic_fi);

  g_assert_cmpuint (position, !=, ATLAS_ASPSP_TABLE_NOT_FOUND);
  atlas_aspsp_table_get_row (table, position, row);
}

static const AtlasChange *
find_change (AtlasChanges *changes,
             const char   *id,
             const char   *field)
{
  GPtrArray *list = atlas_changes_get_list (changes);

  for (guint i = 0; i < list->len; i++)
    {
      const AtlasChange *change = g_ptr_array_index (list, i);

      if (g_strcmp0 (change->id, id) == 0 && g_strcmp0 (change->field, field) == 0)
        return change;
    }

  return NULL;
}

static void
test_empty (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasSnapshot) snapshot = fixture_load (store);

  g_assert_false (atlas_store_was_rebuilt (store));
  g_assert_cmpint (atlas_snapshot_get_fetched_at (snapshot), ==, 0);
  g_assert_cmpuint (atlas_snapshot_get_countries (snapshot)->len, ==, 0);
  g_assert_cmpuint (atlas_snapshot_get_cities (snapshot)->len, ==, 0);
  g_assert_cmpuint (atlas_aspsp_table_get_n_rows (atlas_snapshot_get_aspsps (snapshot)), ==, 0);
  g_assert_null (fixture_load_details (store, "ESSESESS"));
}

static void
test_first_refresh (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) changes = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasSnapshot) snapshot = fixture_load (store);
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);
  AtlasAspspRow row;

  g_assert_cmpuint (atlas_changes_get_n (changes, ATLAS_CHANGE_ADDED), ==, 2 + 2 + 3);
  g_assert_cmpint (atlas_snapshot_get_fetched_at (snapshot), ==, 1000);
  g_assert_cmpstr (atlas_country_get_name (g_ptr_array_index (atlas_snapshot_get_countries (snapshot), 1)), ==, "Finland");
  g_assert_cmpstr (atlas_city_get_city_id (g_ptr_array_index (atlas_snapshot_get_cities (snapshot), 0)), ==, STOCKHOLM);
  g_assert_cmpuint (atlas_aspsp_table_get_n_rows (table), ==, 3);

  /* In display order. */
  atlas_aspsp_table_get_row (table, 0, &row);
  g_assert_cmpstr (row.bic_fi, ==, "HANDSESS");
  g_assert_null (row.city);

  atlas_aspsp_table_get_row (table, 1, &row);
  g_assert_cmpstr (row.bic_fi, ==, "NDEASESS");
  g_assert_cmpuint (row.n_countries, ==, 2);
  g_assert_cmpstr (word_at (table, ATLAS_WORD_COUNTRY, row.countries[0]), ==, "SE");
  g_assert_cmpstr (word_at (table, ATLAS_WORD_COUNTRY, row.countries[1]), ==, "FI");

  atlas_aspsp_table_get_row (table, 2, &row);
  g_assert_cmpstr (row.name, ==, "Skandinaviska Enskilda Banken AB");
  g_assert_cmpstr (row.city, ==, "Stockholm");
  g_assert_cmpuint (row.n_cities, ==, 1);
  g_assert_cmpstr (row.logo_folder, ==, "https://logo.example/");
  g_assert_cmpstr (row.logo_name, ==, "ESSESESS.png");
  g_assert_true (atlas_aspsp_table_row_matches (table, 2, "stockholm", -1));
  g_assert_true (atlas_aspsp_table_row_matches (table, 2, "enskilda", -1));
}

static void
test_unchanged (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasSnapshot) before = fixture_load (store);
  g_autoptr (AtlasChanges) second = fixture_apply (store, fixture_documented (2000));
  g_autoptr (AtlasSnapshot) after = fixture_load (store);
  g_autofree char *old_fingerprint = fixture_fingerprint (before);
  g_autofree char *new_fingerprint = fixture_fingerprint (after);

  g_assert_false (atlas_changes_is_empty (first));
  g_assert_true (atlas_changes_is_empty (second));
  g_assert_cmpint (atlas_snapshot_get_fetched_at (after), ==, 2000);
  g_assert_cmpstr (old_fingerprint, ==, new_fingerprint);
}

static AtlasRefresh *
make_second_refresh (void)
{
  AtlasRefresh *refresh = atlas_refresh_new (2000);
  g_autoptr (GPtrArray) sweden = NULL;

  atlas_refresh_take_countries (refresh, fixture_objects (atlas_country_new ("SE", "Sverige", NULL), NULL));
  atlas_refresh_take_cities (refresh, fixture_objects (atlas_city_new (STOCKHOLM, "Stockholm", "SE", "{\"cityId\":\"1\"}"), NULL));
  sweden = fixture_objects (atlas_aspsp_new ("NDEASESS", "Anordea", "https://logo.example/n.svg", NULL, "{}"),
                            atlas_aspsp_new ("ESSESESS", "Skandinaviska Enskilda Banken AB ", "https://logo.example/ESSESESS.png", NULL, "{\"bicFi\":\"ESSESESS\", \"x\":1}"),
                            atlas_aspsp_new ("SWEDSESS", "Swedbank", NULL, NULL, "{}"),
                            NULL);
  atlas_refresh_add_aspsps (refresh, sweden, "SE", NULL);

  return refresh;
}

static void
test_changes (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasChanges) changes = fixture_apply (store, make_second_refresh ());
  g_autoptr (AtlasSnapshot) snapshot = fixture_load (store);
  const AtlasChange *change;
  AtlasAspspRow row;

  g_assert_cmpuint (atlas_changes_get_n (changes, ATLAS_CHANGE_ADDED), ==, 1);
  g_assert_cmpuint (atlas_changes_get_n (changes, ATLAS_CHANGE_REMOVED), ==, 3);
  g_assert_cmpuint (atlas_changes_get_n (changes, ATLAS_CHANGE_CHANGED), ==, 5);

  change = find_change (changes, "SE", "name");
  g_assert_cmpstr (change->what, ==, "country");
  g_assert_cmpstr (change->old_value, ==, "Sweden");
  g_assert_cmpstr (change->new_value, ==, "Sverige");
  g_assert_cmpint (change->at, ==, 2000);
  g_assert_cmpint (find_change (changes, "FI", NULL)->kind, ==, ATLAS_CHANGE_REMOVED);
  g_assert_cmpint (find_change (changes, HELSINKI, NULL)->kind, ==, ATLAS_CHANGE_REMOVED);
  g_assert_cmpint (find_change (changes, "HANDSESS", NULL)->kind, ==, ATLAS_CHANGE_REMOVED);
  g_assert_cmpstr (find_change (changes, "HANDSESS", NULL)->name, ==, "Handelsbanken");
  g_assert_cmpint (find_change (changes, "SWEDSESS", NULL)->kind, ==, ATLAS_CHANGE_ADDED);
  g_assert_cmpstr (find_change (changes, "NDEASESS", "name")->new_value, ==, "Anordea");
  g_assert_null (find_change (changes, "NDEASESS", "logoUrl")->old_value);
  g_assert_cmpstr (find_change (changes, "NDEASESS", "isoCountryCodes")->old_value, ==, "SE,FI");
  g_assert_cmpstr (find_change (changes, "NDEASESS", "isoCountryCodes")->new_value, ==, "SE");
  g_assert_cmpstr (find_change (changes, "ESSESESS", "cityIds")->old_value, ==, STOCKHOLM);
  g_assert_null (find_change (changes, "ESSESESS", "cityIds")->new_value);

  g_assert_cmpuint (atlas_aspsp_table_find (atlas_snapshot_get_aspsps (snapshot), "HANDSESS"), ==, ATLAS_ASPSP_TABLE_NOT_FOUND);
  g_assert_cmpuint (atlas_aspsp_table_find (atlas_snapshot_get_aspsps (snapshot), "NDEASESS"), ==, 0);
  get_row (snapshot, "NDEASESS", &row);
  g_assert_cmpstr (row.name, ==, "Anordea");
  g_assert_true (atlas_aspsp_table_row_matches (atlas_snapshot_get_aspsps (snapshot), 0, "anordea", -1));
}

/* Banks of the first refresh are new to nobody; those that came later are. */
static void
test_first_seen (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasChanges) second = fixture_apply (store, make_second_refresh ());
  g_autoptr (AtlasSnapshot) snapshot = fixture_load (store);
  AtlasAspspRow row;

  get_row (snapshot, "NDEASESS", &row);
  g_assert_cmpint (row.first_seen, ==, 0);
  get_row (snapshot, "SWEDSESS", &row);
  g_assert_cmpint (row.first_seen, ==, 2000);
}

static void
test_list_changes (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasChanges) second = fixture_apply (store, make_second_refresh ());
  g_autoptr (AtlasChanges) third = fixture_apply (store, fixture_documented (3000));
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) since = NULL;
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GError) error = NULL;

  all = atlas_test_await_boxed (atlas_store_list_changes (store, 0, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 18);
  g_assert_cmpint (((AtlasChange *) g_ptr_array_index (all, 0))->at, ==, 3000);
  since = atlas_test_await_boxed (atlas_store_list_changes (store, 2001, 0), &error);
  g_assert_cmpuint (since->len, ==, 9);
  some = atlas_test_await_boxed (atlas_store_list_changes (store, 0, 2), &error);
  g_assert_cmpuint (some->len, ==, 2);
}

/* A bank that came back is not among them. */
static void
test_list_removed (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasChanges) second = fixture_apply (store, make_second_refresh ());
  g_autoptr (GPtrArray) removed = atlas_test_await_boxed (atlas_store_list_removed (store, 10), NULL);
  g_autoptr (AtlasChanges) third = fixture_apply (store, fixture_documented (3000));
  g_autoptr (GPtrArray) later = atlas_test_await_boxed (atlas_store_list_removed (store, 10), NULL);
  g_autoptr (GPtrArray) none = atlas_test_await_boxed (atlas_store_list_removed (store, 0), NULL);
  const AtlasChange *change;

  g_assert_cmpuint (removed->len, ==, 1);
  change = g_ptr_array_index (removed, 0);
  g_assert_cmpstr (change->id, ==, "HANDSESS");
  g_assert_cmpint (change->kind, ==, ATLAS_CHANGE_REMOVED);
  g_assert_cmpint (change->at, ==, 2000);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_cmpstr (((AtlasChange *) g_ptr_array_index (later, 0))->id, ==, "SWEDSESS");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_cities_unknown (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (AtlasSnapshot) snapshot = NULL;
  AtlasRefresh *refresh = make_second_refresh ();
  AtlasAspspRow row;

  atlas_refresh_set_cities_unknown (refresh, TRUE);
  changes = fixture_apply (store, refresh);
  snapshot = fixture_load (store);

  g_assert_null (find_change (changes, "ESSESESS", "cityIds"));
  get_row (snapshot, "ESSESESS", &row);
  g_assert_cmpuint (row.n_cities, ==, 1);
  g_assert_cmpstr (row.city, ==, "Stockholm");
}

static void
assert_raw (AtlasStore        *store,
            const char        *list,
            const char *const *ids,
            const char        *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = atlas_test_await_boxed (atlas_store_load_raw (store, list, ids), &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv ("\n", texts);
  g_assert_cmpstr (joined, ==, expected);
}

/* To the letter, and in the platform's order, which is not that of the alphabet. */
static void
test_raw (void)
{
  static const char *const some[] = { "handsess", "ESSESESS", "XXXXXXXX", NULL };
  static const char *const finland[] = { "fi", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasChanges) second = NULL;
  g_autoptr (GError) error = NULL;

  assert_raw (store, "aspsps", NULL, "{\"bicFi\":\"ESSESESS\", \"x\":1}\n{\"bicFi\":\"NDEASESS\"}\n{\"bicFi\":\"HANDSESS\"}");
  assert_raw (store, "aspsps", some, "{\"bicFi\":\"ESSESESS\", \"x\":1}\n{\"bicFi\":\"HANDSESS\"}");
  assert_raw (store, "countries", NULL, "{\"isoCountryCode\": \"SE\",  \"name\":\"Sweden\"}\n{\"isoCountryCode\":\"FI\"}");
  assert_raw (store, "countries", finland, "{\"isoCountryCode\":\"FI\"}");
  assert_raw (store, "cities", none, "");
  g_assert_null (atlas_test_await (atlas_store_load_raw (store, "banks", NULL), &error));
  g_assert_error (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FAILED);

  second = fixture_apply (store, make_second_refresh ());
  assert_raw (store, "aspsps", NULL, "{}\n{\"bicFi\":\"ESSESESS\", \"x\":1}\n{}");
}

/* Nothing is lost, however little an object says; and what is only in the BIC is taken from there. */
static void
test_odd_objects (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  AtlasRefresh *refresh = atlas_refresh_new (1000);
  g_autoptr (GPtrArray) aspsps = fixture_objects (atlas_aspsp_new (NULL, "Nameless in BIC", NULL, NULL, "{\"name\":1}"),
                                                  atlas_aspsp_new (NULL, NULL, NULL, NULL, "{\"odd\":true}"),
                                                  atlas_aspsp_new (NULL, NULL, NULL, NULL, NULL),
                                                  atlas_aspsp_new ("DNBANOKK", NULL, NULL, NULL, "{}"),
                                                  atlas_aspsp_new ("dnbanokk", "again", NULL, NULL, "{}"),
                                                  atlas_aspsp_new ("DABASESX", "Danske", NULL, "dk", "{}"),
                                                  NULL);
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (AtlasSnapshot) snapshot = NULL;
  AtlasAspspTable *table;
  AtlasAspspRow row;

  atlas_refresh_take_countries (refresh,
                                fixture_objects (atlas_country_new (NULL, "Nowhere", "{}"),
                                                 atlas_country_new ("SE", NULL, NULL),
                                                 atlas_country_new ("se", "twice", NULL),
                                                 atlas_country_new (NULL, NULL, NULL),
                                                 NULL));
  atlas_refresh_add_aspsps (refresh, aspsps, NULL, NULL);
  changes = fixture_apply (store, refresh);
  snapshot = fixture_load (store);
  table = atlas_snapshot_get_aspsps (snapshot);

  g_assert_cmpuint (atlas_snapshot_get_countries (snapshot)->len, ==, 2);
  g_assert_cmpuint (atlas_aspsp_table_get_n_rows (table), ==, 4);
  get_row (snapshot, "DNBANOKK", &row);
  g_assert_cmpstr (row.name, ==, "DNBANOKK");
  g_assert_cmpstr (word_at (table, ATLAS_WORD_COUNTRY, row.countries[0]), ==, "NO");
  get_row (snapshot, "DABASESX", &row);
  g_assert_cmpstr (word_at (table, ATLAS_WORD_COUNTRY, row.countries[0]), ==, "DK");
}

#define ITEM(id, name) "{\"bicFi\":\"ESSESESS\",\"id\":\"" id "\",\"name\":\"" name "\"}"

static AtlasStoredLogo *
load_logo (AtlasStore *store,
           const char *url)
{
  return atlas_test_await_boxed (atlas_store_load_logo (store, url), NULL);
}

/* A logo goes with the last bank that has it. */
static void
test_shared_logo (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("logo", 4);
  const char *urls[] = { "https://logo.example/shared.png", "https://logo.example/own.png" };

  for (guint n_banks = 3; n_banks > 0; n_banks--)
    {
      AtlasRefresh *refresh = atlas_refresh_new (4000 - n_banks);
      g_autoptr (GPtrArray) banks = fixture_objects (atlas_aspsp_new ("AAAASESS", "A", urls[0], NULL, "{}"),
                                                     atlas_aspsp_new ("BBBBSESS", "B", urls[0], NULL, "{}"),
                                                     atlas_aspsp_new ("CCCCSESS", "C", urls[1], NULL, "{}"),
                                                     NULL);
      g_autoptr (AtlasStoredLogo) shared = NULL;
      g_autoptr (AtlasStoredLogo) own = NULL;

      g_ptr_array_set_size (banks, (gint) n_banks);
      atlas_refresh_add_aspsps (refresh, banks, "SE", NULL);
      g_object_unref (fixture_apply (store, refresh));
      for (guint i = 0; n_banks == 3 && i < G_N_ELEMENTS (urls); i++)
        g_assert_true (atlas_test_await_boolean (atlas_store_save_logo (store, urls[i], bytes, NULL), NULL));
      shared = load_logo (store, urls[0]);
      own = load_logo (store, urls[1]);
      g_assert_nonnull (shared);
      g_assert_cmpint (own != NULL, ==, n_banks == 3);
    }
}

/* Two banks of one BIC that have ids, two that have none, and each of them in two lists. */
static AtlasRefresh *
make_same_bics (gint64      fetched_at,
                gboolean    is_reversed,
                const char *private_name)
{
  AtlasRefresh *refresh = atlas_refresh_new (fetched_at);
  g_autofree char *private_raw = g_strdup_printf (ITEM ("2", "%s"), private_name);
  g_autoptr (GPtrArray) sweden = fixture_objects (atlas_aspsp_new ("ESSESESS", "SEB", NULL, NULL, ITEM ("1", "SEB")),
                                                  atlas_aspsp_new ("ESSESESS", private_name, NULL, NULL, private_raw),
                                                  atlas_aspsp_new ("ESSESESS", "SEB", NULL, NULL, ITEM ("1", "SEB")),
                                                  atlas_aspsp_new ("HANDSESS", "Handelsbanken", NULL, NULL, "{\"name\":\"Handelsbanken\"}"),
                                                  atlas_aspsp_new ("HANDSESS", "Stadshypotek", NULL, NULL, "{\"name\":\"Stadshypotek\"}"),
                                                  NULL);
  g_autoptr (GPtrArray) finland = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < sweden->len; i++)
    g_ptr_array_insert (finland, is_reversed ? 0 : -1, g_object_ref (g_ptr_array_index (sweden, i)));
  /* What states less is no other bank. */
  g_ptr_array_add (finland, atlas_aspsp_new ("HANDSESS", NULL, NULL, NULL, "{}"));
  g_ptr_array_add (finland, atlas_aspsp_new ("ESSESESS", "SEB", NULL, NULL, "{\"name\":\"SEB\"}"));
  atlas_refresh_add_aspsps (refresh, is_reversed ? finland : sweden, "SE", NULL);
  atlas_refresh_add_aspsps (refresh, is_reversed ? sweden : finland, "FI", NULL);

  return refresh;
}

/* By name, with the number of its row. */
static char *
describe_rows (AtlasStore *store)
{
  g_autoptr (AtlasSnapshot) snapshot = fixture_load (store);
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < atlas_aspsp_table_get_n_rows (table); i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, i, &row);
      g_string_append_printf (text, "%s%s %s=%u/%u", i > 0 ? ", " : "", row.bic_fi, row.name, row.id, row.n_countries);
      g_assert_cmpuint (atlas_aspsp_table_find_row (table, row.bic_fi, row.id), ==, i);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_rows (AtlasStore *store,
             const char *expected)
{
  g_autofree char *rows = describe_rows (store);

  g_assert_cmpstr (rows, ==, expected);
}

static void
test_same_bic (void)
{
  static const char all[] = "HANDSESS Handelsbanken=3/2, ESSESESS SEB=1/2, ESSESESS SEB Privat=2/2, HANDSESS Stadshypotek=4/2";
  static const guint32 ids[] = { 2, 4, 99, 1 };
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, make_same_bics (1000, FALSE, "SEB Privat"));
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (GStrv) raws = NULL;
  g_auto (GStrv) listed = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *joined_as_listed = NULL;

  g_assert_cmpuint (atlas_changes_get_n (first, ATLAS_CHANGE_ADDED), ==, 4);
  assert_rows (store, all);

  /* Whatever their order is, they are the same banks. */
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (AtlasChanges) again = fixture_apply (store, make_same_bics (2000 + i, i % 2 == 0, "SEB Privat"));

      g_assert_true (atlas_changes_is_empty (again));
      assert_rows (store, all);
    }

  assert_raw (store, "aspsps", (const char *[]) { "essesess", NULL }, ITEM ("1", "SEB") "\n" ITEM ("2", "SEB Privat"));
  g_array_append_vals (wanted, ids, G_N_ELEMENTS (ids));
  raws = atlas_test_await_boxed (atlas_store_load_raw_rows (store, wanted, FALSE), NULL);
  joined = g_strjoinv ("\n", raws);
  g_assert_cmpstr (joined, ==, ITEM ("2", "SEB Privat") "\n{\"name\":\"Stadshypotek\"}\n" ITEM ("1", "SEB"));
  listed = atlas_test_await_boxed (atlas_store_load_raw_rows (store, wanted, TRUE), NULL);
  joined_as_listed = g_strjoinv ("\n", listed);
  g_assert_cmpstr (joined_as_listed, ==, ITEM ("1", "SEB") "\n" ITEM ("2", "SEB Privat") "\n{\"name\":\"Stadshypotek\"}");
}

static void
test_same_bic_changes (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, make_same_bics (1000, FALSE, "SEB Privat"));
  g_autoptr (AtlasChanges) renamed = NULL;
  g_autoptr (AtlasChanges) removed = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) one = fixture_objects (atlas_aspsp_new ("ESSESESS", "SEB Kort", NULL, NULL, ITEM ("2", "SEB Kort")), NULL);
  AtlasRefresh *refresh = atlas_refresh_new (3000);
  AtlasAspspFields *fields = atlas_aspsp_fields_new ();
  g_autoptr (AtlasChanges) saved = NULL;
  g_autoptr (AtlasSnapshot) snapshot = NULL;
  g_autoptr (AtlasAspspDetails) details = NULL;
  g_auto (GStrv) stale = NULL;
  const AtlasChange *change;
  AtlasAspspTable *table;

  renamed = fixture_apply (store, make_same_bics (2000, TRUE, "SEB Kort"));
  g_assert_cmpuint (atlas_changes_get_list (renamed)->len, ==, 1);
  change = find_change (renamed, "ESSESESS", "name");
  g_assert_cmpstr (change->old_value, ==, "SEB Privat");
  g_assert_cmpstr (change->new_value, ==, "SEB Kort");
  assert_rows (store, "HANDSESS Handelsbanken=3/2, ESSESESS SEB=1/2, ESSESESS SEB Kort=2/2, HANDSESS Stadshypotek=4/2");

  /* One BIC is asked for once, and its details are those of both banks. */
  stale = atlas_test_await_boxed (atlas_store_list_stale_details (store, 0), NULL);
  g_assert_cmpuint (g_strv_length (stale), ==, 2);
  fields->bic_fi = g_strdup ("ESSESESS");
  fields->name = g_strdup ("SEB");
  fields->city = g_strdup ("Stockholm");
  fields->website_url = g_strdup ("https://seb.example/");
  saved = fixture_save_details (store, atlas_aspsp_details_new (fields, "{}", NULL, 2500));
  snapshot = fixture_load (store);
  table = atlas_snapshot_get_aspsps (snapshot);
  for (guint32 id = 1; id <= 2; id++)
    {
      guint position = atlas_aspsp_table_find_row (table, "ESSESESS", id);
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, position, &row);
      g_assert_cmpstr (row.city, ==, "Stockholm");
      g_assert_true (atlas_aspsp_table_row_matches (table, position, "seb.example", -1));
      g_assert_cmpint (atlas_aspsp_table_row_matches (table, position, "kort", -1), ==, id == 2);
    }

  /* Where one goes, the other stays, and so do the details. */
  atlas_refresh_add_aspsps (refresh, one, "SE", NULL);
  removed = fixture_apply (store, refresh);
  g_assert_cmpuint (atlas_changes_get_n (removed, ATLAS_CHANGE_REMOVED), ==, 3);
  assert_rows (store, "ESSESESS SEB Kort=2/1");
  gone = atlas_test_await_boxed (atlas_store_list_removed (store, 10), NULL);
  g_assert_cmpuint (gone->len, ==, 3);
  details = fixture_load_details (store, "ESSESESS");
  g_assert_nonnull (details);
}

/* A platform may say that all its banks have one BIC. */
static void
test_same_bic_many (void)
{
  const guint n_banks = 20000;
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasSnapshot) snapshot = NULL;
  AtlasAspspTable *table;
  guint n_found = 0;

  for (guint round = 0; round < 3; round++)
    {
      AtlasRefresh *refresh = atlas_refresh_new (1000 + round);
      g_autoptr (GPtrArray) banks = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (AtlasChanges) changes = NULL;

      for (guint i = 0; i < n_banks; i++)
        {
          const guint number = round == 1 ? n_banks - 1 - i : i;
          g_autofree char *name = g_strdup_printf ("Bank %u", number / 2);
          g_autofree char *raw = g_strdup_printf ("{\"id\":%u}", number);

          g_ptr_array_add (banks, atlas_aspsp_new ("ESSESESS", name, NULL, NULL, raw));
        }
      atlas_refresh_add_aspsps (refresh, banks, "SE", NULL);
      changes = fixture_apply (store, refresh);
      g_assert_cmpuint (atlas_changes_get_list (changes)->len, ==, round == 0 ? n_banks : 0);
    }

  snapshot = fixture_load (store);
  table = atlas_snapshot_get_aspsps (snapshot);
  for (guint position = atlas_aspsp_table_find (table, "ESSESESSXXX");
       position != ATLAS_ASPSP_TABLE_NOT_FOUND;
       position = atlas_aspsp_table_find_next (table, position))
    n_found++;
  g_assert_cmpuint (n_found, ==, n_banks);
}

static void
test_logos (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x89PNG\0x", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasStoredLogo) logo = NULL;
  g_autoptr (AtlasStoredLogo) none = NULL;

  g_assert_null (atlas_test_await_boxed (atlas_store_load_logo (store, "https://a.example/1.png"), &error));
  g_assert_no_error (error);

  g_assert_true (atlas_test_await_boolean (atlas_store_save_logo (store, "https://a.example/1.png", bytes, "\"etag\""), &error));
  logo = atlas_test_await_boxed (atlas_store_load_logo (store, "https://a.example/1.png"), &error);
  g_assert_true (g_bytes_equal (logo->bytes, bytes));
  g_assert_cmpstr (logo->validator, ==, "\"etag\"");
  g_assert_cmpint (logo->fetched_at, >, 0);

  g_assert_true (atlas_test_await_boolean (atlas_store_save_logo (store, "https://a.example/1.png", NULL, NULL), &error));
  none = atlas_test_await_boxed (atlas_store_load_logo (store, "https://a.example/1.png"), &error);
  g_assert_nonnull (none);
  g_assert_null (none->bytes);
}

static void
test_many (void)
{
  g_autofree char *path = fixture_dup_path ("many.db");
  AtlasStore *store = fixture_open_store (path);
  g_autoptr (AtlasChanges) changes = fixture_apply (store, fixture_generated (50000, 0, 1000));
  g_autoptr (AtlasSnapshot) written = fixture_load (store);
  g_autoptr (AtlasSnapshot) read = NULL;
  g_autoptr (AtlasChanges) unchanged = NULL;
  g_autofree char *expected = fixture_fingerprint (written);
  g_autofree char *found = NULL;

  g_assert_cmpuint (atlas_changes_get_n (changes, ATLAS_CHANGE_ADDED), ==, 50000 + 20);
  fixture_close_store (store);

  store = fixture_open_store (path);
  read = fixture_load (store);
  found = fixture_fingerprint (read);
  g_assert_cmpuint (atlas_aspsp_table_get_n_rows (atlas_snapshot_get_aspsps (read)), ==, 50000);
  g_assert_cmpstr (found, ==, expected);
  unchanged = fixture_apply (store, fixture_generated (50000, 0, 2000));
  g_assert_true (atlas_changes_is_empty (unchanged));
  fixture_close_store (store);
}

/* Afterwards the next refresh is the first one again. */
static void
test_clear (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) changes = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasSnapshot) cleared = NULL;
  g_autoptr (AtlasSnapshot) again = NULL;
  g_autoptr (AtlasChanges) changes_again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_test_await_boolean (atlas_store_clear (store), &error));
  g_assert_no_error (error);
  cleared = fixture_load (store);
  g_assert_cmpint (atlas_snapshot_get_fetched_at (cleared), ==, 0);
  g_assert_cmpuint (atlas_snapshot_get_countries (cleared)->len, ==, 0);
  g_assert_cmpuint (atlas_aspsp_table_get_n_rows (atlas_snapshot_get_aspsps (cleared)), ==, 0);
  g_assert_null (fixture_load_details (store, "ESSESESS"));

  changes_again = fixture_apply (store, fixture_documented (2000));
  g_assert_cmpuint (atlas_changes_get_n (changes_again, ATLAS_CHANGE_ADDED), ==, atlas_changes_get_n (changes, ATLAS_CHANGE_ADDED));
  again = fixture_load (store);
  g_assert_cmpuint (atlas_aspsp_table_get_n_rows (atlas_snapshot_get_aspsps (again)), >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/store/empty", test_empty);
  g_test_add_func ("/store/first-refresh", test_first_refresh);
  g_test_add_func ("/store/clear", test_clear);
  g_test_add_func ("/store/unchanged", test_unchanged);
  g_test_add_func ("/store/changes", test_changes);
  g_test_add_func ("/store/first-seen", test_first_seen);
  g_test_add_func ("/store/list-changes", test_list_changes);
  g_test_add_func ("/store/list-removed", test_list_removed);
  g_test_add_func ("/store/cities-unknown", test_cities_unknown);
  g_test_add_func ("/store/raw", test_raw);
  g_test_add_func ("/store/odd-objects", test_odd_objects);
  g_test_add_func ("/store/shared-logo", test_shared_logo);
  g_test_add_func ("/store/same-bic", test_same_bic);
  g_test_add_func ("/store/same-bic-changes", test_same_bic_changes);
  g_test_add_func ("/store/same-bic-many", test_same_bic_many);
  g_test_add_func ("/store/logos", test_logos);
  g_test_add_func ("/store/many", test_many);

  return g_test_run ();
}
