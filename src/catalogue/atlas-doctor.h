/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-connection-check.h"

G_BEGIN_DECLS

/* Looks at everything that a connection depends on, one by one, and goes on where something fails: a GListModel of
 * AtlasCheckStep, complete from the start. The dialog's check (AtlasConnectionCheck) is the quick one. */

#define ATLAS_TYPE_DOCTOR (atlas_doctor_get_type ())

G_DECLARE_FINAL_TYPE (AtlasDoctor, atlas_doctor, ATLAS, DOCTOR, GObject)

AtlasDoctor     *atlas_doctor_new             (AtlasProfile *profile,
                                               AtlasSecrets *secrets,
                                               gboolean      asks_for_all_scopes);
AtlasRequestLog *atlas_doctor_get_request_log (AtlasDoctor  *self);
DexFuture       *atlas_doctor_run             (AtlasDoctor  *self);

G_END_DECLS
