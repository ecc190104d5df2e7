/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-test-await.h"
#include "atlas-user-data.h"

G_BEGIN_DECLS

AtlasUserData *fixture_open_user_data  (const char    *path,
                                        const char    *profile_id);
void           fixture_close_user_data (AtlasUserData *user_data);
void           fixture_await_true      (DexFuture     *future);
guint          fixture_get_n           (guint          quick,
                                        guint          thorough);

G_END_DECLS
