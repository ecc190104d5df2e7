/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "atlas-order.h"
#include "atlas-text.h"
#include "atlas-words.h"

typedef struct
{
  char    *key;
  char    *bic_fi;
  guint32  row;
} Sortable;

static void
sortable_clear (Sortable *sortable)
{
  g_free (sortable->key);
  g_free (sortable->bic_fi);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Sortable *first = a;
  const Sortable *second = b;
  int result = strcmp (first->key, second->key);

  if (result == 0)
    result = g_strcmp0 (first->bic_fi, second->bic_fi);

  return result != 0 ? result : (first->row > second->row) - (first->row < second->row);
}

/* A bank without a name is shown, and so sorted, by its BIC. */
static char *
dup_sort_key (const char *name,
              const char *bic_fi)
{
  g_autofree char *shown = atlas_text_dup_shown (name);

  return atlas_text_collate_key (shown ? shown : bic_fi);
}

static gboolean
is_permutation (const guint32 *order,
                guint          n_rows)
{
  g_autofree guint8 *seen = g_malloc0 (n_rows + 1);

  for (guint i = 0; i < n_rows; i++)
    {
      if (order[i] >= n_rows || seen[order[i]])
        return FALSE;
      seen[order[i]] = TRUE;
    }

  return TRUE;
}

/**
 * atlas_order_dup_display_name:
 *
 * Returns: (transfer full): the name of the order in which the user's language sorts
 */
char *
atlas_order_dup_display_name (void)
{
  const char *locale = setlocale (LC_COLLATE, NULL);

  return g_strconcat ("display:", locale ? locale : "C", NULL);
}

/**
 * atlas_order_sort:
 * @sqlite: a connection
 * @n_rows: (out): how many banks there are
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): the order in which the user's language sorts the banks' names,
 *   those that are the same by BIC
 */
guint32 *
atlas_order_sort (AtlasSqlite  *sqlite,
                  guint        *n_rows,
                  GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  g_autoptr (GArray) sortables = g_array_new (FALSE, FALSE, sizeof (Sortable));
  g_autoptr (GError) local_error = NULL;
  guint32 *order;

  g_array_set_clear_func (sortables, (GDestroyNotify) sortable_clear);
  statement = atlas_sqlite_prepare (sqlite, "SELECT name, bic_fi FROM aspsps ORDER BY id", error);
  if (statement == NULL)
    return NULL;
  while (atlas_statement_step (statement, &local_error))
    {
      const char *bic_fi = atlas_statement_get_text (statement, 1);
      Sortable sortable = { dup_sort_key (atlas_statement_get_text (statement, 0), bic_fi), g_strdup (bic_fi), sortables->len };

      g_array_append_val (sortables, sortable);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  g_array_sort (sortables, compare);
  order = g_new (guint32, sortables->len + 1);
  for (guint i = 0; i < sortables->len; i++)
    order[i] = g_array_index (sortables, Sortable, i).row;
  *n_rows = sortables->len;

  return order;
}

/**
 * atlas_order_load:
 * @sqlite: a connection
 * @name: the order's name
 * @n_rows: how many banks there are
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): the order; %NULL without an error where none is kept that fits
 */
guint32 *
atlas_order_load (AtlasSqlite  *sqlite,
                  const char   *name,
                  guint         n_rows,
                  GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  g_autofree guint32 *order = NULL;
  gconstpointer kept;
  gsize length;

  statement = atlas_sqlite_prepare (sqlite, "SELECT permutation FROM orders WHERE name = ?", error);
  if (statement == NULL)
    return NULL;
  atlas_statement_bind_text (statement, 1, name);
  if (!atlas_statement_step (statement, error))
    return NULL;

  kept = atlas_statement_get_blob (statement, 0, &length);
  if (length != n_rows * sizeof (guint32))
    return NULL;
  order = g_new (guint32, n_rows + 1);
  for (guint i = 0; i < n_rows; i++)
    order[i] = atlas_words_number_at (kept, i);

  return is_permutation (order, n_rows) ? g_steal_pointer (&order) : NULL;
}

/**
 * atlas_order_save:
 * @sqlite: a connection
 * @name: the order's name
 * @order: the order
 * @n_rows: how many banks there are
 * @error: where an error goes
 *
 * Returns: whether the order is kept
 */
gboolean
atlas_order_save (AtlasSqlite    *sqlite,
                  const char     *name,
                  const guint32  *order,
                  guint           n_rows,
                  GError        **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  g_autofree guint32 *kept = g_new (guint32, n_rows + 1);

  statement = atlas_sqlite_prepare (sqlite, "INSERT OR REPLACE INTO orders (name, permutation) VALUES (?, ?)", error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n_rows; i++)
    kept[i] = GUINT32_TO_LE (order[i]);
  atlas_statement_bind_text (statement, 1, name);
  atlas_statement_bind_blob (statement, 2, kept, n_rows * sizeof (guint32));

  return atlas_statement_run (statement, error);
}

/**
 * atlas_order_forget_display:
 * @sqlite: a connection
 * @error: where an error goes
 *
 * Forgets how any language sorts the banks, because their names or their number changed.
 *
 * Returns: whether that was done
 */
gboolean
atlas_order_forget_display (AtlasSqlite  *sqlite,
                            GError      **error)
{
  return atlas_sqlite_exec (sqlite, "DELETE FROM orders WHERE name LIKE 'display:%'", error);
}
