/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-cli-online.h"
#include "atlas-cli-output.h"
#include "atlas-profile-removal.h"
#include "atlas-user-rows.h"

static void
say_what_is_gone (const AtlasUserRows *rows)
{
  guint n_stars = g_hash_table_size (rows->stars);
  guint n_notes = g_hash_table_size (rows->notes);

  if (n_stars > 0)
    atlas_cli_output_complain (ngettext ("%u star was removed with it", "%u stars were removed with it", n_stars), n_stars);
  if (n_notes > 0)
    atlas_cli_output_complain (ngettext ("%u note was removed with it", "%u notes were removed with it", n_notes), n_notes);
}

/* bank-atlas-cli profile remove NAME */
gboolean
atlas_cli_run_profile_remove (AtlasCliSession  *session,
                              GError          **error)
{
  AtlasProfile *profile = atlas_cli_session_find_profile (session, session->options->arguments[0], error);
  AtlasUserRows *forgotten;

  if (profile == NULL)
    return FALSE;

  forgotten = dex_await_boxed (atlas_profile_removal_run (session->profiles, atlas_cli_online_get_secrets (session), profile, NULL), error);
  if (forgotten == NULL)
    return FALSE;
  say_what_is_gone (forgotten);
  atlas_user_rows_unref (forgotten);

  return TRUE;
}
