/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-search.h"

G_BEGIN_DECLS

/* How a text that was searched for was understood, for people. */

char *atlas_understood_dup_sentence (AtlasSearchHow          how,
                                     const AtlasRecognition *recognition,
                                     guint                   n_names,
                                     guint                   n_banks);
char *atlas_understood_dup_branch   (const char             *bic_fi);
char *atlas_understood_dup_namesakes (const char            *bic_fi,
                                     const char * const     *names);

G_END_DECLS
