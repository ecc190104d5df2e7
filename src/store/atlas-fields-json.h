/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* The fields of a bank's details as the store keeps them: what was stated as empty stays apart from what
 * was not stated. This is the store's own form, not the platform's answer, which is kept beside it. */

typedef void (*AtlasFieldDiffFunc) (const char *field,
                                    const char *old_value,
                                    const char *new_value,
                                    gpointer    data);

char             *atlas_fields_to_json    (const AtlasAspspFields  *fields);
AtlasAspspFields *atlas_fields_from_json  (const char              *text,
                                           GError                 **error);
void              atlas_fields_diff       (const AtlasAspspFields  *old_fields,
                                           const AtlasAspspFields  *new_fields,
                                           AtlasFieldDiffFunc       func,
                                           gpointer                 data);

G_END_DECLS
