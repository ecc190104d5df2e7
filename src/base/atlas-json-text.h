/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON as the platform sent it, made fit for reading. It is handled as text and never as values, so that every
 * number keeps its digits, every name its spaces, and every unknown key its place. */

char *atlas_json_text_escape        (const char *json);
void  atlas_json_text_append_pretty (GString    *out,
                                     const char *json,
                                     guint       depth);
void  atlas_json_text_append_string (GString    *out,
                                     const char *text);
void  atlas_json_text_append_line   (GString    *out,
                                     guint       depth);

G_END_DECLS
