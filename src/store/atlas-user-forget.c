/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-database.h"
#include "atlas-user-forget.h"
#include "atlas-user-rescue.h"

typedef struct
{
  char *path;
  char *profile_id;
  char *heir_id;   /* (nullable) */
} Forgetting;

static void
forgetting_free (Forgetting *forgetting)
{
  g_free (forgetting->path);
  g_free (forgetting->profile_id);
  g_free (forgetting->heir_id);
  g_free (forgetting);
}

static gboolean
run_statement (AtlasSqlite      *sqlite,
               const char       *sql,
               const Forgetting *forgetting,
               GError          **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, sql, error);

  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, forgetting->profile_id);
  if (g_str_has_prefix (sql, "INSERT"))
    atlas_statement_bind_text (statement, 2, forgetting->heir_id);

  return atlas_statement_run (statement, error);
}

static gboolean
run_statements (AtlasSqlite       *sqlite,
                const Forgetting  *forgetting,
                GError           **error)
{
  static const char *const bequeath[] = {
    "INSERT OR IGNORE INTO stars (profile, bic_fi) SELECT ?2, bic_fi FROM stars WHERE profile = ?1",
    "INSERT OR IGNORE INTO notes (profile, bic_fi, note) SELECT ?2, bic_fi, note FROM notes WHERE profile = ?1",
  };
  static const char *const forget[] = {
    "DELETE FROM stars WHERE profile = ?1",
    "DELETE FROM notes WHERE profile = ?1",
    "DELETE FROM visits WHERE profile = ?1",
    "DELETE FROM recents WHERE profile = ?1",
  };

  for (gsize i = 0; forgetting->heir_id != NULL && i < G_N_ELEMENTS (bequeath); i++)
    if (!run_statement (sqlite, bequeath[i], forgetting, error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (forget); i++)
    if (!run_statement (sqlite, forget[i], forgetting, error))
      return FALSE;

  return TRUE;
}

static AtlasUserRows *
forget_rows (AtlasSqlite       *sqlite,
             const Forgetting  *forgetting,
             GError           **error)
{
  g_autoptr (AtlasUserRows) rows = atlas_user_rows_read (sqlite, forgetting->profile_id, error);
  g_autoptr (AtlasTransaction) transaction = rows ? atlas_transaction_begin_write (sqlite, error) : NULL;

  if (transaction == NULL ||
      !run_statements (sqlite, forgetting, error) ||
      !atlas_transaction_commit (g_steal_pointer (&transaction), error))
    return NULL;

  return forgetting->heir_id != NULL ? atlas_user_rows_new () : g_steal_pointer (&rows);
}

/* Neither the log nor the copy must know any more what the file does not. */
static DexFuture *
forget_work (AtlasSqlite *sqlite,
             gpointer     data)
{
  const Forgetting *forgetting = data;
  GError *error = NULL;
  AtlasUserRows *rows = forget_rows (sqlite, forgetting, &error);

  if (rows == NULL)
    return dex_future_new_for_error (error);
  atlas_sqlite_exec (sqlite, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  atlas_user_rescue_back_up (sqlite, forgetting->path, NULL);

  return dex_future_new_take_boxed (ATLAS_TYPE_USER_ROWS, rows);
}

/**
 * atlas_user_forget_profile:
 * @path: the file of stars and notes
 * @profile_id: a profile that is no more
 * @heir_id: (nullable): a profile that shows the same banks
 *
 * Forgets what was kept about the banks of a profile; its stars and notes go to the heir first, where there is one. Where a
 * bank has a note there already, that one stays.
 *
 * Returns: (transfer full): a future for #AtlasUserRows, what is lost to everybody now; rejects with %ATLAS_STORE_ERROR
 */
DexFuture *
atlas_user_forget_profile (const char *path,
                           const char *profile_id,
                           const char *heir_id)
{
  g_autoptr (AtlasDatabase) database = NULL;
  Forgetting *forgetting;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (profile_id != NULL, NULL);

  /* Who never kept anything is left without a file. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return dex_future_new_take_boxed (ATLAS_TYPE_USER_ROWS, atlas_user_rows_new ());

  forgetting = g_new0 (Forgetting, 1);
  forgetting->path = g_strdup (path);
  forgetting->profile_id = g_strdup (profile_id);
  forgetting->heir_id = g_strdup (heir_id);
  database = atlas_user_rows_open_database (path);

  return atlas_database_run (database, forget_work, forgetting, (GDestroyNotify) forgetting_free);
}
