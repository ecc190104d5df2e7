/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-connection-check.h"

G_BEGIN_DECLS

AtlasCheckStep *atlas_check_step_new             (AtlasCheckKind  kind);
AtlasCheckStep *atlas_check_step_new_for_scope   (const char     *scope);
void            atlas_check_step_reset           (AtlasCheckStep *self);
void            atlas_check_step_set_state       (AtlasCheckStep *self,
                                                  AtlasCheckState state);
void            atlas_check_step_set_explanation (AtlasCheckStep *self,
                                                  const char     *explanation);
void            atlas_check_step_set_remedy      (AtlasCheckStep *self,
                                                  const char     *label,
                                                  const char     *property,
                                                  const char     *value);
void            atlas_check_step_fail            (AtlasCheckStep *self,
                                                  const GError   *error,
                                                  const char     *explanation);
void            atlas_check_step_pass_answer     (AtlasCheckStep *self,
                                                  guint           n_countries);

G_END_DECLS
