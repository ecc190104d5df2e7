/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where the parts of a bank's row stand: logo, text and star side by side; of the text, the name above flag and
 * subtitle. Sizes are in application pixels. */

typedef struct
{
  GtkWidget *logo;
  GtkWidget *name;
  GtkWidget *new_badge;  /* (nullable): made when a bank is new */
  GtkWidget *flag;
  GtkWidget *subtitle;
  GtkWidget *star;
} AtlasBankRowParts;

void atlas_bank_row_layout_measure_width (const AtlasBankRowParts *parts,
                                          int                     *minimum,
                                          int                     *natural);
int  atlas_bank_row_layout_get_height    (const AtlasBankRowParts *parts,
                                          int                      width);
void atlas_bank_row_layout_allocate      (const AtlasBankRowParts *parts,
                                          int                      width,
                                          int                      height);

G_END_DECLS
