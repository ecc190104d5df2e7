/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-history.h"
#include "atlas-store-error.h"

/* What is kept: a person asks what changed since their last visit, or in the last year. */
#define MAX_SECONDS (G_GINT64_CONSTANT (2) * 365 * 24 * 60 * 60)
#define MAX_CHANGES 100000

struct _AtlasHistory
{
  GPtrArray *changes;   /* (element-type AtlasChange) */
  gint64     at;
};

static AtlasChange *
append (AtlasHistory    *self,
        AtlasChangeKind  kind,
        const char      *what,
        const char      *id,
        const char      *name)
{
  AtlasChange *change = g_new0 (AtlasChange, 1);

  change->kind = kind;
  change->what = g_strdup (what);
  change->id = g_strdup (id);
  change->name = g_strdup (name);
  change->at = self->at;
  g_ptr_array_add (self->changes, change);

  return change;
}

static AtlasChange *
read_change (AtlasStatement *statement)
{
  AtlasChange *change = g_new0 (AtlasChange, 1);
  gint64 kind = atlas_statement_get_int64 (statement, 1);

  change->at = atlas_statement_get_int64 (statement, 0);
  change->kind = CLAMP (kind, 0, ATLAS_N_CHANGE_KINDS - 1);
  change->what = g_strdup (atlas_statement_get_required_text (statement, 2));
  change->id = g_strdup (atlas_statement_get_text (statement, 3));
  change->name = g_strdup (atlas_statement_get_text (statement, 4));
  change->field = g_strdup (atlas_statement_get_text (statement, 5));
  change->old_value = g_strdup (atlas_statement_get_text (statement, 6));
  change->new_value = g_strdup (atlas_statement_get_text (statement, 7));

  return change;
}

static GPtrArray *
read_changes (AtlasStatement  *statement,
              GError         **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_change_free);
  g_autoptr (GError) local_error = NULL;

  while (atlas_statement_step (statement, &local_error))
    g_ptr_array_add (changes, read_change (statement));
  if (local_error == NULL)
    return g_steal_pointer (&changes);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

/**
 * atlas_history_new:
 * @at: when it happens, in Unix seconds
 *
 * Returns: (transfer full): a history of nothing
 */
AtlasHistory *
atlas_history_new (gint64 at)
{
  AtlasHistory *self = g_new0 (AtlasHistory, 1);

  self->at = at;
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_change_free);

  return self;
}

/**
 * atlas_history_free:
 * @self: (transfer full): a history
 *
 * Frees it.
 */
void
atlas_history_free (AtlasHistory *self)
{
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_free (self);
}

/**
 * atlas_history_free_to_changes:
 * @self: (transfer full): a history
 *
 * Returns: (transfer full): what it collected
 */
AtlasChanges *
atlas_history_free_to_changes (AtlasHistory *self)
{
  AtlasChanges *changes = atlas_changes_new (g_steal_pointer (&self->changes));

  atlas_history_free (self);

  return changes;
}

/**
 * atlas_history_add:
 * @self: a history
 * @kind: whether it is new or gone
 * @what: what kind of object, ATLAS_CHANGED_…
 * @id: (nullable): its code, id or BIC
 * @name: (nullable): its name
 *
 * Notes that an object is new, or gone.
 */
void
atlas_history_add (AtlasHistory    *self,
                   AtlasChangeKind  kind,
                   const char      *what,
                   const char      *id,
                   const char      *name)
{
  append (self, kind, what, id, name);
}

/**
 * atlas_history_compare:
 * @self: a history
 * @what: what kind of object, ATLAS_CHANGED_…
 * @id: (nullable): its code, id or BIC
 * @name: (nullable): its name
 * @field: the platform's key of a field
 * @old_value: (nullable): what was kept
 * @new_value: (nullable): what came
 *
 * Notes that a field is different, where it is.
 *
 * Returns: whether it is
 */
gboolean
atlas_history_compare (AtlasHistory *self,
                       const char   *what,
                       const char   *id,
                       const char   *name,
                       const char   *field,
                       const char   *old_value,
                       const char   *new_value)
{
  AtlasChange *change;

  if (g_strcmp0 (old_value, new_value) == 0)
    return FALSE;

  change = append (self, ATLAS_CHANGE_CHANGED, what, id, name);
  change->field = g_strdup (field);
  change->old_value = g_strdup (old_value);
  change->new_value = g_strdup (new_value);

  return TRUE;
}

/* Numbers rise with time. What the first refresh found is told from the rest by the index, and goes by number alone. */
static gboolean
forget_old (AtlasSqlite  *sqlite,
            gint64        now,
            GError      **error)
{
  g_autoptr (AtlasStatement) by_time = NULL;
  g_autoptr (AtlasStatement) by_number = NULL;

  by_time = atlas_sqlite_prepare (sqlite, "DELETE FROM changes WHERE at < ? AND NOT is_baseline", error);
  by_number = atlas_sqlite_prepare (sqlite, "DELETE FROM changes WHERE number <= (SELECT max(number) FROM changes) - ?", error);
  if (by_time == NULL || by_number == NULL)
    return FALSE;
  atlas_statement_bind_int64 (by_time, 1, now - MAX_SECONDS);
  atlas_statement_bind_int64 (by_number, 1, MAX_CHANGES);

  return atlas_statement_run (by_time, error) && atlas_statement_run (by_number, error);
}

/**
 * atlas_history_save:
 * @self: a history
 * @sqlite: a connection, in a transaction that writes
 * @is_baseline: whether this is the first refresh, which finds everything new
 * @error: where an error goes
 *
 * What is older than two years is forgotten, and so is all but the last hundred thousand changes.
 *
 * Returns: whether the changes are kept
 */
gboolean
atlas_history_save (AtlasHistory  *self,
                    AtlasSqlite   *sqlite,
                    gboolean       is_baseline,
                    GError       **error)
{
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (sqlite,
                                    "INSERT INTO changes (at, kind, what, id, name, field, old_value, new_value, is_baseline)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                    error);
  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < self->changes->len; i++)
    {
      const AtlasChange *change = g_ptr_array_index (self->changes, i);

      atlas_statement_bind_int64 (statement, 1, change->at);
      atlas_statement_bind_int64 (statement, 2, change->kind);
      atlas_statement_bind_text (statement, 3, change->what);
      atlas_statement_bind_text (statement, 4, change->id);
      atlas_statement_bind_text (statement, 5, change->name);
      atlas_statement_bind_text (statement, 6, change->field);
      atlas_statement_bind_text (statement, 7, change->old_value);
      atlas_statement_bind_text (statement, 8, change->new_value);
      atlas_statement_bind_int64 (statement, 9, is_baseline);
      if (!atlas_statement_run (statement, error))
        return FALSE;
    }

  return self->changes->len == 0 || forget_old (sqlite, self->at, error);
}

/**
 * atlas_history_list:
 * @sqlite: a connection
 * @since: from when, in Unix seconds
 * @limit: how many at most; 0 for all
 * @error: where an error goes
 *
 * Lists what changed, the newest first. What the first refresh found is not among it.
 *
 * Returns: (transfer full) (nullable) (element-type AtlasChange): the changes
 */
GPtrArray *
atlas_history_list (AtlasSqlite  *sqlite,
                    gint64        since,
                    guint         limit,
                    GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (sqlite,
                                    "SELECT at, kind, what, id, name, field, old_value, new_value FROM changes"
                                    " WHERE at >= ? AND NOT is_baseline ORDER BY at DESC, number DESC LIMIT ?",
                                    error);
  if (statement == NULL)
    return NULL;
  atlas_statement_bind_int64 (statement, 1, since);
  atlas_statement_bind_int64 (statement, 2, limit > 0 ? (gint64) limit : -1);

  return read_changes (statement, error);
}

/**
 * atlas_history_list_removed:
 * @sqlite: a connection
 * @limit: how many at most
 * @error: where an error goes
 *
 * Lists the banks that were removed and did not come back, the newest removal first. Another bank of the same BIC, which was
 * there all the time, is not one that came back.
 *
 * Returns: (transfer full) (nullable) (element-type AtlasChange): the removals
 */
GPtrArray *
atlas_history_list_removed (AtlasSqlite  *sqlite,
                            guint         limit,
                            GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (sqlite,
                                    "SELECT at, kind, what, id, name, field, old_value, new_value FROM changes"
                                    " WHERE kind = ? AND what = 'aspsp' AND id IS NOT NULL AND NOT is_baseline"
                                    " AND NOT EXISTS (SELECT 1 FROM aspsps WHERE key = lower (changes.id)"
                                    "                 AND (aspsps.name IS changes.name OR first_seen > changes.at))"
                                    " ORDER BY at DESC, number DESC LIMIT ?",
                                    error);
  if (statement == NULL)
    return NULL;
  atlas_statement_bind_int64 (statement, 1, ATLAS_CHANGE_REMOVED);
  atlas_statement_bind_int64 (statement, 2, limit);

  return read_changes (statement, error);
}
