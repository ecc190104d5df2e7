/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* International bank account numbers, ISO 13616. */

#define ATLAS_IBAN_MAX_LENGTH 34

typedef enum
{
  ATLAS_IBAN_VALID,
  ATLAS_IBAN_INCOMPLETE,         /* right so far, characters are missing */
  ATLAS_IBAN_TOO_LONG,
  ATLAS_IBAN_WRONG_CHARACTER,    /* a letter where the country has digits, or the other way round */
  ATLAS_IBAN_WRONG_CHECK,
  ATLAS_IBAN_UNKNOWN_COUNTRY,
} AtlasIbanState;

/**
 * AtlasIban:
 *
 * What was found in a text that looks like an IBAN. @start and @end are bytes in that text.
 */
typedef struct
{
  char           text[ATLAS_IBAN_MAX_LENGTH + 1];   /* upper case, nothing between; cut where it is too long */
  char           country[3];
  AtlasIbanState state;
  guint          n_missing;                         /* characters, where it is incomplete */
  char           bank_code[12];                     /* empty: not reached yet, or the country is not known */
  gboolean       code_is_bic;                       /* the bank's BIC begins with it */
  gsize          start;
  gsize          end;
} AtlasIban;

typedef enum
{
  ATLAS_IBAN_BANK_KNOWN,         /* its BIC and name */
  ATLAS_IBAN_BANK_BIC_START,     /* how its BIC begins: the IBAN holds that */
  ATLAS_IBAN_BANK_NOT_LISTED,    /* a code that the project's table does not have */
  ATLAS_IBAN_BANK_NOT_TOLD,      /* nothing is known of this country's codes, or too little of the IBAN is there */
} AtlasIbanBankResult;

typedef struct
{
  char        bic_fi[12];        /* 8 or 11 characters; bank and country, 6, where only the start is known; or empty */
  const char *name;              /* (nullable) */
} AtlasIbanBank;

gboolean             atlas_iban_read         (const char      *text,
                                              AtlasIban       *iban);
gboolean             atlas_iban_find         (const char      *text,
                                              gsize            from,
                                              AtlasIban       *iban);
AtlasIbanBankResult  atlas_iban_find_bank    (const AtlasIban *iban,
                                              AtlasIbanBank   *bank);
gboolean             atlas_iban_check        (const char      *text);
char                *atlas_iban_dup_grouped  (const AtlasIban *iban);

G_END_DECLS
