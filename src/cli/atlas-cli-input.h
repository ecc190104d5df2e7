/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text from standard input, so that it is in no list of processes and in no shell's history. */

char *atlas_cli_input_read (GError **error);

G_END_DECLS
