/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-fields-json.h"
#include "atlas-json-reader.h"
#include "fuzz.h"

static void
fail_cb (const char *field,
         const char *old_value,
         const char *new_value,
         gpointer    data)
{
  g_error ("%s: %s -> %s", field, old_value, new_value);
}

/* Details of a bank, and the way they take through the store and back. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  AtlasAspspFields *fields = atlas_json_read_aspsp_fields ((const char *) data, (gssize) size, &error);
  AtlasAspspFields *stored;
  g_autofree char *text = NULL;

  g_assert_true ((fields == NULL) == (error != NULL));
  if (fields == NULL)
    return 0;

  text = atlas_fields_to_json (fields);
  stored = atlas_fields_from_json (text, &error);
  g_assert_no_error (error);
  atlas_fields_diff (fields, stored, fail_cb, NULL);
  atlas_aspsp_fields_free (stored);
  atlas_aspsp_fields_free (fields);

  return 0;
}
