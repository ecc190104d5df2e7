/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-text.h"

#include "atlas-cli-error.h"
#include "atlas-cli-places.h"

static gboolean
country_is_known (AtlasSnapshot *snapshot,
                  const char    *code)
{
  GPtrArray *countries = atlas_snapshot_get_countries (snapshot);
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);

  for (guint i = 0; i < countries->len; i++)
    if (g_strcmp0 (atlas_country_get_iso_country_code (g_ptr_array_index (countries, i)), code) == 0)
      return TRUE;

  return atlas_aspsp_table_find_word (table, ATLAS_WORD_COUNTRY, code) != ATLAS_ASPSP_TABLE_NOT_FOUND;
}

/* The id as the platform writes it: ids are not compared by case. */
static const char *
find_city_id (AtlasSnapshot *snapshot,
              const char    *typed)
{
  GPtrArray *cities = atlas_snapshot_get_cities (snapshot);

  for (guint i = 0; i < cities->len; i++)
    {
      const char *id = atlas_city_get_city_id (g_ptr_array_index (cities, i));

      if (id != NULL && g_ascii_strcasecmp (id, typed) == 0)
        return id;
    }

  return NULL;
}

static AtlasCity *
find_city_by_name (AtlasSnapshot *snapshot,
                   const char    *typed)
{
  GPtrArray *cities = atlas_snapshot_get_cities (snapshot);
  g_autofree char *wanted = atlas_text_fold (typed);

  for (guint i = 0; i < cities->len; i++)
    {
      AtlasCity *city = g_ptr_array_index (cities, i);
      g_autofree char *name = atlas_text_fold (atlas_city_get_name (city));

      if (g_str_equal (name, wanted) && atlas_city_get_city_id (city) != NULL)
        return city;
    }

  return NULL;
}

static void
complain_of_city (AtlasSnapshot  *snapshot,
                  const char     *typed,
                  GError        **error)
{
  AtlasCity *namesake = find_city_by_name (snapshot, typed);

  if (namesake != NULL)
    g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_UNKNOWN,
                 _("A city is given by its ID; that of %s is %s"),
                 atlas_city_get_name (namesake), atlas_city_get_city_id (namesake));
  else
    g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_UNKNOWN,
                 _("The platform lists no city with the ID “%s”; “bank-atlas-cli cities” lists those it has"), typed);
}

/**
 * atlas_cli_places_list_distinct:
 * @countries: (element-type AtlasCountry): countries as the platform lists them
 *
 * Returns: (transfer container): each of them once, even where the platform lists it under two codes; borrowed from @countries
 */
GPtrArray *
atlas_cli_places_list_distinct (GPtrArray *countries)
{
  GPtrArray *distinct = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < countries->len; i++)
    {
      AtlasCountry *country = g_ptr_array_index (countries, i);
      const char *code = atlas_country_get_iso_country_code (country);

      if (code == NULL || g_hash_table_add (seen, (gpointer) code))
        g_ptr_array_add (distinct, country);
    }

  return distinct;
}

/**
 * atlas_cli_places_check_countries:
 * @snapshot: what the platform lists
 * @typed: codes as they were typed
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_UNKNOWN
 *
 * Returns: (transfer full) (nullable): the codes, normalized
 */
GStrv
atlas_cli_places_check_countries (AtlasSnapshot  *snapshot,
                                  GStrv           typed,
                                  GError        **error)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (gsize i = 0; typed[i] != NULL; i++)
    {
      g_autofree char *code = atlas_country_code_normalize (typed[i]);

      if (code == NULL || !country_is_known (snapshot, code))
        {
          g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_UNKNOWN,
                       _("The platform lists no country with the code “%s”; “bank-atlas-cli countries” lists those it has"),
                       typed[i]);
          return NULL;
        }
      g_strv_builder_take (codes, g_steal_pointer (&code));
    }

  return g_strv_builder_end (codes);
}

/**
 * atlas_cli_places_check_cities:
 * @snapshot: what the platform lists
 * @typed: ids as they were typed
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_UNKNOWN
 *
 * Returns: (transfer full) (nullable): the ids as the platform writes them
 */
GStrv
atlas_cli_places_check_cities (AtlasSnapshot  *snapshot,
                               GStrv           typed,
                               GError        **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (gsize i = 0; typed[i] != NULL; i++)
    {
      const char *id = find_city_id (snapshot, typed[i]);

      if (id == NULL)
        {
          complain_of_city (snapshot, typed[i], error);
          return NULL;
        }
      g_strv_builder_add (ids, id);
    }

  return g_strv_builder_end (ids);
}

/**
 * atlas_cli_places_count_banks:
 * @snapshot: what the platform lists
 * @kind: countries or cities
 * @id: (nullable): which one
 *
 * Returns: how many banks there are
 */
guint
atlas_cli_places_count_banks (AtlasSnapshot *snapshot,
                              AtlasWordKind  kind,
                              const char    *id)
{
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);

  for (guint i = 0; id != NULL && i < atlas_aspsp_table_get_n_words (table, kind); i++)
    if (g_ascii_strcasecmp (atlas_aspsp_table_get_word (table, kind, i), id) == 0)
      return atlas_aspsp_table_get_word_count (table, kind, i);

  return 0;
}
