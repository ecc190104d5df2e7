/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-iban.h"

#include "atlas-bank-codes.h"
#include "atlas-iban-country.h"

#define HEADER_LENGTH 4
#define GROUP_LENGTH 4

/**
 * atlas_iban_check:
 * @text: an IBAN in upper case with nothing between its characters
 *
 * ISO 7064 MOD 97-10: the first four characters go to the end, letters count from 10, and what is
 * left of the number by 97 is 1. Check digits are never 00, 01 or 99, which would pass as well.
 *
 * Returns: whether the check digits are right
 */
gboolean
atlas_iban_check (const char *text)
{
  gsize length = text ? strlen (text) : 0;
  guint rest = 0;
  guint check;

  if (length <= HEADER_LENGTH || !g_ascii_isdigit (text[2]) || !g_ascii_isdigit (text[3]))
    return FALSE;

  check = (text[2] - '0') * 10 + (text[3] - '0');
  if (check < 2 || check > 98)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[(i + HEADER_LENGTH) % length];

      if (g_ascii_isdigit (c))
        rest = (rest * 10 + (c - '0')) % 97;
      else if (g_ascii_isupper (c))
        rest = (rest * 100 + (c - 'A' + 10)) % 97;
      else
        return FALSE;
    }

  return rest == 1;
}

/**
 * atlas_iban_find_bank:
 * @iban: an IBAN, of any state
 * @bank: (out): the bank
 *
 * Tells the bank from the IBAN alone. In some countries the bank's part of it is how the bank's BIC
 * begins; of others the project's table knows the codes; of the rest it cannot be told.
 *
 * Returns: what is known
 */
AtlasIbanBankResult
atlas_iban_find_bank (const AtlasIban *iban,
                      AtlasIbanBank   *bank)
{
  const AtlasIbanCountry *country;
  const char *bic_fi = NULL;

  g_return_val_if_fail (iban != NULL, ATLAS_IBAN_BANK_NOT_TOLD);
  g_return_val_if_fail (bank != NULL, ATLAS_IBAN_BANK_NOT_TOLD);

  *bank = (AtlasIbanBank) { 0 };
  country = atlas_iban_country_find (iban->country);
  if (country == NULL || iban->bank_code[0] == '\0')
    return ATLAS_IBAN_BANK_NOT_TOLD;

  switch (atlas_bank_codes_find (iban->country, iban->text + HEADER_LENGTH + country->bank_offset, &bic_fi, &bank->name))
    {
    case ATLAS_BANK_CODE_KNOWN:
      g_strlcpy (bank->bic_fi, bic_fi, sizeof (bank->bic_fi));
      return ATLAS_IBAN_BANK_KNOWN;

    case ATLAS_BANK_CODE_NOT_LISTED:
      if (!iban->code_is_bic)
        return ATLAS_IBAN_BANK_NOT_LISTED;
      break;

    case ATLAS_BANK_CODE_NO_TABLE:
    default:
      if (!iban->code_is_bic)
        return ATLAS_IBAN_BANK_NOT_TOLD;
      break;
    }
  g_snprintf (bank->bic_fi, sizeof (bank->bic_fi), "%s%s", iban->bank_code, iban->country);

  return ATLAS_IBAN_BANK_BIC_START;
}

/**
 * atlas_iban_dup_grouped:
 * @iban: an IBAN, of any state
 *
 * Returns: (transfer full): the IBAN in groups of four, as people read it
 */
char *
atlas_iban_dup_grouped (const AtlasIban *iban)
{
  g_autoptr (GString) grouped = g_string_new (NULL);

  g_return_val_if_fail (iban != NULL, NULL);

  for (guint i = 0; iban->text[i] != '\0'; i++)
    {
      if (i > 0 && i % GROUP_LENGTH == 0)
        g_string_append_c (grouped, ' ');
      g_string_append_c (grouped, iban->text[i]);
    }

  return g_string_free (g_steal_pointer (&grouped), FALSE);
}
