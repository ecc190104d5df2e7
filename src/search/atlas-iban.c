/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "atlas-iban.h"

#include "atlas-bank-codes.h"

/* The ISO 13616 registry, sorted by code. Territories that use another country's code in their IBANs
 * (Åland Islands: FI; Jersey: GB) have no line. */
static const AtlasIbanCountry countries[] = {
  { "AD", 24, 0, 4, FALSE, "8n12c" },
  { "AE", 23, 0, 3, FALSE, "19n" },
  { "AL", 28, 0, 3, FALSE, "8n16c" },
  { "AT", 20, 0, 5, FALSE, "16n" },
  { "AZ", 28, 0, 4, TRUE, "4a20c" },
  { "BA", 20, 0, 3, FALSE, "16n" },
  { "BE", 16, 0, 3, FALSE, "12n" },
  { "BG", 22, 0, 4, TRUE, "4a6n8c" },
  { "BH", 22, 0, 4, TRUE, "4a14c" },
  { "BI", 27, 0, 5, FALSE, "23n" },
  { "BR", 29, 0, 8, FALSE, "23n1a1c" },
  { "BY", 28, 0, 4, TRUE, "4c4n16c" },
  { "CH", 21, 0, 5, FALSE, "5n12c" },
  { "CR", 22, 0, 4, FALSE, "18n" },
  { "CY", 28, 0, 3, FALSE, "8n16c" },
  { "CZ", 24, 0, 4, FALSE, "20n" },
  { "DE", 22, 0, 8, FALSE, "18n" },
  { "DJ", 27, 0, 5, FALSE, "23n" },
  { "DK", 18, 0, 4, FALSE, "14n" },
  { "DO", 28, 0, 4, TRUE, "4c20n" },
  { "EE", 20, 0, 2, FALSE, "16n" },
  { "EG", 29, 0, 4, FALSE, "25n" },
  { "ES", 24, 0, 4, FALSE, "20n" },
  { "FI", 18, 0, 3, FALSE, "14n" },
  { "FK", 18, 0, 2, FALSE, "2a12n" },
  { "FO", 18, 0, 4, FALSE, "14n" },
  { "FR", 27, 0, 5, FALSE, "10n11c2n" },
  { "GB", 22, 0, 4, TRUE, "4a14n" },
  { "GE", 22, 0, 2, FALSE, "2a16n" },
  { "GI", 23, 0, 4, TRUE, "4a15c" },
  { "GL", 18, 0, 4, FALSE, "14n" },
  { "GR", 27, 0, 3, FALSE, "7n16c" },
  { "GT", 28, 0, 4, TRUE, "24c" },
  { "HN", 28, 0, 4, TRUE, "4a20n" },
  { "HR", 21, 0, 7, FALSE, "17n" },
  { "HU", 28, 0, 3, FALSE, "24n" },
  { "IE", 22, 0, 4, TRUE, "4a14n" },
  { "IL", 23, 0, 3, FALSE, "19n" },
  { "IQ", 23, 0, 4, TRUE, "4a15n" },
  { "IS", 26, 0, 4, FALSE, "22n" },
  { "IT", 27, 1, 5, FALSE, "1a10n12c" },
  { "JO", 30, 0, 4, TRUE, "4a4n18c" },
  { "KW", 30, 0, 4, TRUE, "4a22c" },
  { "KZ", 20, 0, 3, FALSE, "3n13c" },
  { "LB", 28, 0, 4, FALSE, "4n20c" },
  { "LC", 32, 0, 4, TRUE, "4a24c" },
  { "LI", 21, 0, 5, FALSE, "5n12c" },
  { "LT", 20, 0, 5, FALSE, "16n" },
  { "LU", 20, 0, 3, FALSE, "3n13c" },
  { "LV", 21, 0, 4, TRUE, "4a13c" },
  { "LY", 25, 0, 3, FALSE, "21n" },
  { "MC", 27, 0, 5, FALSE, "10n11c2n" },
  { "MD", 24, 0, 2, FALSE, "20c" },
  { "ME", 22, 0, 3, FALSE, "18n" },
  { "MK", 19, 0, 3, FALSE, "3n10c2n" },
  { "MN", 20, 0, 4, FALSE, "16n" },
  { "MR", 27, 0, 5, FALSE, "23n" },
  { "MT", 31, 0, 4, TRUE, "4a5n18c" },
  { "MU", 30, 0, 4, TRUE, "4a19n3a" },
  { "NI", 28, 0, 4, TRUE, "4a20n" },
  { "NL", 18, 0, 4, TRUE, "4a10n" },
  { "NO", 15, 0, 4, FALSE, "11n" },
  { "OM", 23, 0, 3, FALSE, "3n16c" },
  { "PK", 24, 0, 4, TRUE, "4a16c" },
  { "PL", 28, 0, 8, FALSE, "24n" },
  { "PS", 29, 0, 4, TRUE, "4a21c" },
  { "PT", 25, 0, 4, FALSE, "21n" },
  { "QA", 29, 0, 4, TRUE, "4a21c" },
  { "RO", 24, 0, 4, TRUE, "4a16c" },
  { "RS", 22, 0, 3, FALSE, "18n" },
  { "RU", 33, 0, 9, FALSE, "14n15c" },
  { "SA", 24, 0, 2, FALSE, "2n18c" },
  { "SC", 31, 0, 4, TRUE, "4a20n3a" },
  { "SD", 18, 0, 2, FALSE, "14n" },
  { "SE", 24, 0, 3, FALSE, "20n" },
  { "SI", 19, 0, 5, FALSE, "15n" },
  { "SK", 24, 0, 4, FALSE, "20n" },
  { "SM", 27, 1, 5, FALSE, "1a10n12c" },
  { "SO", 23, 0, 4, FALSE, "19n" },
  { "ST", 25, 0, 4, FALSE, "21n" },
  { "SV", 28, 0, 4, TRUE, "4a20n" },
  { "TL", 23, 0, 3, FALSE, "19n" },
  { "TN", 24, 0, 2, FALSE, "20n" },
  { "TR", 26, 0, 5, FALSE, "6n16c" },
  { "UA", 29, 0, 6, FALSE, "6n19c" },
  { "VA", 22, 0, 3, FALSE, "18n" },
  { "VG", 24, 0, 4, TRUE, "4a16n" },
  { "XK", 20, 0, 2, FALSE, "16n" },
  { "YE", 30, 0, 4, TRUE, "4a4n18c" },
};

static int
compare_code (const void *code,
              const void *country)
{
  return strcmp (code, ((const AtlasIbanCountry *) country)->code);
}

static char
get_class (const char *structure,
           guint       position)
{
  while (*structure != '\0')
    {
      char *after;
      guint64 run = g_ascii_strtoull (structure, &after, 10);

      if (position < run)
        return *after;
      position -= run;
      structure = after + 1;
    }

  return '\0';
}

/**
 * atlas_iban_country_find:
 * @code: an ISO 3166-1 alpha-2 code in upper case
 *
 * Returns: (transfer none) (nullable): how the country builds its IBANs, or %NULL when it has none
 */
const AtlasIbanCountry *
atlas_iban_country_find (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  return bsearch (code, countries, G_N_ELEMENTS (countries), sizeof (AtlasIbanCountry), compare_code);
}

/**
 * atlas_iban_country_allows:
 * @self: a country
 * @position: where in the whole IBAN, from 0
 * @c: a letter in upper case or a digit
 *
 * Returns: whether @c may stand there; never beyond the end
 */
gboolean
atlas_iban_country_allows (const AtlasIbanCountry *self,
                           guint                   position,
                           char                    c)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (position < ATLAS_IBAN_HEADER_LENGTH)
    return position < 2 ? g_ascii_isupper (c) : g_ascii_isdigit (c);

  switch (get_class (self->structure, position - ATLAS_IBAN_HEADER_LENGTH))
    {
    case 'n': return g_ascii_isdigit (c);
    case 'a': return g_ascii_isupper (c);
    case 'c': return g_ascii_isdigit (c) || g_ascii_isupper (c);
    default: return FALSE;
    }
}

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

  if (length <= ATLAS_IBAN_HEADER_LENGTH || !g_ascii_isdigit (text[2]) || !g_ascii_isdigit (text[3]))
    return FALSE;

  check = (text[2] - '0') * 10 + (text[3] - '0');
  if (check < 2 || check > 98)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[(i + ATLAS_IBAN_HEADER_LENGTH) % length];

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
 * atlas_iban_tell_bank:
 * @text: an IBAN, or its beginning, in upper case with nothing between its characters; `*` for what is masked
 * @bank: (out): the bank
 *
 * Tells the bank from the IBAN alone. In some countries the bank's part of it is how the bank's BIC
 * begins; of others the project's table knows the codes; of the rest it cannot be told.
 */
void
atlas_iban_tell_bank (const char    *text,
                      AtlasToldBank *bank)
{
  char code[3] = "";
  const AtlasIbanCountry *country;
  const char *account;
  const char *bic_fi;

  g_return_if_fail (text != NULL && bank != NULL);

  *bank = (AtlasToldBank) { 0 };
  g_strlcpy (code, text, sizeof (code));
  country = atlas_iban_country_find (code);
  if (country == NULL || strlen (text) < (gsize) ATLAS_IBAN_HEADER_LENGTH + country->bank_offset + country->bank_length)
    return;
  account = text + ATLAS_IBAN_HEADER_LENGTH + country->bank_offset;
  if (memchr (account, '*', country->bank_length) != NULL)
    return;

  memcpy (bank->code, account, country->bank_length);
  switch (atlas_bank_codes_find (country->code, account, &bic_fi, &bank->name))
    {
    case ATLAS_BANK_CODE_KNOWN:
      bank->told = ATLAS_BANK_KNOWN;
      g_strlcpy (bank->bic_fi, bic_fi, sizeof (bank->bic_fi));
      return;

    case ATLAS_BANK_CODE_NOT_LISTED:
      bank->told = ATLAS_BANK_NOT_LISTED;
      break;

    case ATLAS_BANK_CODE_NO_TABLE:
    default:
      break;
    }
  if (!country->bank_is_bic)
    return;

  bank->told = ATLAS_BANK_BIC_START;
  g_snprintf (bank->bic_fi, sizeof (bank->bic_fi), "%s%s", bank->code, country->code);
}
