/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-directory.h"
#include "atlas-order.h"
#include "atlas-refresh-private.h"
#include "atlas-store-error.h"

static GHashTable *
make_key_set (const char *const *ids)
{
  GHashTable *set;

  if (ids == NULL)
    return NULL;

  set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      char *key = atlas_refresh_dup_key (ids[i], NULL, NULL);

      if (key != NULL)
        g_hash_table_add (set, key);
    }

  return set;
}

/* All rows, so that an order fits; NULL for those that are not wanted. */
static GPtrArray *
read_rows (AtlasSqlite  *sqlite,
           const char   *sql,
           GHashTable   *wanted,
           GError      **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  while (atlas_statement_step (statement, &local_error))
    {
      const char *key = atlas_statement_get_required_text (statement, 0);
      gboolean is_wanted = wanted == NULL || g_hash_table_contains (wanted, key);

      g_ptr_array_add (rows, is_wanted ? g_strdup (atlas_statement_get_text (statement, 1)) : NULL);
    }
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

static const char *
find_sql (const char *list)
{
  if (g_str_equal (list, "countries"))
    return "SELECT key, raw FROM countries ORDER BY position";
  if (g_str_equal (list, "cities"))
    return "SELECT key, raw FROM cities ORDER BY position";
  if (g_str_equal (list, "aspsps"))
    return "SELECT key, raw FROM aspsps LEFT JOIN aspsp_answers ON aspsp = id ORDER BY id";

  return NULL;
}

/*< private >
 * atlas_directory_read_raw:
 * @sqlite: a connection
 * @list: "countries", "cities" or "aspsps"
 * @ids: (nullable) (array zero-terminated=1): the codes, ids or BICs wanted, in upper or lower case; %NULL for all
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): the objects to the letter, in the platform's order. What is not
 *   there is left out.
 */
GStrv
atlas_directory_read_raw (AtlasSqlite        *sqlite,
                          const char         *list,
                          const char *const  *ids,
                          GError            **error)
{
  g_autoptr (GHashTable) wanted = make_key_set (ids);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (AtlasTransaction) transaction = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree guint32 *order = NULL;
  const char *sql = find_sql (list);

  if (sql == NULL)
    {
      g_set_error (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_FAILED, "no list “%s”", list);
      return NULL;
    }
  transaction = atlas_transaction_begin_read (sqlite, error);
  if (transaction == NULL)
    return NULL;
  rows = read_rows (sqlite, sql, wanted, error);
  if (rows == NULL)
    return NULL;
  if (g_str_equal (list, "aspsps"))
    order = atlas_order_load (sqlite, ATLAS_ORDER_PLATFORM, rows->len, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *raw = g_ptr_array_index (rows, order ? order[i] : i);

      if (raw != NULL)
        g_strv_builder_add (builder, raw);
    }

  return g_strv_builder_end (builder);
}

/* Those of the wanted rows that are there, as the platform lists them. */
static GArray *
sort_as_listed (AtlasSqlite  *sqlite,
                GArray       *wanted,
                GError      **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, "SELECT id FROM aspsps ORDER BY id", error);
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GError) local_error = NULL;
  g_autofree guint32 *order = NULL;
  GArray *sorted;

  if (statement == NULL)
    return NULL;
  while (atlas_statement_step (statement, &local_error))
    {
      guint32 id = atlas_statement_get_int64 (statement, 0);

      g_array_append_val (all, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  for (guint i = 0; i < wanted->len; i++)
    g_hash_table_add (set, GUINT_TO_POINTER (g_array_index (wanted, guint32, i)));
  order = atlas_order_load (sqlite, ATLAS_ORDER_PLATFORM, all->len, NULL);
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint32), wanted->len);
  for (guint i = 0; i < all->len; i++)
    {
      guint32 id = g_array_index (all, guint32, order ? order[i] : i);

      if (g_hash_table_contains (set, GUINT_TO_POINTER (id)))
        g_array_append_val (sorted, id);
    }

  return sorted;
}

static GStrv
read_rows_by_id (AtlasSqlite  *sqlite,
                 GArray       *ids,
                 GError      **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, "SELECT raw FROM aspsp_answers WHERE aspsp = ?", error);
      g_autoptr (GError) local_error = NULL;
      const char *raw = NULL;

      if (statement == NULL)
        return NULL;
      atlas_statement_bind_int64 (statement, 1, g_array_index (ids, guint32, i));
      if (atlas_statement_step (statement, &local_error))
        raw = atlas_statement_get_text (statement, 0);
      if (raw != NULL)
        g_strv_builder_add (builder, raw);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return g_strv_builder_end (builder);
}

/*< private >
 * atlas_directory_read_raw_rows:
 * @sqlite: a connection
 * @ids: (element-type guint32): the numbers of rows, as #AtlasAspspRow has them
 * @as_listed: whether to put them into the platform's order
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): the banks' list items to the letter; what is not there is left out
 */
GStrv
atlas_directory_read_raw_rows (AtlasSqlite  *sqlite,
                               GArray       *ids,
                               gboolean      as_listed,
                               GError      **error)
{
  g_autoptr (AtlasTransaction) transaction = atlas_transaction_begin_read (sqlite, error);
  g_autoptr (GArray) sorted = NULL;

  if (transaction == NULL)
    return NULL;
  sorted = as_listed ? sort_as_listed (sqlite, ids, error) : g_array_ref (ids);

  return sorted ? read_rows_by_id (sqlite, sorted, error) : NULL;
}

/*< private >
 * atlas_directory_read_names:
 * @sqlite: a connection
 * @bic_fi: a BIC, in upper or lower case
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): the names of the banks that the list has under that BIC, in its order
 */
GStrv
atlas_directory_read_names (AtlasSqlite  *sqlite,
                            const char   *bic_fi,
                            GError      **error)
{
  g_autofree char *key = atlas_refresh_dup_key (bic_fi, NULL, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (AtlasStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = atlas_sqlite_prepare (sqlite, ATLAS_DIRECTORY_NAMES_SQL, error);
  if (statement == NULL)
    return NULL;
  atlas_statement_bind_text (statement, 1, key);
  while (atlas_statement_step (statement, &local_error))
    g_strv_builder_add (names, atlas_statement_get_required_text (statement, 0));
  if (local_error == NULL)
    return g_strv_builder_end (names);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}
