/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-fiber.h"
#include "atlas-turn.h"

/* As long as a refresh of many banks may take in the program whose turn it is. */
#define PATIENCE_MS (10 * 60 * 1000)

/**
 * atlas_turn_await:
 * @path: a file that is there for this alone
 * @cancelled: rejects with %G_IO_ERROR_CANCELLED when nobody wants it any more
 * @turn: (out) (transfer full) (nullable): what is held as long as it is this program's turn; %NULL where there can be no such
 *   lock, because to do something twice is better than not to do it at all
 * @waited: (out): whether it was another program's turn before
 * @error: where an error goes
 *
 * Waits until no other program does the same, and nobody else in this one. To be called on a fiber.
 *
 * Returns: whether to go on, %FALSE only where it was cancelled
 */
gboolean
atlas_turn_await (const char     *path,
                  DexFuture      *cancelled,
                  AtlasFileLock **turn,
                  gboolean       *waited,
                  GError        **error)
{
  g_autoptr (GError) held = NULL;
  g_autoptr (GError) failure = NULL;

  *turn = dex_await_object (atlas_file_lock_wait (path, 0), &held);
  *waited = g_error_matches (held, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  if (!*waited)
    return TRUE;

  *turn = dex_await_object (atlas_fiber_unless (cancelled, atlas_file_lock_wait (path, PATIENCE_MS)), &failure);
  if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}
