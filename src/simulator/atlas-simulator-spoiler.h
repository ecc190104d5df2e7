/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "atlas-simulator-fault.h"
#include "atlas-simulator-router.h"

G_BEGIN_DECLS

/* Chooses the fault that a request meets, and makes it happen. */

typedef struct _AtlasSimulatorFaults AtlasSimulatorFaults;

AtlasSimulatorFaults *atlas_simulator_faults_new    (void);
void                  atlas_simulator_faults_free   (AtlasSimulatorFaults       *self);
void                  atlas_simulator_faults_add    (AtlasSimulatorFaults       *self,
                                                     const AtlasFault           *fault);
void                  atlas_simulator_faults_clear  (AtlasSimulatorFaults       *self);
AtlasFault           *atlas_simulator_faults_choose (AtlasSimulatorFaults       *self,
                                                     const char                 *path,
                                                     const char                 *path_and_query);

void                  atlas_simulator_reply         (SoupServerMessage          *message,
                                                     const AtlasSimulatorAnswer *answer);
void                  atlas_simulator_spoil         (SoupServerMessage          *message,
                                                     AtlasSimulatorAnswer       *answer,
                                                     AtlasFault                 *fault,
                                                     GCancellable               *cancellable);
guint                 atlas_fault_get_status        (const AtlasFault           *self,
                                                     guint                       status);

G_END_DECLS
