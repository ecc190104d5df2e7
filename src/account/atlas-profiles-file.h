/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-file-lock.h"
#include "atlas-profile.h"

G_BEGIN_DECLS

/* The file behind AtlasProfiles. What this version does not know in it is kept. */

GKeyFile      *atlas_profiles_file_parse          (const char    *text,
                                                   gsize          length,
                                                   GError       **error);
GKeyFile      *atlas_profiles_file_load           (const char    *path,
                                                   GError       **error);
AtlasFileLock *atlas_profiles_file_lock           (const char    *path,
                                                   GError       **error);
gboolean       atlas_profiles_file_write          (const char    *path,
                                                   GKeyFile      *key_file,
                                                   GError       **error);
char          *atlas_profiles_file_set_aside      (const char    *path,
                                                   GError       **error);
GPtrArray     *atlas_profiles_file_read_profiles  (GKeyFile      *key_file);
void           atlas_profiles_file_put_profile    (GKeyFile      *key_file,
                                                   AtlasProfile  *profile);
void           atlas_profiles_file_drop_profile   (GKeyFile      *key_file,
                                                   AtlasProfile  *profile);
char          *atlas_profiles_file_dup_current_id (GKeyFile      *key_file);
void           atlas_profiles_file_put_current_id (GKeyFile      *key_file,
                                                   const char    *id);

G_END_DECLS
