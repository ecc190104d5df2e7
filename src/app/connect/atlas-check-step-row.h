/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-connection-check.h"

G_BEGIN_DECLS

/* One step of the connection check as it goes; a failed one says what is wrong and offers what may help.
 * Signals "remedy" and "details". */

#define ATLAS_TYPE_CHECK_STEP_ROW (atlas_check_step_row_get_type ())

G_DECLARE_FINAL_TYPE (AtlasCheckStepRow, atlas_check_step_row, ATLAS, CHECK_STEP_ROW, AdwPreferencesRow)

GtkWidget      *atlas_check_step_row_new      (AtlasCheckStep    *step);
AtlasCheckStep *atlas_check_step_row_get_step (AtlasCheckStepRow *self);

G_END_DECLS
