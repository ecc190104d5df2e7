/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as people see it, sort it and search it. */

/* Characters. Longer than any name; short enough to be laid out without being felt. */
#define ATLAS_TEXT_MAX_SHOWN 300

/* UTF-8 is marked so by some programs that write it. */
#define ATLAS_TEXT_BYTE_ORDER_MARK "\xef\xbb\xbf"

gsize     atlas_text_get_mark_length   (const char *text,
                                        gsize       length);
char     *atlas_text_dup_trimmed       (const char *text);
char     *atlas_text_dup_shown         (const char *text);
char     *atlas_text_fold              (const char *text);
char     *atlas_text_collate_key       (const char *text);
gboolean  atlas_text_is_blank          (const char *text);
char     *atlas_text_dup_single_line   (const char *text,
                                        gsize       max_chars);

G_END_DECLS
