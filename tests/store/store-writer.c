/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include "store-fixture.h"
#include "user-fixture.h"

static void
write_refreshes (const char *path,
                 guint       n_banks)
{
  AtlasStore *store = fixture_open_store (path);

  g_print ("writing\n");
  for (guint generation = 2;; generation = 3 - generation)
    g_object_unref (fixture_apply (store, fixture_generated (n_banks, generation, 1000)));
}

/* Says of each star when it was told that it is kept. */
static void
write_stars (const char *path,
             const char *profile)
{
  AtlasUserData *user_data = fixture_open_user_data (path, profile);

  for (guint number = atlas_user_data_get_n_starred (user_data);; number++)
    {
      g_autofree char *bic_fi = g_strdup_printf ("BANK%04u", number);

      dex_unref (atlas_user_data_set_note (user_data, bic_fi, bic_fi));
      fixture_await_true (atlas_user_data_set_starred (user_data, bic_fi, TRUE));
      g_print ("%u\n", number + 1);
    }
}

/* Stars some banks, and notes something about them: store-writer notes FILE PREFIX COUNT [PROFILE]. A single one is called PREFIX. */
static void
write_notes (int   argc,
             char *argv[])
{
  AtlasUserData *user_data = fixture_open_user_data (argv[2], argc > 5 ? argv[5] : "sandbox");
  int n_banks = atoi (argv[4]);

  for (int i = 0; i < n_banks; i++)
    {
      g_autofree char *bic_fi = n_banks == 1 ? g_strdup (argv[3]) : g_strdup_printf ("%s%d", argv[3], i);

      fixture_await_true (atlas_user_data_set_starred (user_data, bic_fi, TRUE));
      fixture_await_true (atlas_user_data_set_note (user_data, bic_fi, bic_fi));
    }
  fixture_close_user_data (user_data);
}

static void
migrate (const char *path)
{
  g_print ("writing\n");
  fixture_close_store (fixture_open_store (path));
  g_usleep (G_USEC_PER_SEC);
}

/* Goes on writing until it is killed: store-writer refresh FILE BANKS, store-writer stars FILE [PROFILE], store-writer migrate FILE. */
int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_assert_cmpint (argc, >=, 3);
  if (g_str_equal (argv[1], "refresh"))
    write_refreshes (argv[2], atoi (argv[3]));
  else if (g_str_equal (argv[1], "stars"))
    write_stars (argv[2], argc > 3 ? argv[3] : "sandbox");
  else if (g_str_equal (argv[1], "notes"))
    write_notes (argc, argv);
  else
    migrate (argv[2]);
}
