/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api-fixture.h"
#include "atlas-aspsp.h"
#include "atlas-city.h"
#include "atlas-country.h"
#include "atlas-json-reader.h"

typedef GPtrArray *(*ReadFunc) (const char *text, gssize length, GStrv *notes, GError **error);

static GPtrArray *
read_well (ReadFunc    func,
           const char *text,
           const char *expected_notes)
{
  g_auto (GStrv) notes = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *items = func (text, -1, &notes, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (items);
  joined = g_strjoinv ("|", notes);
  g_assert_cmpstr (joined, ==, expected_notes);

  return items;
}

static void
test_contract_lists (void)
{
  g_autofree char *countries_text = api_fixture_load ("countries.json");
  g_autofree char *cities_text = api_fixture_load ("cities.json");
  g_autofree char *aspsps_text = api_fixture_load ("aspsps.json");
  g_autoptr (GPtrArray) countries = read_well (atlas_json_read_countries, countries_text, "");
  g_autoptr (GPtrArray) cities = read_well (atlas_json_read_cities, cities_text, "");
  g_autoptr (GPtrArray) aspsps = read_well (atlas_json_read_aspsps, aspsps_text, "");
  AtlasAspsp *seb;

  g_assert_cmpuint (countries->len, ==, 4);
  g_assert_cmpstr (atlas_country_get_iso_country_code (countries->pdata[3]), ==, "DK");
  g_assert_cmpstr (atlas_country_get_name (countries->pdata[1]), ==, "Finland");
  g_assert_cmpuint (cities->len, ==, 4);
  g_assert_cmpstr (atlas_city_get_city_id (cities->pdata[1]), ==, "ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c");
  g_assert_cmpstr (atlas_city_get_name (cities->pdata[1]), ==, "Helsinki");
  g_assert_cmpstr (atlas_city_get_iso_country_code (cities->pdata[3]), ==, "DK");
  g_assert_cmpuint (aspsps->len, ==, 3);
  seb = aspsps->pdata[0];
  g_assert_cmpstr (atlas_aspsp_get_bic_fi (seb), ==, "ESSESESS");
  g_assert_cmpstr (atlas_aspsp_get_name (seb), ==, "Skandinaviska Enskilda Banken AB ");
  g_assert_cmpstr (atlas_aspsp_get_logo_url (seb), ==, "https://openbankingplatform.blob.core.windows.net/image/ESSESESS.png");
}

static void
test_contract_items (void)
{
  g_autofree char *country_text = api_fixture_load ("country.json");
  g_autofree char *city_text = api_fixture_load ("city.json");
  g_autoptr (GPtrArray) country = read_well (atlas_json_read_country, country_text, "");
  g_autoptr (GPtrArray) city = read_well (atlas_json_read_city, city_text, "");

  g_assert_cmpstr (atlas_country_get_name (country->pdata[0]), ==, "Sweden");
  g_assert_cmpstr (atlas_country_get_raw_json (country->pdata[0]), ==, country_text);
  g_assert_cmpstr (atlas_city_get_name (city->pdata[0]), ==, "Stockholm");
}

static void
test_contract_details (void)
{
  g_autofree char *text = api_fixture_load ("aspsp.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasAspspFields) fields = atlas_json_read_aspsp_fields (text, -1, &error);
  const AtlasAuthorizationMethod *method;

  g_assert_no_error (error);
  g_assert_cmpstr (fields->bic_fi, ==, "ESSESESS");
  g_assert_cmpstr (fields->name, ==, "Skandinaviska Enskilda Banken AB ");
  g_assert_cmpstr (fields->logo_url, ==, "https://opeopenbanking.blob.core.windows.net/images/ESSESESS.jpg");
  g_assert_cmpstr (fields->city, ==, "Stockholm");
  g_assert_cmpstr (fields->country, ==, "Sweden");
  g_assert_cmpstr (fields->postal_code, ==, "106 40");
  g_assert_cmpstr (fields->street_address, ==, "Kungsträdgårdsgatan 8");
  g_assert_cmpstr (fields->company_number, ==, "502032-9081");
  g_assert_cmpstr (fields->phone, ==, "+46-771 365 365");
  g_assert_cmpstr (fields->website_url, ==, "https://seb.se/");
  g_assert_cmpuint (g_strv_length (fields->global_payment_products), ==, 2);
  g_assert_cmpstr (fields->global_payment_products[1], ==, "domestic");
  g_assert_cmpuint (g_strv_length (fields->payment_products), ==, 13);
  g_assert_cmpstr (fields->payment_products[12], ==, "uk-domestic-credit-transfers");
  g_assert_cmpuint (fields->authorization_methods->len, ==, 1);
  method = fields->authorization_methods->pdata[0];
  g_assert_cmpstr (method->name, ==, "OAuth2");
  g_assert_cmpstr (method->uri, ==, "https://auth.dev.openbankingplatform.com/.well-known/openid-configuration");
  g_assert_null (fields->affiliates);
  g_assert_null (fields->id);
  g_assert_cmpint (fields->signing_baskets, ==, ATLAS_STATED_NOT);
  g_assert_cmpint (fields->transaction_history_max_days, ==, -1);
  g_assert_cmpuint (g_strv_length (fields->notes), ==, 0);
}

static void
test_details_of_later_documentation (void)
{
  static const char text[] =
    "{\"id\": \"7c1\", \"bicFi\": \"SWEDSESS\", \"name\": \"Swedbank\", \"logoUrl\": null, \"phone\": null, \"city\": 12,"
    " \"country\": \"Sweden\", \"postalCode\": \"1\", \"streetAddress\": \"\", \"companyNumber\": \"5\", \"websiteUrl\": \"x\","
    " \"globalPaymentProducts\": [\"domestic\", 7, \"moon-dust\"], \"supportedAuthorizationMethods\": ["
    "{\"name\": \"OAuth2\", \"uri\": \"https://a.example\"}, \"odd\", {\"name\": \"Decoupled\", \"uri\": \"\"}],"
    " \"affiliatedAspsps\": [{\"id\": \"08999\", \"name\": \"Södra Dalarnas Sparbank\"}, {\"id\": 8999, \"name\": \"Number\"}],"
    " \"paymentInitiation\": {\"signingBasketsSupported\": false, \"signingBasketLimit\": 50},"
    " \"accountInformation\": {\"deeper\": {\"transactionHistoryMaxDays\": 90}}, \"unheardOf\": [1]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasAspspFields) fields = atlas_json_read_aspsp_fields (text, -1, &error);
  const AtlasAffiliate *affiliate;
  g_autofree char *notes = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (fields->id, ==, "7c1");
  g_assert_null (fields->phone);
  g_assert_null (fields->city);
  g_assert_cmpstr (fields->street_address, ==, "");
  g_assert_cmpuint (g_strv_length (fields->global_payment_products), ==, 2);
  g_assert_cmpstr (fields->global_payment_products[1], ==, "moon-dust");
  g_assert_null (fields->payment_products);
  g_assert_cmpuint (fields->authorization_methods->len, ==, 2);
  g_assert_cmpstr (((AtlasAuthorizationMethod *) fields->authorization_methods->pdata[1])->name, ==, "Decoupled");
  g_assert_cmpstr (((AtlasAuthorizationMethod *) fields->authorization_methods->pdata[1])->uri, ==, "");
  affiliate = fields->affiliates->pdata[0];
  g_assert_cmpstr (affiliate->id, ==, "08999");
  affiliate = fields->affiliates->pdata[1];
  g_assert_null (affiliate->id);
  g_assert_cmpstr (affiliate->name, ==, "Number");
  g_assert_cmpint (fields->signing_baskets, ==, ATLAS_STATED_NO);
  g_assert_cmpint (fields->signing_basket_limit, ==, 50);
  g_assert_cmpint (fields->transaction_history_max_days, ==, 90);
  notes = g_strjoinv ("|", fields->notes);
  g_assert_cmpstr (notes, ==,
                   "“logoUrl” is null.|“city” is not text.|“phone” is null.|“globalPaymentProducts[1]” is not text.|"
                   "“supportedAuthorizationMethods[1]” is not an object.|“affiliatedAspsps[1].id” is not text.");
}

static void
test_three_states (void)
{
  static const struct
  {
    const char  *text;
    AtlasStated  baskets;
    gint64       limit;
    gint64       days;
  } cases[] = {
    { "{\"paymentInitiation\": {\"signingBasketsSupported\": true}}", ATLAS_STATED_YES, -1, -1 },
    { "{\"paymentInitiation\": {\"signingBasketsSupported\": false}}", ATLAS_STATED_NO, -1, -1 },
    { "{\"paymentInitiation\": {}, \"accountInformation\": {}}", ATLAS_STATED_NOT, -1, -1 },
    { "{\"paymentInitiation\": null}", ATLAS_STATED_NOT, -1, -1 },
    { "{\"paymentInitiation\": {\"signingBasketsSupported\": null}}", ATLAS_STATED_NOT, -1, -1 },
    { "{\"paymentInitiation\": {\"signingBasketsSupported\": \"yes\", \"signingBasketLimit\": -3}}", ATLAS_STATED_NOT, -1, -1 },
    { "{\"accountInformation\": {\"transactionHistoryMaxDays\": 0}}", ATLAS_STATED_NOT, -1, 0 },
    { "{\"transactionHistoryMaxDays\": 730}", ATLAS_STATED_NOT, -1, 730 },
    { "{\"other\": {\"transactionHistoryMaxDays\": 1.5}}", ATLAS_STATED_NOT, -1, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strconcat ("{\"name\": \"Bank\", ", cases[i].text + 1, NULL);
      g_autoptr (AtlasAspspFields) fields = atlas_json_read_aspsp_fields (text, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpint (fields->signing_baskets, ==, cases[i].baskets);
      g_assert_cmpint (fields->signing_basket_limit, ==, cases[i].limit);
      g_assert_cmpint (fields->transaction_history_max_days, ==, cases[i].days);
    }
}

static void
test_odd_lists (void)
{
  static const struct
  {
    const char *text;
    guint       n_items;
    const char *notes;
  } cases[] = {
    { "{\"countries\": []}", 0, "" },
    { "[]", 0, "" },
    { "[{\"isoCountryCode\": \"SE\", \"name\": \"Sweden\"}]", 1, "" },
    { "\xef\xbb\xbf[{\"isoCountryCode\": \"SE\", \"name\": \"Sweden\"}]", 1, "" },
    { "{\"countries\": null}", 0, "“countries” is null." },
    { "{\"countries\": [1, {\"isoCountryCode\": \"SE\", \"name\": null}, \"x\", [], null]}", 1,
      "“countries[0]” is not an object.|“countries[1].name” is null.|“countries[2]” is not an object.|"
      "“countries[3]” is not an object.|“countries[4]” is not an object." },
    { "{\"countries\": [{\"isoCountryCode\": 46}]}", 1, "“countries[0].isoCountryCode” is not text.|“countries[0].name” is missing." },
    { "{\"countries\": [{}], \"countries\": [{\"isoCountryCode\": \"SE\", \"name\": \"A\", \"name\": \"B\"}]}", 1, "" },
    { "[{\"isoCountryCode\": \"SE\", \"name\": \"Sv\xe4rige\"}]", 1, "The answer has characters that are not valid; they were replaced." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) items = read_well (atlas_json_read_countries, cases[i].text, cases[i].notes);

      g_assert_cmpuint (items->len, ==, cases[i].n_items);
    }
}

static void
test_duplicate_keys (void)
{
  static const char text[] = "{\"aspsps\": [{}, {}], \"aspsps\": [ {\"bicFi\": \"A\", \"bicFi\": \"B\", \"name\": \"n\", \"logoUrl\": \"\"} ]}";
  g_autoptr (GPtrArray) items = read_well (atlas_json_read_aspsps, text, "");

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (atlas_aspsp_get_bic_fi (items->pdata[0]), ==, "B");
  g_assert_cmpstr (atlas_aspsp_get_raw_json (items->pdata[0]), ==, "{\"bicFi\": \"A\", \"bicFi\": \"B\", \"name\": \"n\", \"logoUrl\": \"\"}");
}

static void
test_escapes_of_no_text (void)
{
  static const char note[] = "The answer has characters that are not valid; they were replaced.";
  static const struct
  {
    const char *escaped;
    const char *name;
    gboolean    is_noted;
  } cases[] = {
    { "\\ud83d\\ude00", "😀", FALSE },
    { "\\\\ud83d", "\\ud83d", FALSE },
    { "\\\\\\u0000", "\\\uFFFD", TRUE },
    { "a\\ud83d", "a\uFFFD", TRUE },
    { "\\ud83d\\u0041", "\uFFFDA", TRUE },
    { "\\ude00\\ud83d\\ude00", "\uFFFD😀", TRUE },
    { "a\\u0000b", "a\uFFFDb", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[{\"isoCountryCode\": \"SE\", \"name\": \"%s\"}]", cases[i].escaped);
      g_autoptr (GPtrArray) items = read_well (atlas_json_read_countries, text, cases[i].is_noted ? note : "");

      g_assert_cmpstr (atlas_country_get_name (items->pdata[0]), ==, cases[i].name);
    }
}

static void
test_raw_is_as_received (void)
{
  static const char *const raws[] = {
    "{\"bicFi\":\"ESSESESS\",\n  \"name\" : \"] , } \\\" \\\\\", \"logoUrl\":\"\",\"big\": 12345678901234567890.10}",
    "{ \"bicFi\": \"NDEASESS\", \"name\": \"\\u00e5\", \"logoUrl\": \"\", \"nested\": {\"aspsps\": [[], {}]} }",
  };
  g_autofree char *wrapped = g_strdup_printf ("{\"x\": {\"aspsps\": [1]}, \"aspsps\" :\n[ %s ,%s\n] , \"y\": [] }", raws[0], raws[1]);
  g_autofree char *bare = g_strdup_printf (" [%s,%s]", raws[0], raws[1]);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) items = read_well (atlas_json_read_aspsps, i == 0 ? wrapped : bare, "");

      g_assert_cmpuint (items->len, ==, 2);
      g_assert_cmpstr (atlas_aspsp_get_raw_json (items->pdata[0]), ==, raws[0]);
      g_assert_cmpstr (atlas_aspsp_get_raw_json (items->pdata[1]), ==, raws[1]);
      g_assert_cmpstr (atlas_aspsp_get_name (items->pdata[1]), ==, "å");
    }
}

static void
test_malformed (void)
{
  static const char *const texts[] = {
    "", " ", "{", "{\"aspsps\": [", "{\"aspsps\": {}}", "{}", "null", "7", "\"aspsps\"", "<html></html>", "{\"aspsps\": [],}",
    "{\"aspsps\": []} trailing", "{'aspsps': []}", "// nothing", "[\"\\", "\"", "{\"aspsps\": []}{\"aspsps\": []}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (atlas_json_read_aspsps (texts[i], -1, NULL, &error));
      g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_MALFORMED);
    }
}

static void
test_single_items (void)
{
  static const struct
  {
    const char *text;
    int         code;
  } cases[] = {
    { "{}", ATLAS_API_ERROR_NOT_FOUND },
    { " { } ", ATLAS_API_ERROR_NOT_FOUND },
    { "null", ATLAS_API_ERROR_NOT_FOUND },
    { "[]", ATLAS_API_ERROR_MALFORMED },
    { "\"SE\"", ATLAS_API_ERROR_MALFORMED },
    { "", ATLAS_API_ERROR_MALFORMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) details_error = NULL;

      g_assert_null (atlas_json_read_country (cases[i].text, -1, NULL, &error));
      g_assert_error (error, ATLAS_API_ERROR, cases[i].code);
      g_assert_null (atlas_json_read_aspsp_fields (cases[i].text, -1, &details_error));
      g_assert_error (details_error, ATLAS_API_ERROR, cases[i].code);
    }
}

static char *
make_nested (guint depth)
{
  GString *text = g_string_new ("{\"countries\": [{\"isoCountryCode\": \"SE\", \"name\": \"[[[\", \"deep\": ");

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  g_string_append (text, "}]}");

  return g_string_free (text, FALSE);
}

static void
test_nesting (void)
{
  g_autofree char *deep_enough = make_nested (ATLAS_JSON_MAX_DEPTH - 3);
  g_autofree char *too_deep = make_nested (ATLAS_JSON_MAX_DEPTH - 2);
  g_autofree char *bottomless = make_nested (1000 * 1000);
  g_autoptr (GPtrArray) items = read_well (atlas_json_read_countries, deep_enough, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) bottomless_error = NULL;

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_null (atlas_json_read_countries (too_deep, -1, NULL, &error));
  g_assert_error (error, ATLAS_API_ERROR, ATLAS_API_ERROR_MALFORMED);
  g_assert_null (atlas_json_read_countries (bottomless, -1, NULL, &bottomless_error));
  g_assert_error (bottomless_error, ATLAS_API_ERROR, ATLAS_API_ERROR_MALFORMED);
}

static void
test_notes_are_bounded (void)
{
  g_autoptr (GString) text = g_string_new ("[0");
  g_auto (GStrv) notes = NULL;
  g_autoptr (GPtrArray) items = NULL;

  for (guint i = 0; i < 999; i++)
    g_string_append (text, ", 0");
  g_string_append (text, "]");

  items = atlas_json_read_cities (text->str, -1, &notes, NULL);
  g_assert_cmpuint (items->len, ==, 0);
  g_assert_cmpuint (g_strv_length (notes), ==, 51);
  g_assert_cmpstr (notes[50], ==, "There are 950 more like these.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/json-reader/contract-lists", test_contract_lists);
  g_test_add_func ("/api/json-reader/contract-items", test_contract_items);
  g_test_add_func ("/api/json-reader/contract-details", test_contract_details);
  g_test_add_func ("/api/json-reader/details-of-later-documentation", test_details_of_later_documentation);
  g_test_add_func ("/api/json-reader/three-states", test_three_states);
  g_test_add_func ("/api/json-reader/odd-lists", test_odd_lists);
  g_test_add_func ("/api/json-reader/duplicate-keys", test_duplicate_keys);
  g_test_add_func ("/api/json-reader/escapes-of-no-text", test_escapes_of_no_text);
  g_test_add_func ("/api/json-reader/raw-is-as-received", test_raw_is_as_received);
  g_test_add_func ("/api/json-reader/malformed", test_malformed);
  g_test_add_func ("/api/json-reader/single-items", test_single_items);
  g_test_add_func ("/api/json-reader/nesting", test_nesting);
  g_test_add_func ("/api/json-reader/notes-are-bounded", test_notes_are_bounded);

  return g_test_run ();
}
