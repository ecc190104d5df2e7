/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-application.h"

G_BEGIN_DECLS

/* The connections, each with its own settings, and what holds for all of them. */

#define ATLAS_TYPE_PREFERENCES_DIALOG (atlas_preferences_dialog_get_type ())

G_DECLARE_FINAL_TYPE (AtlasPreferencesDialog, atlas_preferences_dialog, ATLAS, PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *atlas_preferences_dialog_new (AtlasApplication *application);

G_END_DECLS
