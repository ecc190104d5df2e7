/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* What the platform answered, fit to be read and copied. */

char      *atlas_export_pretty_json      (const char        *json);
DexFuture *atlas_export_pretty_json_soon (const char        *json);
char      *atlas_export_bank_as_json     (AtlasAspspDetails *details);

G_END_DECLS
