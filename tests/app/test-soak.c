/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bank-page.h"
#include "atlas-banks-pane.h"
#include "atlas-test-await.h"
#include "atlas-test-place.h"
#include "atlas-test-usage.h"
#include "atlas-test-widget.h"

/* One bank after the other, for days: list, search and page may not grow. */

/* Drawing takes most of the time; `catalogue-soak`, which does without, makes 20,000. */
#define LONG_SELECTIONS 5000
#define QUICK_SELECTIONS 120

static void
test_selections (void)
{
  static const char *const texts[] = { "", "bank", "b", "nothing has this", "ESSESESS", "country:SE spar" };
  const guint n = g_getenv ("ATLAS_TORTURE") != NULL ? LONG_SELECTIONS : QUICK_SELECTIONS;
  AtlasTestPlace *place = atlas_test_place_new ();
  g_autoptr (AtlasCatalogue) catalogue = atlas_test_place_new_catalogue (place);
  g_autoptr (AtlasPlaceSet) places = atlas_place_set_new ();
  g_autoptr (AtlasAspspList) all = atlas_catalogue_list_aspsps (catalogue, NULL);
  g_autoptr (GObject) changes = atlas_test_await_object (atlas_catalogue_refresh (catalogue, ATLAS_REFRESH_ALL, NULL), NULL);
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (AtlasTestUsage));
  GtkWidget *banks_view = adw_navigation_view_new ();
  GtkWidget *bank_view = adw_navigation_view_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  AtlasBanksPane *pane = g_object_new (ATLAS_TYPE_BANKS_PANE, "catalogue", catalogue, "places", places, NULL);
  AtlasBankPage *page = g_object_new (ATLAS_TYPE_BANK_PAGE, "catalogue", catalogue, NULL);
  GtkWidget *search = atlas_test_find_type (pane, GTK_TYPE_SEARCH_ENTRY);
  GtkWindow *window;
  guint n_banks;

  adw_navigation_view_add (ADW_NAVIGATION_VIEW (banks_view), ADW_NAVIGATION_PAGE (pane));
  adw_navigation_view_add (ADW_NAVIGATION_VIEW (bank_view), ADW_NAVIGATION_PAGE (page));
  gtk_box_append (GTK_BOX (box), banks_view);
  gtk_box_append (GTK_BOX (box), bank_view);
  window = atlas_test_window_new (box);
  n_banks = g_list_model_get_n_items (G_LIST_MODEL (all));
  g_assert_cmpuint (n_banks, >, 0);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AtlasAspspItem) item = g_list_model_get_item (G_LIST_MODEL (all), i % n_banks);

      gtk_editable_set_text (GTK_EDITABLE (search), texts[i % G_N_ELEMENTS (texts)]);
      atlas_bank_page_set_bic_fi (page, atlas_aspsp_item_get_bic_fi (item));
      atlas_test_wait_until (atlas_bank_page_get_details (page) != NULL && !atlas_bank_page_get_loading (page));
      atlas_test_usage_take (samples, i, n);
    }
  atlas_test_usage_check ("selections in the window", samples);

  atlas_test_window_destroy (window);
  g_clear_object (&all);
  g_clear_object (&catalogue);
  atlas_test_place_free (place);
}

int
main (int   argc,
      char *argv[])
{
  atlas_test_usage_init ();
  atlas_test_widget_init (&argc, &argv);

  g_test_add_func ("/app/soak/selections", test_selections);

  return g_test_run ();
}
