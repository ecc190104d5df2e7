/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include "store-fixture.h"

/* Goes on writing one refresh after the other until it is killed: store-writer FILE BANKS. */
int
main (int   argc,
      char *argv[])
{
  AtlasStore *store;

  dex_init ();
  g_assert_cmpint (argc, ==, 3);
  store = fixture_open_store (argv[1]);
  g_print ("writing\n");
  for (guint generation = 2;; generation = 3 - generation)
    g_object_unref (fixture_apply (store, fixture_generated (atoi (argv[2]), generation, 1000)));
}
