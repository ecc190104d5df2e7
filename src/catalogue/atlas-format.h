/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* Values of a bank as text for people, shared by the window and the command line; pure functions. */

char       *atlas_format_address        (const AtlasAspspFields *fields,
                                         const char             *separator);
char       *atlas_format_phone_uri      (const char             *phone);
const char *atlas_format_stated         (AtlasStated             stated);
char       *atlas_format_days           (gint64                  days);
char       *atlas_format_limit          (gint64                  limit);
const char *atlas_format_not_stated     (void);

G_END_DECLS
