/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-cli-session.h"

G_BEGIN_DECLS

gboolean atlas_cli_pasted_answer (AtlasCliSession  *session,
                                  gboolean          nothing_found,
                                  gboolean         *is_answered,
                                  GError          **error);

G_END_DECLS
