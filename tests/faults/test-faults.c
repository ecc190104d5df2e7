/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "atlas-fiber.h"
#include "atlas-lanes.h"
#include "atlas-test-await.h"
#include "atlas-test-platform.h"
#include "faults-pulse.h"
#include "faults-table.h"
#include "faults.h"

/* So many cells at a time; each has threads, files and sockets of its own. */
#define N_LANES 12

typedef struct
{
  GPtrArray  *faults;   /* (element-type Fault) */
  const char *group;
  GArray     *cells;    /* indices: fault × rows + row */
} Run;

static GPtrArray *faults;
static FaultsTable *table;
static guint n_survived;
static guint n_lost;
static guint longest_pause;

static DexFuture *
finished_cb (DexFuture *future,
             gpointer   data)
{
  FaultsCell *cell = g_value_get_pointer (dex_future_get_value (future, NULL));

  if (cell->wrong->len > 0)
    {
      n_lost++;
      g_test_message ("lost: %s under “%s: %s”: %s", faults_row_get_name (cell->row), cell->fault->group, cell->fault->name, cell->wrong->str);
      g_test_fail ();
    }
  else
    n_survived++;
  faults_table_add (table, cell);
  faults_cell_free (cell);

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
run_lane (gpointer data,
          guint    index)
{
  const Run *run = data;
  guint cell = g_array_index (run->cells, guint, index);

  return dex_future_finally (faults_cell_run (g_ptr_array_index (faults, cell / FAULTS_N_ROWS), cell % FAULTS_N_ROWS), finished_cb, NULL, NULL);
}

/* Of all faults, a developer may want to see one. */
static gboolean
is_wanted (const Fault *fault)
{
  const char *only = g_getenv ("ATLAS_FAULTS_ONLY");
  g_autofree char *name = g_strdup_printf ("%s: %s", fault->group, fault->name);

  return only == NULL || g_pattern_match_simple (only, name);
}

/* A logo host's error is told by its status alone: there each status comes once, and not with every body. */
static gboolean
makes_a_difference (const Fault *fault,
                    FaultsRow    row)
{
  return !fault->of_status || !faults_row_is_logo (row) || !faults_are_long () || *fault->text == '\0' || fault->plant != faults_plant_status;
}

static void
test_group (gconstpointer data)
{
  Run run = { .group = data, .cells = g_array_new (FALSE, FALSE, sizeof (guint)) };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < faults->len; i++)
    if (g_str_equal (((Fault *) g_ptr_array_index (faults, i))->group, run.group) && is_wanted (g_ptr_array_index (faults, i)))
      for (guint row = 0; row < FAULTS_N_ROWS; row++)
        {
          guint cell = i * FAULTS_N_ROWS + row;

          if (makes_a_difference (g_ptr_array_index (faults, i), row))
            g_array_append_val (run.cells, cell);
        }

  faults_pulse_start ();
  atlas_test_await (atlas_lanes_run (run.cells->len, N_LANES, run_lane, &run), &error);
  longest_pause = MAX (longest_pause, faults_pulse_stop ());
  g_assert_no_error (error);
  g_array_unref (run.cells);
}

static void
add_groups (void)
{
  g_autoptr (GHashTable) added = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < faults->len; i++)
    {
      const Fault *fault = g_ptr_array_index (faults, i);
      g_autofree char *path = g_strdup_printf ("/faults/%s", fault->group);

      if (g_hash_table_add (added, fault->group))
        g_test_add_data_func (path, fault->group, test_group);
    }
}

static void
report (void)
{
  const char *path = g_getenv ("ATLAS_FAULTS_TABLE");
  g_autofree char *text = faults_table_format (table);
  g_autoptr (GError) error = NULL;

  if (path != NULL && !g_file_set_contents (path, text, -1, &error))
    g_printerr ("%s\n", error->message);
  if (faults_are_long ())
    {
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        g_test_message ("%s", lines[i]);
    }
  g_test_message ("tally: cells %u", n_survived);
  g_test_message ("tally: cells-lost %u", n_lost);
  g_test_message ("tally: longest-pause-ms %u", longest_pause);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  atlas_test_use_file_keyring ();

  faults_hosts_set_up ();
  faults_template_set_up ();
  table = faults_table_new ();
  faults = faults_new_list ();
  faults_floods_set_up ();
  add_groups ();
  status = g_test_run ();
  report ();

  g_ptr_array_unref (faults);
  faults_table_free (table);
  faults_template_tear_down ();
  faults_floods_tear_down ();
  faults_hosts_tear_down ();

  return status;
}
