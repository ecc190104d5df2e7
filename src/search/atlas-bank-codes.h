/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which bank has which national bank code, as far as the project's tables know
 * (data/bank-codes.tsv, data/national-codes.tsv). */

typedef enum
{
  ATLAS_BANK_CODE_KNOWN,
  ATLAS_BANK_CODE_NOT_LISTED,        /* the country is in the table, this code is not */
  ATLAS_BANK_CODE_NO_TABLE,          /* nothing is known of the country's codes */
} AtlasBankCodeResult;

AtlasBankCodeResult  atlas_bank_codes_find          (const char  *country_code,
                                                     const char  *account,
                                                     const char **bic_fi,
                                                     const char **bank_name);
AtlasBankCodeResult  atlas_bank_codes_find_national (const char  *country_code,
                                                     const char  *digits,
                                                     const char **bic_fi,
                                                     const char **bank_name);
const char          *atlas_bank_codes_find_name     (const char  *bic_fi);

G_END_DECLS
