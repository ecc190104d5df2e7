/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the program finds its own files and keeps the user's, and what it does before anything else. */

void  atlas_environ_init             (void);
void  atlas_environ_init_locale      (void);
char *atlas_environ_dup_pkgdata_path (const char *name);
char *atlas_environ_dup_config_path  (const char *name);
char *atlas_environ_dup_data_path    (const char *name);
char *atlas_environ_dup_cache_path   (const char *name);
char *atlas_environ_dup_state_path   (const char *name);

G_END_DECLS
