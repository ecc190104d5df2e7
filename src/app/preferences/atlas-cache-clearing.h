/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-application.h"

G_BEGIN_DECLS

/* Forgets what the platform said to one profile, and shows it anew in every window. */

DexFuture *atlas_cache_clearing_run (AtlasApplication *application,
                                     AtlasProfile     *profile);

G_END_DECLS
