/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "atlas-test-await.h"
#include "atlas-test-platform.h"

/* How long the main loop is held up at most while a large directory is fetched, fetched again, and changes.
 * bench-refresh [BANKS] */

#define TICK_MS 1

typedef struct
{
  gint64 last;
  gint64 longest;
  gint64 last_busy;
  gint64 longest_busy;
  guint  n_long;
} Watch;

/* What this thread has worked: on a machine that is busy otherwise, a pause may be somebody else's. */
static gint64
get_busy (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
tick_cb (gpointer data)
{
  Watch *watch = data;
  gint64 now = g_get_monotonic_time ();
  gint64 busy = get_busy ();

  watch->longest = MAX (watch->longest, now - watch->last);
  watch->longest_busy = MAX (watch->longest_busy, busy - watch->last_busy);
  if (now - watch->last > 50 * G_TIME_SPAN_MILLISECOND)
    watch->n_long++;
  watch->last = now;
  watch->last_busy = busy;

  return G_SOURCE_CONTINUE;
}

static void
measure (AtlasCatalogue    *catalogue,
         const char        *what,
         AtlasRefreshScope  scope,
         guint              seconds)
{
  Watch watch = { .last = g_get_monotonic_time (), .last_busy = get_busy () };
  guint source = g_timeout_add_full (G_PRIORITY_HIGH, TICK_MS, tick_cb, &watch, NULL);
  gint64 started = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  gint64 took;

  if (seconds > 0)
    g_timeout_add_seconds_once (seconds, (GSourceOnceFunc) atlas_catalogue_cancel_refresh, catalogue);
  atlas_test_await (atlas_catalogue_refresh (catalogue, scope, NULL), &error);
  took = g_get_monotonic_time () - started;
  /* What is freed later counts, too. */
  atlas_test_spin (3000);
  g_source_remove (source);
  g_print ("%-28s %8.1f s   longest pause %6.1f ms (own work %6.1f ms)   over 50 ms: %u   %s\n",
           what,
           took / 1e6,
           watch.longest / 1e3,
           watch.longest_busy / 1e3,
           watch.n_long,
           error ? error->message : "");
}

int
main (int   argc,
      char *argv[])
{
  guint n_banks = argc > 1 ? atoi (argv[1]) : 50000;
  AtlasTestPlatform platform = { 0 };
  g_autoptr (AtlasSimulatorDirectory) first = NULL;
  g_autoptr (AtlasSimulatorDirectory) second = NULL;
  g_autoptr (AtlasAspspList) list = NULL;
  g_autoptr (AtlasAspspList) found = NULL;
  g_autoptr (AtlasQuery) query = atlas_query_new ();

  dex_init ();
  atlas_test_use_file_keyring ();
  atlas_test_platform_set_up (&platform, NULL);
  first = atlas_simulator_directory_generate (n_banks, 1);
  second = atlas_simulator_directory_generate (n_banks + 10, 1);
  list = atlas_catalogue_list_aspsps (platform.catalogue, NULL);
  query->text = g_strdup ("bank");
  found = atlas_catalogue_list_aspsps (platform.catalogue, query);

  atlas_simulator_set_directory (platform.simulator, first);
  measure (platform.catalogue, "the first time", ATLAS_REFRESH_LISTS, 0);
  measure (platform.catalogue, "nothing new", ATLAS_REFRESH_LISTS, 0);
  atlas_simulator_set_directory (platform.simulator, second);
  measure (platform.catalogue, "ten more banks", ATLAS_REFRESH_LISTS, 0);
  measure (platform.catalogue, "details, for ten seconds", ATLAS_REFRESH_ALL, 14);
  atlas_test_platform_tear_down (&platform, NULL);

  return 0;
}
