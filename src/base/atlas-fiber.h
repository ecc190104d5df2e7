/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* Fibers, and how to end one early.
 *
 * libdex ends a fiber when the last future that waits for it is dropped. In libdex 0.10 that breaks: when what the
 * fiber itself waits for is settled before the fiber ran again, the scheduler's queues are torn, and no fiber of the
 * thread runs any more. So no fiber is left to libdex to end: atlas_fiber_spawn() begins one that goes on to its end
 * when nobody waits for it, and atlas_fiber_spawn_cancellable() one that is told, and ends by itself. */

DexFuture *atlas_fiber_spawn             (DexFiberFunc    func,
                                          gpointer        data,
                                          GDestroyNotify  data_destroy);
DexFuture *atlas_fiber_spawn_cancellable (DexFiberFunc    func,
                                          gpointer        data,
                                          GDestroyNotify  data_destroy,
                                          DexFuture      *cancelled);
DexFuture *atlas_fiber_cancelled_new     (void);
DexFuture *atlas_fiber_unless            (DexFuture      *cancelled,
                                          DexFuture      *future);

G_END_DECLS
