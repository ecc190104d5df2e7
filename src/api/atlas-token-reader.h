/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-credentials.h"

G_BEGIN_DECLS

/* The two texts of a token call: what is sent, and what comes back. Neither leaves a copy of the secret
 * behind that could be avoided. */

GBytes     *atlas_token_form_new   (const char   *client_id,
                                    SecretValue  *client_secret,
                                    const char   *scope);
AtlasToken *atlas_token_read       (GBytes       *body,
                                    gint64        now,
                                    GError      **error);

G_END_DECLS
