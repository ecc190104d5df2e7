/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* What stands in for a logo: one or two letters on a quiet colour that a name always gets. */

char *atlas_monogram_dup_initials (const char *name);
void  atlas_monogram_get_colour   (const char *name,
                                   GdkRGBA    *colour);

G_END_DECLS
