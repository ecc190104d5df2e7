/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-cli-json.h"
#include "atlas-cli-output.h"
#include "atlas-cli-places.h"

static gboolean
is_wanted (AtlasCountry *country,
           GStrv         codes)
{
  const char *code = atlas_country_get_iso_country_code (country);

  return *codes == NULL || (code != NULL && g_strv_contains ((const char * const *) codes, code));
}

static GPtrArray *
choose_countries (AtlasSnapshot *snapshot,
                  GStrv          codes)
{
  GPtrArray *countries = atlas_snapshot_get_countries (snapshot);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < countries->len; i++)
    if (is_wanted (g_ptr_array_index (countries, i), codes))
      g_ptr_array_add (chosen, g_ptr_array_index (countries, i));

  return chosen;
}

static AtlasCliTable *
tabulate (AtlasSnapshot *snapshot,
          GPtrArray     *countries,
          gboolean       is_for_people)
{
  AtlasCliTable *table = atlas_cli_table_new ();
  g_autoptr (GPtrArray) distinct = atlas_cli_places_list_distinct (countries);

  atlas_cli_table_add_column (table, "isoCountryCode", _("Code"));
  atlas_cli_table_add_column (table, "name", _("Name"));
  atlas_cli_table_add_column (table, "banks", _("Banks"));
  atlas_cli_table_fit (table, 1, atlas_cli_output_get_width ());
  for (guint i = 0; i < distinct->len; i++)
    {
      AtlasCountry *country = g_ptr_array_index (distinct, i);
      const char *code = atlas_country_get_iso_country_code (country);
      const char *name = atlas_country_get_name (country);
      g_autofree char *local_name = is_for_people ? atlas_country_code_dup_display_name (code, name) : NULL;

      atlas_cli_table_add_cell (table, code);
      atlas_cli_table_add_cell (table, local_name ? local_name : name);
      atlas_cli_table_add_number (table, atlas_cli_places_count_banks (snapshot, ATLAS_WORD_COUNTRY, code));
    }

  return table;
}

static char *
to_json (GPtrArray *countries)
{
  g_autoptr (GPtrArray) raws = g_ptr_array_new_null_terminated (countries->len, NULL, TRUE);

  for (guint i = 0; i < countries->len; i++)
    g_ptr_array_add (raws, (gpointer) atlas_country_get_raw_json (g_ptr_array_index (countries, i)));

  return atlas_cli_json_format_list ("countries", (const char * const *) raws->pdata);
}

/* bank-atlas-cli countries [CODE…] */
gboolean
atlas_cli_run_countries (AtlasCliSession  *session,
                         GError          **error)
{
  AtlasSnapshot *snapshot = atlas_cli_session_get_snapshot (session, FALSE, error);
  g_auto (GStrv) codes = NULL;
  g_autoptr (GPtrArray) countries = NULL;
  g_autoptr (AtlasCliTable) table = NULL;

  if (snapshot == NULL)
    return FALSE;
  codes = atlas_cli_places_check_countries (snapshot, session->options->arguments, error);
  if (codes == NULL)
    return FALSE;

  countries = choose_countries (snapshot, codes);
  if (atlas_cli_output_get_format (session) == ATLAS_CLI_FORMAT_JSON)
    {
      g_autofree char *json = to_json (countries);

      return atlas_cli_output_write (json, error);
    }
  table = tabulate (snapshot, countries, atlas_cli_output_is_for_people (session));

  return atlas_cli_output_write_table (session, table, error);
}
