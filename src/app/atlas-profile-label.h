/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-profile.h"

G_BEGIN_DECLS

/* A small label that names a profile's environment in words and colour, so that sandbox and production
 * are never mixed up. */

#define ATLAS_TYPE_PROFILE_LABEL (atlas_profile_label_get_type ())

G_DECLARE_FINAL_TYPE (AtlasProfileLabel, atlas_profile_label, ATLAS, PROFILE_LABEL, GtkWidget)

const char *atlas_profile_label_get_text        (AtlasEnvironment   environment);
void        atlas_profile_label_set_environment (AtlasProfileLabel *self,
                                                 AtlasEnvironment   environment);

G_END_DECLS
