/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a command has to say, as rows of cells, and the ways to write them down. Nothing here knows
 * where the output goes. Cells may come from the network: no control character survives. */

typedef enum
{
  ATLAS_CLI_FORMAT_TABLE,      /* aligned columns under a heading */
  ATLAS_CLI_FORMAT_PLAIN,      /* a line each, cells parted by tabs, no heading */
  ATLAS_CLI_FORMAT_CSV,        /* RFC 4180 */
  ATLAS_CLI_FORMAT_EXCEL,      /* CSV for spreadsheets */
  ATLAS_CLI_FORMAT_MARKDOWN,
  ATLAS_CLI_FORMAT_JSON,       /* not made from rows, see atlas-cli-json.h */
} AtlasCliFormat;

typedef struct _AtlasCliTable AtlasCliTable;

AtlasCliTable *atlas_cli_table_new        (void);
void           atlas_cli_table_free       (AtlasCliTable  *self);
void           atlas_cli_table_add_column (AtlasCliTable  *self,
                                           const char     *key,
                                           const char     *title);
void           atlas_cli_table_fit        (AtlasCliTable  *self,
                                           guint           yielding,
                                           guint           max_width);
void           atlas_cli_table_add_cell   (AtlasCliTable  *self,
                                           const char     *text);
void           atlas_cli_table_add_number (AtlasCliTable  *self,
                                           guint64         number);
guint          atlas_cli_table_get_n_rows (AtlasCliTable  *self);
char          *atlas_cli_table_format     (AtlasCliTable  *self,
                                           AtlasCliFormat  format,
                                           gboolean        with_colour);
char          *atlas_cli_cell_clean       (const char     *text);
guint          atlas_cli_text_width       (const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasCliTable, atlas_cli_table_free)

G_END_DECLS
