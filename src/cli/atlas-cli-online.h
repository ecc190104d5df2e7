/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue.h"
#include "atlas-request-journal.h"
#include "atlas-secrets.h"

#include "atlas-cli-session.h"

G_BEGIN_DECLS

/* What only the program does that may use network and keyring. */

const AtlasCliOnline *atlas_cli_online_get           (void);
AtlasSecrets         *atlas_cli_online_get_secrets   (AtlasCliSession  *session);
AtlasRequestLog      *atlas_cli_online_get_requests  (AtlasCliSession  *session);
AtlasRequestJournal  *atlas_cli_online_get_journal   (AtlasCliSession  *session);
AtlasCatalogue       *atlas_cli_online_get_catalogue (AtlasCliSession  *session,
                                                      GError          **error);
AtlasChanges         *atlas_cli_online_sync          (AtlasCliSession  *session,
                                                      gboolean          lists,
                                                      gboolean          details,
                                                      GError          **error);

gboolean              atlas_cli_log_answer_pasted    (AtlasCliSession  *session,
                                                      const char       *text,
                                                      gboolean         *is_answered,
                                                      GError          **error);
gboolean              atlas_cli_run_sync             (AtlasCliSession  *session,
                                                      GError          **error);
gboolean              atlas_cli_run_log              (AtlasCliSession  *session,
                                                      GError          **error);
gboolean              atlas_cli_run_profile_add      (AtlasCliSession  *session,
                                                      GError          **error);
gboolean              atlas_cli_run_profile_remove   (AtlasCliSession  *session,
                                                      GError          **error);
gboolean              atlas_cli_run_profile_check    (AtlasCliSession  *session,
                                                      GError          **error);

G_END_DECLS
