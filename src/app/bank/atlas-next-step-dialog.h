/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-next-step.h"

G_BEGIN_DECLS

/* The end of the platform's typical flow: a person chooses what comes next and copies exactly what it needs. */

#define ATLAS_TYPE_NEXT_STEP_DIALOG (atlas_next_step_dialog_get_type ())

G_DECLARE_FINAL_TYPE (AtlasNextStepDialog, atlas_next_step_dialog, ATLAS, NEXT_STEP_DIALOG, AdwDialog)

AdwDialog *atlas_next_step_dialog_new      (AtlasAspspDetails   *details,
                                            AtlasProfile        *profile);
void       atlas_next_step_dialog_choose   (AtlasNextStepDialog *self,
                                            AtlasNextKind        kind,
                                            AtlasNextFormat      format);
char      *atlas_next_step_dialog_dup_text (AtlasNextStepDialog *self);

G_END_DECLS
