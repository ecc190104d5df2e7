/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-aspsp-table-private.h"
#include "atlas-text.h"

/* Many banks share a city: its text is kept, and folded, once. */
typedef struct
{
  guint32  offset;
  char    *folded;
} City;

/* The words of one kind of the row that is being added. Half a million words pass through it at each start,
 * too many for the checks of a GArray. */
typedef struct
{
  guint16 *indices;
  guint    n;
  guint    capacity;
} RowWords;

struct _AtlasAspspTableBuilder
{
  GArray          *records;          /* (element-type AtlasRecord) */
  GArray          *first_seen;       /* (element-type gint64) */
  GArray          *words;            /* (element-type guint16) */
  GArray          *folded_offsets;   /* (element-type guint32) */
  GString         *strings;
  GString         *folded;
  GHashTable      *cities;           /* name → City */
  GHashTable      *logo_folders;     /* text → its offset in @strings */
  AtlasVocabulary  vocabularies[ATLAS_N_WORD_KINDS];

  /* The row that is being added. */
  gboolean         in_row;
  gboolean         is_derived;
  const City      *city;
  RowWords         row_words[ATLAS_N_WORD_KINDS];
  GString         *row_affiliates;
  GString         *row_folded;
};

static void
string_free (GString *string)
{
  g_string_free (string, TRUE);
}

static void
city_free (City *city)
{
  g_free (city->folded);
  g_free (city);
}

/* Texts that no longer fit the offsets are left out: four gigabytes are no directory of banks. */
static guint32
append_string (AtlasAspspTableBuilder *self,
               const char             *text,
               gsize                   length)
{
  gsize offset = self->strings->len;

  if (length == 0 || offset + length >= G_MAXUINT32)
    return 0;

  g_string_append_len (self->strings, text, length);
  g_string_append_c (self->strings, '\0');

  return offset;
}

static guint32
append_shown (AtlasAspspTableBuilder *self,
              const char             *text)
{
  g_autofree char *shown = atlas_text_dup_shown (text);

  return shown ? append_string (self, shown, strlen (shown)) : 0;
}

static const City *
intern_city (AtlasAspspTableBuilder *self,
             const char             *name)
{
  City *city;

  if (name == NULL || *name == '\0')
    return NULL;

  city = g_hash_table_lookup (self->cities, name);
  if (city == NULL)
    {
      city = g_new0 (City, 1);
      city->offset = append_shown (self, name);
      city->folded = atlas_text_fold (name);
      g_hash_table_insert (self->cities, g_strdup (name), city);
    }

  return city;
}

static guint32
intern_logo_folder (AtlasAspspTableBuilder *self,
                    const char             *text,
                    gsize                   length)
{
  g_autofree char *folder = g_strndup (text, length);
  gpointer offset;

  if (!g_hash_table_lookup_extended (self->logo_folders, folder, NULL, &offset))
    {
      offset = GUINT_TO_POINTER (append_string (self, folder, length));
      g_hash_table_insert (self->logo_folders, g_steal_pointer (&folder), offset);
    }

  return GPOINTER_TO_UINT (offset);
}

/* All logos of an environment are in a folder or two: its address is kept once. */
static void
add_logo_url (AtlasAspspTableBuilder *self,
              AtlasRecord            *record,
              const char             *logo_url)
{
  const char *slash = logo_url ? strrchr (logo_url, '/') : NULL;
  const char *name = slash ? slash + 1 : logo_url;

  if (logo_url == NULL)
    return;

  /* Without a name, all of it is one. */
  if (slash == NULL || *name == '\0')
    name = logo_url;
  else
    record->logo_folder = intern_logo_folder (self, logo_url, name - logo_url);
  record->logo_name = append_string (self, name, strlen (name));
}

static void
flush_words (AtlasAspspTableBuilder *self,
             AtlasRecord            *record)
{
  record->words = self->words->len;

  for (guint kind = 0; kind < ATLAS_N_WORD_KINDS; kind++)
    {
      RowWords *words = &self->row_words[kind];

      record->n_words[kind] = words->n;
      if (words->n > 0)
        g_array_append_vals (self->words, words->indices, words->n);
      words->n = 0;
    }
}

static void
flush_folded (AtlasAspspTableBuilder *self)
{
  guint32 offset = self->folded->len;

  g_array_append_val (self->folded_offsets, offset);
  if (self->folded->len + self->row_folded->len < G_MAXUINT32 / 2)
    {
      g_string_append_len (self->folded, self->row_folded->str, self->row_folded->len);
      if (self->city != NULL)
        g_string_append (self->folded, self->city->folded);
    }
  g_string_append_c (self->folded, '\0');
  g_string_truncate (self->row_folded, 0);
}

static void
ensure_row_folded (AtlasAspspTableBuilder *self)
{
  const AtlasRecord *record = &g_array_index (self->records, AtlasRecord, self->records->len - 1);

  if (self->row_folded->len == 0)
    atlas_aspsp_fold (self->row_folded, self->strings->str + record->bic_fi, self->strings->str + record->name);
}

static void
flush_row (AtlasAspspTableBuilder *self)
{
  AtlasRecord *record;

  if (!self->in_row)
    return;

  record = &g_array_index (self->records, AtlasRecord, self->records->len - 1);
  ensure_row_folded (self);
  if (!self->is_derived)
    record->affiliates = append_string (self, self->row_affiliates->str, self->row_affiliates->len);
  g_string_truncate (self->row_affiliates, 0);
  flush_words (self, record);
  flush_folded (self);
  self->in_row = FALSE;
  self->is_derived = FALSE;
}

/* Lays the rows out in their final order, in memory of exactly their size. */
static void
lay_out (AtlasAspspTableBuilder *self,
         AtlasAspspTable        *table,
         const guint32          *order)
{
  const guint32 *offsets = (const guint32 *) (gpointer) self->folded_offsets->data;
  char *to;

  table->n_rows = self->records->len;
  table->records = g_new (AtlasRecord, table->n_rows);
  table->first_seen = g_new (guint32, table->n_rows);
  table->folded_offsets = g_new (guint32, table->n_rows + 1);
  table->folded = to = g_malloc (self->folded->len + 1);

  for (guint i = 0; i < table->n_rows; i++)
    {
      guint row = order ? order[i] : i;
      gsize length = offsets[row + 1] - offsets[row];

      table->records[i] = g_array_index (self->records, AtlasRecord, row);
      table->first_seen[i] = CLAMP (g_array_index (self->first_seen, gint64, row), 0, G_MAXUINT32);
      table->folded_offsets[i] = to - table->folded;
      memcpy (to, self->folded->str + offsets[row], length);
      to += length;
    }
  table->folded_offsets[table->n_rows] = to - table->folded;
}

/**
 * atlas_aspsp_table_builder_new:
 * @expected_rows: about how many banks there will be
 *
 * Returns: (transfer full): a builder without any rows
 */
AtlasAspspTableBuilder *
atlas_aspsp_table_builder_new (guint expected_rows)
{
  AtlasAspspTableBuilder *self = g_new0 (AtlasAspspTableBuilder, 1);

  self->records = g_array_sized_new (FALSE, FALSE, sizeof (AtlasRecord), expected_rows);
  self->first_seen = g_array_sized_new (FALSE, FALSE, sizeof (gint64), expected_rows);
  self->words = g_array_new (FALSE, FALSE, sizeof (guint16));
  self->folded_offsets = g_array_sized_new (FALSE, FALSE, sizeof (guint32), expected_rows + 1);
  self->strings = g_string_new (NULL);
  g_string_append_c (self->strings, '\0');
  self->folded = g_string_new (NULL);
  self->logo_folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) city_free);
  self->row_affiliates = g_string_new (NULL);
  self->row_folded = g_string_new (NULL);
  for (guint kind = 0; kind < ATLAS_N_WORD_KINDS; kind++)
    atlas_vocabulary_init (&self->vocabularies[kind]);

  return self;
}

/**
 * atlas_aspsp_table_builder_free:
 * @self: (transfer full): a builder
 *
 * Frees a builder that was not finished.
 */
void
atlas_aspsp_table_builder_free (AtlasAspspTableBuilder *self)
{
  g_array_unref (self->records);
  g_array_unref (self->first_seen);
  g_array_unref (self->folded_offsets);
  g_clear_pointer (&self->words, g_array_unref);
  g_string_free (self->folded, TRUE);
  g_clear_pointer (&self->strings, string_free);
  g_hash_table_unref (self->logo_folders);
  g_hash_table_unref (self->cities);
  g_string_free (self->row_affiliates, TRUE);
  g_string_free (self->row_folded, TRUE);
  for (guint kind = 0; kind < ATLAS_N_WORD_KINDS; kind++)
    {
      g_free (self->row_words[kind].indices);
      atlas_vocabulary_clear (&self->vocabularies[kind]);
    }
  g_free (self);
}

/**
 * atlas_aspsp_table_builder_begin_row:
 * @self: a builder
 * @bic_fi: (nullable): the BIC, as the platform writes it
 * @name: (nullable): the name; what is shown of it is kept, and where there is none the BIC stands for it
 * @logo_url: (nullable): the address of the logo
 * @city: (nullable): the name of the city; what is shown of it is kept
 * @first_seen: when a refresh first brought the bank, in Unix seconds
 *
 * Adds a bank. What follows, up to the next call of this function, is about it. Texts are valid UTF-8.
 */
void
atlas_aspsp_table_builder_begin_row (AtlasAspspTableBuilder *self,
                                     const char             *bic_fi,
                                     const char             *name,
                                     const char             *logo_url,
                                     const char             *city,
                                     gint64                  first_seen)
{
  AtlasRecord record = { 0 };

  flush_row (self);

  record.bic_fi = bic_fi ? append_string (self, bic_fi, strlen (bic_fi)) : 0;
  record.name = append_shown (self, name);
  if (record.name == 0)
    record.name = append_shown (self, bic_fi);
  add_logo_url (self, &record, logo_url);
  self->city = intern_city (self, city);
  record.city = self->city ? self->city->offset : 0;

  g_array_append_val (self->records, record);
  g_array_append_val (self->first_seen, first_seen);
  self->in_row = TRUE;
}

/**
 * atlas_aspsp_table_builder_set_id:
 * @self: a builder with a row begun
 * @id: a number that the bank has from one table to the next
 *
 * Tells banks of one BIC apart. Without it, the number is 0.
 */
void
atlas_aspsp_table_builder_set_id (AtlasAspspTableBuilder *self,
                                  guint32                 id)
{
  g_return_if_fail (self->in_row);

  g_array_index (self->records, AtlasRecord, self->records->len - 1).id = id;
}

/**
 * atlas_aspsp_table_builder_intern:
 * @self: a builder
 * @kind: a kind of word
 * @word: a word
 *
 * Returns: the index of the word among those of its kind, for atlas_aspsp_table_builder_add_interned();
 *   %ATLAS_ASPSP_TABLE_NOT_FOUND when there are more than 65,535 of them
 */
guint
atlas_aspsp_table_builder_intern (AtlasAspspTableBuilder *self,
                                  AtlasWordKind           kind,
                                  const char             *word)
{
  AtlasVocabulary *vocabulary = &self->vocabularies[kind];
  guint index = atlas_vocabulary_find (vocabulary, word);
  char *copy;

  if (index != ATLAS_ASPSP_TABLE_NOT_FOUND)
    return index;
  if (vocabulary->words->len >= G_MAXUINT16)
    return ATLAS_ASPSP_TABLE_NOT_FOUND;

  index = vocabulary->words->len;
  copy = g_strdup (word);
  g_ptr_array_add (vocabulary->words, copy);
  g_hash_table_insert (vocabulary->indices, copy, GUINT_TO_POINTER (index));
  g_array_set_size (vocabulary->counts, index + 1);

  return index;
}

/**
 * atlas_aspsp_table_builder_add_interned:
 * @self: a builder with a row begun
 * @kind: a kind of word
 * @index: what atlas_aspsp_table_builder_intern() returned
 *
 * Adds a word to the bank. A bank has a word once, however often it is added.
 */
void
atlas_aspsp_table_builder_add_interned (AtlasAspspTableBuilder *self,
                                        AtlasWordKind           kind,
                                        guint                   index)
{
  RowWords *words = &self->row_words[kind];

  g_return_if_fail (self->in_row);

  if (index >= self->vocabularies[kind].words->len || words->n == G_MAXUINT16)
    return;
  for (guint i = 0; i < words->n; i++)
    if (words->indices[i] == index)
      return;

  if (words->n == words->capacity)
    {
      words->capacity = MAX (words->capacity * 2, 16);
      words->indices = g_renew (guint16, words->indices, words->capacity);
    }
  words->indices[words->n++] = index;
  g_array_index (self->vocabularies[kind].counts, guint, index)++;
}

/**
 * atlas_aspsp_table_builder_add_word:
 * @self: a builder with a row begun
 * @kind: a kind of word
 * @word: a word
 *
 * Adds a word to the bank: a country, a city, a product or an authorization method. A bank has a word
 * once, however often it is added.
 */
void
atlas_aspsp_table_builder_add_word (AtlasAspspTableBuilder *self,
                                    AtlasWordKind           kind,
                                    const char             *word)
{
  guint index = atlas_aspsp_table_builder_intern (self, kind, word);

  if (index != ATLAS_ASPSP_TABLE_NOT_FOUND)
    atlas_aspsp_table_builder_add_interned (self, kind, index);
}

/**
 * atlas_aspsp_table_builder_add_affiliate:
 * @self: a builder with a row begun
 * @id: (nullable): the affiliate's id
 * @name: (nullable): its name
 *
 * Adds an affiliate to the bank: its id and name are found by searching, its name is shown.
 */
void
atlas_aspsp_table_builder_add_affiliate (AtlasAspspTableBuilder *self,
                                         const char             *id,
                                         const char             *name)
{
  g_return_if_fail (self->in_row && !self->is_derived);

  ensure_row_folded (self);
  atlas_aspsp_fold_affiliate (self->row_folded, id, name);
  if (name == NULL || *name == '\0')
    return;
  if (self->row_affiliates->len > 0)
    g_string_append_c (self->row_affiliates, '\n');
  g_string_append (self->row_affiliates, name);
}

/**
 * atlas_aspsp_table_builder_set_derived:
 * @self: a builder with a row begun
 * @affiliates: (nullable): the names of the affiliates, one a line
 * @folded: what atlas_aspsp_fold() and atlas_aspsp_fold_affiliate() made of the bank
 *
 * Says what adding the affiliates and folding the texts would come to, where that was kept.
 */
void
atlas_aspsp_table_builder_set_derived (AtlasAspspTableBuilder *self,
                                       const char             *affiliates,
                                       const char             *folded)
{
  AtlasRecord *record;

  g_return_if_fail (self->in_row);

  record = &g_array_index (self->records, AtlasRecord, self->records->len - 1);
  record->affiliates = affiliates ? append_string (self, affiliates, strlen (affiliates)) : 0;
  g_string_assign (self->row_folded, folded);
  self->is_derived = TRUE;
}

/**
 * atlas_aspsp_table_builder_finish:
 * @self: (transfer full): a builder
 *
 * Returns: (transfer full): the table, with the banks in the order in which they were added
 */
AtlasAspspTable *
atlas_aspsp_table_builder_finish (AtlasAspspTableBuilder *self)
{
  return atlas_aspsp_table_builder_finish_ordered (self, NULL);
}

/**
 * atlas_aspsp_table_builder_finish_ordered:
 * @self: (transfer full): a builder
 * @order: (nullable): for each position, which of the added banks stands there: a permutation
 *
 * Returns: (transfer full): the table
 */
AtlasAspspTable *
atlas_aspsp_table_builder_finish_ordered (AtlasAspspTableBuilder *self,
                                          const guint32          *order)
{
  AtlasAspspTable *table = g_new0 (AtlasAspspTable, 1);
  guint32 end;
  gsize length;

  flush_row (self);
  end = self->folded->len;
  g_array_append_val (self->folded_offsets, end);

  g_atomic_ref_count_init (&table->ref_count);
  lay_out (self, table, order);
  length = self->strings->len;
  table->strings = g_realloc (g_string_free (g_steal_pointer (&self->strings), FALSE), length + 1);
  length = self->words->len * sizeof (guint16);
  table->words = g_realloc (g_array_free (g_steal_pointer (&self->words), FALSE), MAX (length, 1));
  memcpy (table->vocabularies, self->vocabularies, sizeof table->vocabularies);
  memset (self->vocabularies, 0, sizeof self->vocabularies);
  atlas_aspsp_table_index_bics (table);
  atlas_aspsp_table_builder_free (self);

  return table;
}
