/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers under which companies are registered, and those for value added tax, which often hold the first. */

typedef struct
{
  char      value[16];    /* what a register has: digits, with letters only where the register has them */
  char      country[3];   /* ISO 3166-1; empty where several countries' checks hold */
  gboolean  is_valid;     /* its check digits are right */
  gboolean  is_grouped;   /* it is written in groups that its register has and an amount has not */
  gboolean  is_certain;   /* be it right or wrong, nothing else is written so */
} AtlasCompanyNumber;

gboolean  atlas_company_number_read     (const char         *digits,
                                         const guint8       *groups,
                                         guint               n_groups,
                                         AtlasCompanyNumber *number);
gboolean  atlas_vat_number_read         (const char         *key,
                                         AtlasCompanyNumber *number);

G_END_DECLS
