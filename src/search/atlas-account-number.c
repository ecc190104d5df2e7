/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-account-number.h"

#include "atlas-bank-codes.h"

/* Which bank has the account; without one in the project's table it is no account number, for anything may be so written. */
static gboolean
tell_bank (AtlasAccountNumber *number,
           const char         *country,
           const char         *digits,
           gsize               code_length,
           gboolean            is_checked)
{
  const char *bic_fi;

  *number = (AtlasAccountNumber) { .is_checked = is_checked };
  if (atlas_bank_codes_find_national (country, digits, &bic_fi, &number->bank.name) != ATLAS_BANK_CODE_KNOWN)
    return FALSE;

  g_strlcpy (number->country, country, sizeof (number->country));
  g_strlcpy (number->bank.bic_fi, bic_fi, sizeof (number->bank.bic_fi));
  g_strlcpy (number->bank.code, digits, MIN (code_length + 1, sizeof (number->bank.code)));
  number->bank.told = ATLAS_BANK_KNOWN;

  return TRUE;
}

static gboolean
are_groups (const guint8 *groups,
            guint         n_groups,
            const guint8 *wanted,
            guint         n_wanted)
{
  return n_groups == n_wanted && memcmp (groups, wanted, n_wanted) == 0;
}

#define ARE_GROUPS(...) \
  are_groups (groups, n_groups, (const guint8[]) { __VA_ARGS__ }, G_N_ELEMENTS (((const guint8[]) { __VA_ARGS__ })))

/* Eleven digits, the last of them a check digit (modulo 11), written as "1234.56.78903". */
static gboolean
read_norwegian (const char         *digits,
                const guint8       *groups,
                guint               n_groups,
                AtlasAccountNumber *number)
{
  static const guint8 weights[] = { 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1 };
  guint sum = 0;

  if (strlen (digits) != G_N_ELEMENTS (weights) || !(n_groups == 1 || ARE_GROUPS (4, 2, 5)))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += (digits[i] - '0') * weights[i];

  return sum % 11 == 0 && tell_bank (number, "NO", digits, 4, TRUE);
}

/* Whether six digits are a date as in a personal number. */
static gboolean
is_day (const char *digits)
{
  const guint month = (digits[2] - '0') * 10 + digits[3] - '0';
  const guint day = (digits[4] - '0') * 10 + digits[5] - '0';

  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Before the IBAN: six digits, a hyphen, two to eight more. Zeros fill it up to fourteen, behind the seventh digit where it
 * begins with 4 or 5, else behind the sixth; the last is a check digit. */
static gboolean
read_finnish (const char         *digits,
              const guint8       *groups,
              guint               n_groups,
              AtlasAccountNumber *number)
{
  char full[15] = "00000000000000";
  const gsize length = strlen (digits);
  const gsize n_first = digits[0] == '4' || digits[0] == '5' ? 7 : 6;
  guint sum = 0;

  if (n_groups != 2 || groups[0] != 6 || groups[1] < 2 || groups[1] > 8)
    return FALSE;
  /* A Swedish personal number has the same check. */
  if (groups[1] == 4 && is_day (digits))
    return FALSE;
  memcpy (full, digits, n_first);
  memcpy (full + 14 - (length - n_first), digits + n_first, length - n_first);
  for (guint i = 0; i < 14; i++)
    {
      const guint twice = (full[13 - i] - '0') * (1 + i % 2);

      sum += twice > 9 ? twice - 9 : twice;
    }

  return sum % 10 == 0 && tell_bank (number, "FI", full, 3, TRUE);
}

/* How banks part the account behind the clearing number: whole, or so. */
static gboolean
is_grouped_as_account (const guint8 *groups,
                       guint         n_groups)
{
  return n_groups == 1 || ARE_GROUPS (3, 3, 3) || ARE_GROUPS (3, 3, 3, 1) || ARE_GROUPS (3, 3, 2) || ARE_GROUPS (3, 3, 1) || ARE_GROUPS (2, 3, 2) ||
         ARE_GROUPS (6, 4) || ARE_GROUPS (3, 4);
}

/* A clearing number of four digits, or of five where it begins with 8 (the fifth may stand apart), then the account. Many kinds
 * of check digits are in use, which the clearing number alone does not tell apart. Most accounts have seven digits, after the
 * clearing numbers 3 to 9 of some banks up to ten. */
static gboolean
read_swedish (const char         *digits,
              const guint8       *groups,
              guint               n_groups,
              AtlasAccountNumber *number)
{
  const gsize n_clearing = digits[0] == '8' ? 5 : 4;
  const gsize n_account = strlen (digits) - MIN (strlen (digits), n_clearing);
  guint n_before = 0;
  gsize n_there = 0;

  if (n_groups < 2 || digits[0] == '0')
    return FALSE;
  while (n_there < n_clearing)
    n_there += groups[n_before++];
  /* The fifth digit may also stand with the account. */
  if (n_there > n_clearing && !(n_before == 2 && groups[0] == 4))
    return FALSE;
  if (n_there == n_clearing && !is_grouped_as_account (groups + n_before, n_groups - n_before))
    return FALSE;
  if (digits[0] == '6' ? n_account < 8 || n_account > 9 :
      digits[0] == '8' ? n_account < 6 || n_account > 10 :
      digits[0] == '3' || digits[0] == '9' ? n_account != 7 && n_account != 10 : n_account != 7)
    return FALSE;

  return tell_bank (number, "SE", digits, n_clearing, FALSE);
}

/* A registration number of four digits, and an account of up to ten. */
static gboolean
read_danish (const char         *digits,
             const guint8       *groups,
             guint               n_groups,
             AtlasAccountNumber *number)
{
  const gsize length = strlen (digits);

  if (n_groups != 2 || groups[0] != 4 || groups[1] < 7 || groups[1] > 10)
    return FALSE;
  /* A phone number begins with a zero too. */
  if (digits[0] == '0' && length < 12)
    return FALSE;

  return tell_bank (number, "DK", digits, 4, FALSE);
}

/* A Bankleitzahl alone: the account beside it says nothing more. */
static gboolean
read_german (const char         *digits,
             const guint8       *groups,
             guint               n_groups,
             AtlasAccountNumber *number)
{
  if (strlen (digits) != 8 || !(n_groups == 1 || ARE_GROUPS (3, 3, 2) || ARE_GROUPS (4, 4)))
    return FALSE;

  return tell_bank (number, "DE", digits, 8, FALSE);
}

/* A sort code, "20-00-00", and an account of eight digits: alone it might be a date. */
static gboolean
read_british (const char         *digits,
              const guint8       *groups,
              guint               n_groups,
              AtlasAccountNumber *number)
{
  if (!ARE_GROUPS (2, 2, 2, 8) && !ARE_GROUPS (6, 8))
    return FALSE;

  return tell_bank (number, "GB", digits, 6, FALSE);
}

/**
 * atlas_account_number_read:
 * @digits: digits only
 * @groups: how many of them stand together
 * @n_groups: in how many groups they are written
 * @numbers: (out): what it may be, the likeliest first
 *
 * Reads a national account number of Norway, Finland, Sweden, Denmark, Germany or the United Kingdom. The same digits can be
 * accounts in two countries.
 *
 * Returns: how many of @numbers it may be
 */
guint
atlas_account_number_read (const char         *digits,
                           const guint8       *groups,
                           guint               n_groups,
                           AtlasAccountNumber  numbers[2])
{
  guint n = 0;

  if (n_groups == 0)
    return 0;
  if (read_norwegian (digits, groups, n_groups, &numbers[0]) ||
      read_finnish (digits, groups, n_groups, &numbers[0]) ||
      read_german (digits, groups, n_groups, &numbers[0]) ||
      read_british (digits, groups, n_groups, &numbers[0]))
    return 1;

  n += read_swedish (digits, groups, n_groups, &numbers[n]);
  n += read_danish (digits, groups, n_groups, &numbers[n]);

  return n;
}
