/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-profile.h"

#include "atlas-cli-table.h"

G_BEGIN_DECLS

/* Profiles in writing. Secrets are not part of a profile, and so of none of this. */

AtlasCliTable *atlas_cli_profile_tabulate    (AtlasProfile *profile,
                                              gboolean      is_current,
                                              gboolean      in_words);
void           atlas_cli_profile_append_json (GString      *out,
                                              AtlasProfile *profile,
                                              gboolean      is_current);

G_END_DECLS
