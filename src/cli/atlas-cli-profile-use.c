/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-cli-session.h"

/* bank-atlas-cli profile use NAME */
gboolean
atlas_cli_run_profile_use (AtlasCliSession  *session,
                           GError          **error)
{
  AtlasProfile *profile = atlas_cli_session_find_profile (session, session->options->arguments[0], error);

  return profile != NULL && atlas_profiles_set_current (session->profiles, profile, error);
}
