/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-simulator-directory.h"
#include "fuzz.h"

/* A directory for the simulator. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static GFile *file;
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasSimulatorDirectory) directory = NULL;

  if (file == NULL)
    {
      g_autofree char *folder = g_dir_make_tmp ("bank-atlas-fuzz-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, "directory.json", NULL);

      file = g_file_new_for_path (path);
    }

  g_file_replace_contents (file, (const char *) data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  directory = atlas_simulator_directory_load (file, &error);
  g_assert_true ((directory == NULL) == (error != NULL));

  return 0;
}
