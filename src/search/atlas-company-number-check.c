/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-company-number.h"

static guint
weigh (const char   *digits,
       const guint8 *weights)
{
  guint sum = 0;

  for (guint i = 0; weights[i] != 0; i++)
    sum += (digits[i] - '0') * weights[i];

  return sum;
}

static gboolean
check_luhn (const char *digits,
            gsize       length)
{
  guint sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      guint digit = digits[length - 1 - i] - '0';

      if (i % 2 == 1)
        digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }

  return sum % 10 == 0;
}

static gboolean
check_swedish (const char *digits)
{
  return atlas_company_number_is_no_person (digits) && check_luhn (digits, 10);
}

static gboolean
check_finnish (const char *digits)
{
  static const guint8 weights[] = { 7, 9, 10, 5, 8, 4, 2, 0 };
  guint rest = weigh (digits, weights) % 11;

  return rest != 1 && (guint) (digits[7] - '0') == (rest == 0 ? 0 : 11 - rest);
}

static gboolean
check_norwegian (const char *digits)
{
  static const guint8 weights[] = { 3, 2, 7, 6, 5, 4, 3, 2, 0 };
  guint rest = weigh (digits, weights) % 11;

  return (digits[0] == '8' || digits[0] == '9') && rest != 1 &&
         (guint) (digits[8] - '0') == (rest == 0 ? 0 : 11 - rest);
}

static gboolean
check_danish (const char *digits)
{
  static const guint8 weights[] = { 2, 7, 6, 5, 4, 3, 2, 1, 0 };

  return digits[0] != '0' && weigh (digits, weights) % 11 == 0;
}

static gboolean
check_estonian (const char *digits)
{
  static const guint8 weights[] = { 1, 2, 3, 4, 5, 6, 7, 0 };
  static const guint8 second_weights[] = { 3, 4, 5, 6, 7, 8, 9, 0 };
  guint rest = weigh (digits, weights) % 11;

  if (rest == 10)
    rest = weigh (digits, second_weights) % 11 % 10;

  return digits[0] != '0' && (guint) (digits[7] - '0') == rest;
}

/**
 * atlas_company_number_check:
 * @country_code: SE, FI, NO, DK or EE
 * @digits: a company number, digits only
 *
 * Returns: whether it is as long as such a number and its check digit is right
 */
gboolean
atlas_company_number_check (const char *country_code,
                            const char *digits)
{
  gsize length;

  g_return_val_if_fail (country_code != NULL && digits != NULL, FALSE);

  length = strlen (digits);
  if (strspn (digits, "0123456789") != length)
    return FALSE;
  if (strcmp (country_code, "SE") == 0)
    return length == 10 && check_swedish (digits);
  if (strcmp (country_code, "FI") == 0)
    return length == 8 && check_finnish (digits);
  if (strcmp (country_code, "NO") == 0)
    return length == 9 && check_norwegian (digits);
  if (strcmp (country_code, "DK") == 0)
    return length == 8 && check_danish (digits);

  return strcmp (country_code, "EE") == 0 && length == 8 && check_estonian (digits);
}

/**
 * atlas_company_number_is_no_person:
 * @digits: ten digits
 *
 * In Sweden a person's number looks like a company's, but has the month where that has at least 20.
 *
 * Returns: whether it cannot be a person's
 */
gboolean
atlas_company_number_is_no_person (const char *digits)
{
  g_return_val_if_fail (digits != NULL, FALSE);

  return strlen (digits) == 10 && digits[0] != '0' && digits[2] >= '2';
}
