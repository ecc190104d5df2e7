/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* Lets a bounded number of fibers in at a time, in the order in which they came. */

#define ATLAS_TYPE_GATE (atlas_gate_get_type ())

G_DECLARE_FINAL_TYPE (AtlasGate, atlas_gate, ATLAS, GATE, GObject)

AtlasGate *atlas_gate_new   (guint      capacity);
DexFuture *atlas_gate_enter (AtlasGate *self);

G_END_DECLS
