/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-app-init.h"
#include "atlas-application.h"
#include "atlas-bank-row.h"
#include "atlas-banks-pane.h"
#include "atlas-catalogue-banner.h"
#include "atlas-error-details-dialog.h"
#include "atlas-failure-page.h"
#include "atlas-filter-bar.h"
#include "atlas-filter-button.h"
#include "atlas-flag.h"
#include "atlas-logo.h"
#include "atlas-nothing-found-page.h"
#include "atlas-place-chip.h"
#include "atlas-place-private.h"
#include "atlas-place-row.h"
#include "atlas-places-pane.h"
#include "atlas-profile-choice.h"
#include "atlas-profile-label.h"
#include "atlas-profile-switcher.h"
#include "atlas-shortcuts-dialog.h"
#include "atlas-skeleton.h"
#include "atlas-status-footer.h"
#include "atlas-term-chip.h"
#include "atlas-test-files.h"
#include "atlas-test-widget.h"
#include "atlas-window.h"

static void
test_new_destroy (void)
{
  const GType types[] = {
    ATLAS_TYPE_BANK_ROW, ATLAS_TYPE_BANKS_PANE, ATLAS_TYPE_CATALOGUE_BANNER, ATLAS_TYPE_ERROR_DETAILS_DIALOG,
    ATLAS_TYPE_FAILURE_PAGE, ATLAS_TYPE_FILTER_BAR, ATLAS_TYPE_FILTER_BUTTON, ATLAS_TYPE_FLAG, ATLAS_TYPE_LOGO, ATLAS_TYPE_NOTHING_FOUND_PAGE,
    ATLAS_TYPE_PLACE_CHIP, ATLAS_TYPE_PLACE_ROW, ATLAS_TYPE_PLACES_PANE, ATLAS_TYPE_PROFILE_CHOICE,
    ATLAS_TYPE_PROFILE_LABEL, ATLAS_TYPE_PROFILE_SWITCHER, ATLAS_TYPE_SHORTCUTS_DIALOG, ATLAS_TYPE_SKELETON,
    ATLAS_TYPE_STATUS_FOOTER, ATLAS_TYPE_TERM_CHIP,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_test_message ("%s", g_type_name (types[i]));
      g_assert_finalize_object (widget);
    }
}

static void
test_window_new_destroy (void)
{
  g_autoptr (AtlasApplication) application = atlas_application_new ();
  g_autoptr (GError) error = NULL;
  AtlasWindow *window;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);

  window = atlas_window_new (application);
  g_assert_null (atlas_window_get_catalogue (window));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
toggled_cb (GObject    *object,
            GParamSpec *pspec,
            guint      *n_notified)
{
  (*n_notified)++;
}

static void
test_filter_button (void)
{
  g_autoptr (AtlasFilterButton) filter = g_object_ref_sink (g_object_new (ATLAS_TYPE_FILTER_BUTTON, "title", "Product", NULL));
  const char *const words[] = { "domestic", "international", NULL };
  const char *const one[] = { "international", NULL };
  guint n_notified = 0;

  g_signal_connect (filter, "notify::chosen", G_CALLBACK (toggled_cb), &n_notified);
  atlas_filter_button_set_choices (filter, words, NULL);
  g_assert_cmpuint (g_strv_length ((GStrv) atlas_filter_button_get_chosen (filter)), ==, 0);

  atlas_filter_button_set_chosen (filter, one);
  atlas_filter_button_set_chosen (filter, one);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (g_strv_equal (atlas_filter_button_get_chosen (filter), one));

  atlas_filter_button_set_chosen (filter, NULL);
  g_assert_cmpuint (n_notified, ==, 2);
}

static void
test_chip (void)
{
  g_autoptr (AtlasPlace) place = atlas_place_new (ATLAS_PLACE_COUNTRY, "SE", "Sweden", "🇸🇪");
  GtkWidget *chip = g_object_ref_sink (atlas_place_chip_new (place));

  g_assert_true (atlas_place_chip_get_place (ATLAS_PLACE_CHIP (chip)) == place);
  g_assert_finalize_object (chip);
}

static void
count_cb (GObject *object,
          guint   *n_emitted)
{
  (*n_emitted)++;
}

static gboolean
shows_a_mark (GtkWidget *chip)
{
  GtkWidget *mark = gtk_widget_get_first_child (chip);

  return GTK_IS_IMAGE (mark) && gtk_widget_get_visible (mark);
}

/* What is excluded, and what finds nothing, is not told by colour alone. */
static void
test_term_chip (void)
{
  AtlasQueryReading reading = { .field = ATLAS_QUERY_FIELD_COUNTRY, .label = (char *) "Country: Sweden" };
  GtkWidget *chip = g_object_ref_sink (atlas_term_chip_new (&reading));
  guint n_removed = 0;

  g_assert_false (shows_a_mark (chip));
  g_signal_connect (chip, "removed", G_CALLBACK (count_cb), &n_removed);
  g_assert_true (gtk_widget_activate_action (chip, "chip.remove", NULL));
  g_assert_cmpuint (n_removed, ==, 1);
  g_assert_finalize_object (chip);

  reading.negated = TRUE;
  chip = g_object_ref_sink (atlas_term_chip_new (&reading));
  g_assert_true (shows_a_mark (chip));
  g_assert_true (gtk_widget_has_css_class (chip, "excluded"));
  g_assert_finalize_object (chip);

  reading.problem = (char *) "There is no such country";
  chip = g_object_ref_sink (atlas_term_chip_new (&reading));
  g_assert_true (shows_a_mark (chip));
  g_assert_true (gtk_widget_has_css_class (chip, "problem"));
  g_assert_finalize_object (chip);
}

static GPtrArray *
make_readings (guint n_products)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_query_reading_free);

  for (guint i = 0; i < n_products; i++)
    {
      AtlasQueryReading *reading = g_new0 (AtlasQueryReading, 1);

      reading->field = ATLAS_QUERY_FIELD_PRODUCT;
      reading->label = g_strdup_printf ("Product: %u", i);
      reading->words = g_strsplit (i == 0 ? "a" : "b,c", ",", -1);
      g_ptr_array_add (readings, reading);
    }

  return readings;
}

static GtkWidget *
find_child (GtkWidget *widget,
            GType      type,
            guint      position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
      {
        if (position-- == 0)
          return child;
      }

  return NULL;
}

static void
removed_cb (GtkWidget *bar,
            guint      position,
            guint     *removed)
{
  *removed = position;
}

static void
chosen_cb (GtkWidget *bar,
           int        field,
           GStrv      values,
           char     **chosen)
{
  g_free (*chosen);
  *chosen = g_strjoinv (",", values);
}

/* The chips and the buttons show the same qualifiers; showing them asks for nothing. */
static void
test_filter_bar_terms (void)
{
  GtkWidget *bar = g_object_ref_sink (g_object_new (ATLAS_TYPE_FILTER_BAR, NULL));
  g_autoptr (GPtrArray) two = make_readings (2);
  g_autoptr (GPtrArray) many = make_readings (12);
  g_autoptr (GPtrArray) none = make_readings (0);
  GtkWidget *wrap = adw_bin_get_child (ADW_BIN (bar));
  GtkWidget *products = find_child (wrap, ATLAS_TYPE_FILTER_BUTTON, 0);
  const char *const other[] = { "c", NULL };
  g_autofree char *chosen = NULL;
  guint removed = G_MAXUINT;

  g_signal_connect (bar, "term-removed", G_CALLBACK (removed_cb), &removed);
  g_signal_connect (bar, "values-chosen", G_CALLBACK (chosen_cb), &chosen);
  atlas_filter_bar_show_terms (ATLAS_FILTER_BAR (bar), two);
  g_assert_null (chosen);
  g_assert_cmpuint (g_strv_length ((GStrv) atlas_filter_button_get_chosen (ATLAS_FILTER_BUTTON (products))), ==, 3);
  gtk_widget_activate_action (find_child (wrap, ATLAS_TYPE_TERM_CHIP, 1), "chip.remove", NULL);
  g_assert_cmpuint (removed, ==, 1);
  atlas_filter_button_set_chosen (ATLAS_FILTER_BUTTON (products), other);
  g_assert_cmpstr (chosen, ==, "c");

  /* Many are scrolled rather than let push the banks out. */
  atlas_filter_bar_show_terms (ATLAS_FILTER_BAR (bar), many);
  g_assert_true (GTK_IS_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (bar))));
  atlas_filter_bar_show_terms (ATLAS_FILTER_BAR (bar), none);
  g_assert_true (adw_bin_get_child (ADW_BIN (bar)) == wrap);
  g_assert_null (find_child (wrap, ATLAS_TYPE_TERM_CHIP, 0));
  g_assert_finalize_object (bar);
}

static void
test_logo_sizes (void)
{
  GtkWidget *logo = g_object_ref_sink (atlas_logo_new ());
  int minimum, natural;

  atlas_logo_set_pixel_size (ATLAS_LOGO (logo), 72);
  atlas_logo_set_source (ATLAS_LOGO (logo), NULL, "https://logos.example/a.png", "Nordea");
  gtk_widget_measure (logo, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 72);
  g_assert_cmpint (natural, ==, 72);
  g_assert_finalize_object (logo);
}

static GskRenderNode *
draw (GtkWidget *logo)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  GTK_WIDGET_GET_CLASS (logo)->snapshot (logo, snapshot);

  return gtk_snapshot_free_to_node (snapshot);
}

static gboolean
has_picture (GtkWidget *logo)
{
  g_autoptr (GskRenderNode) node = draw (logo);
  g_autoptr (GBytes) bytes = gsk_render_node_serialize (node);

  return g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "texture") != NULL;
}

/* What is seen of the plate, between the picture and the edge: 0 to 255. */
static guint
get_plate_brightness (GtkWidget *logo)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (logo));
  g_autoptr (GskRenderNode) node = draw (logo);
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, 40, 40));
  guint8 pixels[40][40][4];

  gdk_texture_download (texture, &pixels[0][0][0], sizeof pixels[0]);

  return pixels[20][2][1];
}

/* One that is white on nothing stands on a dark plate, the first time and when it comes from the cache. */
static void
test_logo_plate (void)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Demo", ATLAS_ENVIRONMENT_DEMO);
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autofree char *directory = g_dir_make_tmp ("bank-atlas-test-XXXXXX", NULL);
  g_autoptr (AtlasCatalogue) catalogue = atlas_catalogue_new (profile, secrets, directory);

  for (guint i = 0; i < 4; i++)
    {
      const char *url = i % 2 == 0 ? "https://logos.example/images/ALGNSESS.svg" : "https://logos.example/images/LINDSESG.svg";
      GtkWidget *logo = atlas_logo_new ();
      GtkWindow *window;

      atlas_logo_set_source (ATLAS_LOGO (logo), catalogue, url, "Bank");
      window = atlas_test_window_new (logo);
      atlas_test_wait_until (has_picture (logo));
      gtk_widget_allocate (logo, 40, 40, -1, NULL);
      if (i % 2 == 0)
        g_assert_cmpuint (get_plate_brightness (logo), <, 64);
      else
        g_assert_cmpuint (get_plate_brightness (logo), ==, 255);
      atlas_test_window_destroy (window);
    }
  atlas_test_remove_directory (directory);
}

/* Sandbox and production are never mixed up: whatever has to give way, it is not the mark. */
static void
test_environment_is_whole (void)
{
  for (int environment = ATLAS_ENVIRONMENT_DEMO; environment <= ATLAS_ENVIRONMENT_CUSTOM; environment++)
    {
      AtlasProfileLabel *mark = g_object_ref_sink (g_object_new (ATLAS_TYPE_PROFILE_LABEL, NULL));
      int minimum, natural;

      atlas_profile_label_set_environment (mark, environment);
      gtk_widget_measure (GTK_WIDGET (mark), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      g_assert_cmpint (minimum, ==, natural);
      g_assert_finalize_object (mark);
    }
}

int
main (int   argc,
      char *argv[])
{
  /* in-display.sh gives it a home of its own. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  atlas_app_init ();

  g_test_add_func ("/app/widgets/new-destroy", test_new_destroy);
  g_test_add_func ("/app/widgets/window-new-destroy", test_window_new_destroy);
  g_test_add_func ("/app/widgets/filter-button", test_filter_button);
  g_test_add_func ("/app/widgets/chip", test_chip);
  g_test_add_func ("/app/widgets/term-chip", test_term_chip);
  g_test_add_func ("/app/widgets/filter-bar-terms", test_filter_bar_terms);
  g_test_add_func ("/app/widgets/logo-sizes", test_logo_sizes);
  g_test_add_func ("/app/widgets/logo-plate", test_logo_plate);
  g_test_add_func ("/app/widgets/environment-is-whole", test_environment_is_whole);

  return g_test_run ();
}
