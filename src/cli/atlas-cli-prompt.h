/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* Secrets from standard input: asked for without echo on a terminal, else one line each. */

SecretValue *atlas_cli_prompt_read (const char  *question,
                                    GError     **error);

G_END_DECLS
