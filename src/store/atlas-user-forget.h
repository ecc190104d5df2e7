/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-user-rows.h"

G_BEGIN_DECLS

DexFuture *atlas_user_forget_profile (const char *path,
                                      const char *profile_id,
                                      const char *heir_id);

G_END_DECLS
