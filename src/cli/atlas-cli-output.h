/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-cli-session.h"

G_BEGIN_DECLS

/* The program's standard streams. */

guint          atlas_cli_output_get_width   (void);
AtlasCliFormat atlas_cli_output_get_format  (AtlasCliSession     *session);
gboolean       atlas_cli_output_is_for_people (AtlasCliSession   *session);
gboolean       atlas_cli_output_write       (const char          *text,
                                             GError             **error);
gboolean       atlas_cli_output_write_table (AtlasCliSession     *session,
                                             AtlasCliTable       *table,
                                             GError             **error);
void           atlas_cli_output_complain    (const char          *format,
                                             ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
