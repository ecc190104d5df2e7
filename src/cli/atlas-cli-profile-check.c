/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-doctor.h"

#include "atlas-cli-json.h"
#include "atlas-json-text.h"
#include "atlas-cli-online.h"
#include "atlas-cli-output.h"

static const char *
get_key (AtlasCheckKind kind)
{
  switch (kind)
    {
    case ATLAS_CHECK_AUTH_HOST:
      return "authHost";
    case ATLAS_CHECK_CREDENTIALS:
      return "credentials";
    case ATLAS_CHECK_SCOPE:
      return "scope";
    case ATLAS_CHECK_API_HOST:
      return "apiHost";
    case ATLAS_CHECK_FIRST_ANSWER:
      return "firstAnswer";
    case ATLAS_CHECK_CERTIFICATE:
      return "certificate";
    case ATLAS_CHECK_AUTH_NAME:
      return "authName";
    case ATLAS_CHECK_AUTH_TLS:
      return "authTls";
    case ATLAS_CHECK_CLOCK:
      return "clock";
    case ATLAS_CHECK_PRESET:
      return "scopePreset";
    case ATLAS_CHECK_API_NAME:
      return "apiName";
    case ATLAS_CHECK_API_TLS:
      return "apiTls";
    default:
      g_return_val_if_reached ("");
    }
}

static const char *
get_state_word (AtlasCheckState state,
                gboolean        in_words)
{
  switch (state)
    {
    case ATLAS_CHECK_PASSED:
      return in_words ? _("passed") : "passed";
    case ATLAS_CHECK_FAILED:
      return in_words ? _("failed") : "failed";
    case ATLAS_CHECK_WARNING:
      return in_words ? _("warning") : "warning";
    case ATLAS_CHECK_PENDING:
    case ATLAS_CHECK_RUNNING:
    case ATLAS_CHECK_SKIPPED:
    default:
      return in_words ? _("not tried") : "skipped";
    }
}

static AtlasCliTable *
tabulate (AtlasDoctor *check,
          gboolean     in_words)
{
  AtlasCliTable *table = atlas_cli_table_new ();

  atlas_cli_table_add_column (table, "step", _("Step"));
  atlas_cli_table_add_column (table, "state", _("Result"));
  atlas_cli_table_add_column (table, "explanation", _("What to do"));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (check)); i++)
    {
      g_autoptr (AtlasCheckStep) step = g_list_model_get_item (G_LIST_MODEL (check), i);
      AtlasCheckState state = atlas_check_step_get_state (step);
      const char *explanation = atlas_check_step_get_explanation (step);

      atlas_cli_table_add_cell (table, in_words ? atlas_check_step_get_title (step) : get_key (atlas_check_step_get_kind (step)));
      atlas_cli_table_add_cell (table, get_state_word (state, in_words));
      atlas_cli_table_add_cell (table, explanation ? explanation : "");
    }

  return table;
}

static char *
to_json (AtlasDoctor *check)
{
  g_autoptr (GPtrArray) raws = g_ptr_array_new_null_terminated (5, g_free, TRUE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (check)); i++)
    {
      g_autoptr (AtlasCheckStep) step = g_list_model_get_item (G_LIST_MODEL (check), i);
      const char *explanation = atlas_check_step_get_explanation (step);
      GString *raw = g_string_new ("{\"step\":");

      atlas_json_text_append_string (raw, get_key (atlas_check_step_get_kind (step)));
      if (atlas_check_step_get_scope (step) != NULL)
        {
          g_string_append (raw, ",\"scope\":");
          atlas_json_text_append_string (raw, atlas_check_step_get_scope (step));
        }
      g_string_append (raw, ",\"state\":");
      atlas_json_text_append_string (raw, get_state_word (atlas_check_step_get_state (step), FALSE));
      g_string_append (raw, ",\"explanation\":");
      atlas_json_text_append_string (raw, explanation && *explanation ? explanation : NULL);
      g_string_append_c (raw, '}');
      g_ptr_array_add (raws, g_string_free (raw, FALSE));
    }

  return atlas_cli_json_format_list ("steps", (const char * const *) raws->pdata);
}

static gboolean
write_steps (AtlasCliSession  *session,
             AtlasDoctor      *check,
             GError          **error)
{
  g_autoptr (AtlasCliTable) table = NULL;

  if (atlas_cli_output_get_format (session) == ATLAS_CLI_FORMAT_JSON)
    {
      g_autofree char *json = to_json (check);

      return atlas_cli_output_write (json, error);
    }
  table = tabulate (check, atlas_cli_output_is_for_people (session));

  return atlas_cli_output_write_table (session, table, error);
}

static AtlasProfile *
choose_profile (AtlasCliSession  *session,
                GError          **error)
{
  const char *name = session->options->arguments[0];
  AtlasProfile *profile = name ? atlas_cli_session_find_profile (session, name, error)
                               : atlas_cli_session_get_profile (session, error);

  if (profile == NULL || !atlas_profile_is_demo (profile))
    return profile;

  g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, _("The demo directory needs no connection, so there is nothing to check"));

  return NULL;
}

/* bank-atlas-cli profile check [--all-scopes] [NAME] */
gboolean
atlas_cli_run_profile_check (AtlasCliSession  *session,
                             GError          **error)
{
  AtlasProfile *profile = choose_profile (session, error);
  g_autoptr (AtlasDoctor) check = NULL;
  g_autoptr (GError) failure = NULL;

  if (profile == NULL)
    return FALSE;
  g_set_object (&session->profile, profile);
  check = atlas_doctor_new (profile, atlas_cli_online_get_secrets (session), session->options->all_scopes);
  atlas_request_log_set_next (atlas_doctor_get_request_log (check), atlas_cli_online_get_requests (session));
  dex_await (atlas_doctor_run (check), &failure);
  if (!write_steps (session, check, error))
    return FALSE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}
