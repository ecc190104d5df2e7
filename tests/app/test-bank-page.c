/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-bank-page.h"
#include "atlas-next-step.h"
#include "atlas-test-await.h"
#include "atlas-test-place.h"
#include "atlas-test-widget.h"
#include "atlas-trouble-bar.h"

#define SEB "ESSESESS"
#define NORDEA "NDEASESS"

typedef struct
{
  AtlasTestPlace *place;
  AtlasCatalogue *catalogue;
  AtlasBankPage *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *view = adw_navigation_view_new ();

  fixture->place = atlas_test_place_new ();
  fixture->catalogue = atlas_test_place_new_catalogue (fixture->place);
  fixture->page = g_object_new (ATLAS_TYPE_BANK_PAGE, "catalogue", fixture->catalogue, NULL);
  adw_navigation_view_add (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (fixture->page));
  fixture->window = atlas_test_window_new (view);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  atlas_test_window_destroy (fixture->window);
  g_clear_object (&fixture->catalogue);
  g_clear_pointer (&fixture->place, atlas_test_place_free);
}

static gboolean
shows_details (Fixture *fixture)
{
  return atlas_bank_page_get_details (fixture->page) != NULL && !atlas_bank_page_get_loading (fixture->page);
}

static void
show_bank (Fixture    *fixture,
           const char *bic_fi)
{
  atlas_bank_page_set_bic_fi (fixture->page, bic_fi);
  atlas_test_wait_until (shows_details (fixture));
}

static char *
activate_and_dup_clipboard (Fixture    *fixture,
                            const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL));

  return atlas_test_dup_clipboard (fixture->page);
}

static void
test_new_destroy (void)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (ATLAS_TYPE_BANK_PAGE, NULL));

  g_assert_finalize_object (page);
}

static void
test_nothing_chosen (Fixture       *fixture,
                     gconstpointer  data)
{
  g_assert_true (atlas_test_shows (fixture->page, "Choose a Bank"));
  g_assert_null (atlas_test_find_button (fixture->page, "Star"));

  show_bank (fixture, SEB);
  g_assert_false (atlas_test_shows (fixture->page, "Choose a Bank"));
  atlas_bank_page_set_bic_fi (fixture->page, NULL);
  g_assert_true (atlas_test_shows (fixture->page, "Choose a Bank"));
  g_assert_null (atlas_bank_page_get_details (fixture->page));
}

/* Every field of the documentation's sample. */
static void
test_documented_bank (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char * const texts[] = {
    "Skandinaviska Enskilda Banken AB", "ESSESESS", "🇸🇪", "Stockholm",
    "Kungsträdgårdsgatan 8\n106 40 Stockholm\nSweden", "+46-771 365 365", "seb.se", "502032-9081",
    "sepa-credit-transfers", "domestic",
    "swedish-domestic-private-credit-transfers", "swedish-domestic-private-own-accounts-transfers",
    "swedish-domestic-private-bankgiros", "swedish-domestic-private-plusgiros", "cross-border-credit-transfers",
    "high-value-credit-transfers", "dk-domestic-credit-transfers", "intra-company-credit-transfers",
    "no-domestic-credit-transfers", "pl-domestic-credit-transfers", "se-domestic-credit-transfers",
    "uk-domestic-credit-transfers",
    "https://auth.dev.openbankingplatform.com/.well-known/openid-configuration",
  };

  show_bank (fixture, SEB);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!atlas_test_shows (fixture->page, texts[i]))
      g_error ("the page does not show “%s”", texts[i]);

  g_assert_nonnull (atlas_test_find_button (fixture->page, "Call Phone Number"));
  g_assert_nonnull (atlas_test_find_button (fixture->page, "Open Website"));
  g_assert_nonnull (atlas_test_find_button (fixture->page, "Open the Configuration of OAuth2"));
  g_assert_null (atlas_test_find_row (fixture->page, "Platform ID"));
  g_assert_true (atlas_test_shows (atlas_test_find_row (fixture->page, "Signing baskets"), "Not stated"));
  g_assert_true (atlas_test_shows (atlas_test_find_row (fixture->page, "Transaction history"), "Not stated"));
  g_assert_false (atlas_test_shows (fixture->page, "Affiliated Banks"));
  g_assert_cmpuint (atlas_test_count_nameless (fixture->page), ==, 0);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  const AtlasNextChoice choice = { ATLAS_NEXT_ACCOUNT_INFORMATION, NULL, "OAuth2", NULL };
  g_autofree char *bic = NULL;
  g_autofree char *name = NULL;
  g_autofree char *address = NULL;
  g_autofree char *json = NULL;
  g_autofree char *next_step = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *phone = NULL;

  show_bank (fixture, SEB);
  bic = activate_and_dup_clipboard (fixture, "bank.copy-bic");
  g_assert_cmpstr (bic, ==, SEB);
  name = activate_and_dup_clipboard (fixture, "bank.copy-name");
  g_assert_cmpstr (name, ==, "Skandinaviska Enskilda Banken AB");
  address = activate_and_dup_clipboard (fixture, "bank.copy-address");
  g_assert_cmpstr (address, ==, "Kungsträdgårdsgatan 8\n106 40 Stockholm\nSweden");
  json = activate_and_dup_clipboard (fixture, "bank.copy-json");
  g_assert_nonnull (strstr (json, "\"name\": \"Skandinaviska Enskilda Banken AB \""));
  next_step = activate_and_dup_clipboard (fixture, "bank.copy-next-step");
  expected = atlas_next_step_format (atlas_bank_page_get_details (fixture->page), fixture->place->profile, &choice, ATLAS_NEXT_FORMAT_CURL);
  g_assert_cmpstr (next_step, ==, expected);
  atlas_test_click (fixture->page, "Copy Phone Number");
  phone = atlas_test_dup_clipboard (fixture->page);
  g_assert_cmpstr (phone, ==, "+46-771 365 365");
}

static void
test_star (Fixture       *fixture,
           gconstpointer  data)
{
  show_bank (fixture, SEB);
  g_assert_false (atlas_bank_page_get_starred (fixture->page));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "bank.star", NULL));
  g_assert_true (atlas_catalogue_get_starred (fixture->catalogue, SEB));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (atlas_test_find_button (fixture->page, "Star"))));
  atlas_bank_page_set_bic_fi (fixture->page, NORDEA);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (atlas_test_find_button (fixture->page, "Star"))));

  atlas_catalogue_set_starred (fixture->catalogue, NORDEA, TRUE);
  atlas_test_wait_until (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (atlas_test_find_button (fixture->page, "Star"))));
}

/* The first bank's answer is slow, and comes when the second one is long there. */
static void
test_fast_switching (Fixture       *fixture,
                     gconstpointer  data)
{
  const AtlasFault slow = { .kind = ATLAS_FAULT_DELAY, .path = "/psd2/aspspinformation/v1/aspsps/" SEB, .delay_ms = 400 };

  atlas_simulator_add_fault (fixture->place->simulator, &slow);
  for (guint i = 0; i < 5; i++)
    {
      atlas_bank_page_set_bic_fi (fixture->page, SEB);
      g_assert_null (atlas_bank_page_get_details (fixture->page));
      atlas_test_spin (20);
      atlas_bank_page_set_bic_fi (fixture->page, NORDEA);
    }
  atlas_test_wait_until (shows_details (fixture));
  atlas_test_spin (900);
  g_assert_cmpstr (atlas_aspsp_details_get_fields (atlas_bank_page_get_details (fixture->page))->bic_fi, ==, NORDEA);
  g_assert_true (atlas_test_shows (fixture->page, "Nordea Bank AB"));
  g_assert_false (atlas_test_shows (fixture->page, "Skandinaviska"));
}

static void
test_failure_keeps_what_is_shown (Fixture       *fixture,
                                  gconstpointer  data)
{
  const AtlasFault fault = { .kind = ATLAS_FAULT_STATUS, .path = "/psd2/aspspinformation/v1/aspsps/*", .status = 403 };
  GtkWidget *trouble = atlas_test_find_type (fixture->page, ATLAS_TYPE_TROUBLE_BAR);

  show_bank (fixture, SEB);
  atlas_simulator_add_fault (fixture->place->simulator, &fault);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "bank.refresh", NULL);
  atlas_test_wait_until (gtk_widget_get_visible (trouble));
  g_assert_true (atlas_test_shows (fixture->page, "502032-9081"));
  g_assert_nonnull (atlas_test_find_button (trouble, "Details"));

  /* Another bank, of which there is only what the list says. */
  atlas_bank_page_set_bic_fi (fixture->page, NORDEA);
  g_assert_false (gtk_widget_get_visible (trouble));
  atlas_test_wait_until (gtk_widget_get_visible (trouble));
  g_assert_true (atlas_test_shows (fixture->page, "Nordea Bank AB"));
  g_assert_false (atlas_test_shows (fixture->page, "502032-9081"));

  atlas_simulator_clear_faults (fixture->place->simulator);
  atlas_test_click (trouble, "Try Again");
  atlas_test_wait_until (shows_details (fixture));
  g_assert_false (gtk_widget_get_visible (trouble));
}

static void
test_stored_details_without_network (Fixture       *fixture,
                                     gconstpointer  data)
{
  show_bank (fixture, SEB);
  atlas_bank_page_set_bic_fi (fixture->page, NULL);
  atlas_simulator_stop (fixture->place->simulator);

  show_bank (fixture, SEB);
  g_assert_true (atlas_test_shows (fixture->page, "502032-9081"));
  g_assert_false (gtk_widget_get_visible (atlas_test_find_type (fixture->page, ATLAS_TYPE_TROUBLE_BAR)));
}

static void
test_dropped_while_loading (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (ATLAS_TYPE_BANK_PAGE, "catalogue", fixture->catalogue, "bic-fi", SEB, NULL));

  g_assert_true (atlas_bank_page_get_loading (ATLAS_BANK_PAGE (page)));
  g_assert_finalize_object (page);
  atlas_test_spin (200);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void (*func) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/app/bank-page/nothing-chosen", test_nothing_chosen },
    { "/app/bank-page/documented-bank", test_documented_bank },
    { "/app/bank-page/copy", test_copy },
    { "/app/bank-page/star", test_star },
    { "/app/bank-page/fast-switching", test_fast_switching },
    { "/app/bank-page/failure-keeps-what-is-shown", test_failure_keeps_what_is_shown },
    { "/app/bank-page/stored-details-without-network", test_stored_details_without_network },
    { "/app/bank-page/dropped-while-loading", test_dropped_while_loading },
  };

  atlas_test_widget_init (&argc, &argv);

  g_test_add_func ("/app/bank-page/new-destroy", test_new_destroy);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].name, Fixture, NULL, set_up, cases[i].func, tear_down);

  return g_test_run ();
}
