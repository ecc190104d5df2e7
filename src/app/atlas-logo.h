/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-catalogue.h"

G_BEGIN_DECLS

#define ATLAS_TYPE_LOGO (atlas_logo_get_type ())

G_DECLARE_FINAL_TYPE (AtlasLogo, atlas_logo, ATLAS, LOGO, GtkWidget)

GtkWidget *atlas_logo_new            (void);
int        atlas_logo_get_pixel_size (AtlasLogo      *self);
void       atlas_logo_set_pixel_size (AtlasLogo      *self,
                                      int             pixel_size);
void       atlas_logo_set_source     (AtlasLogo      *self,
                                      AtlasCatalogue *catalogue,
                                      const char     *logo_url,
                                      const char     *name);

G_END_DECLS
