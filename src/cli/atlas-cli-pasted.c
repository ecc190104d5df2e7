/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-pasted-scan.h"

#include "atlas-cli-pasted.h"

/**
 * atlas_cli_pasted_answer:
 * @session: a session whose text is to be found
 * @nothing_found: whether no bank was found; before that is known, a page for browsers may be any text
 * @is_answered: (out): whether the text was an error or the id of a request, and the answer is written
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_UNKNOWN where a request is not kept
 *
 * Awaits.
 *
 * Returns: whether all went well
 */
gboolean
atlas_cli_pasted_answer (AtlasCliSession  *session,
                         gboolean          nothing_found,
                         gboolean         *is_answered,
                         GError          **error)
{
  g_autofree char *text = session->input ? g_strdup (session->input) : g_strjoinv (" ", session->options->arguments);
  AtlasPastedScan scan;

  *is_answered = FALSE;
  if (!atlas_pasted_scan (text, &scan) || (scan.is_page && scan.status == 0 && !nothing_found))
    return TRUE;
  if (session->online != NULL)
    return session->online->answer_pasted (session, text, is_answered, error);

  g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_NEEDS_ONLINE, "The other program reads it");

  return FALSE;
}
