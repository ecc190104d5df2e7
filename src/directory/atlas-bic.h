/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ISO 9362 business identifier codes, as the platform writes them (BICFI): 8 or 11 characters. */

gboolean  atlas_bic_is_well_formed    (const char *bic_fi);
char     *atlas_bic_normalize         (const char *typed);
char     *atlas_bic_dup_country_code  (const char *bic_fi);
char     *atlas_bic_dup_head_office   (const char *bic_fi);
char     *atlas_bic_dup_other         (const char *bic_fi);
gboolean  atlas_bic_begins_with       (const char *bic_fi,
                                       const char *start);

G_END_DECLS
