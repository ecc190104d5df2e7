/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-error-body.h"
#include "atlas-explain.h"
#include "atlas-pasted-scan.h"
#include "fuzz.h"

/* What is pasted where banks are searched for, and may be an error of somebody's. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  AtlasPastedScan scan;

  if (!atlas_pasted_scan (text, &scan))
    return 0;

  g_assert_true (scan.body == NULL || (scan.body >= text && scan.length <= strlen (scan.body)));
  g_assert_true (*scan.request_id == '\0' || g_uuid_string_is_valid (scan.request_id));
  error = atlas_error_body_make_error (scan.body, scan.length, scan.status, *scan.request_id ? scan.request_id : NULL);
  if (error == NULL)
    return 0;

  sentence = atlas_explain_error (error, NULL);
  g_assert_true (g_utf8_validate (sentence, -1, NULL));
  g_assert_null (strpbrk (sentence, "\r\n{"));

  return 0;
}
