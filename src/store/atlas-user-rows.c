/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bic.h"
#include "atlas-user-rescue.h"
#include "atlas-user-rows.h"

G_DEFINE_BOXED_TYPE (AtlasUserRows, atlas_user_rows, atlas_user_rows_ref, atlas_user_rows_unref)

static const char first_sql[] =
  "CREATE TABLE stars ("
  "  profile TEXT NOT NULL,"
  "  bic_fi TEXT NOT NULL,"
  "  PRIMARY KEY (profile, bic_fi)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE notes ("
  "  profile TEXT NOT NULL,"
  "  bic_fi TEXT NOT NULL,"
  "  note TEXT NOT NULL,"
  "  PRIMARY KEY (profile, bic_fi)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE visits ("
  "  profile TEXT NOT NULL PRIMARY KEY,"
  "  at INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;";

/* In the order in which they were opened, without the times. */
static const char recents_sql[] =
  "CREATE TABLE recents ("
  "  number INTEGER PRIMARY KEY,"
  "  profile TEXT NOT NULL,"
  "  bic_fi TEXT NOT NULL,"
  "  UNIQUE (profile, bic_fi)"
  ") STRICT;";

/* Never change a step that was released: add one. */
static const char *const migrations[] = { first_sql, recents_sql, NULL };

/* No write may be lost, not even to a power failure: there is nowhere to fetch it again. And what was taken back is not to be
 * found in the file any more. */
static const char setup_sql[] = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON";

static void
rows_clear (gpointer data)
{
  AtlasUserRows *self = data;

  g_hash_table_unref (self->stars);
  g_hash_table_unref (self->notes);
  g_ptr_array_unref (self->recents);
}

static gboolean
sets_are_equal (GHashTable *a,
                GHashTable *b)
{
  GHashTableIter iter;
  gpointer key, value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gpointer other;

      if (!g_hash_table_lookup_extended (b, key, NULL, &other) || g_strcmp0 (value, other) != 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * atlas_user_rows_new:
 *
 * Returns: (transfer full): rows of somebody who did nothing yet
 */
AtlasUserRows *
atlas_user_rows_new (void)
{
  AtlasUserRows *self = g_atomic_rc_box_new0 (AtlasUserRows);

  self->stars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->recents = g_ptr_array_new_null_terminated (8, g_free, TRUE);

  return self;
}

AtlasUserRows *
atlas_user_rows_ref (AtlasUserRows *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
atlas_user_rows_unref (AtlasUserRows *self)
{
  g_atomic_rc_box_release_full (self, rows_clear);
}

/**
 * atlas_user_rows_equal:
 * @a: rows
 * @b: rows
 *
 * Returns: whether they say the same
 */
gboolean
atlas_user_rows_equal (const AtlasUserRows *a,
                       const AtlasUserRows *b)
{
  GHashTableIter iter;
  gpointer key;

  if (a->last_visit != b->last_visit || !sets_are_equal (a->notes, b->notes))
    return FALSE;
  if (!g_strv_equal ((const char *const *) a->recents->pdata, (const char *const *) b->recents->pdata))
    return FALSE;
  if (g_hash_table_size (a->stars) != g_hash_table_size (b->stars))
    return FALSE;

  g_hash_table_iter_init (&iter, a->stars);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (b->stars, key))
      return FALSE;

  return TRUE;
}

static gboolean
read_stars (AtlasUserRows  *self,
            AtlasSqlite    *sqlite,
            const char     *profile_id,
            GError        **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, "SELECT bic_fi FROM stars WHERE profile = ?", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, profile_id);
  while (atlas_statement_step (statement, &local_error))
    g_hash_table_add (self->stars, g_strdup (atlas_statement_get_required_text (statement, 0)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
read_notes (AtlasUserRows  *self,
            AtlasSqlite    *sqlite,
            const char     *profile_id,
            GError        **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, "SELECT bic_fi, note FROM notes WHERE profile = ?", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, profile_id);
  while (atlas_statement_step (statement, &local_error))
    g_hash_table_insert (self->notes,
                         g_strdup (atlas_statement_get_required_text (statement, 0)),
                         g_strdup (atlas_statement_get_required_text (statement, 1)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
read_visit (AtlasUserRows  *self,
            AtlasSqlite    *sqlite,
            const char     *profile_id,
            GError        **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, "SELECT at FROM visits WHERE profile = ?", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, profile_id);
  if (atlas_statement_step (statement, &local_error))
    self->last_visit = atlas_statement_get_int64 (statement, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
read_recents (AtlasUserRows  *self,
              AtlasSqlite    *sqlite,
              const char     *profile_id,
              GError        **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = atlas_sqlite_prepare (sqlite, "SELECT bic_fi FROM recents WHERE profile = ? ORDER BY number DESC LIMIT ?", error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, profile_id);
  atlas_statement_bind_int64 (statement, 2, ATLAS_USER_MOST_RECENTS);
  while (atlas_statement_step (statement, &local_error))
    g_ptr_array_add (self->recents, g_strdup (atlas_statement_get_required_text (statement, 0)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * atlas_user_rows_open_database:
 * @path: (nullable): a file; %NULL for one in memory
 *
 * Returns: (transfer full): the database that the rows are in, which is opened when it is needed
 */
AtlasDatabase *
atlas_user_rows_open_database (const char *path)
{
  AtlasDatabase *database = atlas_database_new (path, migrations, setup_sql);

  atlas_database_set_rescue (database, atlas_user_rescue_run);

  return database;
}

/**
 * atlas_user_rows_read:
 * @sqlite: a connection
 * @profile_id: a profile
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): what the file has of the profile
 */
AtlasUserRows *
atlas_user_rows_read (AtlasSqlite  *sqlite,
                      const char   *profile_id,
                      GError      **error)
{
  g_autoptr (AtlasUserRows) self = atlas_user_rows_new ();
  g_autoptr (AtlasTransaction) transaction = atlas_transaction_begin_read (sqlite, error);

  if (transaction == NULL ||
      !read_stars (self, sqlite, profile_id, error) ||
      !read_notes (self, sqlite, profile_id, error) ||
      !read_visit (self, sqlite, profile_id, error) ||
      !read_recents (self, sqlite, profile_id, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * atlas_user_rows_write_star:
 * @sqlite: a connection
 * @profile_id: a profile
 * @bic_fi: a BIC, in upper case
 * @starred: whether it is starred
 * @error: where an error goes
 *
 * Returns: whether that is kept
 */
gboolean
atlas_user_rows_write_star (AtlasSqlite  *sqlite,
                            const char   *profile_id,
                            const char   *bic_fi,
                            gboolean      starred,
                            GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (sqlite,
                                    starred ? "INSERT OR IGNORE INTO stars (profile, bic_fi) VALUES (?, ?)"
                                            : "DELETE FROM stars WHERE profile = ? AND bic_fi = ?",
                                    error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, profile_id);
  atlas_statement_bind_text (statement, 2, bic_fi);

  return atlas_statement_run (statement, error);
}

/**
 * atlas_user_rows_write_note:
 * @sqlite: a connection
 * @profile_id: a profile
 * @bic_fi: a BIC, in upper case
 * @note: (nullable): the note; %NULL for none
 * @error: where an error goes
 *
 * Returns: whether that is kept
 */
gboolean
atlas_user_rows_write_note (AtlasSqlite  *sqlite,
                            const char   *profile_id,
                            const char   *bic_fi,
                            const char   *note,
                            GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (sqlite,
                                    note ? "INSERT OR REPLACE INTO notes (profile, bic_fi, note) VALUES (?, ?, ?)"
                                         : "DELETE FROM notes WHERE profile = ? AND bic_fi = ?",
                                    error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, profile_id);
  atlas_statement_bind_text (statement, 2, bic_fi);
  if (note != NULL)
    atlas_statement_bind_text (statement, 3, note);

  return atlas_statement_run (statement, error);
}

/**
 * atlas_user_rows_write_visit:
 * @sqlite: a connection
 * @profile_id: a profile
 * @at: when the last visit ended, in Unix seconds
 * @error: where an error goes
 *
 * Returns: whether that is kept
 */
gboolean
atlas_user_rows_write_visit (AtlasSqlite  *sqlite,
                             const char   *profile_id,
                             gint64        at,
                             GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (sqlite, "INSERT OR REPLACE INTO visits (profile, at) VALUES (?, ?)", error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, profile_id);
  atlas_statement_bind_int64 (statement, 2, at);

  return atlas_statement_run (statement, error);
}

static gboolean
forget_old_recents (AtlasSqlite  *sqlite,
                    const char   *profile_id,
                    GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (sqlite,
                                    "DELETE FROM recents WHERE profile = ?1 AND number NOT IN"
                                    " (SELECT number FROM recents WHERE profile = ?1 ORDER BY number DESC LIMIT ?2)",
                                    error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, profile_id);
  atlas_statement_bind_int64 (statement, 2, ATLAS_USER_MOST_RECENTS);

  return atlas_statement_run (statement, error);
}

/**
 * atlas_user_rows_write_recent:
 * @sqlite: a connection
 * @profile_id: a profile
 * @bic_fi: the BIC of a bank that was opened, in upper case
 * @error: where an error goes
 *
 * Keeps it as the latest one, instead of a head office's other code, and forgets those beyond %ATLAS_USER_MOST_RECENTS.
 *
 * Returns: whether that is kept
 */
gboolean
atlas_user_rows_write_recent (AtlasSqlite  *sqlite,
                              const char   *profile_id,
                              const char   *bic_fi,
                              GError      **error)
{
  g_autoptr (AtlasTransaction) transaction = atlas_transaction_begin_write (sqlite, error);
  g_autofree char *other = atlas_bic_dup_other (bic_fi);
  g_autoptr (AtlasStatement) forget = NULL;
  g_autoptr (AtlasStatement) statement = NULL;

  if (transaction == NULL)
    return FALSE;
  forget = atlas_sqlite_prepare (sqlite, "DELETE FROM recents WHERE profile = ? AND bic_fi = ?", error);
  if (forget == NULL)
    return FALSE;
  atlas_statement_bind_text (forget, 1, profile_id);
  atlas_statement_bind_text (forget, 2, other);
  statement = atlas_sqlite_prepare (sqlite,
                                    "INSERT OR REPLACE INTO recents (number, profile, bic_fi)"
                                    " VALUES ((SELECT ifnull (max (number), 0) + 1 FROM recents), ?, ?)",
                                    error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, profile_id);
  atlas_statement_bind_text (statement, 2, bic_fi);

  return atlas_statement_run (forget, error) &&
         atlas_statement_run (statement, error) &&
         forget_old_recents (sqlite, profile_id, error) &&
         atlas_transaction_commit (g_steal_pointer (&transaction), error);
}
