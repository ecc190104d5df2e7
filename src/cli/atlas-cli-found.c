/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-cli-found.h"
#include "atlas-cli-json.h"
#include "atlas-cli-output.h"
#include "atlas-cli-query.h"

static char *
join_words (AtlasAspspTable *table,
            AtlasWordKind    kind,
            const guint16   *words,
            guint            n_words)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append_c (joined, ',');
      g_string_append (joined, atlas_aspsp_table_get_word (table, kind, words[i]));
    }

  return g_string_free (joined, FALSE);
}

static AtlasCliTable *
tabulate (AtlasAspspTable         *aspsps,
          const AtlasSearchResult *result,
          GStrv                    reasons)
{
  AtlasCliTable *table = atlas_cli_table_new ();
  GArray *positions = result->positions;

  atlas_cli_table_add_column (table, "bicFi", _("BIC"));
  atlas_cli_table_add_column (table, "name", _("Name"));
  atlas_cli_table_add_column (table, "isoCountryCodes", _("Country"));
  atlas_cli_table_add_column (table, "city", _("City"));
  if (reasons != NULL)
    {
      atlas_cli_table_add_column (table, "score", _("Score"));
      atlas_cli_table_add_column (table, "reason", _("Reason"));
    }
  /* A name may be as long as its owner is proud; BIC and countries are what the next step needs. */
  atlas_cli_table_fit (table, 1, atlas_cli_output_get_width ());
  for (guint i = 0; i < positions->len; i++)
    {
      g_autofree char *countries = NULL;
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (aspsps, g_array_index (positions, guint, i), &row);
      countries = join_words (aspsps, ATLAS_WORD_COUNTRY, row.countries, row.n_countries);
      atlas_cli_table_add_cell (table, row.bic_fi);
      atlas_cli_table_add_cell (table, row.name);
      atlas_cli_table_add_cell (table, countries);
      atlas_cli_table_add_cell (table, row.city);
      if (reasons == NULL)
        continue;
      atlas_cli_table_add_number (table, g_array_index (result->scores, guint16, i));
      atlas_cli_table_add_cell (table, reasons[i]);
    }

  return table;
}

/* Objects as the platform sent them: in its order, or the best match first where there is a text to match. */
static GStrv
load_raws (AtlasCliSession  *session,
           AtlasAspspTable  *aspsps,
           GArray           *positions,
           GError          **error)
{
  const gboolean has_text = *session->options->arguments != NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!has_text && positions->len == atlas_aspsp_table_get_n_rows (aspsps))
    return dex_await_boxed (atlas_store_load_raw (session->store, "aspsps", NULL), error);

  for (guint i = 0; i < positions->len; i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (aspsps, g_array_index (positions, guint, i), &row);
      g_array_append_val (ids, row.id);
    }

  return dex_await_boxed (atlas_store_load_raw_rows (session->store, ids, !has_text), error);
}

static gboolean
write_json (AtlasCliSession  *session,
            AtlasAspspTable  *aspsps,
            GArray           *positions,
            GError          **error)
{
  g_auto (GStrv) raws = load_raws (session, aspsps, positions, error);
  g_autofree char *json = NULL;

  if (raws == NULL)
    return FALSE;
  json = atlas_cli_json_format_list ("aspsps", (const char * const *) raws);

  return atlas_cli_output_write (json, error);
}

/**
 * atlas_cli_found_search:
 * @session: a session
 * @aspsps: the banks to ask
 * @query: what to ask for
 *
 * Returns: (transfer full): the banks that were found, best first where there is a text
 */
AtlasSearchResult *
atlas_cli_found_search (AtlasCliSession  *session,
                        AtlasAspspTable  *aspsps,
                        const AtlasQuery *query)
{
  AtlasSearchContext context;
  g_autoptr (AtlasUserData) user_data = atlas_cli_query_fill_context (session, query, &context);
  g_autoptr (AtlasIndex) index = NULL;

  if (query->text == NULL)
    return atlas_search_filter (aspsps, query, &context);
  index = atlas_index_new (aspsps);

  return atlas_search_run (index, query, &context);
}

/**
 * atlas_cli_found_write:
 * @session: a session
 * @aspsps: the banks that were asked
 * @result: those of them that were found
 * @reasons: (nullable): for each of them why, to show it with its score
 * @error: where a complaint goes
 *
 * Writes them as the command line asks for it.
 *
 * Returns: whether all of it reached standard output
 */
gboolean
atlas_cli_found_write (AtlasCliSession          *session,
                       AtlasAspspTable          *aspsps,
                       const AtlasSearchResult  *result,
                       GStrv                     reasons,
                       GError                  **error)
{
  g_autoptr (AtlasCliTable) table = NULL;

  if (atlas_cli_output_get_format (session) == ATLAS_CLI_FORMAT_JSON)
    return write_json (session, aspsps, result->positions, error);

  table = tabulate (aspsps, result, reasons);

  return atlas_cli_output_write_table (session, table, error);
}
