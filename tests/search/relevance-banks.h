/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-table.h"

G_BEGIN_DECLS

/* The banks of tests/data/relevance-banks.tsv, if wanted, among invented ones, in the order in which people see them. */
AtlasAspspTable *relevance_banks_new (gboolean with_real_ones,
                                      guint    n_invented);

G_END_DECLS
