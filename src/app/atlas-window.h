/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-application.h"

G_BEGIN_DECLS

#define ATLAS_TYPE_WINDOW (atlas_window_get_type ())

G_DECLARE_FINAL_TYPE (AtlasWindow, atlas_window, ATLAS, WINDOW, AdwApplicationWindow)

AtlasWindow    *atlas_window_new            (AtlasApplication *application);
AtlasCatalogue *atlas_window_get_catalogue  (AtlasWindow      *self);
void            atlas_window_set_profile    (AtlasWindow      *self,
                                             AtlasProfile     *profile);
void            atlas_window_show_bank      (AtlasWindow      *self,
                                             const char       *bic_fi);
void            atlas_window_show_search    (AtlasWindow      *self,
                                             const char       *text);
void            atlas_window_add_toast      (AtlasWindow      *self,
                                             AdwToast         *toast);
void            atlas_window_end            (AtlasWindow      *self);

G_END_DECLS
