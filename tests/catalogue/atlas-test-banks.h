/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-table.h"

G_BEGIN_DECLS

/* A few banks for the tests, each as one line of text:
 * "BIC|name|city|countries|city ids|products|methods|affiliates", the lists separated by commas. Banks of one BIC are told
 * apart by numbers: "BIC#1". */

AtlasAspspTable *atlas_test_banks_new      (const char * const *lines);
AtlasAspspTable *atlas_test_banks_generate (guint               n_banks,
                                            guint               n_renamed);

G_END_DECLS
