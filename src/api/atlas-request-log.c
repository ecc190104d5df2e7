/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-request-log.h"

struct _AtlasRequestLog
{
  GObject          parent_instance;
  GPtrArray       *entries;
  guint            capacity;
  AtlasRequestLog *next;   /* (nullable): where everything is noted, too */
};

static void atlas_request_log_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasRequestLog, atlas_request_log, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, atlas_request_log_list_model_init))

static GType
atlas_request_log_get_item_type (GListModel *model)
{
  return ATLAS_TYPE_REQUEST_ENTRY;
}

static guint
atlas_request_log_get_n_items (GListModel *model)
{
  return ATLAS_REQUEST_LOG (model)->entries->len;
}

static gpointer
atlas_request_log_get_item (GListModel *model,
                            guint       position)
{
  AtlasRequestLog *self = ATLAS_REQUEST_LOG (model);

  if (position >= self->entries->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->entries, position));
}

static void
atlas_request_log_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = atlas_request_log_get_item_type;
  iface->get_n_items = atlas_request_log_get_n_items;
  iface->get_item = atlas_request_log_get_item;
}

static void
atlas_request_log_finalize (GObject *object)
{
  AtlasRequestLog *self = ATLAS_REQUEST_LOG (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->next);

  G_OBJECT_CLASS (atlas_request_log_parent_class)->finalize (object);
}

static void
atlas_request_log_class_init (AtlasRequestLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_request_log_finalize;
}

static void
atlas_request_log_init (AtlasRequestLog *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * atlas_request_log_new:
 * @capacity: how many requests to keep at most; the oldest go first
 *
 * Returns: (transfer full): a new, empty #AtlasRequestLog
 */
AtlasRequestLog *
atlas_request_log_new (guint capacity)
{
  AtlasRequestLog *self;

  g_return_val_if_fail (capacity > 0, NULL);

  self = g_object_new (ATLAS_TYPE_REQUEST_LOG, NULL);
  self->capacity = capacity;

  return self;
}

/**
 * atlas_request_log_set_next:
 * @self: a log
 * @next: (nullable): where everything that comes to @self from now on is noted, too
 *
 * So that one log can hold what several clients ask for.
 */
void
atlas_request_log_set_next (AtlasRequestLog *self,
                            AtlasRequestLog *next)
{
  g_return_if_fail (ATLAS_IS_REQUEST_LOG (self));
  g_return_if_fail (next == NULL || ATLAS_IS_REQUEST_LOG (next));
  g_return_if_fail (next != self);

  g_set_object (&self->next, next);
}

/**
 * atlas_request_log_append:
 * @self: (nullable): a log; without one nothing is kept
 * @entry: a request that has ended
 *
 * Adds a request at the end, on the main thread.
 */
void
atlas_request_log_append (AtlasRequestLog   *self,
                          AtlasRequestEntry *entry)
{
  if (self == NULL)
    return;

  if (self->entries->len == self->capacity)
    {
      g_ptr_array_remove_index (self->entries, 0);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, 1, 0);
    }
  g_ptr_array_add (self->entries, g_object_ref (entry));
  g_list_model_items_changed (G_LIST_MODEL (self), self->entries->len - 1, 0, 1);
  atlas_request_log_append (self->next, entry);
}

/**
 * atlas_request_log_clear:
 * @self: a log
 *
 * Forgets every request.
 */
void
atlas_request_log_clear (AtlasRequestLog *self)
{
  guint n_entries;

  g_return_if_fail (ATLAS_IS_REQUEST_LOG (self));

  n_entries = self->entries->len;
  if (n_entries == 0)
    return;

  g_ptr_array_set_size (self->entries, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_entries, 0);
}

/**
 * atlas_request_log_add:
 * @self: (nullable): a log; without one nothing is kept
 * @record: what there is to say of a request that has ended
 *
 * Adds a request at the end, on the main thread.
 */
void
atlas_request_log_add (AtlasRequestLog          *self,
                       const AtlasRequestRecord *record)
{
  g_autoptr (AtlasRequestEntry) entry = NULL;

  if (self == NULL)
    return;

  entry = atlas_request_entry_new (record);
  atlas_request_log_append (self, entry);
}
