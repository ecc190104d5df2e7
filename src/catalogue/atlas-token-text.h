/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-credentials.h"

G_BEGIN_DECLS

/* A token as the keyring keeps it: a JSON object with its end, and with whose it is. */

DexFuture *atlas_token_text_format (const AtlasToken *token,
                                    const char       *holder);
DexFuture *atlas_token_text_parse  (SecretValue      *value,
                                    const char       *holder);

G_END_DECLS
