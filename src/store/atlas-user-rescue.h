/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-sqlite.h"

G_BEGIN_DECLS

/* What is a person's own cannot be fetched again: a copy of it is kept, and of a damaged file is saved what can be read. */

gboolean  atlas_user_rescue_back_up  (AtlasSqlite  *sqlite,
                                      const char   *path,
                                      GError      **error);
void      atlas_user_rescue_run      (AtlasSqlite  *sqlite,
                                      const char   *path,
                                      const char   *damaged_path);

G_END_DECLS
