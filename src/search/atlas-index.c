/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-index.h"

struct _AtlasIndex
{
  gatomicrefcount  ref_count;
  AtlasAspspTable *table;
  AtlasLexicon    *lexicons[ATLAS_N_INDEX_FIELDS];
  guint64         *bics;   /* one for each row, see atlas_index_pack_bic() */
};

G_DEFINE_BOXED_TYPE (AtlasIndex, atlas_index, atlas_index_ref, atlas_index_unref)

typedef struct
{
  AtlasLexiconBuilder *builder;
  guint                row;
} Adding;

static void
add_word (const char *word,
          gsize       length,
          guint       index,
          gpointer    data)
{
  Adding *adding = data;

  atlas_lexicon_builder_add (adding->builder, word, length, adding->row, index == 0);
}

static void
add_text (AtlasLexiconBuilder *builder,
          guint                row,
          const char          *text,
          gsize                length)
{
  Adding adding = { builder, row };

  atlas_lexicon_split (text, length, add_word, &adding);
}

typedef struct
{
  Adding                  adding;
  const AtlasAspspFolded *folded;
} AddingHost;

static gboolean
is_in_name (const AtlasAspspFolded *folded,
            const char             *word,
            gsize                   length)
{
  return memmem (folded->name, folded->name_length, word, length) != NULL;
}

/* The words of a website's host are words of the bank's name: "seb" is in "seb.se" and not in "Skandinaviska Enskilda Banken". */
static void
add_host_word (const char *word,
               gsize       length,
               guint       index,
               gpointer    data)
{
  AddingHost *host = data;

  if (!is_in_name (host->folded, word, length))
    atlas_lexicon_builder_add (host->adding.builder, word, length, host->adding.row, FALSE);
}

/* A bank's lines after name and BIC: affiliates, then what is marked with what it is, then the city. */
static void
add_rest (AtlasLexiconBuilder    **builders,
          guint                    row,
          const AtlasAspspFolded  *folded)
{
  const char *rest = folded->rest;
  const char *end = rest + folded->rest_length;

  while (rest < end)
    {
      const char *line_end = memchr (rest, '\n', end - rest);
      const gsize n = (line_end ? line_end : end) - rest;

      if (line_end == NULL)
        add_text (builders[ATLAS_INDEX_OTHER], row, rest, n);
      else if (*rest == ATLAS_FOLDED_STREET)
        add_text (builders[ATLAS_INDEX_OTHER], row, rest + 1, n - 1);
      else if (*rest == ATLAS_FOLDED_HOST)
        atlas_lexicon_split (rest + 1, atlas_index_get_host_length (rest + 1, n - 1), add_host_word,
                             &(AddingHost) { { builders[ATLAS_INDEX_NAME], row }, folded });
      else if (!atlas_aspsp_folded_is_marked (*rest))
        add_text (builders[ATLAS_INDEX_AFFILIATE], row, rest, n);
      rest += n + 1;
    }
}

/**
 * atlas_index_pack_bic:
 * @folded_bic: a folded BIC, or its start
 * @length: its length in bytes
 *
 * Returns: its first eight letters as a number, the first of them in the highest byte, 0 in place of those that are missing
 */
guint64
atlas_index_pack_bic (const char *folded_bic,
                      gsize       length)
{
  guint64 packed = 0;

  for (gsize i = 0; i < 8; i++)
    packed = packed << 8 | (i < length ? (guchar) folded_bic[i] : 0);

  return packed;
}

/**
 * atlas_index_get_host_length:
 * @folded_host: a folded host
 * @length: its length in bytes
 *
 * Returns: how much of it stands before the domain of a country or of many
 */
gsize
atlas_index_get_host_length (const char *folded_host,
                             gsize       length)
{
  const char *dot = g_strrstr_len (folded_host, length, ".");

  return dot != NULL ? (gsize) (dot - folded_host) : length;
}

/**
 * atlas_index_new:
 * @table: the banks
 *
 * Returns: (transfer full): an index of all of them
 */
AtlasIndex *
atlas_index_new (AtlasAspspTable *table)
{
  AtlasIndex *self = g_new0 (AtlasIndex, 1);
  AtlasLexiconBuilder *builders[ATLAS_N_INDEX_FIELDS];
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);

  g_atomic_ref_count_init (&self->ref_count);
  self->table = atlas_aspsp_table_ref (table);
  self->bics = g_new (guint64, n_rows + 1);
  for (guint i = 0; i < ATLAS_N_INDEX_FIELDS; i++)
    builders[i] = atlas_lexicon_builder_new ();
  for (guint row = 0; row < n_rows; row++)
    {
      AtlasAspspFolded folded;

      atlas_aspsp_table_get_folded (table, row, &folded);
      self->bics[row] = atlas_index_pack_bic (folded.bic_fi, folded.bic_fi_length);
      add_text (builders[ATLAS_INDEX_NAME], row, folded.name, folded.name_length);
      add_rest (builders, row, &folded);
    }
  for (guint i = 0; i < ATLAS_N_INDEX_FIELDS; i++)
    self->lexicons[i] = atlas_lexicon_builder_finish (builders[i]);

  return self;
}

/**
 * atlas_index_ref:
 * @self: an index
 *
 * Returns: (transfer full): @self
 */
AtlasIndex *
atlas_index_ref (AtlasIndex *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * atlas_index_unref:
 * @self: (transfer full): an index
 */
void
atlas_index_unref (AtlasIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < ATLAS_N_INDEX_FIELDS; i++)
    atlas_lexicon_free (self->lexicons[i]);
  atlas_aspsp_table_unref (self->table);
  g_free (self->bics);
  g_free (self);
}

/**
 * atlas_index_get_table:
 * @self: an index
 *
 * Returns: (transfer none): the banks
 */
AtlasAspspTable *
atlas_index_get_table (AtlasIndex *self)
{
  return self->table;
}

/**
 * atlas_index_get_lexicon:
 * @self: an index
 * @field: a field
 *
 * Returns: (transfer none): the words of that field
 */
AtlasLexicon *
atlas_index_get_lexicon (AtlasIndex      *self,
                         AtlasIndexField  field)
{
  return self->lexicons[field];
}

/**
 * atlas_index_get_bics:
 * @self: an index
 *
 * Returns: (transfer none): for each row, its BIC as atlas_index_pack_bic() packs it
 */
const guint64 *
atlas_index_get_bics (AtlasIndex *self)
{
  return self->bics;
}
