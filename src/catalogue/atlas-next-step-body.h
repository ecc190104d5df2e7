/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "atlas-next-step.h"

G_BEGIN_DECLS

JsonNode *atlas_next_step_make_body (AtlasNextKind  kind,
                                     const char    *payment_product);

G_END_DECLS
