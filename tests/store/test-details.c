/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store-fixture.h"

#define RAW "{ \"bicFi\":\"ESSESESS\",\n  \"unknownField\": [1, 2.50, \"å\"]}"

static AtlasAspspFields *
make_full_fields (void)
{
  AtlasAspspFields *fields = atlas_aspsp_fields_new ();

  fields->bic_fi = g_strdup ("ESSESESS");
  fields->name = g_strdup ("Skandinaviska Enskilda Banken AB ");
  fields->logo_url = g_strdup ("https://logo.example/ESSESESS.jpg");
  fields->id = g_strdup ("a-b-c");
  fields->country_code = g_strdup ("SE");
  fields->city = g_strdup ("Göteborg");
  fields->country = g_strdup ("Sweden");
  fields->postal_code = g_strdup ("106 40");
  fields->street_address = g_strdup ("Kungsträdgårdsgatan 8");
  fields->company_number = g_strdup ("502032-9081");
  fields->phone = g_strdup ("");
  fields->website_url = g_strdup ("https://seb.example/\"quoted\"");
  fields->global_payment_products = g_strsplit ("sepa-credit-transfers domestic", " ", 0);
  fields->payment_products = g_strsplit ("sepa-credit-transfers swedish-giro", " ", 0);
  fields->authorization_methods = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_authorization_method_free);
  g_ptr_array_add (fields->authorization_methods, atlas_authorization_method_new ("OAuth2", "https://auth.example/"));
  g_ptr_array_add (fields->authorization_methods, atlas_authorization_method_new ("Decoupled", ""));
  g_ptr_array_add (fields->authorization_methods, atlas_authorization_method_new (NULL, NULL));
  fields->affiliates = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_affiliate_free);
  g_ptr_array_add (fields->affiliates, atlas_affiliate_new ("08999", "Södra Dalarnas Sparbank"));
  g_ptr_array_add (fields->affiliates, atlas_affiliate_new ("00001", NULL));
  fields->signing_baskets = ATLAS_STATED_NO;
  fields->signing_basket_limit = G_MAXINT64;
  fields->transaction_history_max_days = 0;
  fields->notes = g_strsplit ("“phone” is empty", "\n", 0);

  return fields;
}

/* Everything that can be left out is; what can be empty is empty. */
static AtlasAspspFields *
make_empty_fields (void)
{
  AtlasAspspFields *fields = atlas_aspsp_fields_new ();

  fields->bic_fi = g_strdup ("NDEASESS");
  fields->global_payment_products = g_new0 (char *, 1);
  fields->authorization_methods = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_authorization_method_free);
  fields->affiliates = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_affiliate_free);
  fields->signing_baskets = ATLAS_STATED_YES;

  return fields;
}

static void
assert_strv_equal (GStrv a,
                   GStrv b)
{
  g_assert_cmpint (a == NULL, ==, b == NULL);
  if (a != NULL)
    g_assert_cmpstrv (a, b);
}

static void
assert_pairs_equal (GPtrArray *a,
                    GPtrArray *b)
{
  g_assert_cmpint (a == NULL, ==, b == NULL);
  if (a == NULL)
    return;

  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      /* Both kinds of pair are two strings. */
      const AtlasAffiliate *first = g_ptr_array_index (a, i);
      const AtlasAffiliate *second = g_ptr_array_index (b, i);

      g_assert_cmpstr (first->id, ==, second->id);
      g_assert_cmpstr (first->name, ==, second->name);
    }
}

static void
assert_fields_equal (const AtlasAspspFields *a,
                     const AtlasAspspFields *b)
{
  g_assert_cmpstr (a->bic_fi, ==, b->bic_fi);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->logo_url, ==, b->logo_url);
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->country_code, ==, b->country_code);
  g_assert_cmpstr (a->city, ==, b->city);
  g_assert_cmpstr (a->country, ==, b->country);
  g_assert_cmpstr (a->postal_code, ==, b->postal_code);
  g_assert_cmpstr (a->street_address, ==, b->street_address);
  g_assert_cmpstr (a->company_number, ==, b->company_number);
  g_assert_cmpstr (a->phone, ==, b->phone);
  g_assert_cmpstr (a->website_url, ==, b->website_url);
  assert_strv_equal (a->global_payment_products, b->global_payment_products);
  assert_strv_equal (a->payment_products, b->payment_products);
  assert_pairs_equal (a->authorization_methods, b->authorization_methods);
  assert_pairs_equal (a->affiliates, b->affiliates);
  g_assert_cmpint (a->signing_baskets, ==, b->signing_baskets);
  g_assert_cmpint (a->signing_basket_limit, ==, b->signing_basket_limit);
  g_assert_cmpint (a->transaction_history_max_days, ==, b->transaction_history_max_days);
  assert_strv_equal (a->notes, b->notes);
}

static void
test_round_trip (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasAspspFields) full = make_full_fields ();
  g_autoptr (AtlasAspspFields) empty = make_empty_fields ();
  g_autoptr (AtlasChanges) first = fixture_save_details (store, atlas_aspsp_details_new (make_full_fields (), RAW, "request-1", 1500));
  g_autoptr (AtlasChanges) second = fixture_save_details (store, atlas_aspsp_details_new (make_empty_fields (), NULL, NULL, 0));
  g_autoptr (AtlasAspspDetails) read = fixture_load_details (store, "essesess");
  g_autoptr (AtlasAspspDetails) other = fixture_load_details (store, "NDEASESS");

  g_assert_true (atlas_changes_is_empty (first));
  g_assert_true (atlas_changes_is_empty (second));
  assert_fields_equal (atlas_aspsp_details_get_fields (read), full);
  g_assert_cmpstr (atlas_aspsp_details_get_raw_json (read), ==, RAW);
  g_assert_cmpstr (atlas_aspsp_details_get_request_id (read), ==, "request-1");
  g_assert_cmpint (atlas_aspsp_details_get_received_at (read), ==, 1500);
  assert_fields_equal (atlas_aspsp_details_get_fields (other), empty);
  g_assert_null (atlas_aspsp_details_get_raw_json (other));
}

static const AtlasChange *
find_field (AtlasChanges *changes,
            const char   *field)
{
  GPtrArray *list = atlas_changes_get_list (changes);

  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((AtlasChange *) g_ptr_array_index (list, i))->field, field) == 0)
      return g_ptr_array_index (list, i);

  return NULL;
}

static void
test_history (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_save_details (store, atlas_aspsp_details_new (make_full_fields (), RAW, NULL, 1500));
  g_autoptr (AtlasChanges) same = fixture_save_details (store, atlas_aspsp_details_new (make_full_fields (), RAW, NULL, 1600));
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (AtlasAspspDetails) read = NULL;
  AtlasAspspFields *fields = make_full_fields ();

  g_set_str (&fields->city, "Stockholm");
  g_clear_pointer (&fields->payment_products, g_strfreev);
  fields->signing_baskets = ATLAS_STATED_YES;
  fields->signing_basket_limit = -1;
  g_ptr_array_remove_index (fields->affiliates, 1);
  g_ptr_array_remove_index (fields->authorization_methods, 2);
  changes = fixture_save_details (store, atlas_aspsp_details_new (fields, RAW, NULL, 1700));
  read = fixture_load_details (store, "ESSESESS");

  g_assert_true (atlas_changes_is_empty (same));
  g_assert_cmpuint (atlas_changes_get_n (changes, ATLAS_CHANGE_CHANGED), ==, 6);
  g_assert_cmpstr (find_field (changes, "city")->id, ==, "ESSESESS");
  g_assert_cmpstr (find_field (changes, "city")->name, ==, "Skandinaviska Enskilda Banken AB");
  g_assert_cmpstr (find_field (changes, "city")->old_value, ==, "Göteborg");
  g_assert_cmpstr (find_field (changes, "city")->new_value, ==, "Stockholm");
  g_assert_cmpint (find_field (changes, "city")->at, ==, 1700);
  g_assert_cmpstr (find_field (changes, "paymentProducts")->old_value, ==, "sepa-credit-transfers, swedish-giro");
  g_assert_null (find_field (changes, "paymentProducts")->new_value);
  g_assert_cmpstr (find_field (changes, "signingBasketsSupported")->new_value, ==, "true");
  g_assert_null (find_field (changes, "signingBasketLimit")->new_value);
  g_assert_cmpstr (find_field (changes, "affiliatedAspsps")->new_value, ==, "08999 Södra Dalarnas Sparbank");
  g_assert_cmpstr (find_field (changes, "supportedAuthorizationMethods")->new_value, ==, "OAuth2 https://auth.example/, Decoupled");
  g_assert_cmpint (atlas_aspsp_details_get_received_at (read), ==, 1700);
}

static void
assert_list_knows_details (AtlasStore *store)
{
  g_autoptr (AtlasSnapshot) snapshot = fixture_load (store);
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);
  guint position = atlas_aspsp_table_find (table, "ESSESESS");
  AtlasAspspRow row;

  atlas_aspsp_table_get_row (table, position, &row);
  g_assert_cmpstr (row.city, ==, "Göteborg");
  g_assert_cmpstr (row.affiliates, ==, "Södra Dalarnas Sparbank");
  g_assert_cmpuint (row.n_products, ==, 3);
  g_assert_cmpstr (atlas_aspsp_table_get_word (table, ATLAS_WORD_PRODUCT, row.products[2]), ==, "swedish-giro");
  g_assert_cmpuint (row.n_methods, ==, 2);
  g_assert_cmpuint (atlas_aspsp_table_next_match (table, 0, "sodra dalarnas", -1), ==, position);
  g_assert_cmpuint (atlas_aspsp_table_next_match (table, 0, "00001", -1), ==, position);
  g_assert_cmpuint (atlas_aspsp_table_next_match (table, 0, "goteborg", -1), ==, position);
}

static void
test_list (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasChanges) saved = fixture_save_details (store, atlas_aspsp_details_new (make_full_fields (), RAW, NULL, 1500));
  g_autoptr (AtlasChanges) second = NULL;

  assert_list_knows_details (store);
  second = fixture_apply (store, fixture_documented (2000));
  g_assert_true (atlas_changes_is_empty (second));
  assert_list_knows_details (store);
}

/* A bank that was looked up before any list named it. */
static void
test_before_the_list (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) saved = fixture_save_details (store, atlas_aspsp_details_new (make_full_fields (), RAW, NULL, 1500));
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));

  assert_list_knows_details (store);
}

/* A new name keeps what the details told for searching. */
static void
test_renamed (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasChanges) saved = fixture_save_details (store, atlas_aspsp_details_new (make_full_fields (), RAW, NULL, 1500));
  g_autoptr (GPtrArray) aspsps = fixture_objects (atlas_aspsp_new ("ESSESESS", "SEB", NULL, NULL, NULL), NULL);
  AtlasRefresh *refresh = atlas_refresh_new (2000);
  g_autoptr (AtlasChanges) second = NULL;
  g_autoptr (AtlasSnapshot) snapshot = NULL;
  AtlasAspspFolded folded;

  atlas_refresh_add_aspsps (refresh, aspsps, "SE", NULL);
  second = fixture_apply (store, refresh);
  snapshot = fixture_load (store);
  atlas_aspsp_table_get_folded (atlas_snapshot_get_aspsps (snapshot), 0, &folded);
  g_assert_cmpstr (folded.name, ==, "seb\nessesess\n08999 sodra dalarnas sparbank\n00001 \n"
                                    "\001kungstradgardsgatan 8\n\002" "5020329081\n\004seb.example\ngoteborg");
}

static void
test_removed_with_the_bank (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasChanges) saved = fixture_save_details (store, atlas_aspsp_details_new (make_full_fields (), RAW, NULL, 1500));
  g_autoptr (AtlasChanges) emptied = fixture_apply (store, atlas_refresh_new (2000));

  g_assert_cmpuint (atlas_changes_get_n (emptied, ATLAS_CHANGE_REMOVED), ==, 7);
  g_assert_null (fixture_load_details (store, "ESSESESS"));
}

static void
test_stale (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) first = fixture_apply (store, fixture_documented (1000));
  g_autoptr (AtlasChanges) full = fixture_save_details (store, atlas_aspsp_details_new (make_full_fields (), RAW, NULL, 1500));
  g_autoptr (AtlasChanges) empty = fixture_save_details (store, atlas_aspsp_details_new (make_empty_fields (), RAW, NULL, 1200));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) missing = atlas_test_await_boxed (atlas_store_list_stale_details (store, 1000), &error);
  g_auto (GStrv) all = atlas_test_await_boxed (atlas_store_list_stale_details (store, 1501), &error);

  g_assert_no_error (error);
  g_assert_cmpstrv (missing, ((const char *const[]) { "HANDSESS", NULL }));
  g_assert_cmpstrv (all, ((const char *const[]) { "HANDSESS", "NDEASESS", "ESSESESS", NULL }));
}

static void
test_without_bic (void)
{
  g_autoptr (AtlasStore) store = fixture_open_store (NULL);
  g_autoptr (AtlasChanges) saved = fixture_save_details (store, atlas_aspsp_details_new (atlas_aspsp_fields_new (), "{}", NULL, 1));

  g_assert_true (atlas_changes_is_empty (saved));
  g_assert_null (fixture_load_details (store, ""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/store/details/round-trip", test_round_trip);
  g_test_add_func ("/store/details/history", test_history);
  g_test_add_func ("/store/details/list", test_list);
  g_test_add_func ("/store/details/before-the-list", test_before_the_list);
  g_test_add_func ("/store/details/renamed", test_renamed);
  g_test_add_func ("/store/details/removed-with-the-bank", test_removed_with_the_bank);
  g_test_add_func ("/store/details/stale", test_stale);
  g_test_add_func ("/store/details/without-bic", test_without_bic);

  return g_test_run ();
}
