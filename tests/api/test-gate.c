/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-gate.h"
#include "atlas-test-await.h"

static void
test_one_at_a_time (void)
{
  AtlasGate *gate = atlas_gate_new (1);
  GObject *first = atlas_test_await_object (atlas_gate_enter (gate), NULL);
  DexFuture *second = atlas_gate_enter (gate);
  DexFuture *third = atlas_gate_enter (gate);

  g_assert_nonnull (first);
  g_assert_true (dex_future_is_pending (second));

  atlas_test_await (dex_future_new_for_boolean (TRUE), NULL);
  g_object_unref (first);
  g_assert_true (dex_future_is_resolved (second));
  g_assert_true (dex_future_is_pending (third));

  dex_unref (second);
  g_assert_true (dex_future_is_resolved (third));
  dex_unref (third);
  g_assert_finalize_object (gate);
}

static void
test_gives_its_place_up (void)
{
  AtlasGate *gate = atlas_gate_new (1);
  DexFuture *first = atlas_gate_enter (gate);
  DexFuture *second = dex_future_first (atlas_gate_enter (gate), NULL);
  DexFuture *third = atlas_gate_enter (gate);

  dex_unref (second);
  g_assert_true (dex_future_is_pending (third));
  dex_unref (first);
  g_assert_true (dex_future_is_resolved (third));
  dex_unref (third);
  g_assert_finalize_object (gate);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/api/gate/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/api/gate/gives-its-place-up", test_gives_its_place_up);

  return g_test_run ();
}
