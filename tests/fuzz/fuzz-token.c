/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-token-reader.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const gint64 now = 1700000000;
  g_autoptr (GBytes) body = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasToken) token = atlas_token_read (body, now, &error);

  g_assert_true ((token == NULL) == (error != NULL));
  if (token != NULL)
    {
      g_assert_cmpint (token->expires_at, >=, now);
      /* It goes into a header. */
      for (const char *c = secret_value_get_text (token->value); *c != '\0'; c++)
        g_assert_true (g_ascii_isgraph (*c));
    }

  return 0;
}
