/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-api-answer.h"
#include "atlas-store.h"

G_BEGIN_DECLS

gboolean atlas_emptied_check (AtlasStore      *store,
                              AtlasApiAnswer  *answer,
                              const char      *list,
                              GError         **error);

G_END_DECLS
