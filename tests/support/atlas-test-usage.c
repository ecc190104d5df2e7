/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <malloc.h>
#include <sqlite3.h>
#include <string.h>

#include "atlas-test-await.h"
#include "atlas-test-usage.h"

/* What fills up in the beginning is not growth: caches, the log of requests, statements. */
#define WARM_UP_PART 2
#define N_SAMPLES (g_getenv ("ATLAS_TORTURE") != NULL ? 32 : 4)
/* What a refresh replaces is freed a little later. */
#define REST_MS 2500
#define PAGE_BYTES (4096 + 512)
#define N_PAGES 2000
/* The client keeps some connections open, now more, now fewer. Each end is a file; together they are three sources. */
#define MAX_MORE_CONNECTIONS 6
/* Work that is still under way may differ by so much, however little is used in all. */
#define SLACK_BYTES (64 * 1024)
/* A short run looks at what is allocated: what the process takes for it still grows by tens of megabytes, until the heap's holes are
 * of the sizes that are asked for. The log of requests fills up meanwhile. */
#define SLACK_OF_SHORT_RUN_BYTES (2 * 1024 * 1024)

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* There is no asking how many there are; but each has a number, and numbers go up. */
static guint
count_sources (void)
{
  GMainContext *context = g_main_context_default ();
  g_autoptr (GSource) last = g_idle_source_new ();
  guint last_id = g_source_attach (last, context);
  guint n = 0;

  g_source_destroy (last);
  for (guint id = 1; id < last_id; id++)
    if (g_main_context_find_source_by_id (context, id) != NULL)
      n++;

  return n;
}

/* What the process takes of memory that is no file. Its part of what it shares with others, libraries above all, grows when they end. */
static gsize
read_anonymous (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL));
  line = strstr (text, "\nPss_Anon:");
  g_assert_nonnull (line);

  return 1024 * (gsize) g_ascii_strtoull (line + strlen ("\nPss_Anon:"), NULL, 10);
}

/**
 * atlas_test_usage_init:
 *
 * To be called before anything opens a database: SQLite's caches of pages, which grow with the file to a bound of their own,
 * get their memory at once.
 */
void
atlas_test_usage_init (void)
{
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_PAGECACHE, g_malloc (N_PAGES * PAGE_BYTES), PAGE_BYTES, N_PAGES), ==, SQLITE_OK);
}

/**
 * atlas_test_usage_take:
 * @samples: (element-type AtlasTestUsage): where the sample goes
 * @done: how many rounds there were
 * @n: how many there will be
 *
 * Notes after some of the rounds, from half of them on, what is in use.
 */
void
atlas_test_usage_take (GArray *samples,
                       guint   done,
                       guint   n)
{
  const guint warm = n / WARM_UP_PART;
  AtlasTestUsage usage;

  if (done < warm || (done - warm) % MAX (1, (n - warm) / N_SAMPLES) != 0)
    return;

  atlas_test_spin (REST_MS);
  /* The holes between what is in use are free for what comes next; how many there are is up to chance. */
  malloc_trim (0);
  usage.bytes = read_anonymous ();
  usage.heap_bytes = mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
  usage.n_files = count_files ();
  usage.n_sources = count_sources ();
  g_array_append_val (samples, usage);
}

static int
compare_usage (gconstpointer a,
               gconstpointer b)
{
  const AtlasTestUsage *x = a, *y = b;

  return x->bytes < y->bytes ? -1 : x->bytes > y->bytes;
}

/* How much is in use with just so many connections open, which come and go: the median of the samples that have them. */
static gsize
find_median (const AtlasTestUsage *samples,
             guint        n,
             guint        n_sources,
             guint       *n_found)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (AtlasTestUsage));

  for (guint i = 0; i < n; i++)
    if (samples[i].n_sources == n_sources)
      g_array_append_val (found, samples[i]);
  *n_found = found->len;
  if (found->len == 0)
    return 0;
  g_array_sort (found, compare_usage);

  return g_array_index (found, AtlasTestUsage, found->len / 2).bytes;
}

/* The least that was allocated: work under way only adds to it. */
static gsize
find_least_heap (const AtlasTestUsage *samples,
                 guint                 n)
{
  gsize least = G_MAXSIZE;

  for (guint i = 0; i < n; i++)
    least = MIN (least, samples[i].heap_bytes);

  return least;
}

static AtlasTestUsage
find_most (const AtlasTestUsage *samples,
           guint        n)
{
  AtlasTestUsage most = { 0 };

  for (guint i = 0; i < n; i++)
    {
      most.n_files = MAX (most.n_files, samples[i].n_files);
      most.n_sources = MAX (most.n_sources, samples[i].n_sources);
    }

  return most;
}

/**
 * atlas_test_usage_check:
 * @what: was done, in a word
 * @samples: (element-type AtlasTestUsage): what was in use
 *
 * Fails where the second half of the samples is above the first: in the long form of the tests, where the process takes more by
 * over 2 %; in the short one, where more is allocated by over 2 MB.
 */
void
atlas_test_usage_check (const char *what,
                        GArray     *samples)
{
  const guint half = samples->len / 2;
  const AtlasTestUsage *first = &g_array_index (samples, AtlasTestUsage, 0);
  const AtlasTestUsage *second = &g_array_index (samples, AtlasTestUsage, half);
  const AtlasTestUsage most_before = find_most (first, half);
  const AtlasTestUsage most_after = find_most (second, samples->len - half);
  const gsize heap_before = find_least_heap (first, half);
  const gsize heap_after = find_least_heap (second, samples->len - half);
  gsize before = 0, after = 0;
  guint best = 0;

  for (guint n_sources = 0; n_sources <= most_after.n_sources; n_sources++)
    {
      guint n_first, n_second;
      gsize median_first = find_median (first, half, n_sources, &n_first);
      gsize median_second = find_median (second, samples->len - half, n_sources, &n_second);

      if (MIN (n_first, n_second) > best)
        {
          best = MIN (n_first, n_second);
          before = median_first;
          after = median_second;
        }
    }

  g_test_message ("%s: the heap %.3f MB, then %.3f MB", what, (double) heap_before / 1e6, (double) heap_after / 1e6);
  g_test_message ("%s: %.3f MB, then %.3f MB; files at most %u, then %u; sources at most %u, then %u", what, (double) before / 1e6,
                  (double) after / 1e6, most_before.n_files, most_after.n_files, most_before.n_sources, most_after.n_sources);
  if (g_getenv ("ATLAS_TORTURE") != NULL)
    {
      g_print ("tally: soak-growth-permille %" G_GINT64_FORMAT "\n", MAX (0, 1000 * ((gint64) after - (gint64) before) / (gint64) MAX (before, 1)));
      g_assert_cmpuint (best, >=, 1);
      g_assert_cmpuint (after, <=, before + MAX (before / 50, SLACK_BYTES));
    }
  else
    {
      g_assert_cmpuint (heap_after, <=, heap_before + SLACK_OF_SHORT_RUN_BYTES);
    }
  g_assert_cmpuint (most_after.n_files, <=, most_before.n_files + MAX_MORE_CONNECTIONS);
  g_assert_cmpuint (most_after.n_sources, <=, most_before.n_sources + 3 * MAX_MORE_CONNECTIONS);
}
