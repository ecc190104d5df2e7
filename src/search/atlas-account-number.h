/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-iban.h"

G_BEGIN_DECLS

/* National account numbers, and the codes of banks that begin them, as people write them where there is no IBAN. */

typedef struct
{
  char           country[3];
  gboolean       is_checked;   /* it has check digits, and they hold */
  AtlasToldBank  bank;
} AtlasAccountNumber;

guint atlas_account_number_read (const char         *digits,
                                 const guint8       *groups,
                                 guint               n_groups,
                                 AtlasAccountNumber  numbers[2]);

G_END_DECLS
