/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON as the platform sent it, in the shapes in which the program answers; see atlas-json-text.h. */

char *atlas_cli_json_format_object (const char         *raw);
char *atlas_cli_json_format_list   (const char         *key,
                                    const char * const *raws);

G_END_DECLS
