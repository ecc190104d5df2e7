/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-profile.h"

G_BEGIN_DECLS

/* One profile in the switcher. */

#define ATLAS_TYPE_PROFILE_CHOICE (atlas_profile_choice_get_type ())

G_DECLARE_FINAL_TYPE (AtlasProfileChoice, atlas_profile_choice, ATLAS, PROFILE_CHOICE, GtkListBoxRow)

GtkWidget    *atlas_profile_choice_new         (AtlasProfile    *profile,
                                             gboolean         is_shown);
AtlasProfile *atlas_profile_choice_get_profile (AtlasProfileChoice *self);

G_END_DECLS
