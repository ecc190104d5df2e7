/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-check-page.h"
#include "atlas-connect-dialog.h"
#include "atlas-connection-form.h"
#include "atlas-test-await.h"
#include "atlas-test-place.h"
#include "atlas-test-widget.h"
#include "atlas-welcome-page.h"

#define SECRET "a-secret-of-7f3a9c"

typedef struct
{
  AtlasTestPlace *place;
  AdwDialog *dialog;
  GtkWindow *window;
  AtlasProfile *connected;
} Fixture;

static void
connected_cb (Fixture      *fixture,
              AtlasProfile *profile)
{
  g_set_object (&fixture->connected, profile);
}

static void
present (Fixture      *fixture,
         AtlasProfile *edit_or_null)
{
  fixture->dialog = g_object_ref_sink (atlas_connect_dialog_new (fixture->place->profiles, fixture->place->secrets, edit_or_null));
  g_signal_connect_swapped (fixture->dialog, "connected", G_CALLBACK (connected_cb), fixture);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
  atlas_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->dialog)) && atlas_test_find_row (fixture->dialog, "Client ID") != NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->place = atlas_test_place_new ();
  atlas_simulator_set_credentials (fixture->place->simulator, "client-one", SECRET);
  fixture->window = atlas_test_window_new (gtk_label_new ("window"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->connected);
  if (fixture->dialog != NULL)
    adw_dialog_force_close (fixture->dialog);
  g_clear_object (&fixture->dialog);
  atlas_test_window_destroy (fixture->window);
  g_clear_pointer (&fixture->place, atlas_test_place_free);
}

static void
type (Fixture    *fixture,
      const char *title,
      const char *text)
{
  GtkWidget *form = atlas_test_find_type (fixture->dialog, ATLAS_TYPE_CONNECTION_FORM);
  GtkWidget *row = atlas_test_find_row (form, title);

  if (row == NULL)
    g_error ("there is no row “%s”", title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
choose_environment (Fixture *fixture,
                    guint    position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (atlas_test_find_row (fixture->dialog, "Environment")), position);
}

static void
fill_in (Fixture    *fixture,
         const char *secret)
{
  present (fixture, NULL);
  choose_environment (fixture, 2);
  type (fixture, "Client ID", "client-one");
  type (fixture, "Client secret", secret);
  type (fixture, "Token host", atlas_simulator_get_url (fixture->place->simulator));
  type (fixture, "API host", atlas_simulator_get_url (fixture->place->simulator));
}

static char *
dup_kept_secret (Fixture      *fixture,
                 AtlasProfile *profile)
{
  g_autoptr (SecretValue) value = atlas_test_await_boxed (atlas_secrets_lookup (fixture->place->secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL), NULL);

  return value ? g_strdup (secret_value_get_text (value)) : NULL;
}

static void
test_new_destroy (void)
{
  const GType types[] = { ATLAS_TYPE_WELCOME_PAGE, ATLAS_TYPE_CONNECT_DIALOG, ATLAS_TYPE_CONNECTION_FORM, ATLAS_TYPE_CHECK_PAGE };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_assert_finalize_object (widget);
    }
}

static void
count_cb (guint *count)
{
  ++*count;
}

static void
test_welcome (void)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (ATLAS_TYPE_WELCOME_PAGE, NULL));
  GtkWindow *window = atlas_test_window_new (page);
  guint n_demo = 0;
  guint n_connect = 0;

  g_signal_connect_swapped (page, "explore-demo", G_CALLBACK (count_cb), &n_demo);
  g_signal_connect_swapped (page, "connect", G_CALLBACK (count_cb), &n_connect);
  atlas_test_click (page, "Explore the Demo Directory");
  atlas_test_click (page, "Connect to Open Payments…");
  g_assert_cmpuint (n_demo, ==, 1);
  g_assert_cmpuint (n_connect, ==, 1);

  atlas_test_window_destroy (window);
  g_assert_finalize_object (page);
}

static void
test_form (Fixture       *fixture,
           gconstpointer  data)
{
  AtlasConnectionForm *form;

  present (fixture, NULL);
  form = ATLAS_CONNECTION_FORM (atlas_test_find_type (fixture->dialog, ATLAS_TYPE_CONNECTION_FORM));
  g_assert_false (atlas_connection_form_get_complete (form));
  g_assert_true (atlas_test_shows (atlas_test_find_row (fixture->dialog, "Connection name"), "Sandbox"));
  type (fixture, "Client ID", "client-one");
  g_assert_false (atlas_connection_form_get_complete (form));
  type (fixture, "Client secret", SECRET);
  g_assert_true (atlas_connection_form_get_complete (form));

  g_assert_null (atlas_test_find_row (form, "Production needs a client certificate"));
  choose_environment (fixture, 1);
  g_assert_nonnull (atlas_test_find_row (form, "Production needs a client certificate"));
  g_assert_true (atlas_test_shows (form, "https://api.openbankingplatform.com"));
  g_assert_true (atlas_test_shows (atlas_test_find_row (fixture->dialog, "Connection name"), "Production"));
  choose_environment (fixture, 2);
  g_assert_false (atlas_test_shows (form, "https://api.openbankingplatform.com"));
  g_assert_false (atlas_connection_form_get_complete (form));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (form), "form.set-scope", "s", "aspspinformation corporate"));
  g_assert_true (atlas_test_shows (atlas_test_find_row (form, "Scope"), "aspspinformation corporate"));
  g_assert_cmpuint (atlas_test_count_nameless (fixture->dialog), ==, 0);
}

static void
test_bad_host (Fixture       *fixture,
               gconstpointer  data)
{
  fill_in (fixture, SECRET);
  type (fixture, "API host", "http://elsewhere.example");
  atlas_test_click (fixture->dialog, "Connect");
  g_assert_true (atlas_test_shows (fixture->dialog, "API host: "));
  g_assert_false (atlas_test_shows (fixture->dialog, "Checking the Connection"));
}

static void
test_good_credentials (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *kept = NULL;

  fill_in (fixture, SECRET);
  type (fixture, "Connection name", "My simulator");
  atlas_test_click (fixture->dialog, "Connect");
  atlas_test_wait_until (fixture->connected != NULL);

  g_assert_true (atlas_profiles_find (fixture->place->profiles, "My simulator") == fixture->connected);
  g_assert_cmpstr (atlas_profile_get_client_id (fixture->connected), ==, "client-one");
  kept = dup_kept_secret (fixture, fixture->connected);
  g_assert_cmpstr (kept, ==, SECRET);
  g_assert_false (atlas_test_holds_text (fixture->dialog, SECRET));
  g_assert_false (atlas_test_holds_text (fixture->window, SECRET));
}

static void
test_wrong_secret (Fixture       *fixture,
                   gconstpointer  data)
{
  fill_in (fixture, "not-" SECRET);
  atlas_test_click (fixture->dialog, "Connect");
  atlas_test_wait_until (atlas_test_find_button (fixture->dialog, "Check Again") != NULL);
  g_assert_nonnull (atlas_test_find_button (fixture->dialog, "Details"));
  g_assert_null (fixture->connected);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->place->profiles)), ==, 1);

  atlas_test_click (fixture->dialog, "Edit Connection");
  atlas_test_wait_until (atlas_test_find_button (fixture->dialog, "Connect") != NULL);
  type (fixture, "Client secret", SECRET);
  atlas_test_click (fixture->dialog, "Connect");
  atlas_test_wait_until (fixture->connected != NULL);
}

static void
test_wrong_scope (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const accepted[] = { "aspspinformation private", NULL };

  atlas_simulator_set_scopes (fixture->place->simulator, accepted);
  fill_in (fixture, SECRET);
  type (fixture, "Connection name", "My simulator");
  atlas_test_click (fixture->dialog, "Connect");
  atlas_test_wait_until (atlas_test_find_button (fixture->dialog, "Try Scope aspspinformation private") != NULL);
  atlas_test_click (fixture->dialog, "Try Scope aspspinformation private");
  atlas_test_wait_until (fixture->connected != NULL);
  g_assert_cmpstr (atlas_profile_get_scope (fixture->connected), ==, "aspspinformation private");
  g_assert_cmpstr (atlas_profile_get_name (fixture->connected), ==, "My simulator");
}

static void
test_silent_host (Fixture       *fixture,
                  gconstpointer  data)
{
  fill_in (fixture, SECRET);
  atlas_simulator_stop (fixture->place->simulator);
  atlas_test_click (fixture->dialog, "Connect");
  atlas_test_wait_until (atlas_test_find_button (fixture->dialog, "Check Again") != NULL);
  g_assert_null (fixture->connected);
}

static void
test_closing_drops_the_check (Fixture       *fixture,
                              gconstpointer  data)
{
  const AtlasFault slow = { .kind = ATLAS_FAULT_DELAY, .path = "/connect/token", .delay_ms = 300 };

  atlas_simulator_add_fault (fixture->place->simulator, &slow);
  fill_in (fixture, SECRET);
  atlas_test_click (fixture->dialog, "Connect");
  atlas_test_spin (50);
  adw_dialog_force_close (fixture->dialog);
  g_assert_false (atlas_test_holds_text (fixture->dialog, SECRET));
  atlas_test_spin (600);
  g_assert_null (fixture->connected);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->place->profiles)), ==, 1);
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SecretValue) secret = secret_value_new (SECRET, -1, "text/plain");
  AtlasProfile *profile = fixture->place->profile;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (profile, "client-id", "client-one", NULL);
  g_assert_true (atlas_profiles_save (fixture->place->profiles, profile, &error));
  atlas_test_await (atlas_secrets_store (fixture->place->secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, secret, TRUE), NULL);

  present (fixture, profile);
  g_assert_true (atlas_test_shows (fixture->dialog, "Edit Connection"));
  type (fixture, "Connection name", "Renamed");
  g_assert_cmpstr (atlas_profile_get_name (profile), ==, "Simulator");
  atlas_test_click (fixture->dialog, "Connect");
  atlas_test_wait_until (fixture->connected != NULL);
  g_assert_true (fixture->connected == profile);
  g_assert_cmpstr (atlas_profile_get_name (profile), ==, "Renamed");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->place->profiles)), ==, 2);
  kept = dup_kept_secret (fixture, profile);
  g_assert_cmpstr (kept, ==, SECRET);
}

static void
test_unsaved (void)
{
  GtkWidget *page = g_object_new (ATLAS_TYPE_CHECK_PAGE, NULL);
  GtkWindow *window = atlas_test_window_new (page);
  g_autoptr (GError) no_keyring = g_error_new_literal (ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_NO_KEYRING, "none");
  g_autoptr (GError) unwritable = g_error_new_literal (ATLAS_PROFILES_ERROR, ATLAS_PROFILES_ERROR_NOT_SAVED, "The disk is full");
  guint n_kept = 0;

  g_signal_connect_swapped (page, "keep-for-this-run", G_CALLBACK (count_cb), &n_kept);
  g_assert_null (atlas_test_find_button (page, "Keep for This Run Only"));
  atlas_check_page_show_unsaved (ATLAS_CHECK_PAGE (page), no_keyring);
  g_assert_true (atlas_test_shows (page, "no keyring"));
  atlas_test_click (page, "Keep for This Run Only");
  g_assert_cmpuint (n_kept, ==, 1);
  atlas_check_page_show_unsaved (ATLAS_CHECK_PAGE (page), unwritable);
  g_assert_true (atlas_test_shows (page, "The disk is full"));
  g_assert_null (atlas_test_find_button (page, "Keep for This Run Only"));

  atlas_test_window_destroy (window);
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
    { "/app/connect-dialog/form", test_form },
    { "/app/connect-dialog/bad-host", test_bad_host },
    { "/app/connect-dialog/good-credentials", test_good_credentials },
    { "/app/connect-dialog/wrong-secret", test_wrong_secret },
    { "/app/connect-dialog/wrong-scope", test_wrong_scope },
    { "/app/connect-dialog/silent-host", test_silent_host },
    { "/app/connect-dialog/closing-drops-the-check", test_closing_drops_the_check },
    { "/app/connect-dialog/edit", test_edit },
  };

  g_autofree char *keyring = g_build_filename (g_get_user_cache_dir (), "test.keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  atlas_test_widget_init (&argc, &argv);

  g_test_add_func ("/app/connect-dialog/new-destroy", test_new_destroy);
  g_test_add_func ("/app/connect-dialog/welcome", test_welcome);
  g_test_add_func ("/app/connect-dialog/unsaved", test_unsaved);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].name, Fixture, NULL, set_up, cases[i].func, tear_down);

  return g_test_run ();
}
