/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    atlas_test_sentence_says_what_to_do (const char *sentence);
const char *atlas_test_sentence_get_remedy      (const char *sentence);

G_END_DECLS
