/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <time.h>

#include "store-fixture.h"

/* Prints how long each call of the store takes, and how much of the processor's time: bench-store [BANKS [FILE]].
 * A file that is there already is only loaded. */

static gint64 started;
static clock_t started_processor;

static void
begin (void)
{
  started = g_get_monotonic_time ();
  started_processor = clock ();
}

static void
end (const char *what)
{
  g_print ("%-32s %8.1f ms %8.1f ms\n",
           what,
           (g_get_monotonic_time () - started) / 1000.0,
           (clock () - started_processor) * 1000.0 / CLOCKS_PER_SEC);
}

static AtlasAspspDetails *
make_details (const AtlasAspspRow *row)
{
  AtlasAspspFields *fields = atlas_aspsp_fields_new ();
  g_autofree char *raw = g_strnfill (1500, 'x');

  fields->bic_fi = g_strdup (row->bic_fi);
  fields->name = g_strdup (row->name);
  fields->city = g_strdup (row->city);
  fields->global_payment_products = g_strsplit ("sepa-credit-transfers domestic", " ", 0);
  fields->payment_products = g_strsplit ("swedish-giro high-value-credit-transfers cross-border-credit-transfers instant-sepa-credit-transfers", " ", 0);
  fields->authorization_methods = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_authorization_method_free);
  g_ptr_array_add (fields->authorization_methods, atlas_authorization_method_new ("OAuth2", "https://auth.example/"));
  g_ptr_array_add (fields->authorization_methods, atlas_authorization_method_new ("Decoupled", ""));
  fields->affiliates = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_affiliate_free);
  g_ptr_array_add (fields->affiliates, atlas_affiliate_new ("08999", "Södra Dalarnas Sparbank"));

  return atlas_aspsp_details_new (fields, raw, "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c", 1500);
}

static void
save_all_details (AtlasStore    *store,
                  AtlasSnapshot *snapshot)
{
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);
  guint n_rows = atlas_aspsp_table_get_n_rows (table);

  for (guint from = 0; from < n_rows; from += 1000)
    {
      g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = from; i < MIN (from + 1000, n_rows); i++)
        {
          AtlasAspspRow row;

          atlas_aspsp_table_get_row (table, i, &row);
          g_ptr_array_add (batch, make_details (&row));
        }
      dex_unref (atlas_store_save_details (store, batch));
    }
}

static void
search (AtlasAspspTable *table,
        const char      *word)
{
  guint n = 0;

  for (guint i = atlas_aspsp_table_next_match (table, 0, word, -1);
       i != ATLAS_ASPSP_TABLE_NOT_FOUND;
       i = atlas_aspsp_table_next_match (table, i + 1, word, -1))
    n++;
  g_print ("%u found. ", n);
}

static void
reopen_and_load (const char *path,
                 const char *what)
{
  AtlasStore *store;
  AtlasSnapshot *snapshot;

  begin ();
  store = fixture_open_store (path);
  end ("open");
  begin ();
  snapshot = fixture_load (store);
  end (what);
  begin ();
  search (atlas_snapshot_get_aspsps (snapshot), "4999");
  end ("search");
  begin ();
  g_clear_object (&snapshot);
  end ("free snapshot");
  begin ();
  fixture_close_store (store);
  end ("close");
}

int
main (int   argc,
      char *argv[])
{
  guint n_banks = argc > 1 ? atoi (argv[1]) : 50000;
  g_autofree char *path = argc > 2 ? g_strdup (argv[2]) : fixture_dup_path ("bench.db");
  AtlasRefresh *refresh;
  AtlasStore *store;

  setlocale (LC_ALL, "");
  dex_init ();
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      reopen_and_load (path, "load");
      return EXIT_SUCCESS;
    }

  store = fixture_open_store (path);
  refresh = fixture_generated (n_banks, 0, 1000);
  begin ();
  g_object_unref (fixture_apply (store, refresh));
  end ("first refresh");
  refresh = fixture_generated (n_banks, 0, 2000);
  begin ();
  g_object_unref (fixture_apply (store, refresh));
  end ("unchanged refresh");
  reopen_and_load (path, "load, lists only");
  reopen_and_load (path, "load, lists only, again");

  {
    g_autoptr (AtlasSnapshot) snapshot = fixture_load (store);

    begin ();
    save_all_details (store, snapshot);
    g_object_unref (fixture_load (store));
    end ("save all details, and load");
  }
  fixture_close_store (store);
  reopen_and_load (path, "load, with details");
  reopen_and_load (path, "load, with details");

  return EXIT_SUCCESS;
}
