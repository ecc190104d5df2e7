/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-explain.h"
#include "atlas-json-text.h"
#include "atlas-pasted.h"
#include "atlas-request-har.h"
#include "atlas-request-json.h"
#include "atlas-request-text.h"

#include "atlas-cli-json.h"
#include "atlas-cli-online.h"
#include "atlas-cli-output.h"

static GListModel *
choose_entries (AtlasCliSession *session,
                AtlasRequestLog *log)
{
  GListStore *chosen = g_list_store_new (ATLAS_TYPE_REQUEST_ENTRY);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (log)); i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (G_LIST_MODEL (log), i);

      if (!session->options->failed || atlas_request_entry_has_failed (entry))
        g_list_store_append (chosen, entry);
    }

  return G_LIST_MODEL (chosen);
}

static void
add_columns (AtlasCliTable *table,
             gboolean       for_people)
{
  atlas_cli_table_add_column (table, "time", _("Time (UTC)"));
  atlas_cli_table_add_column (table, "call", _("Call"));
  atlas_cli_table_add_column (table, "status", _("Status"));
  atlas_cli_table_add_column (table, "duration", _("Duration"));
  atlas_cli_table_add_column (table, "attempt", _("Attempt"));
  atlas_cli_table_add_column (table, "requestId", "X-Request-ID");
  if (for_people)
    return;

  atlas_cli_table_add_column (table, "method", _("Method"));
  atlas_cli_table_add_column (table, "url", _("Address"));
  atlas_cli_table_add_column (table, "echoedId", _("X-Request-ID in the answer"));
  atlas_cli_table_add_column (table, "bytes", _("Bytes"));
  atlas_cli_table_add_column (table, "retryCause", _("Tried again because of"));
  atlas_cli_table_add_column (table, "error", _("Error"));
}

static void
add_text (AtlasCliTable *table,
          const char    *text_or_null)
{
  atlas_cli_table_add_cell (table, text_or_null ? text_or_null : "");
}

static void
add_row (AtlasCliTable     *table,
         AtlasRequestEntry *entry,
         gboolean           for_people)
{
  AtlasRequestCall call = atlas_request_entry_get_call (entry);
  g_autofree char *time = atlas_request_text_utc (atlas_request_entry_get_started_at (entry));
  g_autofree char *outcome = atlas_request_text_outcome (entry);
  g_autofree char *duration = atlas_request_text_duration (atlas_request_entry_get_duration (entry));

  add_text (table, time);
  add_text (table, for_people ? atlas_request_text_call (call) : atlas_request_call_to_string (call));
  if (for_people)
    {
      add_text (table, outcome);
      add_text (table, duration);
    }
  else
    {
      atlas_cli_table_add_number (table, atlas_request_entry_get_status (entry));
      atlas_cli_table_add_number (table, MAX (atlas_request_entry_get_duration (entry), 0));
    }
  atlas_cli_table_add_number (table, atlas_request_entry_get_attempt (entry));
  add_text (table, atlas_request_entry_get_request_id (entry));
  if (for_people)
    return;

  add_text (table, atlas_request_entry_get_method (entry));
  add_text (table, atlas_request_entry_get_url (entry));
  add_text (table, atlas_request_entry_get_echoed_id (entry));
  atlas_cli_table_add_number (table, atlas_request_entry_get_bytes (entry));
  add_text (table, atlas_request_entry_get_retry_cause (entry));
  add_text (table, atlas_request_entry_get_error (entry));
}

static char *
to_json (GListModel *entries)
{
  g_autoptr (GPtrArray) raws = g_ptr_array_new_null_terminated (64, g_free, TRUE);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (entries, i);

      g_ptr_array_add (raws, atlas_request_json_format (entry));
    }

  return atlas_cli_json_format_list ("requests", (const char * const *) raws->pdata);
}

static gboolean
write_entries (AtlasCliSession  *session,
               GListModel       *entries,
               GError          **error)
{
  gboolean for_people = atlas_cli_output_is_for_people (session);
  g_autoptr (AtlasCliTable) table = NULL;

  if (atlas_cli_output_get_format (session) == ATLAS_CLI_FORMAT_JSON)
    {
      g_autofree char *json = to_json (entries);

      return atlas_cli_output_write (json, error);
    }

  table = atlas_cli_table_new ();
  add_columns (table, for_people);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (entries, i);

      add_row (table, entry, for_people);
    }

  return atlas_cli_output_write_table (session, table, error);
}

static gboolean
write_archive (AtlasCliSession  *session,
               GListModel       *entries,
               GError          **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (session->options->har, "-"))
    {
      g_autofree char *text = atlas_request_har_format (entries);
      g_autofree char *line = g_strconcat (text, "\n", NULL);

      return atlas_cli_output_write (line, error);
    }
  file = g_file_new_for_commandline_arg (session->options->har);

  return dex_await (atlas_request_har_save (entries, file), error);
}

static gboolean
show (AtlasCliSession      *session,
      AtlasRequestJournal  *journal,
      GError              **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (AtlasRequestLog) log = dex_await_object (atlas_request_journal_read (journal), &failure);
  g_autoptr (GListModel) entries = NULL;

  if (g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_OUTPUT,
                           _("No requests are kept; “bank-atlas-cli log start” begins, and --trace shows those of one command"));
      return FALSE;
    }
  if (log == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  entries = choose_entries (session, log);

  return session->options->har ? write_archive (session, entries, error) : write_entries (session, entries, error);
}

static gboolean
write_pasted_json (const char         *explanation,
                   AtlasRequestEntry  *request,
                   GError            **error)
{
  g_autoptr (GString) raw = g_string_new ("{\"aspsps\":[]");
  g_autofree char *json = NULL;

  if (explanation != NULL)
    {
      g_string_append (raw, ",\"explanation\":");
      atlas_json_text_append_string (raw, explanation);
    }
  if (request != NULL)
    {
      g_autofree char *entry = atlas_request_json_format (request);

      g_string_append_printf (raw, ",\"requests\":[%s]", entry);
    }
  g_string_append_c (raw, '}');
  json = atlas_cli_json_format_object (raw->str);

  return atlas_cli_output_write (json, error);
}

static gboolean
write_pasted (AtlasCliSession    *session,
              const AtlasPasted  *pasted,
              GError            **error)
{
  const AtlasCliFormat format = atlas_cli_output_get_format (session);
  g_autofree char *explanation = pasted->error ? atlas_explain_error (pasted->error, atlas_cli_session_get_profile (session, NULL)) : NULL;
  g_autofree char *line = explanation ? g_strconcat (explanation, "\n", NULL) : NULL;
  g_autoptr (GListStore) requests = g_list_store_new (ATLAS_TYPE_REQUEST_ENTRY);

  if (format == ATLAS_CLI_FORMAT_JSON)
    return write_pasted_json (explanation, pasted->request, error);

  if (explanation != NULL && format != ATLAS_CLI_FORMAT_TABLE && format != ATLAS_CLI_FORMAT_PLAIN)
    atlas_cli_output_complain ("%s", explanation);
  else if (explanation != NULL && !atlas_cli_output_write (line, error))
    return FALSE;
  if (pasted->request == NULL)
    return TRUE;
  g_list_store_append (requests, pasted->request);

  return write_entries (session, G_LIST_MODEL (requests), error);
}

/**
 * atlas_cli_log_answer_pasted:
 * @session: a session
 * @text: what is to be found
 * @is_answered: (out): whether the answer is written
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_UNKNOWN where a request is not kept
 *
 * Explains an error of the platform's, or shows the request with an X-Request-ID. Awaits.
 *
 * Returns: whether all went well
 */
gboolean
atlas_cli_log_answer_pasted (AtlasCliSession  *session,
                             const char       *text,
                             gboolean         *is_answered,
                             GError          **error)
{
  AtlasRequestJournal *journal = atlas_cli_online_get_journal (session);
  g_autoptr (AtlasPasted) pasted = dex_await_boxed (atlas_pasted_read (text, NULL, journal), error);

  if (pasted == NULL)
    return FALSE;

  *is_answered = pasted->error != NULL || pasted->request != NULL;
  if (!*is_answered && pasted->missing_id == NULL)
    return TRUE;
  if (!write_pasted (session, pasted, error))
    return FALSE;
  if (*is_answered)
    return TRUE;

  g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_UNKNOWN,
                       atlas_request_journal_is_kept (journal)
                         ? _("No request with this X-Request-ID is kept; “bank-atlas-cli log” shows those that are")
                         : _("No requests are kept; “bank-atlas-cli log start” begins, and --trace shows those of one command"));

  return FALSE;
}

/* bank-atlas-cli log [start|stop] */
gboolean
atlas_cli_run_log (AtlasCliSession  *session,
                   GError          **error)
{
  AtlasRequestJournal *journal = atlas_cli_online_get_journal (session);
  const char *what = session->options->arguments[0];

  if (what == NULL)
    return show (session, journal, error);
  if (g_str_equal (what, "start"))
    return atlas_request_journal_begin (journal, error);
  if (g_str_equal (what, "stop"))
    return atlas_request_journal_end (journal, error);

  g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, _("“log” takes start or stop, or nothing to show what is kept"));

  return FALSE;
}
