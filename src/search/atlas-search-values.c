/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-search-values-private.h"
#include "atlas-text.h"

#define BIC_LENGTH 8

/* What a calling code and a trunk zero may add to a phone number. */
#define MAX_BEFORE_PHONE 5

typedef void (*RowFunc) (guint row, gpointer data);

/* ---------------------------------------------------------------- banks with a value */

static gboolean
is_phone (const char *line,
          gsize       length,
          const char *key)
{
  const gsize key_length = strlen (key);

  return length >= key_length && length - key_length <= MAX_BEFORE_PHONE && memcmp (line + length - key_length, key, key_length) == 0;
}

static gboolean
is_same (const char *line,
         gsize       length,
         const char *key)
{
  return strlen (key) == length && memcmp (line, key, length) == 0;
}

/* "internetbanken.seb.se" is one of "seb.se", and the other way round. */
static gboolean
is_host_of (const char *line,
            gsize       length,
            const char *key)
{
  const gsize key_length = strlen (key);
  const gsize common = MIN (length, key_length);

  if (memcmp (line + length - common, key + key_length - common, common) != 0)
    return FALSE;

  return length == key_length ||
         (length > key_length ? line[length - common - 1] == '.' : key[key_length - common - 1] == '.' && memchr (line, '.', length) != NULL);
}

/* Returns the line of a bank, without its mark, that has a value of one kind; or NULL. */
static const char *
find_line (const AtlasAspspFolded *folded,
           AtlasFoldedMark         mark,
           const char             *key)
{
  const char *end = folded->rest + folded->rest_length;

  for (const char *line = folded->rest, *line_end; line < end && (line_end = memchr (line, '\n', end - line)) != NULL; line = line_end + 1)
    {
      const gsize length = line_end - line - 1;

      if (*line != (char) mark)
        continue;
      if (mark == ATLAS_FOLDED_PHONE ? is_phone (line + 1, length, key) :
          mark == ATLAS_FOLDED_HOST ? is_host_of (line + 1, length, key) : is_same (line + 1, length, key))
        return line + 1;
    }

  return NULL;
}

static AtlasFoldedMark
mark_of (AtlasFindingKind kind)
{
  return kind == ATLAS_FINDING_PHONE ? ATLAS_FOLDED_PHONE : kind == ATLAS_FINDING_HOST ? ATLAS_FOLDED_HOST : ATLAS_FOLDED_COMPANY_NUMBER;
}

static gboolean
row_has (AtlasAspspTable *table,
         guint            row,
         AtlasFoldedMark  mark,
         const char      *key)
{
  AtlasAspspFolded folded;

  atlas_aspsp_table_get_folded (table, row, &folded);

  return find_line (&folded, mark, key) != NULL;
}

/* The part of a value by which one look through all banks finds those that may have it. */
static char *
dup_needle (AtlasFoldedMark  mark,
            const char      *key)
{
  const char *dot = strrchr (key, '.');

  if (mark != ATLAS_FOLDED_HOST || dot == NULL)
    return g_strconcat (key, "\n", NULL);
  while (dot > key && dot[-1] != '.')
    dot--;

  return g_strconcat (dot, "\n", NULL);
}

static void
foreach_row_with (AtlasAspspTable  *table,
                  AtlasFindingKind  kind,
                  const char       *value,
                  RowFunc           func,
                  gpointer          data)
{
  const AtlasFoldedMark mark = mark_of (kind);
  g_autofree char *key = atlas_text_fold (value);
  g_autofree char *needle = dup_needle (mark, key);
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);

  for (guint row = atlas_aspsp_table_next_match (table, 0, needle, -1); row < n_rows;
       row = atlas_aspsp_table_next_match (table, row + 1, needle, -1))
    if (row_has (table, row, mark, key))
      func (row, data);
}

static void
foreach_row_that_begins (AtlasAspspTable *table,
                         const char      *bic_start,
                         RowFunc          func,
                         gpointer         data)
{
  for (guint i = 0; i < atlas_aspsp_table_get_n_rows (table); i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, i, &row);
      if (g_ascii_strncasecmp (row.bic_fi, bic_start, strlen (bic_start)) == 0)
        func (i, data);
    }
}

/* The bank itself; else, of a branch, its head office, and of a head office what begins like it. */
static void
foreach_row_of_bic (AtlasAspspTable *table,
                    const char      *bic_fi,
                    RowFunc          func,
                    gpointer         data)
{
  g_autofree char *head = g_strndup (bic_fi, BIC_LENGTH);
  guint row = atlas_aspsp_table_find (table, bic_fi);

  if (row == ATLAS_ASPSP_TABLE_NOT_FOUND)
    row = atlas_aspsp_table_find (table, head);
  if (row == ATLAS_ASPSP_TABLE_NOT_FOUND)
    foreach_row_that_begins (table, strlen (bic_fi) > BIC_LENGTH ? bic_fi : head, func, data);
  for (; row != ATLAS_ASPSP_TABLE_NOT_FOUND; row = atlas_aspsp_table_find_next (table, row))
    func (row, data);
}

/* ---------------------------------------------------------------- findings */

typedef struct
{
  const AtlasFinding *finding;
  const guint8       *passing;   /* (nullable) */
  GArray             *named;
  guint               n_passed;
  guint               n_hidden;
} Adding;

static void
add_row (guint    row,
         gpointer data)
{
  Adding *adding = data;
  const AtlasNamed named = { row, adding->finding->start, G_MAXUINT };

  if (adding->passing != NULL && !adding->passing[row])
    {
      adding->n_hidden++;
      return;
    }
  adding->n_passed++;
  g_array_append_val (adding->named, named);
}

static gboolean
is_branch_of (AtlasAspspTable    *table,
              const AtlasFinding *finding,
              guint               row)
{
  AtlasAspspRow bank;

  atlas_aspsp_table_get_row (table, row, &bank);

  return finding->kind == ATLAS_FINDING_BIC && strlen (finding->value) > BIC_LENGTH && g_ascii_strcasecmp (bank.bic_fi, finding->value) != 0;
}

/* Adds the banks that a value names. */
AtlasAnswer
atlas_search_add_value (AtlasAspspTable    *table,
                        const AtlasFinding *finding,
                        const guint8       *passing,
                        GArray             *named)
{
  Adding adding = { finding, passing, named };
  const gboolean tells_bank = finding->kind == ATLAS_FINDING_BIC || finding->kind == ATLAS_FINDING_IBAN || finding->kind == ATLAS_FINDING_ACCOUNT_NUMBER;

  if (!tells_bank)
    foreach_row_with (table, finding->kind, finding->value, add_row, &adding);
  else if (finding->bank.told == ATLAS_BANK_KNOWN)
    foreach_row_of_bic (table, finding->bank.bic_fi, add_row, &adding);
  else if (finding->bank.told == ATLAS_BANK_BIC_START)
    foreach_row_that_begins (table, finding->bank.bic_fi, add_row, &adding);

  if (adding.n_passed > 0)
    return is_branch_of (table, finding, g_array_index (named, AtlasNamed, named->len - 1).row) ? ATLAS_ANSWER_HEAD_OFFICE : ATLAS_ANSWER_BANKS;
  if (adding.n_hidden > 0)
    return ATLAS_ANSWER_HIDDEN;
  if (tells_bank && finding->bank.told < ATLAS_BANK_BIC_START)
    return ATLAS_ANSWER_NOT_TOLD;

  return ATLAS_ANSWER_NOT_HERE;
}

/* Returns the line, with its mark, in which a bank has a company number, a phone or a host that was found; or NULL. */
char *
atlas_search_dup_value_line (const AtlasAspspFolded *folded,
                             const AtlasFinding     *finding)
{
  g_autofree char *key = atlas_text_fold (finding->value);
  const char *line = find_line (folded, mark_of (finding->kind), key);

  return line ? g_strndup (line - 1, strcspn (line, "\n") + 1) : NULL;
}

/* Adds the banks of the country that a number is of. */
gboolean
atlas_search_add_country (AtlasAspspTable    *table,
                          const AtlasFinding *finding,
                          const guint8       *passing,
                          GArray             *named)
{
  const guint word = atlas_aspsp_table_find_word (table, ATLAS_WORD_COUNTRY, finding->country);
  Adding adding = { finding, passing, named };

  for (guint i = 0; word != ATLAS_ASPSP_TABLE_NOT_FOUND && i < atlas_aspsp_table_get_n_rows (table); i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, i, &row);
      for (guint j = 0; j < row.n_countries; j++)
        if (row.countries[j] == word)
          add_row (i, &adding);
    }

  return adding.n_passed > 0;
}

static void
note_row (guint    row,
          gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_known_cb (AtlasFindingKind  kind,
             const char       *value,
             gpointer          data)
{
  gboolean found = FALSE;

  if (kind == ATLAS_FINDING_BIC)
    return atlas_aspsp_table_find (data, value) != ATLAS_ASPSP_TABLE_NOT_FOUND;
  foreach_row_with (data, kind, value, note_row, &found);

  return found;
}

/**
 * atlas_search_recognize:
 * @table: the banks
 * @text: (nullable): what was typed or pasted
 *
 * Returns: (transfer full): the values in the text, told from words by what the banks have
 */
AtlasRecognition *
atlas_search_recognize (AtlasAspspTable *table,
                        const char      *text)
{
  return atlas_recognition_new (text, is_known_cb, table);
}
