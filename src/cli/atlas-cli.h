/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-cli-session.h"

G_BEGIN_DECLS

int atlas_cli_main (int                    argc,
                    char                 **argv,
                    const AtlasCliOnline  *online);

G_END_DECLS
