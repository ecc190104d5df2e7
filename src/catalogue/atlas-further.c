/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-catalogue-path.h"
#include "atlas-fiber.h"
#include "atlas-further.h"
#include "atlas-similar.h"
#include "atlas-store-peek.h"
#include "atlas-worker.h"

/* Nobody has more of them in use, and each is read whole. */
#define MOST_PROFILES 8

/* Of the banks that were removed, the newest: a person asks about last month's, and the directory may have been emptied once. */
#define MOST_REMOVED 10000

G_DEFINE_BOXED_TYPE (AtlasFurther, atlas_further, atlas_further_ref, atlas_further_unref)

typedef struct
{
  AtlasStore   *store;      /* (nullable) */
  AtlasIndex   *index;
  AtlasQuery   *query;
  AtlasProfile *profile;
  GPtrArray    *others;
  char         *data_dir;   /* (nullable) */
} Wish;

/* What a worker is handed: the banks to search, or where to read them. */
typedef struct
{
  AtlasQuery      *query;
  AtlasIndex      *index;     /* (nullable): the directory's own */
  char            *path;      /* (nullable): another directory's cache */
  GPtrArray       *changes;   /* (nullable): the directory's removals */
  AtlasFurther    *further;
  AtlasProfile    *profile;   /* (nullable): the other directory's */
} Task;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_clear_object (&wish->store);
  atlas_index_unref (wish->index);
  atlas_query_free (wish->query);
  g_object_unref (wish->profile);
  g_ptr_array_unref (wish->others);
  g_free (wish->data_dir);
  g_free (wish);
}

static void
task_free (gpointer data)
{
  Task *task = data;

  atlas_query_free (task->query);
  g_clear_pointer (&task->index, atlas_index_unref);
  g_free (task->path);
  g_clear_pointer (&task->changes, g_ptr_array_unref);
  g_clear_object (&task->profile);
  atlas_further_unref (task->further);
  g_free (task);
}

static Task *
task_new (const Wish   *wish,
          AtlasFurther *further)
{
  Task *task = g_new0 (Task, 1);

  task->query = atlas_query_copy (wish->query);
  task->further = atlas_further_ref (further);

  return task;
}

static void
elsewhere_free (gpointer data)
{
  AtlasElsewhere *elsewhere = data;

  g_object_unref (elsewhere->profile);
  g_free (elsewhere->name);
  g_free (elsewhere);
}

static void
further_clear (gpointer data)
{
  AtlasFurther *self = data;

  g_free (self->removed_name);
  g_ptr_array_unref (self->elsewhere);
  g_clear_pointer (&self->similar, g_ptr_array_unref);
}

static AtlasFurther *
further_new (void)
{
  AtlasFurther *self = g_atomic_rc_box_new0 (AtlasFurther);

  self->elsewhere = g_ptr_array_new_with_free_func (elsewhere_free);

  return self;
}

/* Only what was typed counts: places and filters are of this directory. Something that is merely like it would
 * not explain anything. */
static AtlasSearchResult *
search_text (AtlasAspspTable  *table,
             const AtlasQuery *query)
{
  g_autoptr (AtlasIndex) index = atlas_index_new (table);
  const AtlasQuery text = { .text = query->text };
  AtlasSearchResult *result = atlas_search_run (index, &text, NULL);

  if (result->how == ATLAS_SEARCH_TYPOS)
    g_array_set_size (result->positions, 0);

  return result;
}

/* ---------------------------------------------------------------- what may have been meant */

static DexFuture *
similar_work (gpointer data)
{
  Task *task = data;

  task->further->similar = atlas_similar_ask (task->query, task->index);

  return dex_future_new_for_boolean (TRUE);
}

/* ---------------------------------------------------------------- what was removed */

/* What the store calls gone may be in the table that is shown. */
static gboolean
is_gone (const AtlasChange *change,
         AtlasAspspTable   *table)
{
  return change->id != NULL &&
         change->name != NULL &&
         atlas_aspsp_table_find (table, change->id) == ATLAS_ASPSP_TABLE_NOT_FOUND;
}

/* The newest removal of each bank comes first, and is the one that counts. */
static AtlasAspspTable *
make_table_of_removed (GPtrArray       *changes,
                       AtlasAspspTable *table)
{
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (0);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < changes->len; i++)
    {
      const AtlasChange *change = g_ptr_array_index (changes, i);

      if (is_gone (change, table) && g_hash_table_add (seen, change->id))
        atlas_aspsp_table_builder_begin_row (builder, change->id, change->name, NULL, NULL, change->at);
    }

  return atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
}

static DexFuture *
removed_work (gpointer data)
{
  Task *task = data;
  g_autoptr (AtlasAspspTable) removed = make_table_of_removed (task->changes, atlas_index_get_table (task->index));
  g_autoptr (AtlasSearchResult) result = search_text (removed, task->query);
  AtlasAspspRow row;

  if (result->positions->len > 0)
    {
      atlas_aspsp_table_get_row (removed, g_array_index (result->positions, guint, 0), &row);
      task->further->removed_name = g_strdup (row.name);
      task->further->removed_at = row.first_seen;
    }

  return dex_future_new_for_boolean (TRUE);
}

/* ---------------------------------------------------------------- other directories */

/* A cache that cannot be read has nothing to say; its own profile will tell why, and mend it. */
static DexFuture *
elsewhere_work (gpointer data)
{
  Task *task = data;
  g_autoptr (AtlasSnapshot) snapshot = atlas_store_peek_snapshot (task->path);
  AtlasAspspTable *table = snapshot ? atlas_snapshot_get_aspsps (snapshot) : NULL;
  g_autoptr (AtlasSearchResult) result = table ? search_text (table, task->query) : NULL;
  AtlasElsewhere *elsewhere;
  AtlasAspspRow row;

  if (result == NULL || result->positions->len == 0)
    return dex_future_new_for_boolean (FALSE);

  atlas_aspsp_table_get_row (table, g_array_index (result->positions, guint, 0), &row);
  elsewhere = g_new0 (AtlasElsewhere, 1);
  elsewhere->profile = g_object_ref (task->profile);
  elsewhere->n_banks = result->positions->len;
  elsewhere->name = g_strdup (row.name);
  g_ptr_array_add (task->further->elsewhere, elsewhere);

  return dex_future_new_for_boolean (TRUE);
}

static void
look_into_cache (const Wish   *wish,
                 AtlasFurther *further,
                 AtlasProfile *profile,
                 const char   *path)
{
  Task *task = task_new (wish, further);

  task->path = g_strdup (path);
  task->profile = g_object_ref (profile);
  dex_await (atlas_worker_run (elsewhere_work, task, task_free), NULL);
}

/* The demo's banks are invented: they are no answer for anybody who is not looking at them already. */
static void
look_elsewhere (const Wish   *wish,
                AtlasFurther *further)
{
  g_autofree char *own_path = atlas_catalogue_dup_store_path (wish->profile, wish->data_dir);

  for (guint i = 0; i < wish->others->len && i < MOST_PROFILES; i++)
    {
      AtlasProfile *profile = g_ptr_array_index (wish->others, i);
      g_autofree char *path = atlas_catalogue_dup_store_path (profile, wish->data_dir);

      if (!atlas_profile_is_demo (profile) && !g_str_equal (path, own_path) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        look_into_cache (wish, further, profile, path);
    }
}

static DexFuture *
look_fiber (gpointer data)
{
  Wish *wish = data;
  g_autoptr (AtlasFurther) further = further_new ();
  g_autoptr (GPtrArray) changes = NULL;
  Task *task = task_new (wish, further);

  task->index = atlas_index_ref (wish->index);
  dex_await (atlas_worker_run (similar_work, task, task_free), NULL);

  if (wish->store != NULL)
    changes = dex_await_boxed (atlas_store_list_removed (wish->store, MOST_REMOVED), NULL);
  if (changes != NULL)
    {
      task = task_new (wish, further);
      task->index = atlas_index_ref (wish->index);
      task->changes = g_ptr_array_ref (changes);
      dex_await (atlas_worker_run (removed_work, task, task_free), NULL);
    }
  look_elsewhere (wish, further);

  return dex_future_new_take_boxed (ATLAS_TYPE_FURTHER, g_steal_pointer (&further));
}

/**
 * atlas_further_ref:
 * @self: what was found
 *
 * Returns: (transfer full): the same
 */
AtlasFurther *
atlas_further_ref (AtlasFurther *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * atlas_further_unref:
 * @self: (transfer full): what was found
 */
void
atlas_further_unref (AtlasFurther *self)
{
  g_atomic_rc_box_release_full (self, further_clear);
}

/**
 * atlas_further_look:
 * @store: (nullable): the directory's own, for its history
 * @index: the directory's banks, none of which match
 * @query: what was asked for
 * @profile: whose directory it is
 * @others: (element-type AtlasProfile): whose caches to look into, too
 * @data_dir: (nullable): as for atlas_catalogue_dup_store_path()
 *
 * Asks history and caches, never the network, and takes its time on other threads.
 *
 * Returns: (transfer full): a future for an #AtlasFurther
 */
DexFuture *
atlas_further_look (AtlasStore       *store,
                    AtlasIndex       *index,
                    const AtlasQuery *query,
                    AtlasProfile     *profile,
                    GPtrArray        *others,
                    const char       *data_dir)
{
  Wish *wish = g_new0 (Wish, 1);

  g_set_object (&wish->store, store);
  wish->index = atlas_index_ref (index);
  wish->query = atlas_query_copy (query);
  wish->profile = g_object_ref (profile);
  wish->others = g_ptr_array_ref (others);
  wish->data_dir = g_strdup (data_dir);

  return atlas_fiber_spawn (look_fiber, wish, wish_free);
}
