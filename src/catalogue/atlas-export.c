/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-export.h"
#include "atlas-fields-json.h"
#include "atlas-json-text.h"
#include "atlas-worker.h"

static DexFuture *
pretty_json_cb (gpointer data)
{
  return dex_future_new_take_string (atlas_export_pretty_json (data));
}

/**
 * atlas_export_pretty_json:
 * @json: (nullable): a text as it was received, valid UTF-8
 *
 * Returns: (transfer full): the same, one value a line, as atlas_json_text_append_pretty() writes it
 */
char *
atlas_export_pretty_json (const char *json)
{
  GString *text = g_string_new (NULL);

  atlas_json_text_append_pretty (text, json ? json : "", 0);

  return g_string_free (text, FALSE);
}

/**
 * atlas_export_pretty_json_soon:
 * @json: (nullable): a text as it was received, valid UTF-8
 *
 * Does the same on a worker, for texts of any size.
 *
 * Returns: (transfer full): a future for a string
 */
DexFuture *
atlas_export_pretty_json_soon (const char *json)
{
  return atlas_worker_run (pretty_json_cb, g_strdup (json), g_free);
}

/**
 * atlas_export_bank_as_json:
 * @details: a bank's details
 *
 * Returns: (transfer full): what the platform said of the bank, in its own shape and with everything that this
 *   program does not know
 */
char *
atlas_export_bank_as_json (AtlasAspspDetails *details)
{
  const char *raw_json;
  g_autofree char *written = NULL;

  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (details), NULL);

  raw_json = atlas_aspsp_details_get_raw_json (details);
  if (raw_json == NULL)
    written = atlas_fields_to_json (atlas_aspsp_details_get_fields (details));

  return atlas_export_pretty_json (raw_json ? raw_json : written);
}
