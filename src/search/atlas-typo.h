/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What atlas_typo_count() returns where there are more typos than wanted. */
#define ATLAS_TYPO_TOO_MANY G_MAXUINT

guint atlas_typo_allowed (gsize       length);
guint atlas_typo_count   (const char *typed,
                          gsize       typed_length,
                          const char *word,
                          gsize       word_length,
                          guint       max,
                          gboolean   *is_whole);

G_END_DECLS
