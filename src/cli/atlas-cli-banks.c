/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-query.h"
#include "atlas-worker.h"

#include "atlas-cli-bank.h"
#include "atlas-cli-json.h"
#include "atlas-cli-output.h"
#include "atlas-cli-places.h"

typedef struct
{
  GStrv raws;
  GStrv bics;
} Sorting;

/* A word of the table as it is written there, whatever its case was when it was typed. */
static const char *
find_word (AtlasAspspTable *table,
           AtlasWordKind    kind,
           const char      *typed)
{
  for (guint i = 0; i < atlas_aspsp_table_get_n_words (table, kind); i++)
    {
      const char *word = atlas_aspsp_table_get_word (table, kind, i);

      if (g_ascii_strcasecmp (word, typed) == 0)
        return word;
    }

  return NULL;
}

static GStrv
find_words (AtlasAspspTable *table,
            AtlasWordKind    kind,
            GStrv            typed)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (gsize i = 0; typed[i] != NULL; i++)
    {
      const char *word = find_word (table, kind, typed[i]);

      if (word == NULL)
        atlas_cli_output_complain (kind == ATLAS_WORD_PRODUCT
                                     ? _("No bank offers the payment product “%s”")
                                     : _("No bank has the authorization method “%s”"),
                                   typed[i]);
      g_strv_builder_add (words, word ? word : typed[i]);
    }

  return *typed != NULL ? g_strv_builder_end (words) : NULL;
}

static AtlasQuery *
make_query (AtlasCliSession  *session,
            AtlasSnapshot    *snapshot,
            GError          **error)
{
  const AtlasCliOptions *options = session->options;
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);
  g_autoptr (AtlasQuery) query = atlas_query_new ();

  query->country_codes = atlas_cli_places_check_countries (snapshot, options->countries, error);
  if (query->country_codes == NULL)
    return NULL;
  query->city_ids = atlas_cli_places_check_cities (snapshot, options->cities, error);
  if (query->city_ids == NULL)
    return NULL;

  if (*query->country_codes == NULL)
    g_clear_pointer (&query->country_codes, g_strfreev);
  if (*query->city_ids == NULL)
    g_clear_pointer (&query->city_ids, g_strfreev);
  query->products = find_words (table, ATLAS_WORD_PRODUCT, options->products);
  query->methods = find_words (table, ATLAS_WORD_METHOD, options->methods);
  query->text = *options->arguments ? g_strjoinv (" ", options->arguments) : NULL;

  return g_steal_pointer (&query);
}

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
tabulate (AtlasAspspTable *aspsps,
          GArray          *positions)
{
  AtlasCliTable *table = atlas_cli_table_new ();

  atlas_cli_table_add_column (table, "bicFi", _("BIC"));
  atlas_cli_table_add_column (table, "name", _("Name"));
  atlas_cli_table_add_column (table, "isoCountryCodes", _("Country"));
  atlas_cli_table_add_column (table, "city", _("City"));
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
    }

  return table;
}

static GStrv
list_bics (AtlasAspspTable *aspsps,
           GArray          *positions)
{
  g_autoptr (GStrvBuilder) bics = g_strv_builder_new ();

  for (guint i = 0; i < positions->len; i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (aspsps, g_array_index (positions, guint, i), &row);
      g_strv_builder_add (bics, row.bic_fi);
    }

  return g_strv_builder_end (bics);
}

static void
sorting_free (gpointer data)
{
  Sorting *sorting = data;

  g_strfreev (sorting->raws);
  g_strfreev (sorting->bics);
  g_free (sorting);
}

static DexFuture *
sort_on_worker (gpointer data)
{
  Sorting *sorting = data;
  GStrv sorted = atlas_cli_bank_sort ((const char * const *) sorting->raws, (const char * const *) sorting->bics);

  return dex_future_new_take_boxed (G_TYPE_STRV, sorted);
}

/* Objects as the platform sent them: in its order, or the best match first where there is a text to match. */
static GStrv
load_raws (AtlasCliSession  *session,
           AtlasAspspTable  *aspsps,
           GArray           *positions,
           GError          **error)
{
  gboolean has_text = *session->options->arguments != NULL;
  gboolean is_narrowed = has_text || positions->len < atlas_aspsp_table_get_n_rows (aspsps);
  g_auto (GStrv) bics = is_narrowed ? list_bics (aspsps, positions) : NULL;
  g_auto (GStrv) raws = NULL;
  Sorting *sorting;

  raws = dex_await_boxed (atlas_store_load_raw (session->store, "aspsps", (const char * const *) bics), error);
  if (raws == NULL || !has_text)
    return g_steal_pointer (&raws);

  sorting = g_new0 (Sorting, 1);
  sorting->raws = g_steal_pointer (&raws);
  sorting->bics = g_steal_pointer (&bics);

  return dex_await_boxed (atlas_worker_run (sort_on_worker, sorting, sorting_free), error);
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

/* bank-atlas-cli banks [--country CC]… [--city ID]… [--product P]… [--auth M]… [TEXT…] */
gboolean
atlas_cli_run_banks (AtlasCliSession  *session,
                     GError          **error)
{
  const AtlasCliOptions *options = session->options;
  gboolean needs_details = *options->products != NULL || *options->methods != NULL;
  AtlasSnapshot *snapshot = atlas_cli_session_get_snapshot (session, needs_details, error);
  g_autoptr (AtlasQuery) query = snapshot ? make_query (session, snapshot, error) : NULL;
  g_autoptr (GArray) positions = NULL;
  g_autoptr (AtlasCliTable) table = NULL;
  AtlasAspspTable *aspsps;

  if (query == NULL)
    return FALSE;

  aspsps = atlas_snapshot_get_aspsps (snapshot);
  positions = atlas_query_run (query, aspsps, NULL, NULL);
  if (atlas_cli_output_get_format (session) == ATLAS_CLI_FORMAT_JSON)
    return write_json (session, aspsps, positions, error);

  table = tabulate (aspsps, positions);
  if (positions->len == 0 && !needs_details && atlas_cli_output_is_for_people (session))
    atlas_cli_output_complain (_("No bank matches; leave a filter out, or another word"));

  return atlas_cli_output_write_table (session, table, error);
}
