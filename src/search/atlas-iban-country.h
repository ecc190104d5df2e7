/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasIbanCountry:
 *
 * How a country builds its IBANs, after ISO 13616 and its registry. The BBAN is what follows the
 * country code and the two check digits.
 */
typedef struct
{
  char        code[3];
  guint8      length;         /* of the whole IBAN */
  guint8      bank_offset;    /* of the bank identifier, in the BBAN */
  guint8      bank_length;
  gboolean    bank_is_bic;    /* the identifier is what the bank's BIC begins with */
  const char *structure;      /* of the BBAN: runs of n (digits), a (letters) and c (either) */
} AtlasIbanCountry;

const AtlasIbanCountry *atlas_iban_country_find    (const char             *code);
gboolean                atlas_iban_country_allows  (const AtlasIbanCountry *self,
                                                    guint                   position,
                                                    char                    c);

G_END_DECLS
