/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers under which companies are registered in the Nordic countries and Estonia. */

typedef struct
{
  char      value[13];    /* digits only */
  char      country[3];   /* empty where several countries' checks hold */
  gboolean  is_valid;     /* its check digit is right */
  gsize     start;        /* bytes in the text */
  gsize     end;
} AtlasCompanyNumber;

gboolean  atlas_company_number_check         (const char         *country_code,
                                              const char         *digits);
gboolean  atlas_company_number_is_no_person  (const char         *digits);
gboolean  atlas_company_number_read          (const char         *text,
                                              AtlasCompanyNumber *number);
gboolean  atlas_company_number_find          (const char         *text,
                                              gsize               from,
                                              AtlasCompanyNumber *number);
char     *atlas_company_number_dup_key       (const char         *text);

G_END_DECLS
