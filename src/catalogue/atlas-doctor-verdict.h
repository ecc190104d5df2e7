/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-connection-check.h"
#include "atlas-host-report.h"

G_BEGIN_DECLS

/* What the doctor thinks of what was found: a state, and one translated sentence that says what is wrong and what to
 * do. Pure functions. (transfer full) */

char *atlas_doctor_judge_tls         (const AtlasHostReport *report,
                                      gint64                 now,
                                      AtlasCheckState       *state);
char *atlas_doctor_judge_clock       (const AtlasHostReport *report_or_null,
                                      AtlasCheckState       *state);
char *atlas_doctor_judge_certificate (GTlsCertificate       *certificate,
                                      gint64                 now,
                                      AtlasCheckState       *state);

G_END_DECLS
