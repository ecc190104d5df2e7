/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-worker.h"

G_BEGIN_DECLS

/* Threads for work whose steps cannot all be interrupted, and of which one may never end. */

typedef struct _AtlasImageThreads AtlasImageThreads;

AtlasImageThreads *atlas_image_threads_new  (guint              n_threads,
                                             guint              n_spare);
void               atlas_image_threads_free (AtlasImageThreads *self);
DexFuture         *atlas_image_threads_run  (AtlasImageThreads *self,
                                             guint              max_ms,
                                             AtlasWorkerFunc    func,
                                             gpointer           data,
                                             GDestroyNotify     data_destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasImageThreads, atlas_image_threads_free)

G_END_DECLS
