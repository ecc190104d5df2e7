/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-retry.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *header = g_strndup ((const char *) data, size);

  g_assert_cmpint (atlas_retry_parse_after (header, 1700000000), >=, -1);

  return 0;
}
