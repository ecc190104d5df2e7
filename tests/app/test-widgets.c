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
#include "atlas-window.h"

static void
test_new_destroy (void)
{
  const GType types[] = {
    ATLAS_TYPE_BANK_ROW, ATLAS_TYPE_BANKS_PANE, ATLAS_TYPE_CATALOGUE_BANNER, ATLAS_TYPE_ERROR_DETAILS_DIALOG,
    ATLAS_TYPE_FAILURE_PAGE, ATLAS_TYPE_FILTER_BAR, ATLAS_TYPE_FILTER_BUTTON, ATLAS_TYPE_FLAG, ATLAS_TYPE_LOGO, ATLAS_TYPE_NOTHING_FOUND_PAGE,
    ATLAS_TYPE_PLACE_CHIP, ATLAS_TYPE_PLACE_ROW, ATLAS_TYPE_PLACES_PANE, ATLAS_TYPE_PROFILE_CHOICE,
    ATLAS_TYPE_PROFILE_LABEL, ATLAS_TYPE_PROFILE_SWITCHER, ATLAS_TYPE_SHORTCUTS_DIALOG, ATLAS_TYPE_SKELETON,
    ATLAS_TYPE_STATUS_FOOTER,
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
  g_test_add_func ("/app/widgets/logo-sizes", test_logo_sizes);

  return g_test_run ();
}
