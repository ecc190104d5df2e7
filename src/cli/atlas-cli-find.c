/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-pasted-scan.h"
#include "atlas-reason.h"

#include "atlas-cli-found.h"
#include "atlas-cli-input.h"
#include "atlas-cli-output.h"
#include "atlas-cli-query.h"

static void
add_ranges (GString      *reason,
            const char   *label,
            const char   *shown,
            const GArray *ranges)
{
  guint end = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const AtlasReasonRange *range = &g_array_index (ranges, AtlasReasonRange, i);

      if (range->start < end)
        continue;
      g_string_append_printf (reason, "%s%s", i > 0 ? " " : reason->len > 0 ? "; " : "", i > 0 ? "" : label);
      g_string_append_len (reason, shown + range->start, range->end - range->start);
      end = range->end;
    }
}

/* "name: Fjord; BIC: FJ", or through what else a bank was found. */
static char *
dup_reason (AtlasAspspTable   *aspsps,
            guint              position,
            const AtlasReason *reason)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *through = atlas_reason_dup_text (reason);
  AtlasAspspRow row;

  atlas_aspsp_table_get_row (aspsps, position, &row);
  /* Translators: begins a reason, as in "name: Swedbank" */
  add_ranges (text, _("name: "), row.name, reason->name_ranges);
  add_ranges (text, _("BIC: "), row.bic_fi, reason->bic_ranges);
  if (through != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", through);
  else if (reason->through == ATLAS_REASON_COUNTRY)
    g_string_append_printf (text, "%s%s%s", text->len > 0 ? "; " : "", _("country: "), reason->text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GStrv
list_reasons (AtlasAspspTable         *aspsps,
              const AtlasSearchResult *result)
{
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();

  for (guint i = 0; i < result->positions->len; i++)
    {
      const guint position = g_array_index (result->positions, guint, i);
      g_autoptr (AtlasReason) reason = atlas_reason_new (aspsps, position, result);

      g_strv_builder_take (reasons, dup_reason (aspsps, position, reason));
    }

  return g_strv_builder_end (reasons);
}

/* The best ones, and a word about those that are left out. */
static void
limit (AtlasCliSession   *session,
       AtlasSearchResult *result)
{
  const guint n_found = result->positions->len;
  const guint n_shown = session->options->limit;

  if (n_shown == 0 || n_found <= n_shown)
    return;

  g_array_set_size (result->positions, n_shown);
  g_array_set_size (result->scores, n_shown);
  if (atlas_cli_output_is_for_people (session))
    atlas_cli_output_complain (_("These are the best %u of %u banks; --limit 0 shows all"), n_shown, n_found);
}

static gboolean
read_input (AtlasCliSession  *session,
            GError          **error)
{
  GStrv arguments = session->options->arguments;

  if (!g_str_equal (arguments[0], "-") || arguments[1] != NULL)
    return TRUE;

  session->input = atlas_cli_input_read (error);

  return session->input != NULL;
}

/* Reading an error, and the requests that are kept, is left to the other program. */
static gboolean
answer_pasted (AtlasCliSession  *session,
               const char       *text,
               gboolean         *is_answered,
               GError          **error)
{
  if (session->online != NULL)
    return session->online->answer_pasted (session, text, is_answered, error);

  g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_NEEDS_ONLINE, "The other program reads it");

  return FALSE;
}

static gboolean
answer (AtlasCliSession    *session,
        AtlasSearchResult  *result,
        GError            **error)
{
  AtlasAspspTable *aspsps = atlas_snapshot_get_aspsps (session->snapshot);
  g_autofree char *understood = atlas_search_result_dup_sentence (result);
  const gboolean is_found = result->positions->len > 0;
  g_auto (GStrv) reasons = NULL;

  if (understood != NULL && is_found)
    atlas_cli_output_complain ("%s", understood);
  limit (session, result);
  if (session->options->explain)
    reasons = list_reasons (aspsps, result);
  if ((is_found || session->options->has_format) && !atlas_cli_found_write (session, aspsps, result, reasons, error))
    return FALSE;

  return atlas_cli_found_check (session, result, TRUE, error);
}

static AtlasQuery *
make_query (AtlasCliSession  *session,
            AtlasSnapshot    *snapshot,
            GError          **error)
{
  AtlasQuery *query = atlas_query_new ();

  atlas_cli_query_add_text (session, snapshot, query);

  return query;
}

/* bank-atlas-cli find [--limit N] [--explain] TEXT… */
gboolean
atlas_cli_run_find (AtlasCliSession  *session,
                    GError          **error)
{
  g_autoptr (AtlasQuery) query = NULL;
  g_autoptr (AtlasSearchResult) result = NULL;
  g_autofree char *text = NULL;
  gboolean may_be_pasted, is_answered = FALSE;
  AtlasPastedScan scan;

  if (!read_input (session, error))
    return FALSE;
  text = atlas_cli_query_dup_text (session);
  may_be_pasted = atlas_pasted_scan (text, &scan);
  if (scan.is_whole && !answer_pasted (session, text, &is_answered, error))
    return FALSE;
  if (is_answered)
    return TRUE;
  if (!atlas_cli_query_has_text (session))
    {
      g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
                           _("There is no text to find; give a name, a BIC, a number or a message, or use the command “banks” to list all"));
      return FALSE;
    }
  result = atlas_cli_found_search (session, atlas_cli_query_needs_details (session), make_query, &query, error);
  if (result == NULL)
    return FALSE;
  /* A text with an error or an id in it may all the same ask for a bank, which goes first. */
  if (may_be_pasted && result->positions->len == 0 && !answer_pasted (session, text, &is_answered, error))
    return FALSE;

  return is_answered || answer (session, result, error);
}
