/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-cli-json.h"
#include "atlas-cli-output.h"
#include "atlas-cli-profile-format.h"

static AtlasCliTable *
tabulate (AtlasProfiles *profiles)
{
  AtlasCliTable *table = atlas_cli_table_new ();
  guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (profiles));

  atlas_cli_table_add_column (table, "current", "");
  atlas_cli_table_add_column (table, "name", _("Name"));
  atlas_cli_table_add_column (table, "environment", _("Environment"));
  atlas_cli_table_add_column (table, "clientId", _("Client ID"));
  atlas_cli_table_fit (table, 1, atlas_cli_output_get_width ());
  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr (AtlasProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

      atlas_cli_table_add_cell (table, profile == atlas_profiles_get_current (profiles) ? "*" : "");
      atlas_cli_table_add_cell (table, atlas_profile_get_name (profile));
      atlas_cli_table_add_cell (table, atlas_environment_to_string (atlas_profile_get_environment (profile)));
      atlas_cli_table_add_cell (table, atlas_profile_get_client_id (profile));
    }

  return table;
}

static char *
to_json (AtlasProfiles *profiles)
{
  g_autoptr (GPtrArray) raws = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (profiles));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr (AtlasProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);
      GString *raw = g_string_new (NULL);

      atlas_cli_profile_append_json (raw, profile, profile == atlas_profiles_get_current (profiles));
      g_ptr_array_add (raws, g_string_free (raw, FALSE));
    }

  return atlas_cli_json_format_list ("profiles", (const char * const *) raws->pdata);
}

/* bank-atlas-cli profile list */
gboolean
atlas_cli_run_profile_list (AtlasCliSession  *session,
                            GError          **error)
{
  AtlasProfiles *profiles = atlas_cli_session_get_profiles (session, error);
  g_autoptr (AtlasCliTable) table = NULL;

  if (profiles == NULL)
    return FALSE;
  if (atlas_cli_output_get_format (session) == ATLAS_CLI_FORMAT_JSON)
    {
      g_autofree char *json = to_json (profiles);

      return atlas_cli_output_write (json, error);
    }
  table = tabulate (profiles);

  return atlas_cli_output_write_table (session, table, error);
}
