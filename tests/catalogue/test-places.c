/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-city.h"
#include "atlas-country.h"
#include "atlas-places.h"
#include "atlas-test-banks.h"

static const char *const banks[] = {
  "DABASESX|Danske Bank|Stockholm|SE|sto",
  "NDEAFIHH|Nordea Bank Abp|Helsinki|FI|hel",
  "NDEASESS|Nordea Bank AB|Stockholm|SE,FI|sto",
  NULL,
};

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           GString    *log)
{
  g_string_append_printf (log, "%s ", pspec->name);
}

/* @codes: "SE FI", @cities: "id:code id:code". */
static void
update (AtlasPlaces *places,
        const char  *codes,
        const char  *cities)
{
  g_autoptr (GPtrArray) country_list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) city_list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (banks);
  g_auto (GStrv) code_strv = g_strsplit (codes, " ", -1);
  g_auto (GStrv) city_strv = g_strsplit (cities, " ", -1);

  for (guint i = 0; code_strv[i] != NULL; i++)
    g_ptr_array_add (country_list, atlas_country_new (code_strv[i], code_strv[i], NULL));
  g_ptr_array_add (country_list, atlas_country_new (NULL, "Nowhere", NULL));
  for (guint i = 0; city_strv[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (city_strv[i], ":", 2);

      g_ptr_array_add (city_list, atlas_city_new (parts[0], parts[0], parts[1], NULL));
    }
  g_ptr_array_add (city_list, atlas_city_new (NULL, "Nowhere", "SE", NULL));

  atlas_places_update (places, country_list, city_list, table);
}

static char *
describe (GListModel *model)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (AtlasPlace) place = g_list_model_get_item (model, i);
      g_autofree char *children = describe (atlas_place_get_children (place));

      g_string_append_printf (text, "%s%s=%u", i > 0 ? " " : "", atlas_place_get_id (place), atlas_place_get_n_banks (place));
      if (*children != '\0')
        g_string_append_printf (text, "(%s)", children);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_countries (AtlasPlaces *places,
                  const char  *expected)
{
  g_autofree char *text = describe (atlas_places_get_countries (places));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_update (void)
{
  g_autoptr (AtlasPlaces) places = atlas_places_new ();
  AtlasPlace *sweden;

  update (places, "SE FI DE", "sto:SE hel:FI tur:fi goe:SE");
  assert_countries (places, "FI=2(hel=1 tur=0) DE=0 SE=2(goe=0 sto=2)");
  g_assert_cmpuint (atlas_place_get_n_banks (atlas_places_find (places, ATLAS_PLACE_ALL, NULL)), ==, 3);

  sweden = atlas_places_find (places, ATLAS_PLACE_COUNTRY, "se");
  g_assert_cmpstr (atlas_place_get_name (sweden), ==, "Sweden");
  g_assert_cmpstr (atlas_place_get_flag (sweden), ==, "🇸🇪");
  g_assert_cmpint (atlas_place_get_kind (sweden), ==, ATLAS_PLACE_COUNTRY);
  g_assert_cmpstr (atlas_place_get_name (atlas_places_find (places, ATLAS_PLACE_CITY, "HEL")), ==, "hel");
  g_assert_null (atlas_places_find (places, ATLAS_PLACE_COUNTRY, "hel"));
  g_assert_null (atlas_places_find (places, ATLAS_PLACE_CITY, "se"));
  g_assert_null (atlas_places_find (places, ATLAS_PLACE_CITY, NULL));
}

/* Where the platform has two codes for a country, it is one all the same. */
static void
test_one_country (void)
{
  static const char *const listings[] = { "UK", "GB", "uk", "UK GB", "GB UK" };

  for (guint i = 0; i < G_N_ELEMENTS (listings); i++)
    {
      g_autoptr (AtlasPlaces) places = atlas_places_new ();
      AtlasPlace *kingdom;

      update (places, listings[i], "lon:UK man:GB");
      assert_countries (places, "GB=0(lon=0 man=0)");
      kingdom = atlas_places_find (places, ATLAS_PLACE_COUNTRY, "GB");
      g_assert_nonnull (kingdom);
      g_assert_true (atlas_places_find (places, ATLAS_PLACE_COUNTRY, "uk") == kingdom);
      g_assert_cmpstr (atlas_place_get_name (kingdom), ==, "United Kingdom");
      g_assert_cmpstr (atlas_place_get_flag (kingdom), ==, "🇬🇧");
    }
}

static void
test_smallest_changes (void)
{
  g_autoptr (AtlasPlaces) places = atlas_places_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  AtlasPlace *sweden;

  g_signal_connect (atlas_places_get_countries (places), "items-changed", G_CALLBACK (items_changed_cb), log);
  update (places, "SE FI DE", "sto:SE");
  g_assert_cmpstr (log->str, ==, "0-0+3 ");
  g_string_truncate (log, 0);
  sweden = atlas_places_find (places, ATLAS_PLACE_COUNTRY, "SE");
  g_signal_connect (sweden, "notify", G_CALLBACK (notify_cb), log);
  g_signal_connect (atlas_place_get_children (sweden), "items-changed", G_CALLBACK (items_changed_cb), log);

  update (places, "DE SE FI", "sto:SE");
  g_assert_cmpstr (log->str, ==, "");
  update (places, "DE SE FI DK", "sto:SE goe:SE");
  g_assert_cmpstr (log->str, ==, "0-0+1 0-0+1 ");
  g_string_truncate (log, 0);
  update (places, "SE DK", "sto:SE goe:SE");
  g_assert_cmpstr (log->str, ==, "2-1+0 1-1+0 ");
  g_assert_true (sweden == atlas_places_find (places, ATLAS_PLACE_COUNTRY, "SE"));
}

static void
test_first_city_is_a_row_anew (void)
{
  g_autoptr (AtlasPlaces) places = atlas_places_new ();
  g_autoptr (GString) log = g_string_new (NULL);

  update (places, "SE FI", "hel:FI");
  g_signal_connect (atlas_places_get_countries (places), "items-changed", G_CALLBACK (items_changed_cb), log);
  update (places, "SE FI", "hel:FI sto:SE");
  g_assert_cmpstr (log->str, ==, "1-1+0 1-0+1 ");
  assert_countries (places, "FI=2(hel=1) SE=2(sto=2)");
}

static void
test_nothing_is_lost (void)
{
  g_autoptr (AtlasPlaces) places = atlas_places_new ();

  update (places, "SE se", "sto:SE STO:SE ber:DE");
  assert_countries (places, "SE=2(sto=2) ber=0");
}

static void
test_fixed (void)
{
  g_autoptr (AtlasPlaces) places = atlas_places_new ();
  g_autoptr (AtlasPlace) all = g_list_model_get_item (atlas_places_get_fixed (places), 0);
  g_autoptr (AtlasPlace) starred = g_list_model_get_item (atlas_places_get_fixed (places), 1);

  g_assert_cmpint (atlas_place_get_kind (all), ==, ATLAS_PLACE_ALL);
  g_assert_cmpint (atlas_place_get_kind (starred), ==, ATLAS_PLACE_STARRED);
  g_assert_true (starred == atlas_places_find (places, ATLAS_PLACE_STARRED, NULL));
  atlas_places_set_n_starred (places, 4);
  g_assert_cmpuint (atlas_place_get_n_banks (starred), ==, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalogue/places/update", test_update);
  g_test_add_func ("/catalogue/places/one-country", test_one_country);
  g_test_add_func ("/catalogue/places/smallest-changes", test_smallest_changes);
  g_test_add_func ("/catalogue/places/first-city", test_first_city_is_a_row_anew);
  g_test_add_func ("/catalogue/places/nothing-is-lost", test_nothing_is_lost);
  g_test_add_func ("/catalogue/places/fixed", test_fixed);

  return g_test_run ();
}
