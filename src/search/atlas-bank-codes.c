/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "atlas-bank-codes.h"
#include "atlas-search-resources.h"

#define FOLDER "/io/github/bankatlas/BankAtlas/search/"
#define MAX_CODE_LENGTH 8

/* A range of codes of one length. Its ends are the lowest and the highest number of eight digits that begin with such a
 * code. The texts are borrowed from the table's file, which is kept for good. */
typedef struct
{
  const char *bic_fi;
  const char *bank_name;
  guint32     from;
  guint32     to;
  char        country[3];
  guint8      length;
} Range;

typedef enum
{
  TABLE_IBAN,
  TABLE_NATIONAL,
  N_TABLES
} Table;

/* Reads the digits at the start of @text. Returns how many count. */
static guint8
read_digits (const char *text,
             char        filler,
             guint32    *number)
{
  guint8 length = 0;

  while (length < MAX_CODE_LENGTH && g_ascii_isdigit (text[length]))
    length++;

  *number = 0;
  for (guint8 i = 0; i < MAX_CODE_LENGTH; i++)
    *number = *number * 10 + ((i < length ? text[i] : filler) - '0');

  return length;
}

static void
read_line (char   *line,
           GArray *ranges)
{
  const char *country = strsep (&line, "\t");
  char *codes = strsep (&line, "\t");
  Range range = { 0 };

  range.bic_fi = strsep (&line, "\t");
  range.bank_name = strsep (&line, "\t");
  if (range.bank_name == NULL)
    return;

  g_strlcpy (range.country, country, sizeof (range.country));
  while (codes != NULL)
    {
      char *to = strsep (&codes, ",");
      const char *from = strsep (&to, "-");

      range.length = read_digits (from, '0', &range.from);
      read_digits (to ? to : from, '9', &range.to);
      g_array_append_val (ranges, range);
    }
}

static GArray *
read_table (const char *path)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  g_autoptr (GBytes) bytes = g_resource_lookup_data (atlas_search_get_resource (), path, 0, NULL);
  gsize size = 0;
  const char *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;
  char *rest = g_strndup (data ? data : "", size);

  while (rest != NULL)
    {
      char *line = strsep (&rest, "\n");

      if (line[0] != '#' && line[0] != '\0')
        read_line (line, ranges);
    }

  return ranges;
}

static GArray *
get_table (Table table)
{
  static const char * const paths[N_TABLES] = { FOLDER "bank-codes.tsv", FOLDER "national-codes.tsv" };
  static GArray *tables[N_TABLES] = { NULL };

  if (g_once_init_enter_pointer (&tables[table]))
    g_once_init_leave_pointer (&tables[table], read_table (paths[table]));

  return tables[table];
}

static AtlasBankCodeResult
find (Table        which,
      const char  *country_code,
      const char  *account,
      const char **bic_fi,
      const char **bank_name)
{
  GArray *table = get_table (which);
  const Range *found = NULL;
  gboolean listed = FALSE;
  guint32 number;
  guint8 length = read_digits (account, '0', &number);

  for (guint i = 0; i < table->len; i++)
    {
      const Range *range = &g_array_index (table, Range, i);

      if (range->country[0] != country_code[0] || range->country[1] != country_code[1])
        continue;

      listed = TRUE;
      if (number >= range->from && number <= range->to && range->length <= length &&
          (found == NULL || range->length > found->length))
        found = range;
    }

  if (bic_fi != NULL)
    *bic_fi = found ? found->bic_fi : NULL;
  if (bank_name != NULL)
    *bank_name = found ? found->bank_name : NULL;
  if (found != NULL)
    return ATLAS_BANK_CODE_KNOWN;

  return listed ? ATLAS_BANK_CODE_NOT_LISTED : ATLAS_BANK_CODE_NO_TABLE;
}

/**
 * atlas_bank_codes_find:
 * @country_code: an ISO 3166-1 alpha-2 code in upper case
 * @account: the bank's code in an IBAN, and what follows it there
 * @bic_fi: (out) (optional) (transfer none) (nullable): the bank's BIC
 * @bank_name: (out) (optional) (transfer none) (nullable): the bank's name
 *
 * Looks up whose account it is. Where codes of two lengths fit, the longer one says more.
 *
 * Returns: what is known
 */
AtlasBankCodeResult
atlas_bank_codes_find (const char  *country_code,
                       const char  *account,
                       const char **bic_fi,
                       const char **bank_name)
{
  g_return_val_if_fail (country_code != NULL, ATLAS_BANK_CODE_NO_TABLE);
  g_return_val_if_fail (account != NULL, ATLAS_BANK_CODE_NO_TABLE);

  return find (TABLE_IBAN, country_code, account, bic_fi, bank_name);
}

/**
 * atlas_bank_codes_find_national:
 * @country_code: an ISO 3166-1 alpha-2 code in upper case
 * @digits: an account number as it is written within the country, from its first digit on and with nothing in
 *   between, or only its bank's code: Sweden's clearing number, which has five digits where it begins with 8 and four
 *   elsewhere, Denmark's and Norway's registration number, Finland's old account number, Germany's Bankleitzahl, the
 *   United Kingdom's sort code
 * @bic_fi: (out) (optional) (transfer none) (nullable): the bank's BIC
 * @bank_name: (out) (optional) (transfer none) (nullable): the bank's name
 *
 * Looks up whose account it is. Most countries put the same code into their IBANs; Sweden and the United Kingdom do not.
 *
 * Returns: what is known
 */
AtlasBankCodeResult
atlas_bank_codes_find_national (const char  *country_code,
                                const char  *digits,
                                const char **bic_fi,
                                const char **bank_name)
{
  AtlasBankCodeResult result;

  g_return_val_if_fail (country_code != NULL, ATLAS_BANK_CODE_NO_TABLE);
  g_return_val_if_fail (digits != NULL, ATLAS_BANK_CODE_NO_TABLE);

  result = find (TABLE_NATIONAL, country_code, digits, bic_fi, bank_name);

  return result != ATLAS_BANK_CODE_NO_TABLE ? result : find (TABLE_IBAN, country_code, digits, bic_fi, bank_name);
}

/* Whose BIC it is, for each BIC in the tables and for its first eight characters. */
static GHashTable *
make_names (void)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (Table which = 0; which < N_TABLES; which++)
    {
      GArray *table = get_table (which);

      for (guint i = 0; i < table->len; i++)
        {
          const Range *range = &g_array_index (table, Range, i);
          g_autofree char *head = g_strndup (range->bic_fi, 8);

          if (!g_hash_table_contains (names, range->bic_fi))
            g_hash_table_insert (names, g_strdup (range->bic_fi), (gpointer) range->bank_name);
          if (!g_hash_table_contains (names, head))
            g_hash_table_insert (names, g_steal_pointer (&head), (gpointer) range->bank_name);
        }
    }

  return names;
}

/**
 * atlas_bank_codes_find_name:
 * @bic_fi: a BIC of 8 or 11 characters in upper case
 *
 * Returns: (transfer none) (nullable): whose BIC it is, by the first eight characters where nothing has all of it
 */
const char *
atlas_bank_codes_find_name (const char *bic_fi)
{
  static GHashTable *names = NULL;
  g_autofree char *head = NULL;
  const char *name;

  g_return_val_if_fail (bic_fi != NULL, NULL);

  if (g_once_init_enter_pointer (&names))
    g_once_init_leave_pointer (&names, make_names ());
  head = g_strndup (bic_fi, 8);
  name = g_hash_table_lookup (names, bic_fi);

  return name ? name : g_hash_table_lookup (names, head);
}
