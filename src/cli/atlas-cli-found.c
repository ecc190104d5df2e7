/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-pasted-scan.h"
#include "atlas-reason.h"

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
  /* Where the table is too wide, names are cut: BICs and countries are needed whole for the next step. */
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

static AtlasSearchResult *
search (AtlasCliSession  *session,
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

/* Whether the best bank was found by a detail that several banks may share. Another bank whose details were never fetched may
 * have it as well. */
static gboolean
is_found_by_details (AtlasAspspTable         *aspsps,
                     const AtlasSearchResult *result)
{
  g_autoptr (AtlasReason) reason = atlas_reason_new (aspsps, g_array_index (result->positions, guint, 0), result);

  switch (reason->through)
    {
    case ATLAS_REASON_AFFILIATE:
    case ATLAS_REASON_STREET:
    case ATLAS_REASON_PRODUCT:
      return TRUE;
    case ATLAS_REASON_NAME:
    case ATLAS_REASON_CITY:
    case ATLAS_REASON_COMPANY_NUMBER:
    case ATLAS_REASON_PHONE:
    case ATLAS_REASON_HOST:
    case ATLAS_REASON_COUNTRY:
    default:
      return FALSE;
    }
}

/* Whether values in the text tell which bank is meant, so that the list of banks says whether it is here. */
static gboolean
names_its_bank (const AtlasSearchResult *result)
{
  for (guint i = 0; i < result->recognition->n_findings; i++)
    if (result->recognition->findings[i].bank.told >= ATLAS_BANK_BIC_START)
      return TRUE;

  return FALSE;
}

/* Details might find another bank: by its street, a number, a product, or one that is affiliated with it. */
static gboolean
is_doubtful (AtlasAspspTable         *aspsps,
             const AtlasQuery        *query,
             const AtlasSearchResult *result)
{
  AtlasPastedScan scan;

  /* Nor is an error, or the id of a request, in any bank's details. */
  if (query->text == NULL || atlas_pasted_scan (query->text, &scan))
    return FALSE;
  if (result->how == ATLAS_SEARCH_RECOGNIZED)
    return result->positions->len == 0 && !names_its_bank (result);
  if (result->positions->len == 0 || result->how == ATLAS_SEARCH_TYPOS || result->how == ATLAS_SEARCH_NAMES)
    return TRUE;

  return is_found_by_details (aspsps, result);
}

static AtlasSearchResult *
search_once (AtlasCliSession         *session,
             AtlasCliMakeQueryFunc    make_query,
             AtlasQuery             **query,
             GError                 **error)
{
  g_clear_pointer (&session->notes, g_ptr_array_unref);
  *query = make_query (session, session->snapshot, error);

  return *query ? search (session, atlas_snapshot_get_aspsps (session->snapshot), *query) : NULL;
}

/**
 * atlas_cli_found_search:
 * @session: a session
 * @needs_details: whether the question is about what only the banks' details tell
 * @make_query: reads the question
 * @query: (out) (transfer full): what was asked for
 * @error: where a complaint goes
 *
 * Where the lists of banks alone find nothing for a text, or only something like it, and where only some banks' details are there
 * to find it in, details that were never fetched are fetched first. Awaits.
 *
 * Returns: (transfer full) (nullable): the banks of the session's snapshot that were found, best first where there is a text
 */
AtlasSearchResult *
atlas_cli_found_search (AtlasCliSession         *session,
                        gboolean                 needs_details,
                        AtlasCliMakeQueryFunc    make_query,
                        AtlasQuery             **query,
                        GError                 **error)
{
  g_autoptr (AtlasQuery) asked = NULL;
  g_autoptr (AtlasSearchResult) result = NULL;

  if (atlas_cli_session_get_snapshot (session, needs_details, error) == NULL)
    return NULL;
  if (needs_details && !atlas_cli_session_count_unfetched (session, error))
    return NULL;
  result = search_once (session, make_query, &asked, error);
  if (result == NULL)
    return NULL;

  if (!needs_details && is_doubtful (atlas_snapshot_get_aspsps (session->snapshot), asked, result))
    {
      if (!atlas_cli_session_count_unfetched (session, error))
        return NULL;
      if (session->n_unfetched > 0 && !session->options->offline)
        {
          const AtlasSnapshot *searched = session->snapshot;

          if (atlas_cli_session_fetch_missing (session, result->positions->len > 0, error) == NULL)
            return NULL;
          if (session->snapshot != searched)
            {
              g_clear_pointer (&asked, atlas_query_free);
              g_clear_pointer (&result, atlas_search_result_free);
              result = search_once (session, make_query, &asked, error);
              if (result == NULL)
                return NULL;
            }
        }
    }

  atlas_cli_session_tell_notes (session);
  *query = g_steal_pointer (&asked);

  return g_steal_pointer (&result);
}

/**
 * atlas_cli_found_check:
 * @session: a session that has searched
 * @result: what was found
 * @must_find: whether it is an error where nothing was found
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_NOT_CACHED, %ATLAS_CLI_ERROR_NOT_FETCHED or %ATLAS_CLI_ERROR_UNKNOWN
 *
 * Tells a bank that is not there from one that may be, because details were never fetched.
 *
 * Returns: whether the answer is one
 */
gboolean
atlas_cli_found_check (AtlasCliSession          *session,
                       const AtlasSearchResult  *result,
                       gboolean                  must_find,
                       GError                  **error)
{
  const gboolean offline = session->options->offline;
  const guint n = session->n_unfetched;
  g_autofree char *understood = must_find ? atlas_search_result_dup_sentence (result) : NULL;

  if (result->positions->len > 0)
    {
      if (n > 0 && offline)
        atlas_cli_output_complain (ngettext ("The details of %u bank were never fetched, so it may be missing here; ask again without --offline",
                                             "The details of %u banks were never fetched, so some may be missing here; ask again without --offline", n),
                                   n);
      else if (n > 0 && !session->has_warned)
        atlas_cli_output_complain (ngettext ("The details of %u bank could not be fetched, so it may be missing here",
                                             "The details of %u banks could not be fetched, so some may be missing here", n),
                                   n);
      return TRUE;
    }
  if (n > 0 && offline)
    g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_NOT_CACHED,
                 ngettext ("No bank was found, but the details of %u bank were never fetched; ask again without --offline",
                           "No bank was found, but the details of %u banks were never fetched; ask again without --offline", n),
                 n);
  else if (n > 0)
    g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_NOT_FETCHED,
                 ngettext ("No bank was found, but the details of %u bank could not be fetched; ask again later",
                           "No bank was found, but the details of %u banks could not be fetched; ask again later", n),
                 n);
  else if (must_find)
    g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_UNKNOWN,
                         understood ? understood : _("No bank was found; try fewer words, or another one"));
  else
    return TRUE;

  return FALSE;
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
