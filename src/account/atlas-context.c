/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-profile.h"

static const char *const context_names[] = {
  [ATLAS_CONTEXT_PRIVATE] = "private",
  [ATLAS_CONTEXT_CORPORATE] = "corporate",
};

/**
 * atlas_context_to_string:
 * @context: a context
 *
 * Returns: (transfer none): its name, as it is saved and as scopes end with it
 */
const char *
atlas_context_to_string (AtlasContext context)
{
  g_return_val_if_fail ((guint) context < G_N_ELEMENTS (context_names), NULL);

  return context_names[context];
}

/**
 * atlas_context_from_string:
 * @text: (nullable): a name
 * @context: (out): the context of that name
 *
 * Returns: whether there is one
 */
gboolean
atlas_context_from_string (const char   *text,
                           AtlasContext *context)
{
  for (guint i = 0; i < G_N_ELEMENTS (context_names); i++)
    if (g_strcmp0 (text, context_names[i]) == 0)
      {
        *context = i;
        return TRUE;
      }

  return FALSE;
}
