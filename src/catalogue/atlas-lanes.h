/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * AtlasLaneFunc:
 * @data: what atlas_lanes_run() was given
 * @index: which job it is
 *
 * Returns: (transfer full): a future; where it rejects, no further job is begun
 */
typedef DexFuture *(*AtlasLaneFunc) (gpointer data, guint index);

DexFuture *atlas_lanes_run (guint           n_jobs,
                            guint           n_lanes,
                            AtlasLaneFunc   func,
                            gpointer        data);

G_END_DECLS
