/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-answer-reader.h"
#include "atlas-token-source.h"
#include "atlas-wire.h"

G_BEGIN_DECLS

/* One of the seven calls, from its address to what was read: with a token, and with another one when the
 * first is refused. */

DexFuture *atlas_api_call_start (AtlasWire        *wire,
                                 AtlasTokenSource *tokens,
                                 const char       *url,
                                 const char       *request_id,
                                 AtlasCallKind     kind,
                                 AtlasAnswerKind   answer_kind);

G_END_DECLS
