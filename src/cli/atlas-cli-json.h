/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON as the platform sent it, laid out for reading. It is handled as text and never as values, so
 * that every number keeps its digits, every name its spaces, and every unknown key its place. */

char *atlas_cli_json_format_object (const char         *raw);
char *atlas_cli_json_format_list   (const char         *key,
                                    const char * const *raws);
void  atlas_cli_json_append_string (GString            *out,
                                    const char         *text);

G_END_DECLS
