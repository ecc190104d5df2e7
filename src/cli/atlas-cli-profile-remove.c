/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-cli-online.h"

/* bank-atlas-cli profile remove NAME */
gboolean
atlas_cli_run_profile_remove (AtlasCliSession  *session,
                              GError          **error)
{
  AtlasProfile *profile = atlas_cli_session_find_profile (session, session->options->arguments[0], error);

  if (profile == NULL)
    return FALSE;

  return dex_await (atlas_profiles_remove (session->profiles, profile, atlas_cli_online_get_secrets (session)), error);
}
