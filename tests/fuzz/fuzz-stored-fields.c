/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-fields-json.h"
#include "fuzz.h"

/* Details as they stand in the store, where another program may have been. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr (GError) error = NULL;
  AtlasAspspFields *fields = atlas_fields_from_json (text, &error);

  g_assert_true ((fields == NULL) == (error != NULL));
  g_clear_pointer (&fields, atlas_aspsp_fields_free);

  return 0;
}
