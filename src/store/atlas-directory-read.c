/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-directory.h"
#include "atlas-order.h"
#include "atlas-store-error.h"
#include "atlas-words.h"

/* A word of the database and what it is in the table being built. */
typedef struct
{
  AtlasWordKind  kind;
  gboolean       is_interned;
  guint          index;
  const char    *city_name;   /* (nullable) */
} TableWord;

typedef struct
{
  AtlasSqlite            *sqlite;
  AtlasWords             *words;
  GArray                 *table_words;   /* (element-type TableWord) by number */
  GHashTable             *city_names;    /* key → name */
  AtlasAspspTableBuilder *builder;
  guint                   n_rows;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->words, atlas_words_free);
  g_clear_pointer (&reading->table_words, g_array_unref);
  g_clear_pointer (&reading->city_names, g_hash_table_unref);
  g_clear_pointer (&reading->builder, atlas_aspsp_table_builder_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
read_countries (Reading    *reading,
                GPtrArray  *countries,
                GError    **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = atlas_sqlite_prepare (reading->sqlite,
                                    "SELECT iso_country_code, name, raw FROM countries ORDER BY position",
                                    error);
  if (statement == NULL)
    return FALSE;
  while (atlas_statement_step (statement, &local_error))
    g_ptr_array_add (countries,
                     atlas_country_new (atlas_statement_get_text (statement, 0),
                                        atlas_statement_get_text (statement, 1),
                                        atlas_statement_get_text (statement, 2)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
read_cities (Reading    *reading,
             GPtrArray  *cities,
             GError    **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = atlas_sqlite_prepare (reading->sqlite,
                                    "SELECT city_id, name, iso_country_code, raw, key FROM cities ORDER BY position",
                                    error);
  if (statement == NULL)
    return FALSE;
  while (atlas_statement_step (statement, &local_error))
    {
      AtlasCity *city = atlas_city_new (atlas_statement_get_text (statement, 0),
                                        atlas_statement_get_text (statement, 1),
                                        atlas_statement_get_text (statement, 2),
                                        atlas_statement_get_text (statement, 3));

      g_ptr_array_add (cities, city);
      g_hash_table_insert (reading->city_names,
                           g_strdup (atlas_statement_get_required_text (statement, 4)),
                           (gpointer) atlas_city_get_name (city));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
list_words (Reading *reading)
{
  guint max = atlas_words_get_max (reading->words);

  reading->table_words = g_array_sized_new (FALSE, TRUE, sizeof (TableWord), max + 1);
  g_array_set_size (reading->table_words, max + 1);
  for (guint number = 1; number <= max; number++)
    {
      TableWord *word = &g_array_index (reading->table_words, TableWord, number);
      const char *text = atlas_words_get (reading->words, number, &word->kind);

      if (word->kind == ATLAS_WORD_CITY)
        {
          g_autofree char *key = g_ascii_strdown (text, -1);

          word->city_name = g_hash_table_lookup (reading->city_names, key);
        }
    }
}

static const TableWord *
use_word (Reading *reading,
          guint32  number)
{
  TableWord *word;

  if (number == 0 || number >= reading->table_words->len)
    return NULL;

  /* Only what some bank has gets into the table. */
  word = &g_array_index (reading->table_words, TableWord, number);
  if (!word->is_interned)
    {
      AtlasWordKind kind;
      const char *text = atlas_words_get (reading->words, number, &kind);
      /* A cache from before countries had one code each may have "UK" as well as "GB". */
      g_autofree char *code = word->kind == ATLAS_WORD_COUNTRY ? atlas_country_code_dup_canonical (text) : NULL;

      word->index = atlas_aspsp_table_builder_intern (reading->builder, word->kind, code ? code : text);
      word->is_interned = TRUE;
    }

  return word;
}

static const char *
find_city_name (Reading       *reading,
                gconstpointer  packed,
                gsize          length)
{
  for (gsize i = 0; i < length / sizeof (guint32); i++)
    {
      guint32 number = atlas_words_number_at (packed, i);

      if (number < reading->table_words->len)
        {
          const TableWord *word = &g_array_index (reading->table_words, TableWord, number);

          if (word->city_name != NULL)
            return word->city_name;
        }
    }

  return NULL;
}

static void
add_words (Reading       *reading,
           gconstpointer  packed,
           gsize          length)
{
  for (gsize i = 0; i < length / sizeof (guint32); i++)
    {
      const TableWord *word = use_word (reading, atlas_words_number_at (packed, i));

      if (word != NULL)
        atlas_aspsp_table_builder_add_interned (reading->builder, word->kind, word->index);
    }
}

static void
read_aspsp (Reading        *reading,
            AtlasStatement *statement)
{
  const char *city = atlas_statement_get_text (statement, 3);
  gsize n_places, n_offers;
  gconstpointer places = atlas_statement_get_blob (statement, 5, &n_places);
  gconstpointer offers = atlas_statement_get_blob (statement, 6, &n_offers);

  atlas_aspsp_table_builder_begin_row (reading->builder,
                                       atlas_statement_get_text (statement, 0),
                                       atlas_statement_get_text (statement, 1),
                                       atlas_statement_get_text (statement, 2),
                                       city ? city : find_city_name (reading, places, n_places),
                                       atlas_statement_get_int64 (statement, 4));
  atlas_aspsp_table_builder_set_id (reading->builder, atlas_statement_get_int64 (statement, 9));
  atlas_aspsp_table_builder_set_derived (reading->builder,
                                         atlas_statement_get_text (statement, 7),
                                         atlas_statement_get_required_text (statement, 8));
  add_words (reading, places, n_places);
  add_words (reading, offers, n_offers);
  reading->n_rows++;
}

static gboolean
read_aspsps (Reading  *reading,
             GError  **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = atlas_sqlite_prepare (reading->sqlite,
                                    "SELECT bic_fi, name, logo_url, city, first_seen, places, offers, affiliates, folded, id"
                                    " FROM aspsps ORDER BY id",
                                    error);
  if (statement == NULL)
    return FALSE;
  reading->builder = atlas_aspsp_table_builder_new (1024);
  while (atlas_statement_step (statement, &local_error))
    read_aspsp (reading, statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static AtlasAspspTable *
read_table (Reading  *reading,
            GError  **error)
{
  g_autofree char *order_name = atlas_order_dup_display_name ();
  g_autofree guint32 *order = NULL;
  g_autoptr (GError) local_error = NULL;
  guint n_rows;

  reading->words = atlas_words_load (reading->sqlite, error);
  if (reading->words == NULL)
    return NULL;
  list_words (reading);
  if (!read_aspsps (reading, error))
    return NULL;

  order = atlas_order_load (reading->sqlite, order_name, reading->n_rows, &local_error);
  if (order == NULL && local_error == NULL)
    order = atlas_order_sort (reading->sqlite, &n_rows, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return atlas_aspsp_table_builder_finish_ordered (g_steal_pointer (&reading->builder), order);
}

/* Another language than the one that was sorted for last: that order is kept too, where this program may write. */
static void
keep_display_order (AtlasSqlite *sqlite)
{
  g_autofree char *name = atlas_order_dup_display_name ();
  g_autofree guint32 *order = NULL;
  g_autoptr (AtlasStatement) statement = NULL;
  g_autoptr (AtlasTransaction) transaction = NULL;
  guint n_rows;

  statement = atlas_sqlite_prepare (sqlite, "SELECT count (*) > 1 AND NOT EXISTS (SELECT 1 FROM orders WHERE name = ?) FROM (SELECT 1 FROM aspsps LIMIT 2)", NULL);
  if (statement == NULL)
    return;
  atlas_statement_bind_text (statement, 1, name);
  if (!atlas_statement_step (statement, NULL) || atlas_statement_get_int64 (statement, 0) == 0)
    return;
  g_clear_pointer (&statement, atlas_statement_release);

  transaction = atlas_transaction_begin_write (sqlite, NULL);
  if (transaction == NULL)
    return;
  order = atlas_order_sort (sqlite, &n_rows, NULL);
  if (order != NULL && atlas_order_save (sqlite, name, order, n_rows, NULL))
    atlas_transaction_commit (g_steal_pointer (&transaction), NULL);
}

/*< private >
 * atlas_directory_read:
 * @sqlite: a connection
 * @error: where an error goes
 *
 * Reads everything that the lists need, in one transaction.
 *
 * Returns: (transfer full) (nullable): a snapshot
 */
AtlasSnapshot *
atlas_directory_read (AtlasSqlite  *sqlite,
                      GError      **error)
{
  g_auto (Reading) reading = { .sqlite = sqlite };
  g_autoptr (AtlasTransaction) transaction = NULL;
  g_autoptr (GPtrArray) countries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) cities = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (AtlasAspspTable) table = NULL;
  gint64 fetched_at, details_asked_at;

  keep_display_order (sqlite);
  reading.city_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  transaction = atlas_transaction_begin_read (sqlite, error);
  if (transaction == NULL ||
      !read_countries (&reading, countries, error) ||
      !read_cities (&reading, cities, error) ||
      !atlas_sqlite_query_int64 (sqlite, "SELECT value FROM meta WHERE key = '" ATLAS_META_FETCHED_AT "'", &fetched_at, error) ||
      !atlas_sqlite_query_int64 (sqlite, "SELECT value FROM meta WHERE key = '" ATLAS_META_DETAILS_ASKED_AT "'", &details_asked_at, error))
    return NULL;
  table = read_table (&reading, error);
  if (table == NULL || !atlas_transaction_commit (g_steal_pointer (&transaction), error))
    return NULL;

  return atlas_snapshot_new (g_steal_pointer (&countries), g_steal_pointer (&cities), g_steal_pointer (&table), fetched_at, details_asked_at);
}
