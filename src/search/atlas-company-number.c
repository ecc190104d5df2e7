/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-company-number.h"

/* The check digits are those of the national registers and tax authorities, as python-stdnum and the European
 * Commission's VIES describe them. */

static guint
digit (char c)
{
  return c - '0';
}

/* The sum of the digits, each times its weight; the weights end with 0. */
static guint
weigh (const char   *digits,
       const guint8 *weights)
{
  guint sum = 0;

  for (guint i = 0; weights[i] != 0; i++)
    sum += digit (digits[i]) * weights[i];

  return sum;
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

/* What is left by 11, counted down: the check digit of most registers; 10 is never given. */
static gboolean
check_11 (guint sum,
          char  check)
{
  const guint wanted = (11 - sum % 11) % 11;

  return wanted == digit (check);
}

static gboolean
check_luhn (const char *digits,
            gsize       length)
{
  guint sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      const guint twice = digit (digits[length - 1 - i]) * (1 + i % 2);

      sum += twice > 9 ? twice - 9 : twice;
    }

  return sum % 10 == 0;
}

/* ISO 7064 MOD 11,10 */
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

/* A person's number looks like a company's, but has the month where that has at least 20. */
static gboolean
is_swedish_person (const char *digits)
{
  return digits[0] == '0' || digits[2] < '2';
}

static gboolean
check_se (const char *digits)
{
  return !is_swedish_person (digits) && check_luhn (digits, 10);
}

static gboolean
check_fi (const char *digits)
{
  return check_11 (weigh (digits, (const guint8[]) { 7, 9, 10, 5, 8, 4, 2, 0 }), digits[7]);
}

static gboolean
check_no (const char *digits)
{
  return (digits[0] == '8' || digits[0] == '9') && check_11 (weigh (digits, (const guint8[]) { 3, 2, 7, 6, 5, 4, 3, 2, 0 }), digits[8]);
}

static gboolean
check_dk (const char *digits)
{
  return digits[0] != '0' && weigh (digits, (const guint8[]) { 2, 7, 6, 5, 4, 3, 2, 1, 0 }) % 11 == 0;
}

/* Where 10 is left, other weights are tried. */
static gboolean
check_ee (const char *digits)
{
  guint rest = weigh (digits, (const guint8[]) { 1, 2, 3, 4, 5, 6, 7, 0 }) % 11;

  if (rest == 10)
    rest = weigh (digits, (const guint8[]) { 3, 4, 5, 6, 7, 8, 9, 0 }) % 11 % 10;

  return digits[0] != '0' && rest == digit (digits[7]);
}

static gboolean
check_ee_vat (const char *digits)
{
  return (10 - weigh (digits, (const guint8[]) { 3, 7, 1, 3, 7, 1, 3, 7, 0 }) % 10) % 10 == digit (digits[8]);
}

static gboolean
check_be (const char *digits)
{
  return digits[0] <= '1' && 97 - count_up_to (digits, 8) % 97 == count_up_to (digits + 8, 2);
}

static gboolean
check_fr (const char *digits)
{
  return check_luhn (digits, 9);
}

static gboolean
check_it (const char *digits)
{
  return check_luhn (digits, 11);
}

static gboolean
check_pl (const char *digits)
{
  return weigh (digits, (const guint8[]) { 6, 5, 7, 2, 3, 4, 5, 6, 7, 0 }) % 11 == digit (digits[9]);
}

static gboolean
check_de (const char *digits)
{
  return digits[0] != '0' && check_11_10 (digits, 9);
}

static gboolean
check_at (const char *digits)
{
  guint sum = 4;

  for (guint i = 0; i < 7; i++)
    sum += i % 2 == 0 ? digit (digits[i]) : digit (digits[i]) * 2 / 10 + digit (digits[i]) * 2 % 10;

  return (10 - sum % 10) % 10 == digit (digits[7]);
}

static gboolean
check_gb (const char *digits)
{
  const guint sum = weigh (digits, (const guint8[]) { 8, 7, 6, 5, 4, 3, 2, 0 }) + count_up_to (digits + 7, 2);

  return sum % 97 == 0 || (sum + 55) % 97 == 0;
}

static gboolean
check_nl (const char *digits)
{
  return weigh (digits, (const guint8[]) { 9, 8, 7, 6, 5, 4, 3, 2, 0 }) % 11 == digit (digits[8]);
}

/* A letter, seven digits, and a check that is a digit or a letter. */
static gboolean
check_es (const char *code)
{
  guint sum = 0;
  guint check;

  for (guint i = 1; i <= 7; i++)
    sum += i % 2 == 0 ? digit (code[i]) : digit (code[i]) * 2 / 10 + digit (code[i]) * 2 % 10;
  check = (10 - sum % 10) % 10;

  return g_ascii_isdigit (code[8]) ? digit (code[8]) == check : code[8] == "JABCDEFGHI"[check];
}

typedef struct
{
  const char *country;
  guint8      n_digits;
  guint8      groups[3];   /* as people part it, beside groups of equal length */
  gboolean  (*check) (const char *digits);
} Register;

/* Registers whose numbers have a check digit; of the others a number is known by the directory alone. */
static const Register registers[] = {
  { "SE", 10, { 6, 4 }, check_se },
  { "FI", 8, { 7, 1 }, check_fi },
  { "NO", 9, { 3, 3, 3 }, check_no },
  { "DK", 8, { 4, 4 }, check_dk },
  { "EE", 8, { 4, 4 }, check_ee },
  { "BE", 10, { 4, 3, 3 }, check_be },
  { "FR", 9, { 3, 3, 3 }, check_fr },
};

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
  const Register *written = NULL;
  guint n_valid = 0;

  *number = (AtlasCompanyNumber) { 0 };
  /* Sweden's with the century of a company before it. */
  if (length == 12 && n_groups <= 2 && g_str_has_prefix (digits, "16") && check_se (digits + 2))
    {
      fill (number, "SE", digits + 2);
      number->is_valid = TRUE;
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    {
      const Register *one = &registers[i];

      if (length != one->n_digits || !(is_grouped_evenly (groups, n_groups) || is_grouped_as (groups, n_groups, one->groups)))
        continue;
      if (one->check (digits))
        fill (number, n_valid++ == 0 ? one->country : "", digits);
      else if (n_groups == 2 && groups[1] < groups[0] && !(length == 10 && is_swedish_person (digits)))
        written = one;
    }
  number->is_valid = n_valid > 0;
  if (n_valid == 0 && written != NULL)
    fill (number, written->country, digits);

  return n_valid > 0 || written != NULL;
}

/* In a form, d stands for a digit, x for a letter or a digit, anything else for itself. A part of it is the number that
 * the register has, and that is checked. */
typedef struct
{
  const char *country;
  const char *form;
  guint8      start;
  guint8      length;
  gboolean  (*check) (const char *digits);
} VatForm;

static const VatForm vat_forms[] = {
  { "AT", "ATUdddddddd", 3, 8, check_at },
  { "BE", "BEdddddddddd", 2, 10, check_be },
  { "DE", "DEddddddddd", 2, 9, check_de },
  { "DK", "DKdddddddd", 2, 8, check_dk },
  { "EE", "EEddddddddd", 2, 9, check_ee_vat },
  { "ES", "ESxdddddddx", 2, 9, check_es },
  { "FI", "FIdddddddd", 2, 8, check_fi },
  { "FR", "FRxxddddddddd", 4, 9, check_fr },
  { "GB", "GBddddddddd", 2, 9, check_gb },
  { "IT", "ITddddddddddd", 2, 11, check_it },
  { "NL", "NLdddddddddBdd", 2, 9, check_nl },
  { "NO", "NOddddddddd", 2, 9, check_no },
  { "NO", "NOdddddddddMVA", 2, 9, check_no },
  { "NO", "dddddddddMVA", 0, 9, check_no },
  { "PL", "PLdddddddddd", 2, 10, check_pl },
  { "SE", "SEdddddddddd01", 2, 10, check_se },
  { "SE", "SEdddddddddddd", 2, 10, check_se },
};

static gboolean
has_form (const char *key,
          const char *form)
{
  for (; *form != '\0'; key++, form++)
    if (*form == 'd' ? !g_ascii_isdigit (*key) : *form == 'x' ? !g_ascii_isalnum (*key) : *key != *form)
      return FALSE;

  return *key == '\0';
}

/* Whether nothing but a VAT number is written so, be it right or wrong: what else begins with a country and digits is an IBAN. */
static gboolean
is_unmistakable (const VatForm *vat)
{
  return vat->form[strspn (vat->form + 2, "dx") + 2] != '\0';
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
      const VatForm *vat = &vat_forms[i];
      g_autofree char *value = NULL;

      if (!has_form (key, vat->form))
        continue;
      number->is_valid = vat->check (key + vat->start) || (strcmp (vat->country, "NL") == 0 && check_all_97 (key));
      number->is_certain = number->is_valid || is_unmistakable (vat);
      value = g_strndup (key + vat->start, vat->length);
      fill (number, vat->country, value);
      if (number->is_certain)
        return TRUE;
    }

  return number->value[0] != '\0';
}
