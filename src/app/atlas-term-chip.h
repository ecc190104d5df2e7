/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-query-terms.h"

G_BEGIN_DECLS

/* One value of the search's qualifiers in words, with a button that takes it away. Signal "removed". */

#define ATLAS_TYPE_TERM_CHIP (atlas_term_chip_get_type ())

G_DECLARE_FINAL_TYPE (AtlasTermChip, atlas_term_chip, ATLAS, TERM_CHIP, GtkWidget)

GtkWidget *atlas_term_chip_new (const AtlasQueryReading *reading);

G_END_DECLS
