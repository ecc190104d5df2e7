/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scrolls a list of fifty thousand banks from its top to its bottom, and prints as JSON how long the frames take: with
 * the program's list, and with a GtkStringList under the same rows, which cannot know less about its items. */

#include "config.h"

#include <adwaita.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>

#include "atlas-app-init.h"
#include "atlas-aspsp-list-private.h"
#include "atlas-bank-row-factory.h"
#include "atlas-bank-row.h"
#include "relevance-banks.h"

#define N_BANKS 50000
#define N_FRAMES 400
#define FRAMES_TO_SETTLE 30

typedef struct
{
  GtkAdjustment *adjustment;
  GArray        *times;     /* (element-type gint64): microseconds */
  gint64         begun;
  guint          n_frames;
  gboolean       is_done;
} Scrolling;

/* ---------------------------------------------------------------- rows */

static void
chosen_cb (GtkWidget *row)
{
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, g_object_new (ATLAS_TYPE_BANK_ROW, NULL));
}

/* The plain list's rows take turns with a few banks, so that they have as much to change as the others. */
static void
bind_string_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item,
                GPtrArray                *items)
{
  const guint turn = gtk_list_item_get_position (list_item) % items->len;

  atlas_bank_row_set_item (ATLAS_BANK_ROW (gtk_list_item_get_child (list_item)), g_ptr_array_index (items, turn));
}

/* ---------------------------------------------------------------- scrolling */

static void
before_paint_cb (GdkFrameClock *clock,
                 Scrolling     *scrolling)
{
  scrolling->begun = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                Scrolling     *scrolling)
{
  const gint64 time = g_get_monotonic_time () - scrolling->begun;

  if (scrolling->n_frames > FRAMES_TO_SETTLE && !scrolling->is_done)
    g_array_append_val (scrolling->times, time);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Scrolling *scrolling = user_data;
  const double range = gtk_adjustment_get_upper (scrolling->adjustment) - gtk_adjustment_get_page_size (scrolling->adjustment);

  if (++scrolling->n_frames > FRAMES_TO_SETTLE)
    gtk_adjustment_set_value (scrolling->adjustment, range * (scrolling->n_frames - FRAMES_TO_SETTLE) / N_FRAMES);
  else
    gtk_widget_queue_draw (widget);
  scrolling->is_done = scrolling->n_frames >= FRAMES_TO_SETTLE + N_FRAMES;

  return G_SOURCE_CONTINUE;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
print_times (JsonBuilder *builder,
             const char  *name,
             GArray      *times)
{
  g_array_sort (times, compare_times);
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "p50_ms");
  json_builder_add_double_value (builder, g_array_index (times, gint64, times->len / 2) / 1e3);
  json_builder_set_member_name (builder, "p99_ms");
  json_builder_add_double_value (builder, g_array_index (times, gint64, times->len * 99 / 100) / 1e3);
  json_builder_end_object (builder);
}

static void
scroll (GListModel         *model,
        GtkListItemFactory *factory,
        JsonBuilder        *builder,
        const char         *name)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (model)));
  GtkWidget *view = gtk_list_view_new (selection, factory);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  Scrolling scrolling = { .times = times };

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  adw_window_set_content (ADW_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 780);
  scrolling.adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint", G_CALLBACK (before_paint_cb), &scrolling);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), &scrolling);
  gtk_widget_add_tick_callback (view, tick_cb, &scrolling, NULL);
  while (!scrolling.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (window), &scrolling);
  gtk_window_destroy (GTK_WINDOW (window));
  print_times (builder, name, times);
}

static GPtrArray *
take_items (GListModel *model)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 16; i++)
    g_ptr_array_add (items, g_list_model_get_item (model, i));

  return items;
}

static GListModel *
make_strings (guint n)
{
  GtkStringList *strings = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_take (strings, g_strdup_printf ("%u", i));

  return G_LIST_MODEL (strings);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (AtlasAspspTable) table = NULL;
  g_autoptr (AtlasAspspSource) source = NULL;
  g_autoptr (AtlasAspspList) list = NULL;
  g_autoptr (GListModel) strings = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  GtkListItemFactory *factory;

  adw_init ();
  atlas_app_init ();
  table = relevance_banks_new (FALSE, N_BANKS);
  source = atlas_aspsp_source_new ();
  list = atlas_aspsp_list_new (source, NULL);
  atlas_aspsp_source_set_table (source, table);
  items = take_items (G_LIST_MODEL (list));
  strings = make_strings (N_BANKS);

  json_builder_begin_object (builder);
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_string_cb), items);
  scroll (strings, factory, builder, "plain");
  factory = atlas_bank_row_factory_new (G_CALLBACK (chosen_cb));
  scroll (G_LIST_MODEL (list), factory, builder, "ours");
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);

  return EXIT_SUCCESS;
}
