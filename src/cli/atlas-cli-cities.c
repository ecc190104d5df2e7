/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-cli-json.h"
#include "atlas-cli-output.h"
#include "atlas-cli-places.h"

/* Both together are a union, as the platform's own query is. */
static gboolean
is_wanted (AtlasCity *city,
           GStrv      codes,
           GStrv      ids)
{
  const char *code = atlas_city_get_iso_country_code (city);
  const char *id = atlas_city_get_city_id (city);

  return (*codes == NULL && *ids == NULL) ||
         (code != NULL && g_strv_contains ((const char * const *) codes, code)) ||
         (id != NULL && g_strv_contains ((const char * const *) ids, id));
}

static GPtrArray *
choose_cities (AtlasSnapshot *snapshot,
               GStrv          codes,
               GStrv          ids)
{
  GPtrArray *cities = atlas_snapshot_get_cities (snapshot);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < cities->len; i++)
    if (is_wanted (g_ptr_array_index (cities, i), codes, ids))
      g_ptr_array_add (chosen, g_ptr_array_index (cities, i));

  return chosen;
}

static AtlasCliTable *
tabulate (AtlasSnapshot *snapshot,
          GPtrArray     *cities)
{
  AtlasCliTable *table = atlas_cli_table_new ();

  atlas_cli_table_add_column (table, "cityId", _("ID"));
  atlas_cli_table_add_column (table, "name", _("Name"));
  atlas_cli_table_add_column (table, "isoCountryCode", _("Country"));
  atlas_cli_table_add_column (table, "banks", _("Banks"));
  atlas_cli_table_fit (table, 1, atlas_cli_output_get_width ());
  for (guint i = 0; i < cities->len; i++)
    {
      AtlasCity *city = g_ptr_array_index (cities, i);
      const char *id = atlas_city_get_city_id (city);

      atlas_cli_table_add_cell (table, id);
      atlas_cli_table_add_cell (table, atlas_city_get_name (city));
      atlas_cli_table_add_cell (table, atlas_city_get_iso_country_code (city));
      atlas_cli_table_add_number (table, atlas_cli_places_count_banks (snapshot, ATLAS_WORD_CITY, id));
    }

  return table;
}

static char *
to_json (GPtrArray *cities)
{
  g_autoptr (GPtrArray) raws = g_ptr_array_new_null_terminated (cities->len, NULL, TRUE);

  for (guint i = 0; i < cities->len; i++)
    g_ptr_array_add (raws, (gpointer) atlas_city_get_raw_json (g_ptr_array_index (cities, i)));

  return atlas_cli_json_format_list ("cities", (const char * const *) raws->pdata);
}

/* bank-atlas-cli cities [--country CC]… [ID…] */
gboolean
atlas_cli_run_cities (AtlasCliSession  *session,
                      GError          **error)
{
  AtlasSnapshot *snapshot = atlas_cli_session_get_snapshot (session, FALSE, error);
  g_auto (GStrv) codes = NULL;
  g_auto (GStrv) ids = NULL;
  g_autoptr (GPtrArray) cities = NULL;
  g_autoptr (AtlasCliTable) table = NULL;

  if (snapshot == NULL)
    return FALSE;
  codes = atlas_cli_places_check_countries (snapshot, session->options->countries, error);
  ids = codes ? atlas_cli_places_check_cities (snapshot, session->options->arguments, error) : NULL;
  if (ids == NULL)
    return FALSE;

  cities = choose_cities (snapshot, codes, ids);
  if (atlas_cli_output_get_format (session) == ATLAS_CLI_FORMAT_JSON)
    {
      g_autofree char *json = to_json (cities);

      return atlas_cli_output_write (json, error);
    }
  table = tabulate (snapshot, cities);

  return atlas_cli_output_write_table (session, table, error);
}
