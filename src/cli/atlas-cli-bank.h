/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-cli-table.h"

G_BEGIN_DECLS

/* One bank's details as rows. They are taken from the raw object, so that what this program has never
 * heard of is shown, too. */

typedef enum
{
  ATLAS_CLI_BANK_LABELS,   /* "Website": in the user's language */
  ATLAS_CLI_BANK_KEYS,     /* "websiteUrl": as the platform calls it */
} AtlasCliBankWords;

AtlasCliTable *atlas_cli_bank_list   (const char * const  *raws,
                                      AtlasCliBankWords    words,
                                      GError             **error);
AtlasCliTable *atlas_cli_bank_record (const char * const  *raws,
                                      GError             **error);

G_END_DECLS
