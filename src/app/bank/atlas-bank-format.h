/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* What the bank page writes: pure functions. */

char *atlas_bank_format_address   (const AtlasAspspFields *fields);
char *atlas_bank_format_number    (gint64                  number);
char *atlas_bank_format_stated    (AtlasStated             stated);
char *atlas_bank_format_days      (gint64                  days);
char *atlas_bank_format_time      (gint64                  received_at);
char *atlas_bank_format_text      (AtlasAspspDetails      *details);
char *atlas_bank_format_json      (const char             *json);

G_END_DECLS
