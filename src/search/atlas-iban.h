/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* International bank account numbers, ISO 13616. */

#define ATLAS_IBAN_MAX_LENGTH 34

/* The country code and the two check digits; what follows them is the BBAN. */
#define ATLAS_IBAN_HEADER_LENGTH 4

/* How much a number tells of the bank that it is an account of. */
typedef enum
{
  ATLAS_BANK_NOT_TOLD,      /* nothing is known of the country's codes, or too little of the number is there */
  ATLAS_BANK_NOT_LISTED,    /* a code that the project's table does not have */
  ATLAS_BANK_BIC_START,     /* how its BIC begins: the number holds that */
  ATLAS_BANK_KNOWN,         /* its BIC and name */
} AtlasBankTold;

typedef struct
{
  AtlasBankTold  told;
  char           code[12];      /* the bank's code in the number, or empty */
  char           bic_fi[12];    /* 8 or 11 characters; bank and country, 6, where only the start is known; or empty */
  const char    *name;          /* (nullable) (transfer none) */
} AtlasToldBank;

/* How a country builds its IBANs, after the registry of ISO 13616. */
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
gboolean                atlas_iban_check           (const char             *text);
void                    atlas_iban_tell_bank       (const char             *text,
                                                    AtlasToldBank          *bank);

G_END_DECLS
