/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-country.h"
#include "atlas-directory.h"
#include "atlas-history.h"
#include "atlas-order.h"
#include "atlas-places-update.h"
#include "atlas-refresh-private.h"
#include "atlas-text.h"

typedef struct _Kept Kept;

/* A bank as it is kept. */
struct _Kept
{
  gint64     id;
  Kept      *next;             /* (nullable): another bank of the same key */
  gboolean   is_paired;        /* of the first of a key: whether it is known which of them came back */
  gboolean   is_still_there;
  char      *key;
  char      *bic_fi;
  char      *name;
  char      *logo_url;
  char      *country_code;
  char      *folded;
  char      *raw;
  GArray    *places;           /* (element-type guint32) packed */
  gboolean   has_old_codes;    /* the row has "UK" among its places, where @places has "GB" */
};

typedef struct
{
  AtlasSqlite  *sqlite;
  AtlasRefresh *refresh;
  AtlasWords   *words;
  AtlasHistory *history;
  GHashTable   *kept;            /* key → the first Kept of that key */
  GArray       *ids;             /* (element-type gint64): in the platform's order */
  gboolean      is_baseline;
  gboolean      rows_changed;    /* banks came or went */
  gboolean      names_changed;
} Update;

/* With all others of its key. */
static void
kept_free (Kept *kept)
{
  while (kept != NULL)
    {
      Kept *next = kept->next;

      g_free (kept->key);
      g_free (kept->bic_fi);
      g_free (kept->name);
      g_free (kept->logo_url);
      g_free (kept->country_code);
      g_free (kept->folded);
      g_free (kept->raw);
      g_array_unref (kept->places);
      g_free (kept);
      kept = next;
    }
}

static void
update_clear (Update *update)
{
  g_clear_pointer (&update->words, atlas_words_free);
  g_clear_pointer (&update->history, atlas_history_free);
  g_clear_pointer (&update->kept, g_hash_table_unref);
  g_clear_pointer (&update->ids, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Update, update_clear)

static Kept *
read_kept_row (AtlasStatement *statement)
{
  Kept *kept = g_new0 (Kept, 1);
  gconstpointer places;
  gsize length;

  kept->id = atlas_statement_get_int64 (statement, 0);
  kept->key = g_strdup (atlas_statement_get_required_text (statement, 1));
  kept->bic_fi = g_strdup (atlas_statement_get_text (statement, 2));
  kept->name = g_strdup (atlas_statement_get_text (statement, 3));
  kept->logo_url = g_strdup (atlas_statement_get_text (statement, 4));
  kept->country_code = g_strdup (atlas_statement_get_text (statement, 5));
  kept->folded = g_strdup (atlas_statement_get_text (statement, 6));
  places = atlas_statement_get_blob (statement, 7, &length);
  kept->places = atlas_words_unpack (places, length);
  kept->raw = g_strdup (atlas_statement_get_text (statement, 8));

  return kept;
}

/* A cache from before countries had one code each may have "UK" as well as "GB": that is no change of the bank. */
static gboolean
replace_old_codes (Update  *update,
                   Kept    *kept,
                   GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < kept->places->len; i++)
    {
      AtlasWordKind kind;
      const char *word = atlas_words_get (update->words, atlas_words_number_at (kept->places->data, i), &kind);
      g_autofree char *code = word != NULL && kind == ATLAS_WORD_COUNTRY ? atlas_country_code_dup_canonical (word) : NULL;

      if (code == NULL || g_str_equal (code, word))
        {
          g_array_append_val (places, g_array_index (kept->places, guint32, i));
          continue;
        }
      kept->has_old_codes = TRUE;
      if (!atlas_words_append (update->words, places, ATLAS_WORD_COUNTRY, code, error))
        return FALSE;
    }
  if (kept->has_old_codes)
    {
      atlas_words_sort (places);
      for (guint i = places->len; i > 1; i--)
        if (g_array_index (places, guint32, i - 1) == g_array_index (places, guint32, i - 2))
          g_array_remove_index (places, i - 1);
      g_array_unref (kept->places);
      kept->places = g_steal_pointer (&places);
    }

  return TRUE;
}

static gboolean
read_kept (Update  *update,
           GError **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = atlas_sqlite_prepare (update->sqlite,
                                    "SELECT id, key, bic_fi, name, logo_url, country_code, folded, places, raw"
                                    " FROM aspsps LEFT JOIN aspsp_answers ON aspsp = id ORDER BY id",
                                    error);
  if (statement == NULL)
    return FALSE;
  while (atlas_statement_step (statement, &local_error))
    {
      Kept *kept = read_kept_row (statement);
      Kept *first = g_hash_table_lookup (update->kept, kept->key);

      if (first == NULL)
        {
          g_hash_table_insert (update->kept, kept->key, kept);
        }
      else
        {
          kept->next = first->next;
          first->next = kept;
        }
      if (!replace_old_codes (update, kept, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* ---------------------------------------------------------------- where a bank is */

static gboolean
append_all (Update         *update,
            GArray         *packed,
            AtlasWordKind   kind,
            GPtrArray      *texts,
            GError        **error)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    if (!atlas_words_append (update->words, packed, kind, g_ptr_array_index (texts, i), error))
      return FALSE;

  return TRUE;
}

static void
append_kept_cities (Update *update,
                    GArray *packed,
                    GArray *kept)
{
  for (guint i = 0; i < kept->len; i++)
    {
      AtlasWordKind kind;

      if (atlas_words_get (update->words, atlas_words_number_at (kept->data, i), &kind) != NULL && kind == ATLAS_WORD_CITY)
        g_array_append_val (packed, g_array_index (kept, guint32, i));
    }
}

static GArray *
pack_places (Update                   *update,
             const AtlasRefreshEntry  *entry,
             const Kept               *kept,
             GError                  **error)
{
  g_autoptr (GArray) packed = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!append_all (update, packed, ATLAS_WORD_COUNTRY, entry->countries, error))
    return NULL;
  if (!atlas_refresh_get_cities_unknown (update->refresh))
    {
      if (!append_all (update, packed, ATLAS_WORD_CITY, entry->cities, error))
        return NULL;
    }
  else if (kept != NULL)
    append_kept_cities (update, packed, kept->places);
  atlas_words_sort (packed);

  return g_steal_pointer (&packed);
}

static char *
join_places (Update        *update,
             GArray        *packed,
             AtlasWordKind  kind)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < packed->len; i++)
    {
      AtlasWordKind this_kind;
      const char *word = atlas_words_get (update->words, atlas_words_number_at (packed->data, i), &this_kind);

      if (word != NULL && this_kind == kind)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", word);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
places_are_equal (GArray *a,
                  GArray *b)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (guint32)) == 0;
}

/* ---------------------------------------------------------------- one bank */

static const char *
display_name (AtlasAspsp *aspsp)
{
  const char *name = atlas_aspsp_get_display_name (aspsp);

  return name ? name : atlas_aspsp_get_bic_fi (aspsp);
}

/* The affiliates come with the details; what was folded of them stays. */
static char *
fold_again (AtlasAspsp *aspsp,
            const char *kept_folded)
{
  GString *folded = g_string_new (NULL);
  const char *rest = kept_folded;

  atlas_aspsp_fold (folded, atlas_aspsp_get_bic_fi (aspsp), display_name (aspsp));
  for (guint line = 0; rest != NULL && line < 2; line++)
    {
      rest = strchr (rest, '\n');
      rest = rest ? rest + 1 : NULL;
    }
  if (rest != NULL)
    g_string_append (folded, rest);

  return g_string_free (folded, FALSE);
}

static gboolean
write_raw (Update      *update,
           gint64       id,
           const char  *raw,
           GError     **error)
{
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (update->sqlite, "INSERT OR REPLACE INTO aspsp_answers (aspsp, raw) VALUES (?, ?)", error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_int64 (statement, 1, id);
  atlas_statement_bind_text (statement, 2, raw);

  return atlas_statement_run (statement, error);
}

/* Runs insert_row()'s statement, or update_row()'s. Their eighth parameter is not the same: when the bank was first seen, or
 * the number of its row. */
static gboolean
run_row (AtlasStatement           *statement,
         const AtlasRefreshEntry  *entry,
         GArray                   *places,
         const char               *folded,
         gint64                    eighth,
         GError                  **error)
{
  AtlasAspsp *aspsp = entry->aspsp;

  atlas_statement_bind_text (statement, 1, entry->key);
  atlas_statement_bind_text (statement, 2, atlas_aspsp_get_bic_fi (aspsp));
  atlas_statement_bind_text (statement, 3, atlas_aspsp_get_name (aspsp));
  atlas_statement_bind_text (statement, 4, atlas_aspsp_get_logo_url (aspsp));
  atlas_statement_bind_text (statement, 5, atlas_aspsp_get_country_code (aspsp));
  atlas_statement_bind_blob (statement, 6, places->data, places->len * sizeof (guint32));
  atlas_statement_bind_text (statement, 7, folded);
  atlas_statement_bind_int64 (statement, 8, eighth);

  return atlas_statement_run (statement, error);
}

static gboolean
insert_row (Update                   *update,
            const AtlasRefreshEntry  *entry,
            GArray                   *places,
            const char               *folded,
            GError                  **error)
{
  gint64 first_seen = update->is_baseline ? 0 : atlas_refresh_get_fetched_at (update->refresh);
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (update->sqlite,
                                    "INSERT INTO aspsps (key, bic_fi, name, logo_url, country_code, places, folded, first_seen)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                    error);

  return statement != NULL && run_row (statement, entry, places, folded, first_seen, error);
}

/* When a bank was seen first is kept as it was. */
static gboolean
update_row (Update                   *update,
            gint64                    id,
            const AtlasRefreshEntry  *entry,
            GArray                   *places,
            const char               *folded,
            GError                  **error)
{
  g_autoptr (AtlasStatement) statement = NULL;

  statement = atlas_sqlite_prepare (update->sqlite,
                                    "UPDATE aspsps SET bic_fi = ?2, name = ?3, logo_url = ?4, country_code = ?5, places = ?6, folded = ?7"
                                    " WHERE id = ?8",
                                    error);

  return statement != NULL && run_row (statement, entry, places, folded, id, error);
}

/* Banks of the very first refresh are not new to anybody: they have always been there. */
static gboolean
insert_aspsp (Update                   *update,
              const AtlasRefreshEntry  *entry,
              GError                  **error)
{
  g_autoptr (GArray) places = pack_places (update, entry, NULL, error);
  g_autofree char *folded = fold_again (entry->aspsp, NULL);
  gint64 id;

  if (places == NULL || !insert_row (update, entry, places, folded, error))
    return FALSE;

  id = atlas_sqlite_get_last_rowid (update->sqlite);
  g_array_append_val (update->ids, id);
  update->rows_changed = TRUE;
  atlas_history_add (update->history,
                     ATLAS_CHANGE_ADDED,
                     ATLAS_CHANGED_ASPSP,
                     atlas_aspsp_get_bic_fi (entry->aspsp),
                     display_name (entry->aspsp));

  return write_raw (update, id, atlas_aspsp_get_raw_json (entry->aspsp), error) &&
         atlas_details_apply_kept (update->sqlite, update->words, entry->key, error);
}

static gboolean
compare_field (Update     *update,
               AtlasAspsp *aspsp,
               const char *field,
               const char *old_value,
               const char *new_value)
{
  return atlas_history_compare (update->history,
                                ATLAS_CHANGED_ASPSP,
                                atlas_aspsp_get_bic_fi (aspsp),
                                display_name (aspsp),
                                field,
                                old_value,
                                new_value);
}

static gboolean
compare_places (Update     *update,
                AtlasAspsp *aspsp,
                GArray     *old_places,
                GArray     *new_places)
{
  g_autofree char *old_countries = NULL;
  g_autofree char *new_countries = NULL;
  g_autofree char *old_cities = NULL;
  g_autofree char *new_cities = NULL;

  if (places_are_equal (old_places, new_places))
    return FALSE;

  old_countries = join_places (update, old_places, ATLAS_WORD_COUNTRY);
  new_countries = join_places (update, new_places, ATLAS_WORD_COUNTRY);
  old_cities = join_places (update, old_places, ATLAS_WORD_CITY);
  new_cities = join_places (update, new_places, ATLAS_WORD_CITY);
  compare_field (update, aspsp, "isoCountryCodes", old_countries, new_countries);
  compare_field (update, aspsp, "cityIds", old_cities, new_cities);

  return TRUE;
}

static gboolean
update_aspsp (Update                   *update,
              const AtlasRefreshEntry  *entry,
              Kept                     *kept,
              GError                  **error)
{
  AtlasAspsp *aspsp = entry->aspsp;
  g_autoptr (GArray) places = pack_places (update, entry, kept, error);
  g_autofree char *folded = NULL;
  gboolean name_differs, differs;

  if (places == NULL)
    return FALSE;

  g_array_append_val (update->ids, kept->id);
  name_differs = compare_field (update, aspsp, "bicFi", kept->bic_fi, atlas_aspsp_get_bic_fi (aspsp));
  name_differs |= compare_field (update, aspsp, "name", kept->name, atlas_aspsp_get_name (aspsp));
  differs = name_differs || kept->has_old_codes;
  differs |= compare_field (update, aspsp, "logoUrl", kept->logo_url, atlas_aspsp_get_logo_url (aspsp));
  differs |= compare_field (update, aspsp, "countryCode", kept->country_code, atlas_aspsp_get_country_code (aspsp));
  differs |= compare_places (update, aspsp, kept->places, places);
  update->names_changed |= name_differs;

  if (g_strcmp0 (kept->raw, atlas_aspsp_get_raw_json (aspsp)) != 0 &&
      !write_raw (update, kept->id, atlas_aspsp_get_raw_json (aspsp), error))
    return FALSE;
  if (!differs)
    return TRUE;

  folded = fold_again (aspsp, kept->folded);

  return update_row (update, kept->id, entry, places, folded, error);
}

static gboolean
run_for_id (Update      *update,
            const char  *sql,
            gint64       id,
            GError     **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (update->sqlite, sql, error);

  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_int64 (statement, 1, id);

  return atlas_statement_run (statement, error);
}

static gboolean
remove_logo (Update      *update,
             const char  *url,
             GError     **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (update->sqlite, "DELETE FROM logos WHERE url = ?", error);

  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, url);

  return atlas_statement_run (statement, error);
}

/* Other banks of the same key keep the details, and those of the same logo keep the logo. */
static gboolean
remove_aspsp (Update      *update,
              const Kept  *kept,
              GHashTable  *logo_urls,
              GError     **error)
{
  g_autofree char *name = atlas_text_dup_shown (kept->name);

  if (kept->logo_url != NULL && !g_hash_table_contains (logo_urls, kept->logo_url) && !remove_logo (update, kept->logo_url, error))
    return FALSE;
  if (!run_for_id (update,
                   "DELETE FROM details WHERE key = (SELECT key FROM aspsps AS gone WHERE id = ?1"
                   " AND NOT EXISTS (SELECT 1 FROM aspsps WHERE key = gone.key AND id <> ?1))",
                   kept->id,
                   error) ||
      !run_for_id (update, "DELETE FROM aspsps WHERE id = ?", kept->id, error))
    return FALSE;

  update->rows_changed = TRUE;
  atlas_history_add (update->history, ATLAS_CHANGE_REMOVED, ATLAS_CHANGED_ASPSP, kept->bic_fi, name ? name : kept->bic_fi);

  return TRUE;
}

/* ---------------------------------------------------------------- which bank is which */

static void
pair (AtlasRefreshEntry *entry,
      Kept              *kept)
{
  entry->kept = kept;
  kept->is_still_there = TRUE;
}

static void
pair_by_id (AtlasRefreshEntry *first,
            Kept              *first_kept)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (Kept *kept = first_kept; kept != NULL; kept = kept->next)
    {
      char *id = atlas_refresh_dup_id (kept->raw);

      if (id != NULL)
        g_hash_table_insert (by_id, id, kept);
    }
  for (AtlasRefreshEntry *entry = first; entry != NULL; entry = entry->next)
    {
      Kept *kept = entry->id ? g_hash_table_lookup (by_id, entry->id) : NULL;

      if (kept != NULL && !kept->is_still_there)
        pair (entry, kept);
    }
}

static void
pair_by_name (AtlasRefreshEntry *first,
              Kept              *first_kept)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (Kept *kept = first_kept; kept != NULL; kept = kept->next)
    if (!kept->is_still_there && kept->name != NULL)
      g_hash_table_insert (by_name, kept->name, kept);
  for (AtlasRefreshEntry *entry = first; entry != NULL; entry = entry->next)
    {
      const char *name = atlas_aspsp_get_name (entry->aspsp);
      Kept *kept = entry->kept == NULL && name != NULL ? g_hash_table_lookup (by_name, name) : NULL;

      if (kept != NULL && !kept->is_still_there)
        pair (entry, kept);
    }
}

/* Finds out which of the banks of one key are which, so that none takes another's place because the platform lists them in
 * another order now. A BIC's only bank stays the same one whatever it is called. */
static void
pair_banks (AtlasRefreshEntry *first,
            Kept              *first_kept)
{
  Kept *kept = first_kept;

  first_kept->is_paired = TRUE;
  if (first->next != NULL || first_kept->next != NULL)
    {
      if (!first->is_known)
        first->id = atlas_refresh_dup_id (atlas_aspsp_get_raw_json (first->aspsp));
      pair_by_id (first, first_kept);
      pair_by_name (first, first_kept);
    }

  for (AtlasRefreshEntry *entry = first; entry != NULL; entry = entry->next)
    {
      while (kept != NULL && kept->is_still_there)
        kept = kept->next;
      if (entry->kept == NULL && kept != NULL)
        pair (entry, kept);
    }
}

/* ---------------------------------------------------------------- all banks */

static gboolean
update_aspsps (Update  *update,
               GError **error)
{
  g_autoptr (GPtrArray) entries = atlas_refresh_merge (update->refresh);
  g_autoptr (GHashTable) logo_urls = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  if (!read_kept (update, error))
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      AtlasRefreshEntry *entry = g_ptr_array_index (entries, i);
      Kept *first_kept = g_hash_table_lookup (update->kept, entry->key);
      const char *logo_url = atlas_aspsp_get_logo_url (entry->aspsp);
      Kept *kept;

      if (logo_url != NULL)
        g_hash_table_add (logo_urls, (gpointer) logo_url);
      /* The first of a key comes before the others. */
      if (first_kept != NULL && !first_kept->is_paired)
        pair_banks (entry, first_kept);
      kept = entry->kept;
      if (kept != NULL ? !update_aspsp (update, entry, kept, error) : !insert_aspsp (update, entry, error))
        return FALSE;
    }

  g_hash_table_iter_init (&iter, update->kept);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (const Kept *kept = value; kept != NULL; kept = kept->next)
      if (!kept->is_still_there && !remove_aspsp (update, kept, logo_urls, error))
        return FALSE;

  return TRUE;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static gboolean
update_platform_order (Update  *update,
                       GError **error)
{
  guint n_rows = update->ids->len;
  g_autoptr (GArray) sorted = g_array_copy (update->ids);
  g_autofree guint32 *order = g_new0 (guint32, n_rows + 1);
  g_autofree guint32 *kept = NULL;

  g_array_sort (sorted, compare_ids);
  for (guint i = 0; i < n_rows; i++)
    g_array_binary_search (sorted, &g_array_index (update->ids, gint64, i), compare_ids, &order[i]);

  kept = atlas_order_load (update->sqlite, ATLAS_ORDER_PLATFORM, n_rows, NULL);
  if (kept != NULL && memcmp (kept, order, n_rows * sizeof (guint32)) == 0)
    return TRUE;

  return atlas_order_save (update->sqlite, ATLAS_ORDER_PLATFORM, order, n_rows, error);
}

static gboolean
update_display_order (Update  *update,
                      GError **error)
{
  g_autofree char *name = atlas_order_dup_display_name ();
  g_autofree guint32 *order = NULL;
  guint n_rows;

  if (!update->rows_changed && !update->names_changed)
    return TRUE;
  if (!atlas_order_forget_display (update->sqlite, error))
    return FALSE;

  order = atlas_order_sort (update->sqlite, &n_rows, error);

  return order != NULL && atlas_order_save (update->sqlite, name, order, n_rows, error);
}

/* What failed before is asked for again after this. */
static gboolean
write_times (Update  *update,
             GError **error)
{
  return atlas_directory_write_time (update->sqlite, ATLAS_META_FETCHED_AT, atlas_refresh_get_fetched_at (update->refresh), error) &&
         atlas_directory_write_time (update->sqlite, ATLAS_META_DETAILS_ASKED_AT, 0, error);
}

static gboolean
read_is_baseline (Update  *update,
                  GError **error)
{
  gint64 n_refreshes;

  if (!atlas_sqlite_query_int64 (update->sqlite, "SELECT count (*) FROM meta WHERE key = '" ATLAS_META_FETCHED_AT "'", &n_refreshes, error))
    return FALSE;
  update->is_baseline = n_refreshes == 0;

  return TRUE;
}

/*< private >
 * atlas_directory_write_time:
 * @sqlite: a connection
 * @key: of what
 * @time: in Unix seconds
 * @error: where an error goes
 *
 * Returns: whether it was written
 */
gboolean
atlas_directory_write_time (AtlasSqlite  *sqlite,
                            const char   *key,
                            gint64        time,
                            GError      **error)
{
  g_autoptr (AtlasStatement) statement = atlas_sqlite_prepare (sqlite, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", error);

  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, key);
  atlas_statement_bind_int64 (statement, 2, time);

  return atlas_statement_run (statement, error);
}

/*< private >
 * atlas_directory_update:
 * @sqlite: a connection
 * @refresh: what a refresh brought
 * @error: where an error goes
 *
 * Keeps all of the refresh, or nothing, in one transaction. One that brings nothing new writes only when it was.
 *
 * Returns: (transfer full) (nullable): what changed
 */
AtlasChanges *
atlas_directory_update (AtlasSqlite   *sqlite,
                        AtlasRefresh  *refresh,
                        GError       **error)
{
  g_auto (Update) update = { .sqlite = sqlite, .refresh = refresh };
  g_autoptr (AtlasTransaction) transaction = NULL;

  update.history = atlas_history_new (atlas_refresh_get_fetched_at (refresh));
  update.kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) kept_free);
  update.ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  transaction = atlas_transaction_begin_write (sqlite, error);
  if (transaction == NULL || !read_is_baseline (&update, error))
    return NULL;
  update.words = atlas_words_load (sqlite, error);
  if (update.words == NULL ||
      !atlas_countries_update (sqlite, update.history, atlas_refresh_get_countries (refresh), error) ||
      !atlas_cities_update (sqlite, update.history, atlas_refresh_get_cities (refresh), error) ||
      !update_aspsps (&update, error) ||
      !update_platform_order (&update, error) ||
      !update_display_order (&update, error) ||
      !atlas_history_save (update.history, sqlite, update.is_baseline, error) ||
      !write_times (&update, error) ||
      !atlas_transaction_commit (g_steal_pointer (&transaction), error))
    return NULL;

  return atlas_history_free_to_changes (g_steal_pointer (&update.history));
}
