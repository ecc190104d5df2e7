/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-json-reader.h"
#include "fuzz.h"

/* FUZZ_READER is one of the readers of lists and items of the platform. */

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_auto (GStrv) notes = NULL;

  items = FUZZ_READER ((const char *) data, (gssize) size, &notes, &error);
  g_assert_true ((items == NULL) == (error != NULL));

  return 0;
}
