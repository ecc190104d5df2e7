/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-directory.h"
#include "atlas-fields-json.h"
#include "atlas-history.h"
#include "atlas-refresh-private.h"
#include "atlas-text.h"

typedef struct
{
  AtlasHistory *history;
  const char   *bic_fi;
  const char   *name;
} Diff;

static void
record_difference_cb (const char *field,
                      const char *old_value,
                      const char *new_value,
                      gpointer    data)
{
  const Diff *diff = data;

  atlas_history_compare (diff->history, ATLAS_CHANGED_ASPSP, diff->bic_fi, diff->name, field, old_value, new_value);
}

/* Details are kept by BIC alone, so that a bank that no list names can be looked up offline too. */
static char *
dup_details_key (const char *bic_fi)
{
  return atlas_text_is_blank (bic_fi) ? NULL : atlas_refresh_dup_key (bic_fi, NULL, NULL);
}

static gboolean
append_products (AtlasWords  *words,
                 GArray      *offers,
                 GStrv        products,
                 GError     **error)
{
  for (guint i = 0; products != NULL && products[i] != NULL; i++)
    if (!atlas_words_append (words, offers, ATLAS_WORD_PRODUCT, products[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
append_methods (AtlasWords  *words,
                GArray      *offers,
                GPtrArray   *methods,
                GError     **error)
{
  for (guint i = 0; methods != NULL && i < methods->len; i++)
    {
      const AtlasAuthorizationMethod *method = g_ptr_array_index (methods, i);

      if (!atlas_text_is_blank (method->name) && !atlas_words_append (words, offers, ATLAS_WORD_METHOD, method->name, error))
        return FALSE;
    }

  return TRUE;
}

static char *
join_affiliates (GPtrArray *affiliates)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; affiliates != NULL && i < affiliates->len; i++)
    {
      const AtlasAffiliate *affiliate = g_ptr_array_index (affiliates, i);
      g_autofree char *name = atlas_text_dup_shown (affiliate->name);

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "\n" : "", name);
    }

  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static char *
fold_with_details (const char             *bic_fi,
                   const char             *name,
                   const AtlasAspspFields *fields)
{
  GString *folded = g_string_new (NULL);

  atlas_aspsp_fold (folded, bic_fi, atlas_text_is_blank (name) ? bic_fi : name);
  for (guint i = 0; fields->affiliates != NULL && i < fields->affiliates->len; i++)
    {
      const AtlasAffiliate *affiliate = g_ptr_array_index (fields->affiliates, i);

      atlas_aspsp_fold_affiliate (folded, affiliate->id, affiliate->name);
    }
  atlas_aspsp_fold_detail (folded, ATLAS_FOLDED_STREET, fields->street_address);
  atlas_aspsp_fold_detail (folded, ATLAS_FOLDED_COMPANY_NUMBER, fields->company_number);
  atlas_aspsp_fold_detail (folded, ATLAS_FOLDED_PHONE, fields->phone);
  atlas_aspsp_fold_detail (folded, ATLAS_FOLDED_HOST, fields->website_url);

  return g_string_free (folded, FALSE);
}

static gboolean
write_to_list (AtlasSqlite             *sqlite,
               AtlasWords              *words,
               gint64                   id,
               const char              *folded,
               const AtlasAspspFields  *fields,
               gint64                   received_at,
               GError                 **error)
{
  g_autoptr (GArray) offers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *affiliates = join_affiliates (fields->affiliates);
  g_autofree char *city = atlas_text_dup_trimmed (fields->city);
  g_autoptr (AtlasStatement) statement = NULL;

  if (!append_products (words, offers, fields->global_payment_products, error) ||
      !append_products (words, offers, fields->payment_products, error) ||
      !append_methods (words, offers, fields->authorization_methods, error))
    return FALSE;

  statement = atlas_sqlite_prepare (sqlite,
                                    "UPDATE aspsps SET offers = ?, city = ?, affiliates = ?, folded = ?, details_at = ? WHERE id = ?",
                                    error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_blob (statement, 1, offers->data, offers->len * sizeof (guint32));
  atlas_statement_bind_text (statement, 2, city);
  atlas_statement_bind_text (statement, 3, affiliates);
  atlas_statement_bind_text (statement, 4, folded);
  atlas_statement_bind_int64 (statement, 5, received_at);
  atlas_statement_bind_int64 (statement, 6, id);

  return atlas_statement_run (statement, error);
}

typedef struct
{
  gint64  id;
  char   *folded;
} Row;

static void
row_clear (Row *row)
{
  g_free (row->folded);
}

/* The banks of that key: mostly one, each with its own name. */
static GArray *
fold_rows (AtlasSqlite             *sqlite,
           const char              *key,
           const AtlasAspspFields  *fields,
           GError                 **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, "SELECT id, bic_fi, name FROM aspsps WHERE key = ?", error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  g_array_set_clear_func (rows, (GDestroyNotify) row_clear);
  atlas_statement_bind_text (statement, 1, key);
  while (atlas_statement_step (statement, &local_error))
    {
      Row row = { .id = atlas_statement_get_int64 (statement, 0) };

      row.folded = fold_with_details (atlas_statement_get_text (statement, 1), atlas_statement_get_text (statement, 2), fields);
      g_array_append_val (rows, row);
    }
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

/* Puts what the list shows, filters and searches of the details where the list is read from. */
static gboolean
apply_to_list (AtlasSqlite             *sqlite,
               AtlasWords              *words,
               const char              *key,
               const AtlasAspspFields  *fields,
               gint64                   received_at,
               GError                 **error)
{
  g_autoptr (GArray) rows = fold_rows (sqlite, key, fields, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (!write_to_list (sqlite, words, row->id, row->folded, fields, received_at, error))
        return FALSE;
    }

  return rows != NULL;
}

static gboolean
write_details (AtlasSqlite        *sqlite,
               const char         *key,
               const char         *fields,
               AtlasAspspDetails  *details,
               GError            **error)
{
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (sqlite,
                                    "INSERT OR REPLACE INTO details (key, fields, raw, request_id, received_at) VALUES (?, ?, ?, ?, ?)",
                                    error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, key);
  atlas_statement_bind_text (statement, 2, fields);
  atlas_statement_bind_text (statement, 3, atlas_aspsp_details_get_raw_json (details));
  atlas_statement_bind_text (statement, 4, atlas_aspsp_details_get_request_id (details));
  atlas_statement_bind_int64 (statement, 5, atlas_aspsp_details_get_received_at (details));

  return atlas_statement_run (statement, error);
}

static AtlasAspspDetails *
read_details (AtlasSqlite  *sqlite,
              const char   *key,
              GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  AtlasAspspFields *fields;

  statement = atlas_sqlite_prepare (sqlite, "SELECT fields, raw, request_id, received_at FROM details WHERE key = ?", error);
  if (statement == NULL)
    return NULL;
  atlas_statement_bind_text (statement, 1, key);
  if (!atlas_statement_step (statement, error))
    return NULL;

  fields = atlas_fields_from_json (atlas_statement_get_required_text (statement, 0), error);
  if (fields == NULL)
    return NULL;

  return atlas_aspsp_details_new (fields,
                                  atlas_statement_get_text (statement, 1),
                                  atlas_statement_get_text (statement, 2),
                                  atlas_statement_get_int64 (statement, 3));
}

static gboolean
save_one (AtlasSqlite        *sqlite,
          AtlasWords         *words,
          AtlasHistory       *history,
          AtlasAspspDetails  *details,
          GError            **error)
{
  const AtlasAspspFields *fields = atlas_aspsp_details_get_fields (details);
  Diff diff = { history, fields->bic_fi, atlas_aspsp_details_get_display_name (details) };
  g_autofree char *key = dup_details_key (fields->bic_fi);
  g_autofree char *text = NULL;
  g_autoptr (AtlasAspspDetails) old = NULL;
  g_autoptr (GError) local_error = NULL;

  if (key == NULL)
    return TRUE;

  old = read_details (sqlite, key, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (old != NULL)
    atlas_fields_diff (atlas_aspsp_details_get_fields (old), fields, record_difference_cb, &diff);
  text = atlas_fields_to_json (fields);

  return write_details (sqlite, key, text, details, error) &&
         apply_to_list (sqlite, words, key, fields, atlas_aspsp_details_get_received_at (details), error);
}

/*< private >
 * atlas_details_save:
 * @sqlite: a connection
 * @details: (element-type AtlasAspspDetails): details, each with its BIC; one without is left out
 * @error: where an error goes
 *
 * Keeps all the details, or none, in one transaction.
 *
 * Returns: (transfer full) (nullable): what is different from what was kept
 */
AtlasChanges *
atlas_details_save (AtlasSqlite  *sqlite,
                    GPtrArray    *details,
                    GError      **error)
{
  g_autoptr (AtlasTransaction) transaction = atlas_transaction_begin_write (sqlite, error);
  g_autoptr (AtlasHistory) history = NULL;
  g_autoptr (AtlasWords) words = NULL;

  if (transaction == NULL)
    return NULL;
  words = atlas_words_load (sqlite, error);
  if (words == NULL)
    return NULL;

  history = atlas_history_new (details->len > 0 ? atlas_aspsp_details_get_received_at (g_ptr_array_index (details, 0)) : 0);
  for (guint i = 0; i < details->len; i++)
    if (!save_one (sqlite, words, history, g_ptr_array_index (details, i), error))
      return NULL;

  if (!atlas_history_save (history, sqlite, FALSE, error) ||
      !atlas_transaction_commit (g_steal_pointer (&transaction), error))
    return NULL;

  return atlas_history_free_to_changes (g_steal_pointer (&history));
}

/*< private >
 * atlas_details_read:
 * @sqlite: a connection
 * @bic_fi: a BIC, in upper or lower case
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): the details; %NULL without an error where none are kept
 */
AtlasAspspDetails *
atlas_details_read (AtlasSqlite  *sqlite,
                    const char   *bic_fi,
                    GError      **error)
{
  g_autofree char *key = dup_details_key (bic_fi);

  return key ? read_details (sqlite, key, error) : NULL;
}

/*< private >
 * atlas_details_apply_kept:
 * @sqlite: a connection, in a transaction that writes
 * @words: the words
 * @key: a bank that the lists name for the first time
 * @error: where an error goes
 *
 * Where its details were looked up before, the list gets to know them.
 *
 * Returns: whether that was done, or there are none
 */
gboolean
atlas_details_apply_kept (AtlasSqlite  *sqlite,
                          AtlasWords   *words,
                          const char   *key,
                          GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AtlasAspspDetails) details = read_details (sqlite, key, &local_error);

  if (details != NULL)
    return apply_to_list (sqlite,
                          words,
                          key,
                          atlas_aspsp_details_get_fields (details),
                          atlas_aspsp_details_get_received_at (details),
                          error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/*< private >
 * atlas_details_list_stale:
 * @sqlite: a connection
 * @older_than: a time, in Unix seconds
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): the BICs of the banks whose details are missing, or older than
 *   that; the missing ones first, then the oldest
 */
GStrv
atlas_details_list_stale (AtlasSqlite  *sqlite,
                          gint64        older_than,
                          GError      **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (AtlasStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = atlas_sqlite_prepare (sqlite,
                                    "SELECT bic_fi, key FROM aspsps WHERE details_at IS NULL OR details_at < ?"
                                    " ORDER BY details_at IS NOT NULL, details_at, id",
                                    error);
  if (statement == NULL)
    return NULL;
  atlas_statement_bind_int64 (statement, 1, older_than);
  while (atlas_statement_step (statement, &local_error))
    {
      const char *bic_fi = atlas_statement_get_text (statement, 0);

      if (!atlas_text_is_blank (bic_fi) && g_hash_table_add (seen, g_strdup (atlas_statement_get_required_text (statement, 1))))
        g_strv_builder_add (builder, bic_fi);
    }
  if (local_error == NULL)
    return g_strv_builder_end (builder);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}
