/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-error-private.h"
#include "atlas-error-body.h"
#include "fuzz.h"

static void
check_line (const char *text)
{
  if (text == NULL)
    return;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strpbrk (text, "\r\n"));
}

/* What the hosts say when they refuse; the first byte chooses the status. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  AtlasApiErrorDetails details = { .retry_after = -1 };

  if (size == 0)
    return 0;

  details.status = 400 + data[0] % 200;
  atlas_error_body_read ((const char *) data + 1, size - 1, &details);
  check_line (details.code);
  check_line (details.text);
  for (AtlasCallKind kind = ATLAS_CALL_TOKEN; kind <= ATLAS_CALL_LIST_OF_CITIES; kind++)
    atlas_error_classify (kind, &details);
  atlas_api_error_details_clear (&details);

  return 0;
}
