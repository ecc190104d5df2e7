/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-company-number.h"

/* How a check digit follows from the digits before it, as the national registers and tax authorities have it. Each digit counts
 * as often as its weight says ("A" is 10), and the sum is divided. */
typedef enum
{
  DOWN,           /* what is missing to the next multiple; a number for which that is 10 is not given out */
  REST,           /* what is left; a number for which that is 10 is not given out */
  REST_OR_0,      /* what is left; 0 for 10 */
  ALL,            /* the check digit has a weight too, and nothing is left */
  LUHN,           /* nothing is left of the digits' sum by ten, each second one doubled */
  AUSTRIAN,       /* LUHN with four added to the sum */
  MOD_11_10,      /* ISO 7064 */
  BELGIAN,        /* two digits, by 97 */
  BRITISH,        /* two digits, by 97; since 2009 also with 55 added to the sum */
  REST_TWICE,     /* what is left; where that is 10, what is left with other weights */
  IRISH,          /* a letter by 23, with a second one in the sum */
  LATVIAN,        /* the check digit has a weight too, and 3 is left */
  LUXEMBOURGISH,  /* two digits, what is left by 89 */
  SPANISH,        /* between two letters, or a letter and a digit */
} Rule;

/* In a form d is a digit, n one that is not 0, x a letter or a digit, anything else itself. From @start on, @length characters are what a register has. */
typedef struct
{
  const char *country;
  const char *form;
  guint8      start;
  guint8      length;
  Rule        rule;
  const char *weights;
  guint8      modulus;
  guint8      groups[3];   /* as people part it, beside groups of equal length */
  const char *again;       /* the other weights of REST_TWICE */
} Form;

/* Of other registers, without a check digit, a number is known by the directory alone. */
static const Form registers[] = {
  { "SE", "dddddddddd", 0, 10, LUHN, NULL, 0, { 6, 4 } },
  { "FI", "dddddddd", 0, 8, DOWN, "79A5842", 11, { 7, 1 } },
  { "NO", "ddddddddd", 0, 9, DOWN, "32765432", 11, { 3, 3, 3 } },
  { "DK", "nddddddd", 0, 8, ALL, "27654321", 11, { 4, 4 } },
  { "EE", "nddddddd", 0, 8, REST_TWICE, "1234567", 11, { 4, 4 }, "3456789" },
  { "BE", "dddddddddd", 0, 10, BELGIAN, NULL, 0, { 4, 3, 3 } },
  { "FR", "ddddddddd", 0, 9, LUHN, NULL, 0, { 3, 3, 3 } },
};

static const Form vat_forms[] = {
  { "AT", "ATUdddddddd", 3, 8, AUSTRIAN, NULL, 0 },
  { "BE", "BEdddddddddd", 2, 10, BELGIAN, NULL, 0 },
  { "BG", "BGddddddddd", 2, 9, REST_TWICE, "12345678", 11, { 0 }, "3456789A" },
  { "CH", "CHEddddddddd", 3, 9, DOWN, "54327654", 11 },
  { "CH", "CHEdddddddddIVA", 3, 9, DOWN, "54327654", 11 },
  { "CH", "CHEdddddddddMWST", 3, 9, DOWN, "54327654", 11 },
  { "CH", "CHEdddddddddTVA", 3, 9, DOWN, "54327654", 11 },
  { "DE", "DEndddddddd", 2, 9, MOD_11_10, NULL, 0 },
  { "DK", "DKdddddddd", 2, 8, ALL, "27654321", 11 },
  { "EE", "EEddddddddd", 2, 9, DOWN, "37137137", 10 },
  { "ES", "ESxdddddddx", 2, 9, SPANISH, NULL, 0 },
  { "FI", "FIdddddddd", 2, 8, DOWN, "79A5842", 11 },
  { "FR", "FRxxddddddddd", 4, 9, LUHN, NULL, 0 },
  { "GB", "GBddddddddd", 2, 9, BRITISH, "8765432", 97 },
  { "GR", "ELddddddddd", 2, 9, REST_OR_0, "379A5842", 11 },
  { "HR", "HRddddddddddd", 2, 11, MOD_11_10, NULL, 0 },
  { "HU", "HUdddddddd", 2, 8, DOWN, "9731973", 10 },
  { "IE", "IEdddddddx", 2, 8, IRISH, "8765432", 23 },
  { "IE", "IEdddddddxx", 2, 9, IRISH, "8765432", 23 },
  { "IT", "ITddddddddddd", 2, 11, LUHN, NULL, 0 },
  { "LT", "LTddddddddd", 2, 9, REST_TWICE, "12345678", 11, { 0 }, "34567891" },
  { "LT", "LTdddddddddddd", 2, 12, REST_TWICE, "12345678912", 11, { 0 }, "34567891234" },
  { "LU", "LUdddddddd", 2, 8, LUXEMBOURGISH, NULL, 0 },
  { "LV", "LVddddddddddd", 2, 11, LATVIAN, "91483A25761", 11 },
  { "NL", "NLdddddddddBdd", 2, 9, REST, "98765432", 11 },
  { "NO", "NOddddddddd", 2, 9, DOWN, "32765432", 11 },
  { "NO", "NOdddddddddMVA", 2, 9, DOWN, "32765432", 11 },
  { "NO", "dddddddddMVA", 0, 9, DOWN, "32765432", 11 },
  { "PL", "PLdddddddddd", 2, 10, REST, "657234567", 11 },
  { "PT", "PTddddddddd", 2, 9, REST_OR_0, "23456789", 11 },
  { "SE", "SEdddddddddd", 2, 10, LUHN, NULL, 0 },
  { "SE", "SEdddddddddd01", 2, 10, LUHN, NULL, 0 },
  { "SE", "SEdddddddddddd", 2, 10, LUHN, NULL, 0 },
};

static guint
digit (char c)
{
  return c - '0';
}

static guint
count_up_to (const char *digits,
             guint       length)
{
  guint number = 0;

  for (guint i = 0; i < length; i++)
    number = number * 10 + digit (digits[i]);

  return number;
}

static guint
weigh (const char *digits,
       const char *weights)
{
  guint sum = 0;

  for (guint i = 0; weights[i] != '\0'; i++)
    sum += digit (digits[i]) * g_ascii_xdigit_value (weights[i]);

  return sum;
}

/* The digits' sum with each second one doubled, and the two digits of that added. */
static guint
sum_doubling (const char *digits,
              gsize       length,
              gboolean    first)
{
  guint sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      const guint value = digit (digits[i]) * (i % 2 == !first ? 2 : 1);

      sum += value / 10 + value % 10;
    }

  return sum;
}

static gboolean
check_11_10 (const char *digits,
             gsize       length)
{
  guint product = 10;

  for (gsize i = 0; i + 1 < length; i++)
    {
      const guint sum = (digit (digits[i]) + product) % 10;

      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }

  return (11 - product) % 10 == digit (digits[length - 1]);
}

/* A person's number begins with a digit, or with X, Y or Z in place of 0, 1 and 2. */
static gboolean
check_spanish (const char *code)
{
  static const char foreigners[] = "XYZ";
  const char *foreign = strchr (foreigners, code[0]);
  const guint check = (10 - sum_doubling (code + 1, 7, TRUE) % 10) % 10;

  if (foreign != NULL || g_ascii_isdigit (code[0]))
    return code[8] == "TRWAGMYFPDXBNJZSQVHLCKE"[(count_up_to (code + 1, 7) + (foreign ? foreign - foreigners : digit (code[0])) * 10000000) % 23];

  return g_ascii_isdigit (code[8]) ? digit (code[8]) == check : code[8] == "JABCDEFGHI"[check];
}

static gboolean
check_irish (const char *code,
             gsize       length,
             guint       sum)
{
  static const char letters[] = "WABCDEFGHIJKLMNOPQRSTUV";
  const char *second = length > 8 ? strchr (letters, code[8]) : letters;

  return second != NULL && code[7] == letters[(sum + 9 * (second - letters)) % 23];
}

/* In Sweden a person's number looks like a company's, but has the month where that has at least 20. */
static gboolean
is_swedish_person (const char *digits)
{
  return digits[0] == '0' || digits[2] < '2';
}

static gboolean
check (const Form *form,
       const char *digits)
{
  const gsize length = form->length;
  const guint last = digit (digits[length - 1]);
  const guint sum = form->weights ? weigh (digits, form->weights) : 0;

  switch (form->rule)
    {
    case DOWN:
      return (form->modulus - sum % form->modulus) % form->modulus == last;
    case REST:
      return sum % form->modulus == last;
    case REST_OR_0:
      return sum % form->modulus % 10 == last;
    case ALL:
      return sum % form->modulus == 0;
    case LUHN:
      return sum_doubling (digits, length, length % 2 == 0) % 10 == 0;
    case AUSTRIAN:
      return (sum_doubling (digits, length - 1, FALSE) + last + 4) % 10 == 0;
    case MOD_11_10:
      return check_11_10 (digits, length);
    case BELGIAN:
      return digits[0] <= '1' && 97 - count_up_to (digits, 8) % 97 == count_up_to (digits + 8, 2);
    case BRITISH:
      return (sum + count_up_to (digits + 7, 2)) % 97 == 0 || (sum + count_up_to (digits + 7, 2) + 55) % 97 == 0;
    case REST_TWICE:
      return (sum % 11 < 10 ? sum % 11 : weigh (digits, form->again) % 11 % 10) == last;
    case IRISH:
      return check_irish (digits, length, sum);
    case LATVIAN:
      return digits[0] > '3' && sum % 11 == 3;
    case LUXEMBOURGISH:
      return count_up_to (digits, 6) % 89 == count_up_to (digits + 6, 2);
    case SPANISH:
    default:
      return check_spanish (digits);
    }
}

static gboolean
is_grouped_as (const guint8 *groups,
               guint         n_groups,
               const guint8 *wanted)
{
  for (guint i = 0; i < 3; i++)
    if ((i < n_groups ? groups[i] : 0) != wanted[i])
      return FALSE;

  return TRUE;
}

static gboolean
is_grouped_evenly (const guint8 *groups,
                   guint         n_groups)
{
  for (guint i = 1; i < n_groups; i++)
    if (groups[i] != groups[0])
      return FALSE;

  return TRUE;
}

static void
fill (AtlasCompanyNumber *number,
      const char         *country,
      const char         *value)
{
  g_strlcpy (number->value, value, sizeof (number->value));
  g_strlcpy (number->country, country, sizeof (number->country));
}

static gboolean
has_form (const char *key,
          const char *form)
{
  for (; *form != '\0'; key++, form++)
    if (*form == 'd' ? !g_ascii_isdigit (*key) : *form == 'n' ? !g_ascii_isdigit (*key) || *key == '0' : *form == 'x' ? !g_ascii_isalnum (*key) : *key != *form)
      return FALSE;

  return *key == '\0';
}

/**
 * atlas_company_number_read:
 * @digits: digits only
 * @groups: how many of them stand together
 * @n_groups: in how many groups they are written
 * @number: (out): what was read
 *
 * Reads a number as a register with check digits has it. Where it is written in the groups of one register but fails that
 * one's check, it is a wrong one; without groups a number that fails every check is none.
 *
 * Returns: whether it is one
 */
gboolean
atlas_company_number_read (const char         *digits,
                           const guint8       *groups,
                           guint               n_groups,
                           AtlasCompanyNumber *number)
{
  const gsize length = strlen (digits);
  const Form *written = NULL;
  guint n_valid = 0;

  *number = (AtlasCompanyNumber) { 0 };
  /* Sweden's with the century of a company before it. */
  if (length == 12 && n_groups <= 2 && g_str_has_prefix (digits, "16") && !is_swedish_person (digits + 2) && check (&registers[0], digits + 2))
    {
      fill (number, "SE", digits + 2);
      number->is_valid = TRUE;
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    {
      const Form *one = &registers[i];

      if (!has_form (digits, one->form) || !(is_grouped_evenly (groups, n_groups) || is_grouped_as (groups, n_groups, one->groups)))
        continue;
      /* In Sweden a person has such a number too. */
      if (length == 10 && one->rule == LUHN && is_swedish_person (digits))
        continue;
      if (check (one, digits))
        {
          fill (number, n_valid++ == 0 ? one->country : "", digits);
          number->is_grouped = number->is_grouped || !is_grouped_evenly (groups, n_groups);
        }
      else if (n_groups == 2 && groups[1] < groups[0])
        written = one;
    }
  number->is_valid = n_valid > 0;
  if (n_valid == 0 && written != NULL)
    fill (number, written->country, digits);

  return n_valid > 0 || written != NULL;
}

/* Whether nothing but a VAT number is written so, be it right or wrong: what else begins with a country and digits is an IBAN. */
static gboolean
is_unmistakable (const Form *vat)
{
  return vat->form[strspn (vat->form + 2, "dnx") + 2] != '\0';
}

/* A number of the Dutch tax office since 2020 has the check of an IBAN over all of it. */
static gboolean
check_all_97 (const char *key)
{
  guint rest = 0;

  for (; *key != '\0'; key++)
    rest = g_ascii_isdigit (*key) ? (rest * 10 + digit (*key)) % 97 : (rest * 100 + *key - 'A' + 10) % 97;

  return rest == 1;
}

/**
 * atlas_vat_number_read:
 * @key: letters and digits only, upper case
 * @number: (out): the company number in it
 *
 * Reads a number for value added tax, with the letters of its country. What is not certain is an IBAN that has been begun, unless a bank
 * has the number.
 *
 * Returns: whether it is one, be it right or wrong
 */
gboolean
atlas_vat_number_read (const char         *key,
                       AtlasCompanyNumber *number)
{
  *number = (AtlasCompanyNumber) { 0 };
  for (guint i = 0; i < G_N_ELEMENTS (vat_forms); i++)
    {
      const Form *vat = &vat_forms[i];
      g_autofree char *value = NULL;

      if (!has_form (key, vat->form))
        continue;
      number->is_valid = check (vat, key + vat->start) || (strcmp (vat->country, "NL") == 0 && check_all_97 (key));
      number->is_certain = number->is_valid || is_unmistakable (vat);
      value = g_strndup (key + vat->start, vat->length);
      fill (number, vat->country, value);
      if (number->is_certain)
        return TRUE;
    }

  return number->value[0] != '\0';
}
