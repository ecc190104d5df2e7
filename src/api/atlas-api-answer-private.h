/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-api-answer.h"

G_BEGIN_DECLS

AtlasApiAnswer *atlas_api_answer_new (GPtrArray  *items,
                                      char       *body,
                                      const char *request_id,
                                      gint64      received_at,
                                      GStrv       notes);

G_END_DECLS
