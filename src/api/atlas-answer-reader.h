/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* From the bytes of a 200 to an AtlasApiAnswer, on a worker. */

typedef enum
{
  ATLAS_ANSWER_COUNTRIES,
  ATLAS_ANSWER_COUNTRY,
  ATLAS_ANSWER_CITIES,
  ATLAS_ANSWER_CITY,
  ATLAS_ANSWER_ASPSPS,
  ATLAS_ANSWER_ASPSP,
} AtlasAnswerKind;

DexFuture *atlas_answer_read (AtlasAnswerKind  kind,
                              GBytes          *body,
                              const char      *request_id,
                              gint64           received_at);

G_END_DECLS
