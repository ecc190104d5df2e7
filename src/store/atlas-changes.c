/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-changes.h"

struct _AtlasChanges
{
  GObject    parent_instance;
  GPtrArray *list;
  guint      counts[ATLAS_N_CHANGE_KINDS];
};

G_DEFINE_FINAL_TYPE (AtlasChanges, atlas_changes, G_TYPE_OBJECT)

static void
atlas_changes_finalize (GObject *object)
{
  AtlasChanges *self = ATLAS_CHANGES (object);

  g_clear_pointer (&self->list, g_ptr_array_unref);

  G_OBJECT_CLASS (atlas_changes_parent_class)->finalize (object);
}

static void
atlas_changes_class_init (AtlasChangesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_changes_finalize;
}

static void
atlas_changes_init (AtlasChanges *self)
{
}

/**
 * atlas_change_free:
 * @change: (transfer full): a change
 *
 * Frees a change.
 */
void
atlas_change_free (AtlasChange *change)
{
  g_free (change->what);
  g_free (change->id);
  g_free (change->name);
  g_free (change->field);
  g_free (change->old_value);
  g_free (change->new_value);
  g_free (change);
}

/**
 * atlas_changes_new:
 * @list: (transfer full) (element-type AtlasChange): the changes, with a function that frees them
 *
 * Returns: (transfer full): what a refresh changed
 */
AtlasChanges *
atlas_changes_new (GPtrArray *list)
{
  AtlasChanges *self;

  g_return_val_if_fail (list != NULL, NULL);

  self = g_object_new (ATLAS_TYPE_CHANGES, NULL);
  self->list = list;
  for (guint i = 0; i < list->len; i++)
    {
      const AtlasChange *change = g_ptr_array_index (list, i);

      self->counts[change->kind]++;
    }

  return self;
}

/**
 * atlas_changes_is_empty:
 * @self: what a refresh changed
 *
 * Returns: whether that is nothing
 */
gboolean
atlas_changes_is_empty (AtlasChanges *self)
{
  g_return_val_if_fail (ATLAS_IS_CHANGES (self), TRUE);

  return self->list->len == 0;
}

/**
 * atlas_changes_get_n:
 * @self: what a refresh changed
 * @kind: a kind of change
 *
 * Returns: how many changes of that kind there are; a bank of which two fields differ counts twice
 */
guint
atlas_changes_get_n (AtlasChanges    *self,
                     AtlasChangeKind  kind)
{
  g_return_val_if_fail (ATLAS_IS_CHANGES (self), 0);
  g_return_val_if_fail (kind < ATLAS_N_CHANGE_KINDS, 0);

  return self->counts[kind];
}

/**
 * atlas_changes_get_list:
 * @self: what a refresh changed
 *
 * Returns: (transfer none) (element-type AtlasChange): each change
 */
GPtrArray *
atlas_changes_get_list (AtlasChanges *self)
{
  g_return_val_if_fail (ATLAS_IS_CHANGES (self), NULL);

  return self->list;
}
