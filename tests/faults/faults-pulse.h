/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Feels whether the main loop goes round. */

void  faults_pulse_start       (void);
guint faults_pulse_stop        (void);

G_END_DECLS
