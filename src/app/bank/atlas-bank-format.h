/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* What the bank page writes: pure functions. */

char *atlas_bank_format_time (gint64             received_at);
char *atlas_bank_format_text (AtlasAspspDetails *details);

G_END_DECLS
