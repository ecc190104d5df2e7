/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-profiles-file.h"
#include "fuzz.h"

/* The file of profiles, as somebody's editor may have left it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = atlas_profiles_file_parse ((const char *) data, size, &error);
  g_autoptr (GPtrArray) profiles = NULL;
  g_autofree char *current_id = NULL;

  g_assert_true ((file == NULL) == (error != NULL));
  if (file == NULL)
    return 0;

  profiles = atlas_profiles_file_read_profiles (file);
  current_id = atlas_profiles_file_dup_current_id (file);
  for (guint i = 0; i < profiles->len; i++)
    {
      AtlasProfile *profile = g_ptr_array_index (profiles, i);
      g_autofree char *key = atlas_profile_dup_store_key (profile);

      g_assert_true (key == NULL || strpbrk (key, "/") == NULL);
      atlas_profiles_file_put_profile (file, profile);
    }

  return 0;
}
