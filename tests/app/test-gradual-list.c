/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-gradual-list.h"
#include "atlas-test-await.h"

#define N_FIRST 24

typedef struct
{
  GtkStringList *strings;
  GtkWidget     *window;
  GListModel    *list;
  guint          n_signals;
  guint          position;
  guint          removed;
  guint          added;
} Fixture;

static void
items_changed_cb (Fixture *fixture,
                  guint    position,
                  guint    removed,
                  guint    added)
{
  fixture->n_signals++;
  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->strings = gtk_string_list_new (NULL);
  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++)
    gtk_string_list_take (fixture->strings, g_strdup_printf ("%u", i));
  fixture->window = gtk_window_new ();
  fixture->list = G_LIST_MODEL (atlas_gradual_list_new (G_LIST_MODEL (fixture->strings), fixture->window, N_FIRST));
  g_signal_connect_swapped (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->list);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->strings);
}

static void
wait_until_complete (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (g_list_model_get_n_items (fixture->list) < g_list_model_get_n_items (G_LIST_MODEL (fixture->strings)))
    {
      gtk_widget_queue_draw (fixture->window);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_begins_with_few (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GObject) beyond = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (fixture->list), ==, N_FIRST);
  beyond = g_list_model_get_item (fixture->list, N_FIRST);
  g_assert_null (beyond);
}

static void
test_becomes_complete (Fixture       *fixture,
                       gconstpointer  data)
{
  wait_until_complete (fixture);

  for (guint i = 0; i < 1000; i += 111)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (fixture->list, i);
      g_autofree char *expected = g_strdup_printf ("%u", i);

      g_assert_cmpstr (gtk_string_object_get_string (item), ==, expected);
    }
}

static void
test_changes_beyond_the_end (Fixture       *fixture,
                             gconstpointer  data)
{
  gtk_string_list_append (fixture->strings, "one more");
  g_assert_cmpuint (fixture->n_signals, ==, 0);

  gtk_string_list_splice (fixture->strings, 20, 970, NULL);
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpuint (fixture->position, ==, 20);
  g_assert_cmpuint (fixture->removed, ==, 4);
  g_assert_cmpuint (fixture->added, ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->list), ==, N_FIRST);
}

static void
test_exact_once_complete (Fixture       *fixture,
                          gconstpointer  data)
{
  wait_until_complete (fixture);
  atlas_test_spin (100);
  fixture->n_signals = 0;

  gtk_string_list_splice (fixture->strings, 500, 1, NULL);
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpuint (fixture->position, ==, 500);
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  gpointer many = GUINT_TO_POINTER (1000);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init ();

  g_test_add ("/app/gradual-list/begins-with-few", Fixture, many, set_up, test_begins_with_few, tear_down);
  g_test_add ("/app/gradual-list/becomes-complete", Fixture, many, set_up, test_becomes_complete, tear_down);
  g_test_add ("/app/gradual-list/changes-beyond-the-end", Fixture, many, set_up, test_changes_beyond_the_end, tear_down);
  g_test_add ("/app/gradual-list/exact-once-complete", Fixture, many, set_up, test_exact_once_complete, tear_down);

  return g_test_run ();
}
