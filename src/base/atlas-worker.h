/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * AtlasWorkerFunc:
 * @data: what atlas_worker_run() was given
 *
 * Work that may take longer than a millisecond: parsing, SQLite, decoding. It runs on a thread's own
 * stack, never on a fiber's, and so may recurse.
 *
 * Returns: (transfer full): a future that is already settled, as dex_future_new_for_boolean(),
 *   dex_future_new_take_object() or dex_future_new_for_error() make it
 */
typedef DexFuture *(*AtlasWorkerFunc) (gpointer data);

DexFuture        *atlas_worker_run        (AtlasWorkerFunc   func,
                                           gpointer          data,
                                           GDestroyNotify    data_destroy);
void              atlas_worker_settle     (DexPromise       *promise,
                                           DexFuture        *result);

/**
 * AtlasWorkerQueue:
 *
 * The same, one after the other in the order of the calls, for what only one thread may touch at a time.
 */
typedef struct _AtlasWorkerQueue AtlasWorkerQueue;

AtlasWorkerQueue *atlas_worker_queue_new  (void);
void              atlas_worker_queue_free (AtlasWorkerQueue *self);
DexFuture        *atlas_worker_queue_run  (AtlasWorkerQueue *self,
                                           AtlasWorkerFunc   func,
                                           gpointer          data,
                                           GDestroyNotify    data_destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasWorkerQueue, atlas_worker_queue_free)

G_END_DECLS
