/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A host's name as it may be shown without being taken for another. */

char *atlas_host_name_dup_shown (const char *ascii_host);

G_END_DECLS
