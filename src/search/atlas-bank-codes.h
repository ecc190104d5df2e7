/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which bank has which national bank code, as far as the project's table (data/bank-codes.tsv) knows. */

typedef enum
{
  ATLAS_BANK_CODE_KNOWN,
  ATLAS_BANK_CODE_NOT_LISTED,        /* the country is in the table, this code is not */
  ATLAS_BANK_CODE_NO_TABLE,          /* nothing is known of the country's codes */
} AtlasBankCodeResult;

AtlasBankCodeResult  atlas_bank_codes_find     (const char  *country_code,
                                                const char  *account,
                                                const char **bic_fi,
                                                const char **bank_name);
guint                atlas_bank_codes_get_size (void);

G_END_DECLS
