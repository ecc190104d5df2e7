/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "store-fixture.h"

/**
 * fixture_dup_path:
 * @name: a file name
 *
 * Returns: (transfer full): a path in a directory of its own, which is not there yet
 */
char *
fixture_dup_path (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("atlas-store-XXXXXX", &error);

  g_assert_no_error (error);

  return g_build_filename (directory, "caches", name, NULL);
}

AtlasStore *
fixture_open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  AtlasStore *store = atlas_test_await_object (atlas_store_open (path), &error);

  g_assert_no_error (error);
  g_assert_true (ATLAS_IS_STORE (store));

  return store;
}

/* Closes the file too, so that a test may look at it. */
void
fixture_close_store (AtlasStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_test_await_boolean (atlas_store_close (store), &error));
  g_assert_no_error (error);
  g_object_unref (store);
}

AtlasSnapshot *
fixture_load (AtlasStore *store)
{
  g_autoptr (GError) error = NULL;
  AtlasSnapshot *snapshot = atlas_test_await_object (atlas_store_load_snapshot (store), &error);

  g_assert_no_error (error);
  g_assert_true (ATLAS_IS_SNAPSHOT (snapshot));

  return snapshot;
}

AtlasChanges *
fixture_apply (AtlasStore   *store,
               AtlasRefresh *refresh)
{
  g_autoptr (GError) error = NULL;
  AtlasChanges *changes = atlas_test_await_object (atlas_store_apply_refresh (store, refresh), &error);

  g_assert_no_error (error);
  g_object_unref (refresh);

  return changes;
}

AtlasChanges *
fixture_save_details (AtlasStore        *store,
                      AtlasAspspDetails *details)
{
  g_autoptr (GPtrArray) batch = fixture_objects (details, NULL);
  g_autoptr (GError) error = NULL;
  AtlasChanges *changes = atlas_test_await_object (atlas_store_save_details (store, batch), &error);

  g_assert_no_error (error);

  return changes;
}

AtlasAspspDetails *
fixture_load_details (AtlasStore *store,
                      const char *bic_fi)
{
  g_autoptr (GError) error = NULL;
  AtlasAspspDetails *details = atlas_test_await_object (atlas_store_load_details (store, bic_fi), &error);

  g_assert_no_error (error);

  return details;
}

/**
 * fixture_objects:
 * @first: (transfer full) (nullable): an object
 * @...: (transfer full): more objects, then %NULL
 *
 * Returns: (transfer full): an array of them
 */
GPtrArray *
fixture_objects (gpointer first,
                 ...)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (g_object_unref);
  va_list rest;

  va_start (rest, first);
  for (gpointer object = first; object != NULL; object = va_arg (rest, gpointer))
    g_ptr_array_add (array, object);
  va_end (rest);

  return array;
}

/**
 * fixture_documented:
 * @fetched_at: when
 *
 * Returns: (transfer full): a refresh with some of what the platform documents
 */
AtlasRefresh *
fixture_documented (gint64 fetched_at)
{
  AtlasRefresh *refresh = atlas_refresh_new (fetched_at);
  g_autoptr (GPtrArray) sweden = NULL;
  g_autoptr (GPtrArray) finland = NULL;
  g_autoptr (GPtrArray) stockholm = NULL;

  atlas_refresh_take_countries (refresh,
                                fixture_objects (atlas_country_new ("SE", "Sweden", "{\"isoCountryCode\": \"SE\",  \"name\":\"Sweden\"}"),
                                                 atlas_country_new ("FI", "Finland", "{\"isoCountryCode\":\"FI\"}"),
                                                 NULL));
  atlas_refresh_take_cities (refresh,
                             fixture_objects (atlas_city_new (STOCKHOLM, "Stockholm", "SE", "{\"cityId\":\"1\"}"),
                                              atlas_city_new (HELSINKI, "Helsinki", "FI", "{\"cityId\":\"2\"}"),
                                              NULL));
  sweden = fixture_objects (atlas_aspsp_new ("ESSESESS", "Skandinaviska Enskilda Banken AB ", "https://logo.example/ESSESESS.png", NULL, "{\"bicFi\":\"ESSESESS\", \"x\":1}"),
                            atlas_aspsp_new ("NDEASESS", "Nordea Bank AB", NULL, NULL, "{\"bicFi\":\"NDEASESS\"}"),
                            atlas_aspsp_new ("HANDSESS", "Handelsbanken", NULL, NULL, "{\"bicFi\":\"HANDSESS\"}"),
                            NULL);
  finland = fixture_objects (atlas_aspsp_new ("NDEASESS", "Nordea Bank AB", NULL, NULL, "{\"bicFi\":\"NDEASESS\"}"), NULL);
  stockholm = fixture_objects (atlas_aspsp_new ("ESSESESS", "Skandinaviska Enskilda Banken AB ", NULL, NULL, "{}"), NULL);
  atlas_refresh_add_aspsps (refresh, sweden, "SE", NULL);
  atlas_refresh_add_aspsps (refresh, finland, "FI", NULL);
  atlas_refresh_add_aspsps (refresh, stockholm, NULL, STOCKHOLM);

  return refresh;
}

static AtlasAspsp *
make_generated (guint number,
                guint generation)
{
  g_autofree char *bic_fi = g_strdup_printf ("%c%c%c%cSE%05u",
                                             'A' + number % 26,
                                             'A' + number / 26 % 26,
                                             'A' + number / 676 % 26,
                                             'A' + generation % 26,
                                             number);
  g_autofree char *name = g_strdup_printf ("Sparbanken i Ödeshög %u, årgång %u", number, generation);
  g_autofree char *logo_url = g_strdup_printf ("https://logos.example/images/%s.png", bic_fi);
  g_autofree char *raw = g_strdup_printf ("{\"bicFi\":\"%s\",\"name\":\"%s\",\"logoUrl\":\"%s\"}", bic_fi, name, logo_url);

  return atlas_aspsp_new (bic_fi, name, logo_url, NULL, raw);
}

/**
 * fixture_generated:
 * @n_banks: how many banks
 * @generation: banks of another generation are other banks
 * @fetched_at: when
 *
 * Returns: (transfer full): a refresh with banks in ten countries, a city each
 */
AtlasRefresh *
fixture_generated (guint  n_banks,
                   guint  generation,
                   gint64 fetched_at)
{
  static const char *const codes[] = { "SE", "FI", "DE", "DK", "NO", "EE", "LV", "LT", "PL", "NL" };
  AtlasRefresh *refresh = atlas_refresh_new (fetched_at);
  GPtrArray *countries = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *cities = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GPtrArray) aspsps = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *city = g_strdup_printf ("city-%u-%s", generation, codes[i]);

      for (guint number = i; number < n_banks; number += G_N_ELEMENTS (codes))
        g_ptr_array_add (aspsps, make_generated (number, generation));
      g_ptr_array_add (countries, atlas_country_new (codes[i], codes[i], NULL));
      g_ptr_array_add (cities, atlas_city_new (city, city, codes[i], NULL));
      atlas_refresh_add_aspsps (refresh, aspsps, codes[i], NULL);
      atlas_refresh_add_aspsps (refresh, aspsps, NULL, city);
    }
  atlas_refresh_take_countries (refresh, countries);
  atlas_refresh_take_cities (refresh, cities);

  return refresh;
}

static void
digest_words (GString         *digest,
              AtlasAspspTable *table,
              AtlasWordKind    kind,
              const guint16   *words,
              guint            n_words)
{
  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (digest, "%s,", atlas_aspsp_table_get_word (table, kind, words[i]));
  g_string_append_c (digest, '|');
}

/**
 * fixture_fingerprint:
 * @snapshot: a snapshot
 *
 * Returns: (transfer full): a checksum over everything in it but when it was fetched
 */
char *
fixture_fingerprint (AtlasSnapshot *snapshot)
{
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);
  GPtrArray *countries = atlas_snapshot_get_countries (snapshot);
  GPtrArray *cities = atlas_snapshot_get_cities (snapshot);
  g_autoptr (GString) digest = g_string_new (NULL);

  for (guint i = 0; i < countries->len; i++)
    g_string_append_printf (digest, "%s\n", atlas_country_get_iso_country_code (g_ptr_array_index (countries, i)));
  for (guint i = 0; i < cities->len; i++)
    g_string_append_printf (digest, "%s\n", atlas_city_get_city_id (g_ptr_array_index (cities, i)));
  for (guint i = 0; i < atlas_aspsp_table_get_n_rows (table); i++)
    {
      g_autofree char *logo_url = NULL;
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, i, &row);
      logo_url = atlas_aspsp_row_dup_logo_url (&row);
      g_string_append_printf (digest,
                              "%s|%s|%s|%s|",
                              row.bic_fi,
                              row.name,
                              logo_url ? logo_url : "",
                              row.city ? row.city : "");
      digest_words (digest, table, ATLAS_WORD_COUNTRY, row.countries, row.n_countries);
      digest_words (digest, table, ATLAS_WORD_CITY, row.cities, row.n_cities);
      digest_words (digest, table, ATLAS_WORD_PRODUCT, row.products, row.n_products);
      digest_words (digest, table, ATLAS_WORD_METHOD, row.methods, row.n_methods);
      g_string_append_c (digest, '\n');
    }

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, digest->str, digest->len);
}
