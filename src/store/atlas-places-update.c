/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-city.h"
#include "atlas-country.h"
#include "atlas-places-update.h"
#include "atlas-refresh-private.h"

/* A country or a city; a country has no country code beside its id. */
typedef struct
{
  char   *key;
  char   *id;
  char   *name;
  char   *country;
  char   *raw;
  gint64  position;
} Place;

typedef struct
{
  const char *what;
  const char *id_field;
  const char *select_sql;
  const char *write_sql;
  const char *delete_sql;
} Table;

static const Table countries_table = {
  ATLAS_CHANGED_COUNTRY,
  "isoCountryCode",
  "SELECT key, iso_country_code, name, NULL, raw, position FROM countries",
  "INSERT OR REPLACE INTO countries (key, iso_country_code, name, raw, position) VALUES (?1, ?2, ?3, ?5, ?6)",
  "DELETE FROM countries WHERE key = ?",
};

static const Table cities_table = {
  ATLAS_CHANGED_CITY,
  "cityId",
  "SELECT key, city_id, name, iso_country_code, raw, position FROM cities",
  "INSERT OR REPLACE INTO cities (key, city_id, name, iso_country_code, raw, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  "DELETE FROM cities WHERE key = ?",
};

static void
place_free (Place *place)
{
  g_free (place->key);
  g_free (place->id);
  g_free (place->name);
  g_free (place->country);
  g_free (place->raw);
  g_free (place);
}

/* Adds the place unless one with its key is there, or it says nothing at all. */
static void
take_place (GPtrArray  *places,
            GHashTable *keys,
            const char *id,
            const char *name,
            const char *country,
            const char *raw)
{
  g_autofree char *key = atlas_refresh_dup_key (id, name, raw);
  Place *place;

  if (key == NULL || g_hash_table_contains (keys, key))
    return;

  place = g_new0 (Place, 1);
  place->key = g_steal_pointer (&key);
  place->id = g_strdup (id);
  place->name = g_strdup (name);
  place->country = g_strdup (country);
  place->raw = g_strdup (raw);
  place->position = places->len;
  g_ptr_array_add (places, place);
  g_hash_table_add (keys, place->key);
}

static GHashTable *
read_kept (AtlasSqlite  *sqlite,
           const Table  *table,
           GError      **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) place_free);
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, table->select_sql, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  while (atlas_statement_step (statement, &local_error))
    {
      Place *place = g_new0 (Place, 1);

      place->key = g_strdup (atlas_statement_get_required_text (statement, 0));
      place->id = g_strdup (atlas_statement_get_text (statement, 1));
      place->name = g_strdup (atlas_statement_get_text (statement, 2));
      place->country = g_strdup (atlas_statement_get_text (statement, 3));
      place->raw = g_strdup (atlas_statement_get_text (statement, 4));
      place->position = atlas_statement_get_int64 (statement, 5);
      g_hash_table_replace (kept, place->key, place);
    }
  if (local_error == NULL)
    return g_steal_pointer (&kept);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

static gboolean
compare_places (AtlasHistory *history,
                const Table  *table,
                const Place  *old_place,
                const Place  *place)
{
  gboolean differs = FALSE;

  differs |= atlas_history_compare (history, table->what, place->id, place->name, table->id_field, old_place->id, place->id);
  differs |= atlas_history_compare (history, table->what, place->id, place->name, "name", old_place->name, place->name);
  differs |= atlas_history_compare (history, table->what, place->id, place->name, "isoCountryCode", old_place->country, place->country);

  return differs || old_place->position != place->position || g_strcmp0 (old_place->raw, place->raw) != 0;
}

static gboolean
write_place (AtlasSqlite  *sqlite,
             const Table  *table,
             const Place  *place,
             GError      **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, table->write_sql, error);

  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, place->key);
  atlas_statement_bind_text (statement, 2, place->id);
  atlas_statement_bind_text (statement, 3, place->name);
  atlas_statement_bind_text (statement, 4, place->country);
  atlas_statement_bind_text (statement, 5, place->raw);
  atlas_statement_bind_int64 (statement, 6, place->position);

  return atlas_statement_run (statement, error);
}

static gboolean
delete_place (AtlasSqlite  *sqlite,
              const Table  *table,
              const Place  *place,
              GError      **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, table->delete_sql, error);

  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, place->key);

  return atlas_statement_run (statement, error);
}

static gboolean
update_places (AtlasSqlite   *sqlite,
               AtlasHistory  *history,
               const Table   *table,
               GPtrArray     *places,
               GError       **error)
{
  g_autoptr (GHashTable) kept = read_kept (sqlite, table, error);
  GHashTableIter iter;
  gpointer value;

  if (kept == NULL)
    return FALSE;

  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = g_ptr_array_index (places, i);
      const Place *old_place = g_hash_table_lookup (kept, place->key);
      gboolean differs = TRUE;

      if (old_place == NULL)
        atlas_history_add (history, ATLAS_CHANGE_ADDED, table->what, place->id, place->name);
      else
        differs = compare_places (history, table, old_place, place);
      if (differs && !write_place (sqlite, table, place, error))
        return FALSE;
      g_hash_table_remove (kept, place->key);
    }

  /* What is left did not come back. */
  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Place *place = value;

      atlas_history_add (history, ATLAS_CHANGE_REMOVED, table->what, place->id, place->name);
      if (!delete_place (sqlite, table, place, error))
        return FALSE;
    }

  return TRUE;
}

/*< private >
 * atlas_countries_update:
 * @sqlite: a connection, in a transaction that writes
 * @history: gets what is new, gone or different
 * @countries: (element-type AtlasCountry): all countries, in the platform's order
 * @error: where an error goes
 *
 * Returns: whether exactly these are kept now
 */
gboolean
atlas_countries_update (AtlasSqlite   *sqlite,
                        AtlasHistory  *history,
                        GPtrArray     *countries,
                        GError       **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < countries->len; i++)
    {
      AtlasCountry *country = g_ptr_array_index (countries, i);

      take_place (places,
                  keys,
                  atlas_country_get_listed_code (country),
                  atlas_country_get_name (country),
                  NULL,
                  atlas_country_get_raw_json (country));
    }

  return update_places (sqlite, history, &countries_table, places, error);
}

/*< private >
 * atlas_cities_update:
 * @sqlite: a connection, in a transaction that writes
 * @history: gets what is new, gone or different
 * @cities: (element-type AtlasCity): all cities, in the platform's order
 * @error: where an error goes
 *
 * Returns: whether exactly these are kept now
 */
gboolean
atlas_cities_update (AtlasSqlite   *sqlite,
                     AtlasHistory  *history,
                     GPtrArray     *cities,
                     GError       **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cities->len; i++)
    {
      AtlasCity *city = g_ptr_array_index (cities, i);

      take_place (places,
                  keys,
                  atlas_city_get_city_id (city),
                  atlas_city_get_name (city),
                  atlas_city_get_iso_country_code (city),
                  atlas_city_get_raw_json (city));
    }

  return update_places (sqlite, history, &cities_table, places, error);
}
