/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-test-await.h"

static DexFuture *
settled_cb (DexFuture *future,
            gpointer   data)
{
  gboolean *settled = data;

  *settled = TRUE;

  return dex_ref (future);
}

static gboolean
elapsed_cb (gpointer data)
{
  gboolean *elapsed = data;

  *elapsed = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * atlas_test_await:
 * @future: (transfer full): what to wait for
 * @error: where the rejection goes
 *
 * Runs the main loop until @future is settled.
 *
 * Returns: (transfer none) (nullable): its value, valid until the next call, or %NULL with @error set
 */
const GValue *
atlas_test_await (DexFuture  *future,
                  GError    **error)
{
  static DexFuture *kept;
  gboolean settled = FALSE;

  dex_clear (&kept);
  kept = dex_future_finally (future, settled_cb, &settled, NULL);
  while (!settled || dex_future_is_pending (kept))
    g_main_context_iteration (NULL, TRUE);

  return dex_future_get_value (kept, error);
}

/**
 * atlas_test_await_object:
 * @future: (transfer full): what to wait for
 * @error: where the rejection goes
 *
 * Returns: (transfer full) (nullable): the object that it resolved to
 */
gpointer
atlas_test_await_object (DexFuture  *future,
                         GError    **error)
{
  const GValue *value = atlas_test_await (future, error);

  return value ? g_value_dup_object (value) : NULL;
}

/**
 * atlas_test_await_boxed:
 * @future: (transfer full): what to wait for
 * @error: where the rejection goes
 *
 * Returns: (transfer full) (nullable): a copy of the boxed value that it resolved to
 */
gpointer
atlas_test_await_boxed (DexFuture  *future,
                        GError    **error)
{
  const GValue *value = atlas_test_await (future, error);

  return value ? g_value_dup_boxed (value) : NULL;
}

/**
 * atlas_test_await_boolean:
 * @future: (transfer full): what to wait for
 * @error: where the rejection goes
 *
 * Returns: the boolean that it resolved to; %FALSE with @error set where it was rejected
 */
gboolean
atlas_test_await_boolean (DexFuture  *future,
                          GError    **error)
{
  const GValue *value = atlas_test_await (future, error);

  return value ? g_value_get_boolean (value) : FALSE;
}

/**
 * atlas_test_spin:
 * @milliseconds: for how long
 *
 * Runs the main loop for a while, for what must be given time to go wrong.
 */
void
atlas_test_spin (guint milliseconds)
{
  gboolean elapsed = FALSE;

  g_timeout_add (milliseconds, elapsed_cb, &elapsed);
  while (!elapsed)
    g_main_context_iteration (NULL, TRUE);
}
