/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "atlas-profile.h"
#include "atlas-secrets.h"

G_BEGIN_DECLS

#define ATLAS_TYPE_PROFILES (atlas_profiles_get_type ())
#define ATLAS_PROFILES_ERROR (atlas_profiles_error_quark ())

typedef enum
{
  ATLAS_PROFILES_ERROR_NAME_TAKEN,
  ATLAS_PROFILES_ERROR_NOT_FOUND,
  ATLAS_PROFILES_ERROR_UNREADABLE,
  ATLAS_PROFILES_ERROR_NOT_SAVED,
  ATLAS_PROFILES_ERROR_INVALID,
} AtlasProfilesError;

/* A GListModel of AtlasProfile, as saved in one file (GKeyFile, replaced whole, mode 0600) that the
 * programs share, and the one of them that is current (property "current", NULL before the first).
 * The file is read again when another program wrote it. The demo is always the last item. */

G_DECLARE_FINAL_TYPE (AtlasProfiles, atlas_profiles, ATLAS, PROFILES, GObject)

GQuark         atlas_profiles_error_quark   (void);
AtlasProfiles *atlas_profiles_new           (GFile          *file,
                                             GError        **error);
AtlasProfiles *atlas_profiles_read          (const char     *path,
                                             GError        **error);
char          *atlas_profiles_dup_default_path (void);
GFile         *atlas_profiles_get_default_file (void);
AtlasProfile  *atlas_profiles_get_current   (AtlasProfiles  *self);
gboolean       atlas_profiles_set_current   (AtlasProfiles  *self,
                                             AtlasProfile   *profile,
                                             GError        **error);
AtlasProfile  *atlas_profiles_find          (AtlasProfiles  *self,
                                             const char     *name_or_id);
gboolean       atlas_profiles_save          (AtlasProfiles  *self,
                                             AtlasProfile   *profile,
                                             GError        **error);
DexFuture     *atlas_profiles_remove        (AtlasProfiles  *self,
                                             AtlasProfile   *profile,
                                             AtlasSecrets   *secrets);

G_END_DECLS
