/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where words and numbers begin and end in prose. Texts are valid UTF-8. */

gboolean    atlas_prose_starts_word     (const char *text,
                                         const char *p);
gboolean    atlas_prose_starts_number   (const char *text,
                                         const char *p);
gboolean    atlas_prose_ends_word       (const char *p);
gboolean    atlas_prose_is_hyphen       (gunichar    c);
const char *atlas_prose_skip_separator  (const char *p,
                                         gboolean   *is_hyphen);
gboolean    atlas_prose_is_before       (const char *text,
                                         const char *p,
                                         const char *word,
                                         gsize       reach);

G_END_DECLS
