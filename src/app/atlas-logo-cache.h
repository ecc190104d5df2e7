/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-catalogue.h"

G_BEGIN_DECLS

/* The logos that were shown last, so that scrolling back shows them at once. */

GdkTexture *atlas_logo_cache_lookup (AtlasCatalogue *catalogue,
                                     const char     *logo_url,
                                     guint           max_size);
void        atlas_logo_cache_insert (AtlasCatalogue *catalogue,
                                     const char     *logo_url,
                                     guint           max_size,
                                     GdkTexture     *texture);

G_END_DECLS
