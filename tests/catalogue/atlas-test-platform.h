/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-catalogue.h"
#include "atlas-simulator.h"

G_BEGIN_DECLS

/* A platform on the loopback interface, a profile for it, and a place for everything that is kept. */
typedef struct
{
  AtlasSimulator *simulator;
  AtlasProfile   *profile;
  AtlasSecrets   *secrets;
  AtlasCatalogue *catalogue;
  char           *data_dir;
} AtlasTestPlatform;

extern const char *const atlas_test_small_directory;

void                     atlas_test_use_file_keyring    (void);
void                     atlas_test_platform_set_up     (AtlasTestPlatform *self,
                                                         gconstpointer      directory_json);
void                     atlas_test_platform_tear_down  (AtlasTestPlatform *self,
                                                         gconstpointer      directory_json);
AtlasSimulatorDirectory *atlas_test_directory_new       (const char        *json);
AtlasCatalogue          *atlas_test_platform_open       (AtlasTestPlatform *self);
void                     atlas_test_platform_refresh    (AtlasTestPlatform *self,
                                                         AtlasRefreshScope  scope);
guint                    atlas_test_platform_count      (AtlasTestPlatform *self,
                                                         const char        *path_prefix);
char                    *atlas_test_list_names          (GListModel        *model);
void                     atlas_test_wait_until_gone     (gpointer          *object);

G_END_DECLS
