/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "atlas-bank-codes.h"
#include "atlas-search-resources.h"

#define TABLE_PATH "/io/github/bankatlas/BankAtlas/search/bank-codes.tsv"
#define MAX_CODE_LENGTH 11

enum
{
  COLUMN_COUNTRY,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_BIC,
  COLUMN_BANK,
  N_COLUMNS
};

/* A range of codes of one length. The texts are borrowed from the table, which is kept for good. */
typedef struct
{
  const char *country;
  const char *from;
  const char *to;
  const char *bic_fi;
  const char *bank_name;
  gsize       length;
} Range;

static gboolean
read_range (char  *line,
            Range *range)
{
  char *columns[N_COLUMNS];
  char *rest = line;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      columns[i] = rest ? g_strstrip (strsep (&rest, "\t")) : NULL;
      if (columns[i] == NULL || columns[i][0] == '\0')
        return FALSE;
    }

  range->country = columns[COLUMN_COUNTRY];
  range->from = columns[COLUMN_FROM];
  range->to = columns[COLUMN_TO];
  range->bic_fi = columns[COLUMN_BIC];
  range->bank_name = columns[COLUMN_BANK];
  range->length = strlen (range->from);

  return strlen (range->to) == range->length && range->length <= MAX_CODE_LENGTH;
}

static int
compare_ranges (const void *a,
                const void *b)
{
  const Range *first = a;
  const Range *second = b;
  int order = strcmp (first->country, second->country);

  /* The longer code says more, and so it is asked first. */
  if (order == 0)
    order = (first->length < second->length) - (first->length > second->length);

  if (order == 0)
    order = strcmp (first->from, second->from);

  return order != 0 ? order : strcmp (second->to, first->to);
}

static GArray *
read_table (void)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  g_autoptr (GBytes) bytes = g_resource_lookup_data (atlas_search_get_resource (), TABLE_PATH, 0, NULL);
  gsize size = 0;
  const char *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;
  char *rest = g_strndup (data ? data : "", size);

  while (rest != NULL)
    {
      char *line = strsep (&rest, "\n");
      Range range;

      if (line[0] != '#' && read_range (line, &range))
        g_array_append_val (ranges, range);
    }
  g_array_sort (ranges, compare_ranges);

  return ranges;
}

static GArray *
get_table (void)
{
  static GArray *table = NULL;

  if (g_once_init_enter_pointer (&table))
    g_once_init_leave_pointer (&table, read_table ());

  return table;
}

static guint
find_country (GArray     *table,
              const char *country_code)
{
  guint low = 0;
  guint high = table->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (g_array_index (table, Range, middle).country, country_code) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
holds (const Range *range,
       const char  *account,
       gsize        length)
{
  return range->length <= length && strncmp (account, range->from, range->length) >= 0 &&
         strncmp (account, range->to, range->length) <= 0;
}

/**
 * atlas_bank_codes_find:
 * @country_code: an ISO 3166-1 alpha-2 code in upper case
 * @account: an account number that begins with its bank's code, such as the BBAN of an IBAN
 * @bic_fi: (out) (optional) (transfer none) (nullable): the bank's BIC
 * @bank_name: (out) (optional) (transfer none) (nullable): the bank's name
 *
 * Looks up whose account it is. Of two ranges that hold the code the one with the longer codes is
 * taken, and of those the one that begins last, which is the narrower one where one is inside the other.
 *
 * Returns: what is known
 */
AtlasBankCodeResult
atlas_bank_codes_find (const char  *country_code,
                       const char  *account,
                       const char **bic_fi,
                       const char **bank_name)
{
  GArray *table = get_table ();
  const Range *found = NULL;
  gsize length;
  guint first;

  g_return_val_if_fail (country_code != NULL, ATLAS_BANK_CODE_NO_TABLE);
  g_return_val_if_fail (account != NULL, ATLAS_BANK_CODE_NO_TABLE);

  length = strlen (account);
  first = find_country (table, country_code);
  for (guint i = first; i < table->len; i++)
    {
      const Range *range = &g_array_index (table, Range, i);

      if (strcmp (range->country, country_code) != 0 || (found != NULL && range->length < found->length))
        break;
      if (holds (range, account, length))
        found = range;
    }

  if (bic_fi != NULL)
    *bic_fi = found ? found->bic_fi : NULL;
  if (bank_name != NULL)
    *bank_name = found ? found->bank_name : NULL;
  if (found != NULL)
    return ATLAS_BANK_CODE_KNOWN;

  return first < table->len && strcmp (g_array_index (table, Range, first).country, country_code) == 0 ?
         ATLAS_BANK_CODE_NOT_LISTED : ATLAS_BANK_CODE_NO_TABLE;
}

/**
 * atlas_bank_codes_get_size:
 *
 * Returns: how many ranges of codes the table has
 */
guint
atlas_bank_codes_get_size (void)
{
  return get_table ()->len;
}
