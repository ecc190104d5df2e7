/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Phone numbers and web hosts, brought to one form each, so that two spellings of the same can be compared. */

char *atlas_phone_dup_key (const char *digits,
                           gboolean    has_plus);
char *atlas_host_read     (const char *word,
                           gboolean   *is_mail,
                           gboolean   *is_marked,
                           gsize      *length);

G_END_DECLS
