/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-indexing.h"
#include "atlas-worker.h"

static DexFuture *
index_worker (gpointer data)
{
  return dex_future_new_take_boxed (ATLAS_TYPE_INDEX, atlas_index_new (data));
}

/**
 * atlas_indexing_run:
 * @table: the banks
 *
 * Returns: (transfer full): a future for an #AtlasIndex of them, made on a worker
 */
DexFuture *
atlas_indexing_run (AtlasAspspTable *table)
{
  return atlas_worker_run (index_worker, atlas_aspsp_table_ref (table), (GDestroyNotify) atlas_aspsp_table_unref);
}
