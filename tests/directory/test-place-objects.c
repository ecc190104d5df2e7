/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-city.h"
#include "atlas-country.h"

#define COUNTRY_JSON "{\"isoCountryCode\": \"SE\", \"name\": \"Sweden\"}"
#define CITY_JSON "{\"cityId\": \"37efa883-c8ad-4ff7-927b-b11b02beb923\"}"

static void
test_country (void)
{
  AtlasCountry *country = atlas_country_new ("SE", "Sweden", COUNTRY_JSON);
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *raw_json = NULL;

  g_object_get (country, "iso-country-code", &code, "name", &name, "raw-json", &raw_json, NULL);
  g_assert_cmpstr (code, ==, "SE");
  g_assert_cmpstr (name, ==, "Sweden");
  g_assert_cmpstr (raw_json, ==, COUNTRY_JSON);
  g_assert_cmpstr (atlas_country_get_iso_country_code (country), ==, code);
  g_assert_cmpstr (atlas_country_get_name (country), ==, name);
  g_assert_cmpstr (atlas_country_get_raw_json (country), ==, raw_json);
  g_assert_finalize_object (country);
}

static void
test_city (void)
{
  AtlasCity *city = atlas_city_new ("37efa883-c8ad-4ff7-927b-b11b02beb923", "Stockholm", "SE", CITY_JSON);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *code = NULL;
  g_autofree char *raw_json = NULL;

  g_object_get (city, "city-id", &id, "name", &name, "iso-country-code", &code, "raw-json", &raw_json, NULL);
  g_assert_cmpstr (atlas_city_get_city_id (city), ==, id);
  g_assert_cmpstr (atlas_city_get_name (city), ==, name);
  g_assert_cmpstr (atlas_city_get_iso_country_code (city), ==, code);
  g_assert_cmpstr (atlas_city_get_raw_json (city), ==, raw_json);
  g_assert_cmpstr (name, ==, "Stockholm");
  g_assert_finalize_object (city);
}

static void
test_nothing_stated (void)
{
  AtlasCountry *country = atlas_country_new (NULL, NULL, NULL);
  AtlasCity *city = atlas_city_new (NULL, NULL, NULL, NULL);

  g_assert_null (atlas_country_get_iso_country_code (country));
  g_assert_null (atlas_city_get_city_id (city));
  g_assert_finalize_object (country);
  g_assert_finalize_object (city);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/directory/country/object", test_country);
  g_test_add_func ("/directory/city/object", test_city);
  g_test_add_func ("/directory/objects/nothing-stated", test_nothing_stated);

  return g_test_run ();
}
