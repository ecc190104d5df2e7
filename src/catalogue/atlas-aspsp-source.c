/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-aspsp-source.h"

#include "atlas-aspsp-item-private.h"

struct _AtlasAspspSource
{
  GObject parent_instance;

  AtlasAspspTable     *table;
  AtlasIndex          *index;        /* (nullable): of the table */
  AtlasIndex          *next_index;   /* (nullable): of a table that is about to be shown */
  GHashTable          *items;   /* BIC and number of the row to the item that is alive, without a reference */
  gint64               new_since;
  GStrv                preferred;   /* (nullable): BICs of starred and recently opened banks */
  AtlasStarredFunc     is_starred;
  AtlasSetStarredFunc  set_starred;
  gpointer             stars_data;
};

G_DEFINE_FINAL_TYPE (AtlasAspspSource, atlas_aspsp_source, G_TYPE_OBJECT)

enum
{
  SIGNAL_TABLE_CHANGED,
  SIGNAL_STARRED_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Several banks may have one BIC. */
static char *
make_key (const char *bic_fi,
          guint32     id)
{
  return g_strdup_printf ("%u %s", id, bic_fi);
}

/* The items that are alive, with a reference each: what notifies may let go of any of them. */
static GPtrArray *
dup_items (AtlasAspspSource *self)
{
  GPtrArray *items = g_hash_table_get_values_as_ptr_array (self->items);

  g_ptr_array_foreach (items, (GFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (items, g_object_unref);

  return items;
}

static void
atlas_aspsp_source_finalize (GObject *object)
{
  AtlasAspspSource *self = ATLAS_ASPSP_SOURCE (object);

  g_clear_pointer (&self->index, atlas_index_unref);
  g_clear_pointer (&self->next_index, atlas_index_unref);
  g_clear_pointer (&self->table, atlas_aspsp_table_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->preferred, g_strfreev);

  G_OBJECT_CLASS (atlas_aspsp_source_parent_class)->finalize (object);
}

static void
atlas_aspsp_source_class_init (AtlasAspspSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = atlas_aspsp_source_finalize;

  signals[SIGNAL_TABLE_CHANGED] =
    g_signal_new ("table-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STARRED_CHANGED] =
    g_signal_new ("starred-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
atlas_aspsp_source_init (AtlasAspspSource *self)
{
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (0);

  self->table = atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * atlas_aspsp_source_new:
 *
 * Returns: (transfer full): a source with an empty table and without stars
 */
AtlasAspspSource *
atlas_aspsp_source_new (void)
{
  return g_object_new (ATLAS_TYPE_ASPSP_SOURCE, NULL);
}

/**
 * atlas_aspsp_source_set_stars:
 * @self: a source
 * @is_starred: (nullable): says which banks are starred
 * @set_starred: (nullable): stars a bank, or takes the star away
 * @data: for both; whoever owns it sets %NULL functions before it goes
 *
 * Tells the source who keeps the stars.
 */
void
atlas_aspsp_source_set_stars (AtlasAspspSource    *self,
                              AtlasStarredFunc     is_starred,
                              AtlasSetStarredFunc  set_starred,
                              gpointer             data)
{
  g_return_if_fail (ATLAS_IS_ASPSP_SOURCE (self));

  self->is_starred = is_starred;
  self->set_starred = set_starred;
  self->stars_data = data;
}

/**
 * atlas_aspsp_source_starred_changed:
 * @self: a source
 * @bic_fi: (nullable): the bank whose star was set or taken; %NULL for any
 *
 * To be called by whoever keeps the stars, after a change.
 */
void
atlas_aspsp_source_starred_changed (AtlasAspspSource *self,
                                    const char       *bic_fi)
{
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (ATLAS_IS_ASPSP_SOURCE (self));

  /* Several items may be of one BIC, or of both ways to write it. */
  items = dup_items (self);
  g_ptr_array_foreach (items, (GFunc) (void (*) (void)) atlas_aspsp_item_refresh_starred, NULL);

  g_signal_emit (self, signals[SIGNAL_STARRED_CHANGED], 0, bic_fi);
}

/**
 * atlas_aspsp_source_get_starred:
 * @self: a source
 * @bic_fi: (nullable): a bank's BIC
 *
 * Returns: whether the bank is starred
 */
gboolean
atlas_aspsp_source_get_starred (AtlasAspspSource *self,
                                const char       *bic_fi)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_SOURCE (self), FALSE);

  return self->is_starred != NULL && bic_fi != NULL && self->is_starred (bic_fi, self->stars_data);
}

/**
 * atlas_aspsp_source_set_starred:
 * @self: a source
 * @bic_fi: (nullable): a bank's BIC
 * @starred: whether it is to have a star
 *
 * Passes the wish on to whoever keeps the stars.
 */
void
atlas_aspsp_source_set_starred (AtlasAspspSource *self,
                                const char       *bic_fi,
                                gboolean          starred)
{
  g_return_if_fail (ATLAS_IS_ASPSP_SOURCE (self));

  if (self->set_starred != NULL && bic_fi != NULL)
    self->set_starred (bic_fi, starred, self->stars_data);
}

/**
 * atlas_aspsp_source_get_table:
 * @self: a source
 *
 * Returns: (transfer none): the table of the moment; empty at first
 */
AtlasAspspTable *
atlas_aspsp_source_get_table (AtlasAspspSource *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_SOURCE (self), NULL);

  return self->table;
}

/**
 * atlas_aspsp_source_set_table:
 * @self: a source
 * @table: what the store holds now
 *
 * Brings the lists to the new table, which emit what differs, and then the items that are alive,
 * which notify what differs. An item whose bank is gone keeps showing what was last known of it.
 */
void
atlas_aspsp_source_set_table (AtlasAspspSource *self,
                              AtlasAspspTable  *table)
{
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (ATLAS_IS_ASPSP_SOURCE (self));
  g_return_if_fail (table != NULL);

  if (self->table == table)
    return;

  atlas_aspsp_table_unref (self->table);
  self->table = atlas_aspsp_table_ref (table);
  g_clear_pointer (&self->index, atlas_index_unref);
  if (self->next_index != NULL && atlas_index_get_table (self->next_index) == table)
    self->index = g_steal_pointer (&self->next_index);
  g_clear_pointer (&self->next_index, atlas_index_unref);
  g_signal_emit (self, signals[SIGNAL_TABLE_CHANGED], 0);

  items = dup_items (self);
  for (guint i = 0; i < items->len; i++)
    {
      AtlasAspspItem *item = g_ptr_array_index (items, i);
      guint position = atlas_aspsp_table_find_row (table, atlas_aspsp_item_get_bic_fi (item), atlas_aspsp_item_get_id (item));

      if (position == ATLAS_ASPSP_TABLE_NOT_FOUND)
        continue;

      /* The platform may write the BIC in another way now. */
      atlas_aspsp_source_forget (self, item);
      atlas_aspsp_item_move (item, table, position);
      g_hash_table_replace (self->items, make_key (atlas_aspsp_item_get_bic_fi (item), atlas_aspsp_item_get_id (item)), item);
    }
}

/**
 * atlas_aspsp_source_get_index:
 * @self: a source
 *
 * Whoever shows a table makes its index on a worker, and sets it. A person who searches before that has to
 * wait for it: it is made here then.
 *
 * Returns: (transfer none): the index of the table
 */
AtlasIndex *
atlas_aspsp_source_get_index (AtlasAspspSource *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_SOURCE (self), NULL);

  if (self->index == NULL)
    self->index = atlas_index_new (self->table);

  return self->index;
}

/**
 * atlas_aspsp_source_set_index:
 * @self: a source
 * @index: an index of the table that is shown, or of one that is about to be; an index counts only once its table is shown
 */
void
atlas_aspsp_source_set_index (AtlasAspspSource *self,
                              AtlasIndex       *index)
{
  AtlasIndex **place;

  g_return_if_fail (ATLAS_IS_ASPSP_SOURCE (self));
  g_return_if_fail (index != NULL);

  place = atlas_index_get_table (index) == self->table ? &self->index : &self->next_index;
  atlas_index_ref (index);
  g_clear_pointer (place, atlas_index_unref);
  *place = index;
}

static gboolean
is_starred_cb (const char *bic_fi,
               gpointer    data)
{
  return atlas_aspsp_source_get_starred (data, bic_fi);
}

/**
 * atlas_aspsp_source_fill_context:
 * @self: a source
 * @context: (out caller-allocates): what a search should know, valid as long as @self is
 */
void
atlas_aspsp_source_fill_context (AtlasAspspSource   *self,
                                 AtlasSearchContext *context)
{
  *context = (AtlasSearchContext) { .is_starred = is_starred_cb, .data = self, .new_since = self->new_since,
                                    .preferred = (const char *const *) self->preferred };
}

/**
 * atlas_aspsp_source_set_preferred:
 * @self: a source
 * @bic_fis: (transfer full) (nullable): the starred and the recently opened banks, which are first among equals
 *
 * Counts from the next search on: what is listed does not move.
 */
void
atlas_aspsp_source_set_preferred (AtlasAspspSource *self,
                                  GStrv             bic_fis)
{
  g_return_if_fail (ATLAS_IS_ASPSP_SOURCE (self));

  g_strfreev (self->preferred);
  self->preferred = bic_fis;
}

/**
 * atlas_aspsp_source_set_new_since:
 * @self: a source
 * @new_since: when the last visit ended, in Unix seconds; 0 at the first visit, when nothing is new
 */
void
atlas_aspsp_source_set_new_since (AtlasAspspSource *self,
                                  gint64            new_since)
{
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (ATLAS_IS_ASPSP_SOURCE (self));

  self->new_since = new_since;
  items = dup_items (self);
  g_ptr_array_foreach (items, (GFunc) (void (*) (void)) atlas_aspsp_item_refresh_new, NULL);
}

/**
 * atlas_aspsp_source_is_new:
 * @self: a source
 * @first_seen: when a bank was first seen, in Unix seconds
 *
 * Returns: whether that was after the last visit
 */
gboolean
atlas_aspsp_source_is_new (AtlasAspspSource *self,
                           gint64            first_seen)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_SOURCE (self), FALSE);

  return self->new_since > 0 && first_seen > self->new_since;
}

/**
 * atlas_aspsp_source_dup_item:
 * @self: a source
 * @bic_fi: (nullable): a bank's BIC
 * @id: the number of the bank's row, where several have that BIC; 0 for any
 *
 * Returns: (transfer full) (nullable): the bank's item; %NULL where the table does not know it
 */
AtlasAspspItem *
atlas_aspsp_source_dup_item (AtlasAspspSource *self,
                             const char       *bic_fi,
                             guint32           id)
{
  guint position;

  g_return_val_if_fail (ATLAS_IS_ASPSP_SOURCE (self), NULL);

  if (bic_fi == NULL)
    return NULL;

  position = atlas_aspsp_table_find_row (self->table, bic_fi, id);
  if (position == ATLAS_ASPSP_TABLE_NOT_FOUND)
    position = atlas_aspsp_table_find (self->table, bic_fi);
  if (position == ATLAS_ASPSP_TABLE_NOT_FOUND)
    return NULL;

  return atlas_aspsp_source_dup_item_at (self, self->table, position);
}

/**
 * atlas_aspsp_source_dup_item_at:
 * @self: a source
 * @table: the source's table, or the one before it
 * @position: a position in @table
 *
 * Returns: (transfer full): the bank's item: the one that is alive, else a new one
 */
AtlasAspspItem *
atlas_aspsp_source_dup_item_at (AtlasAspspSource *self,
                                AtlasAspspTable  *table,
                                guint             position)
{
  g_autofree char *key = NULL;
  AtlasAspspItem *item;
  AtlasAspspRow row;

  g_return_val_if_fail (ATLAS_IS_ASPSP_SOURCE (self), NULL);
  g_return_val_if_fail (position < atlas_aspsp_table_get_n_rows (table), NULL);

  atlas_aspsp_table_get_row (table, position, &row);
  key = make_key (row.bic_fi, row.id);
  item = g_hash_table_lookup (self->items, key);
  if (item != NULL)
    return g_object_ref (item);

  item = atlas_aspsp_item_new (self, table, position);
  g_hash_table_insert (self->items, g_steal_pointer (&key), item);

  return item;
}

/**
 * atlas_aspsp_source_forget:
 * @self: a source
 * @item: an item that was handed out, and ends
 */
void
atlas_aspsp_source_forget (AtlasAspspSource *self,
                           AtlasAspspItem   *item)
{
  g_autofree char *key = make_key (atlas_aspsp_item_get_bic_fi (item), atlas_aspsp_item_get_id (item));

  if (g_hash_table_lookup (self->items, key) == item)
    g_hash_table_remove (self->items, key);
}
