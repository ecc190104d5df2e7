/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints how long a keystroke and a refresh take over a large directory, in milliseconds: the median
 * and the longest of many. */

#include "config.h"

#include <stdlib.h>

#include "atlas-aspsp-list-private.h"
#include "atlas-test-banks.h"

#define N_ROUNDS 21

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : *(const gint64 *) a > *(const gint64 *) b;
}

static void
report (const char *what,
        gint64     *times,
        guint       n_items)
{
  qsort (times, N_ROUNDS, sizeof (gint64), compare_times);
  g_print ("%-28s %8.3f %8.3f %8u\n", what, times[N_ROUNDS / 2] / 1000.0, times[N_ROUNDS - 1] / 1000.0, n_items);
}

static void
measure_query (AtlasAspspList   *list,
               const char       *what,
               const AtlasQuery *query)
{
  gint64 times[N_ROUNDS];
  guint n_items = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      atlas_aspsp_list_set_query (list, query);
      times[i] = g_get_monotonic_time () - start;
      n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
      atlas_aspsp_list_set_query (list, NULL);
    }
  report (what, times, n_items);
}

static void
measure_refresh (AtlasAspspSource *source,
                 AtlasAspspList   *list,
                 const char       *what,
                 guint             n_banks,
                 guint             n_renamed)
{
  gint64 times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (AtlasAspspTable) table = atlas_test_banks_generate (n_banks, i % 2 ? n_renamed : 0);
      gint64 start = g_get_monotonic_time ();

      atlas_aspsp_source_set_table (source, table);
      times[i] = g_get_monotonic_time () - start;
    }
  report (what, times, g_list_model_get_n_items (G_LIST_MODEL (list)));
}

/* What a selection model does when the bank that was selected may be anywhere among those added. */
static void
measure_walk (AtlasAspspList *list)
{
  gint64 times[N_ROUNDS];
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      for (guint j = 0; j < n_items; j++)
        g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), j));
      times[i] = g_get_monotonic_time () - start;
    }
  report ("walk over all items", times, n_items);
}

int
main (int   argc,
      char *argv[])
{
  guint n_banks = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 50000;
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_generate (n_banks, 0);
  g_autoptr (AtlasAspspSource) source = atlas_aspsp_source_new ();
  g_autoptr (AtlasAspspList) list = atlas_aspsp_list_new (source, NULL);
  static const char *const texts[] = { "s", "sp", "spar", "sparbank 123", "dalarnas", "zzz" };
  AtlasQuery country = { .country_codes = (GStrv) (const char *[]) { "SE", NULL } };
  AtlasQuery narrow = { .country_codes = (GStrv) (const char *[]) { "SE", NULL },
                        .products = (GStrv) (const char *[]) { "domestic", NULL },
                        .text = (char *) "bank" };

  atlas_aspsp_source_set_table (source, table);
  g_print ("%-28s %8s %8s %8s\n", "ms", "median", "longest", "banks");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      AtlasQuery query = { .text = (char *) texts[i] };

      measure_query (list, texts[i], &query);
    }
  measure_query (list, "a country", &country);
  measure_query (list, "country, product, text", &narrow);
  measure_refresh (source, list, "refresh, nothing new", n_banks, 0);
  measure_refresh (source, list, "refresh, names changed", n_banks, 100);

  measure_walk (list);

  return EXIT_SUCCESS;
}
