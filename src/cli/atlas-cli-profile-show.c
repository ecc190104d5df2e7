/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-cli-json.h"
#include "atlas-cli-output.h"
#include "atlas-cli-profile-format.h"

/* bank-atlas-cli profile show NAME */
gboolean
atlas_cli_run_profile_show (AtlasCliSession  *session,
                            GError          **error)
{
  AtlasProfile *profile = atlas_cli_session_find_profile (session, session->options->arguments[0], error);
  g_autoptr (AtlasCliTable) table = NULL;
  gboolean is_current;

  if (profile == NULL)
    return FALSE;

  is_current = profile == atlas_profiles_get_current (session->profiles);
  if (atlas_cli_output_get_format (session) == ATLAS_CLI_FORMAT_JSON)
    {
      g_autoptr (GString) raw = g_string_new (NULL);
      g_autofree char *json = NULL;

      atlas_cli_profile_append_json (raw, profile, is_current);
      json = atlas_cli_json_format_object (raw->str);

      return atlas_cli_output_write (json, error);
    }
  table = atlas_cli_profile_tabulate (profile, is_current, atlas_cli_output_is_for_people (session));

  return atlas_cli_output_write_table (session, table, error);
}
